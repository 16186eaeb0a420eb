# expect: 04.build_cnn input-not-declared
# Says nothing about the input.

# %% build_cnn
def build_cnn():
    return keras.Sequential(
        [
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.25),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
