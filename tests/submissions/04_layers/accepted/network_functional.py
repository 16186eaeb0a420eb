# expect: accepted
# A functional model, same padding, activations as functions of their own.

# %% build_cnn
def build_cnn():
    inputs = keras.Input(shape=(28, 28, 1), name="picture")
    x = layers.Conv2D(16, (5, 5), padding="same")(inputs)
    x = keras.activations.relu(x)
    x = layers.MaxPooling2D((2, 2))(x)
    x = layers.Dropout(0.4)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(10)(x)
    return keras.Model(inputs, keras.ops.softmax(x))
