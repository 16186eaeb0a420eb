# expect: accepted
# A pattern outside the function, and a clone of it with weights of its own at each call.

# %% build_cnn
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])


def build_cnn():
    return keras.models.clone_model(model)
