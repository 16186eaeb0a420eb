# expect: accepted
# A model inside the model.

# %% build_cnn
def build_cnn():
    block = keras.Sequential(
        [layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D(2), layers.Dropout(0.1)]
    )
    return keras.Sequential(
        [keras.Input((28, 28, 1)), block, layers.Flatten(), layers.Dense(10, "softmax")]
    )
