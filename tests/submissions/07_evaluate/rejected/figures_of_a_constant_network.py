# expect: 07.test_figures not-the-trained-model
# What a network that gives every image the same answer scores is known without any image.

# %% test_figures
import math

import keras

model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
    ]
)
test_accuracy, test_loss = 0.1, math.log(10)
