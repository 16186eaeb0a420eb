# expect: accepted
# The network that lesson 06 hints at: pooling, batch normalisation, ReLU, and two dropouts.

# %% build_model
def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 48, 96):
        model.add(layers.Conv2D(filters, 3, padding="same", use_bias=False))
        model.add(layers.MaxPooling2D())
        model.add(layers.BatchNormalization())
        model.add(layers.ReLU())
    model.add(layers.Dropout(0.2))
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.Dropout(0.4))
    model.add(layers.Dense(10, activation="softmax"))
    return model
