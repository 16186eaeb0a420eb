# expect: accepted
# Batch normalisation with Keras's slow default momentum, one bare function call deep.

# %% build_model
def block(tensor, filters):
    tensor = layers.Conv2D(filters, 3, strides=2, padding="same")(tensor)
    return layers.Activation("relu")(layers.BatchNormalization()(tensor))


def build_model():
    images = keras.Input((28, 28, 1))
    tensor = block(block(images, 8), 16)
    return keras.Model(images, layers.Dense(10, activation="softmax")(layers.Flatten()(tensor)))
