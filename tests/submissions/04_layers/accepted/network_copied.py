# expect: accepted
# A copy of one network: Keras copies the weights with it, so that nothing is shared.

# %% build_cnn
import copy

model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])


def build_cnn():
    return copy.copy(model)
