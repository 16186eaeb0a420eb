# expect: 08.build_model starts-trained
# Trains while building.

# %% build_model
def build_model():
    model = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )
    train(model, x_train[:5000], y_train[:5000])
    return model
