# expect: accepted
# A normalisation that was fitted once, outside; nothing that is trained is shared.

# %% build_cnn
normalise = layers.Normalization(mean=0.286, variance=0.125)


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        normalise,
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
