# expect: 08.build_model training-lost
# All layers frozen.

# %% build_model
def build_model():
    model = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )
    model.trainable = False
    return model
