# expect: 04.build_cnn tensor-not-a-network
# Returns the output tensor of a functional model, not the model.

# %% build_cnn
def build_cnn():
    inputs = keras.Input(shape=(28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    return layers.Dense(10, activation="softmax")(x)
