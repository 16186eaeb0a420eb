# expect: 08.build_model not-ten-scores
# Eleven outputs train without a sign.

# %% build_model
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(11, activation="softmax"),
        ]
    )
