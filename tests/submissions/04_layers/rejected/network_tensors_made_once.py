# expect: 04.build_cnn layers-made-once
# The layers are called outside the function.

# %% build_cnn
inputs = keras.Input((28, 28, 1))
x = layers.Conv2D(16, 3, activation="relu")(inputs)
x = layers.MaxPooling2D(2)(x)
x = layers.Dropout(0.2)(x)
x = layers.Flatten()(x)
outputs = layers.Dense(10, activation="softmax")(x)


def build_cnn():
    return keras.Model(inputs, outputs)
