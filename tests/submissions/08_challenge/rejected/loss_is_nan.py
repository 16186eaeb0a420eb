# expect: 08.build_model not-finite
# Plain gradient descent with huge steps overflows.

# %% build_model
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10),
        ]
    )


def train(model, x, y):
    loss = keras.losses.MeanSquaredError()
    model.compile(keras.optimizers.SGD(1e6), loss)
    model.fit(x, np.eye(10)[y], epochs=1, verbose=0)
