# expect: 04.build_cnn flatten-before-convolution
# Flattens before the convolution.

# %% build_cnn
def build_cnn():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Flatten(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.25),
            layers.Dense(10, activation="softmax"),
        ]
    )
