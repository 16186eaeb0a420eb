# expect: 08.build_model labels-of-another-kind
# Categorical cross-entropy wants one-hot labels.

# %% build_model
def build_model():
    return keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )


def train(model, x, y):
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)
