# expect: accepted
# train builds a new model and returns it; labels one-hot with smoothing.

# %% build_model
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Reshape((28, 28)),
            layers.GRU(32),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model = build_model()
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    model.compile(keras.optimizers.Adam(0.005), loss, metrics=["accuracy"])
    model.fit(x, keras.utils.to_categorical(y, 10), batch_size=128, epochs=5, verbose=0)
    return model
