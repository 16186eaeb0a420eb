SEEDS = 1  # each attempt may train a network


def train(model, x, y):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, batch_size=128, epochs=8, verbose=0)


# %% a hidden layer of 512 behind large maps
# cause: The hidden Dense alone has more than 500,000 parameters.
# codes: too-many-parameters
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, (3, 3), activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% one model at the top
# cause: The model is made outside the function, so that the second run starts trained.
# codes: builds-share-state
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(8, 3, strides=2, activation="relu"),
    layers.Flatten(),
    layers.Dense(32, activation="relu"),
    layers.Dense(10, activation="softmax"),
])


def build_model():
    return model

# %% one output
# cause: A Dense with one output ends the network.
# codes: not-ten-scores
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(16, activation="relu"),
        layers.Dense(1, activation="softmax"),
    ])
