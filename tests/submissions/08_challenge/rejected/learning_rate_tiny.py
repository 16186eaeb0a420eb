# expect: 08.build_model scores-hardly-change
# Steps a thousand times too small.

# %% build_model
def build_model():
    return keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )


def train(model, x, y):
    model.compile(keras.optimizers.Adam(1e-6), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)
