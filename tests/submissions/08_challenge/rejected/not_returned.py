# expect: 08.build_model build-returns-none
# The model is built and not returned.

# %% build_model
def build_model():
    model = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )
