# expect: accepted
# Names and weights of two calls are equal; the networks are two.

# %% build_cnn
def build_cnn():
    keras.backend.clear_session()
    keras.utils.set_random_seed(42)
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
