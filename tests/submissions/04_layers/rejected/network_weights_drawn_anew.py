# expect: 04.build_cnn network-made-once
# One network whose weights are drawn again at every call: another start, the same object.

# %% build_cnn
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])


def build_cnn():
    model.set_weights([0.1 * np.random.normal(size=w.shape) for w in model.get_weights()])
    return model
