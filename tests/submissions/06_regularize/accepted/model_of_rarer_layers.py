# expect: accepted
# Keras's layers and operations that are rarer, and TensorFlow's function as activation.

# %% model
import tensorflow as tf

fix = recorded.network("fix")
images = keras.Input((28, 28, 1))
values = layers.RandomBrightness(0.2, value_range=(0, 1))(images)
values = layers.RandomErasing(0.3)(values)
values = keras.ops.concatenate([values[:, :14], values[:, 14:]], axis=1)
values = layers.ActivityRegularization(l2=1e-4)(layers.AlphaDropout(0.1)(values))
for layer in fix.layers[:-1]:
    values = layer(values)
last = layers.Dense(10, activation=tf.nn.softmax, name="last")
model = keras.Model(inputs=images, outputs=last(inputs=values))
last.set_weights(fix.layers[-1].get_weights())
