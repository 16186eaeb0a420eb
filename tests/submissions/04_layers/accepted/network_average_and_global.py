# expect: accepted
# Average pooling, a stride, global pooling in place of Flatten.

# %% build_cnn
def build_cnn():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Rescaling(1.0),
            layers.Conv2D(16, 3, strides=2, activation=layers.LeakyReLU()),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Dropout(0.25),
            layers.GlobalAveragePooling2D(),
            layers.Dense(10, activation="softmax"),
        ]
    )
