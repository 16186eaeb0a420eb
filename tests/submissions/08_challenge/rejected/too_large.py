# expect: 08.build_model too-many-parameters
# A wide dense layer after Flatten.

# %% build_model
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(2500, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x[:500], y[:500], verbose=0)
