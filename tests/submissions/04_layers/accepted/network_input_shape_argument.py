# expect: accepted
# The old way to say the input shape, with a warning from Keras; seeded.

# %% build_cnn
def build_cnn():
    keras.utils.set_random_seed(1)
    return keras.Sequential(
        [
            keras.layers.Conv2D(32, kernel_size=(3, 3), activation="relu", input_shape=(28, 28, 1)),
            keras.layers.MaxPooling2D(pool_size=(2, 2)),
            keras.layers.Flatten(),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(10, activation=keras.activations.softmax),
        ]
    )
