# expect: accepted
# Every build starts from the same weights: seeds inside, decay of the learning rate, warnings.

# %% build_model
import warnings


def build_model():
    warnings.warn("building")
    keras.utils.set_random_seed(7)
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="sigmoid"),
        ]
    )


def train(model, x, y):
    schedule = keras.optimizers.schedules.CosineDecay(0.01, 4 * len(x) // 64 + 1)
    model.compile(keras.optimizers.Adam(schedule), "binary_crossentropy")
    model.fit(x, np.eye(10, dtype="float32")[y], batch_size=64, epochs=4, verbose=0)
