# expect: accepted
# A residual block with batch normalisation, Keras's own momentum, bare logits.

# %% build_model
def normalised(tensor, filters):
    return layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same")(tensor))


def build_model():
    images = keras.Input((28, 28, 1))
    x = layers.MaxPooling2D()(layers.ReLU()(normalised(images, 32)))
    correction = normalised(layers.ReLU()(normalised(x, 32)), 32)
    x = layers.MaxPooling2D()(layers.ReLU()(layers.Add()([x, correction])))
    return keras.Model(images, layers.Dense(10)(layers.Flatten()(x)))
