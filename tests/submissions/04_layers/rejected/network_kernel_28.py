# expect: 04.build_cnn kernel-covers-the-image
# One look at the whole image.

# %% build_cnn
def build_cnn():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(32, 28, activation="relu"),
            layers.Dropout(0.25),
            layers.GlobalMaxPooling2D(),
            layers.Dense(10, activation="softmax"),
        ]
    )
