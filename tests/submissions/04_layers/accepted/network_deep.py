# expect: accepted
# Two blocks, a hidden Dense, several dropouts, compiled at once.

# %% build_cnn
def build_cnn():
    model = keras.models.Sequential()
    model.add(keras.layers.Input((28, 28, 1)))
    for filters in (32, 64):
        model.add(keras.layers.Conv2D(filters, 3, activation="gelu", padding="same"))
        model.add(keras.layers.MaxPool2D())
        model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(128, activation="elu"))
    model.add(keras.layers.Dropout(0.5))
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.summary()
    return model
