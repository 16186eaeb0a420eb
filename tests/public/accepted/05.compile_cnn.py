import keras

# %% Adam with a rate
# cause: Adam(1e-3) and the loss by name.
# codes: passes
from tensorflow.keras.optimizers import Adam


def compile_cnn(model):
    model.compile(optimizer=Adam(1e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model

# %% objects for everything
# cause: Loss and metric are objects of their classes.
# codes: passes
import tensorflow as tf


def compile_cnn(model):
    model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=0.001),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(),
        metrics=[tf.keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
        jit_compile=False,
    )
    return model
