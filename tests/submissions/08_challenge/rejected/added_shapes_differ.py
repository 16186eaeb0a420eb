# expect: 08.build_model added-shapes-differ
# A residual block whose convolution has no padding.

# %% build_model
def build_model():
    images = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, activation="relu")(images)
    y = layers.Conv2D(16, 3, activation="relu")(x)
    x = layers.Flatten()(layers.Add()([x, y]))
    return keras.Model(images, layers.Dense(10, activation="softmax")(x))
