# expect: 08.build_model changes-its-input
# Centres the images in place.

# %% build_model
def build_model():
    return keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )


def train(model, x, y):
    x -= x.mean()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)
