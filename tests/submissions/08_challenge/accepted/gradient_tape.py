# expect: accepted
# A training loop by hand with GradientTape.

# %% build_model
import tensorflow as tf


def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(48, activation="elu"),
            layers.Dense(10),
        ]
    )


def train(model, x, y):
    optimizer = keras.optimizers.AdamW(0.003)
    loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer.build(model.trainable_variables)
    batches = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x), seed=0).batch(128)

    @tf.function
    def step(images, labels):
        with tf.GradientTape() as tape:
            loss = loss_of(labels, model(images, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        return loss

    for epoch in range(5):
        for images, labels in batches:
            loss = step(images, labels)
        print("epoch", epoch, float(loss))
