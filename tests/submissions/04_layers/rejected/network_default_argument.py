# expect: 04.build_cnn network-made-once
# The network is a default argument: made once, with the function.

# %% build_cnn
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])


def build_cnn(m=model):
    return m
