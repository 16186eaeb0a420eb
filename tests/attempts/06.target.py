SEEDS = 1  # nothing is drawn at random

# %% never fitted
# cause: The network was built and compiled, and never fitted.
# codes: target-never-fitted
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)

# %% the History
# cause: model holds what fit returned.
# codes: target-not-a-model
model = recorded.network("baseline")
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model = model.fit(x_train[:256], y_train[:256], verbose=0)

# %% what compile returns
# cause: compile returns None, and model holds that.
# codes: target-not-a-model
model = recorded.network("baseline").compile(loss="sparse_categorical_crossentropy")

# %% a list of layers
# cause: The layers were never put into a Sequential.
# codes: symbolic-tensor
model = [
    keras.Input((28, 28, 1)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
]

# %% the predictions
# cause: model holds predictions.
# codes: target-not-a-model
net = recorded.network("baseline")
model = net.predict(x_val[:100], verbose=0)

# %% the accuracy
# cause: model holds the accuracy as a number.
# codes: target-not-a-model
net = recorded.network("baseline")
model = float((net.predict(x_val[:100], verbose=0).argmax(axis=1) == y_val[:100]).mean())

# %% a function that builds
# cause: model is the function that builds the network; it was not called.
# codes: target-function
def model():
    return recorded.network("fix")

# %% eleven outputs
# cause: The last layer has eleven outputs.
# codes: target-wrong-output
fix = recorded.network("fix")
model = keras.Sequential([keras.Input((28, 28, 1)), *fix.layers[:-1], layers.Dense(11, activation="softmax")])

# %% one output
# cause: The last layer has one output.
# codes: target-wrong-output
fix = recorded.network("fix")
model = keras.Sequential([keras.Input((28, 28, 1)), *fix.layers[:-1], layers.Dense(1, activation="sigmoid")])

# %% no Flatten
# cause: Without Flatten the Dense layer works at each place of the map.
# codes: target-no-flatten
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dense(10, activation="softmax"),
    ]
)

# %% flat rows
# cause: The network takes rows of 784 pixels.
# codes: target-wrong-input
model = keras.Sequential(
    [keras.Input((784,)), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:1000].reshape(-1, 784), y_train[:1000], verbose=0)

# %% no channel
# cause: The network takes images of 28 x 28 without a channel.
# codes: target-wrong-input
model = keras.Sequential(
    [keras.Input((28, 28)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")]
)

# %% three channels
# cause: The network takes images with three channels.
# codes: target-wrong-input
model = keras.Sequential(
    [keras.Input((28, 28, 3)), layers.Conv2D(8, 3, activation="relu"), layers.Flatten(), layers.Dense(10, activation="softmax")]
)

# %% sigmoid outputs
# cause: Ten sigmoids in place of a softmax.
# codes: target-not-probabilities
fix = recorded.network("fix")
kept = fix.layers[-1].get_weights()
last = layers.Dense(10, activation="sigmoid")
model = keras.Sequential([keras.Input((28, 28, 1)), *fix.layers[:-1], last])
last.set_weights(kept)

# %% relu outputs
# cause: The last layer has ReLU: scores below zero are cut off, and the loss gets no probabilities.
# codes: target-output-activation
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="relu"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:2000], y_train[:2000], epochs=2, verbose=0)

# %% no softmax
# cause: Dense(10) gives scores, and the loss was not told from_logits=True.
# codes: target-scores-as-probabilities
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:4000], y_train[:4000], epochs=3, verbose=0)

# %% softmax twice
# cause: A Softmax layer follows a Dense layer that has a softmax already.
# codes: target-softmax-twice
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
        layers.Softmax(),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:4000], y_train[:4000], epochs=3, verbose=0)

# %% Rescaling from the web
# cause: A Rescaling by 1/255 in a network whose images lie between 0 and 1 already.
# codes: target-rescales-again
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:4000], y_train[:4000], epochs=3, verbose=0)

# %% Rescaling added after the training
# cause: A Rescaling by 1/255 in front of a network that was trained on images between 0 and 1.
# codes: target-expects-pixels
fix = recorded.network("fix")
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255), *fix.layers])

# %% trained on pixels
# cause: The network was trained on images times 255.
# codes: target-expects-pixels
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:4000] * 255, y_train[:4000], epochs=3, verbose=0)

# %% divided by 255 once more
# cause: The network was trained on images that were divided by 255 once more.
# codes: target-other-scale
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.BatchNormalization(momentum=0.5),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:4000] / 255, y_train[:4000], epochs=8, verbose=0)

# %% standardised images
# cause: The network was trained on images with mean 0 and spread 1, and is asked for others.
# codes: target-other-scale
keras.utils.set_random_seed(0)
mean, std = x_train[:4000].mean(), x_train[:4000].std()
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit((x_train[:4000] - mean) / std, y_train[:4000], epochs=6, verbose=0)

# %% dark on white
# cause: The network was trained on images with black and white swapped.
# codes: target-other-scale
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(1 - x_train[:4000], y_train[:4000], epochs=4, verbose=0)

# %% labels shuffled
# cause: The labels were shuffled without the images.
# codes: target-learned-nothing
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
order = np.random.default_rng(0).permutation(4000)
model.fit(x_train[:4000], y_train[:4000][order], epochs=2, verbose=0)

# %% labels from one
# cause: The labels were shifted by one, so the outputs stand in another order.
# codes: target-labels-moved
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:4000], (y_train[:4000] + 1) % 10, epochs=4, verbose=0)

# %% learning rate 1
# cause: The learning rate is far too high.
# codes: target-rate-too-high
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(1.0), loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:4000], y_train[:4000], epochs=2, verbose=0)

# %% learning rate a millionth
# cause: The learning rate is far too low.
# codes: target-rate-too-low
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(1e-6), loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:4000], y_train[:4000], epochs=2, verbose=0)

# %% built again after fit
# cause: The network was built again after it was fitted.
# codes: target-never-fitted
fix = recorded.network("fix")
model = keras.models.clone_model(fix)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)

# %% frozen
# cause: model.trainable = False: fit changed nothing.
# codes: target-frozen
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.trainable = False
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:2000], y_train[:2000], epochs=2, verbose=0)

# %% a few images, many epochs
# cause: The network was trained on the first 1000 images alone, and memorised them.
# codes: target-part-of-the-images
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:1000], y_train[:1000], epochs=30, batch_size=64, verbose=0)

# %% the validation images
# cause: The network was fitted on the validation images.
# codes: target-fitted-on-validation
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
    jit_compile=False,
    steps_per_execution=25,
)
model.fit(x_val, y_val, epochs=30, batch_size=128, verbose=0)

# %% overfitting
# cause: The network memorised the 48,000 training images: no dropout, 40 epochs (prepared weights).
# codes: target-overfits
from pathlib import Path

import autograder

model = recorded.network("overfits", Path(autograder.__file__).parents[1] / "tests" / "attempts")

# %% overfitting, with its curve
# cause: The network memorised the 48,000 training images, and the validation loss rose (prepared).
# codes: target-overfits
from pathlib import Path

import autograder

model = recorded.network("overfits", Path(autograder.__file__).parents[1] / "tests" / "attempts")
model.history = keras.callbacks.History()
model.history.history = {
    "loss": [0.339, 0.281, 0.249, 0.223, 0.199, 0.18, 0.162, 0.15, 0.135, 0.125],
    "accuracy": [0.878, 0.899, 0.91, 0.919, 0.928, 0.935, 0.941, 0.945, 0.95, 0.954],
    "val_loss": [0.341, 0.305, 0.289, 0.286, 0.283, 0.295, 0.321, 0.35, 0.361, 0.373],
    "val_accuracy": [0.879, 0.891, 0.899, 0.9, 0.904, 0.905, 0.899, 0.894, 0.895, 0.894],
}

# %% the baseline
# cause: The baseline underfits: much dropout, seven epochs (recorded weights).
# codes: target-underfits
model = recorded.network("baseline")

# %% one epoch on part of the images
# cause: Far too little training: one epoch on 2,000 images.
# codes: target-underfits
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:2000], y_train[:2000], epochs=1, verbose=0)

# %% fully connected
# cause: There is no convolution: a small dense network, two epochs.
# codes: target-no-convolution
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
    jit_compile=False,
    steps_per_execution=25,
)
model.fit(x_train, y_train, epochs=2, batch_size=256, verbose=0)

# %% dropout of nine tenths
# cause: Dropout(0.9) drops nine values in ten; the rate was read as the share to keep.
# codes: target-much-dropout
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Dropout(0.9),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dropout(0.9),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:6000], y_train[:6000], epochs=4, batch_size=64, verbose=0)

# %% no activations
# cause: No layer between input and output has an activation: the network is one linear map.
# codes: target-no-activations
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3),
        layers.Flatten(),
        layers.Dense(32),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:6000], y_train[:6000], epochs=2, batch_size=64, verbose=0)

# %% batch normalisation with few steps
# cause: The moving averages of batch normalisation need more steps than this training had.
# codes: target-batch-averages
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, use_bias=False),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(16, 3, use_bias=False),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:3000], y_train[:3000], epochs=3, batch_size=256, verbose=0)

# %% the schedule of the text with small batches
# cause: The schedule was made for fewer steps, so the learning rate was zero for most of the training.
# codes: target-schedule-ended
keras.utils.set_random_seed(0)
steps_per_epoch, epochs, peak = 8, 2, 0.001
schedule = keras.optimizers.schedules.CosineDecay(
    initial_learning_rate=peak / 10,
    warmup_target=peak,
    warmup_steps=steps_per_epoch * epochs // 4,
    decay_steps=steps_per_epoch * epochs * 3 // 4,
)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.AdamW(schedule, weight_decay=0.2),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
    jit_compile=False,
)
model.fit(x_train[:2048], y_train[:2048], epochs=2, batch_size=64, verbose=0)

# %% early stopping without patience
# cause: Patience 0 stopped the training after the first epoch without progress.
# codes: target-underfits
keras.utils.set_random_seed(3)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.03), loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(
    x_train[:8000],
    y_train[:8000],
    validation_data=(x_val[:500], y_val[:500]),
    epochs=30,
    batch_size=256,
    verbose=0,
    callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss", patience=0, restore_best_weights=True)],
)

# %% heavy weight penalty
# cause: l2(1.0) keeps all weights near zero.
# codes: target-heavy-penalty
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu", kernel_regularizer=keras.regularizers.l2(1.0)),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.l2(1.0)),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:6000], y_train[:6000], epochs=3, batch_size=64, verbose=0)

# %% a loss of nan
# cause: The training ended in NaN.
# codes: target-nan
model = recorded.network("baseline")
model.layers[0].set_weights([w * np.nan for w in model.layers[0].get_weights()])

# %% a subclass of Model
# cause: A subclassed model can't be graded.
# codes: network-cannot-cross
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten()
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.out(self.flatten(x))

model = Net()
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:256], y_train[:256], verbose=0)

# %% a Lambda layer
# cause: A Lambda layer can't be graded.
# codes: network-cannot-cross
model = keras.Sequential(
    [keras.Input((28, 28, 1)), layers.Lambda(lambda x: x * 2), layers.Flatten(), layers.Dense(10, activation="softmax")]
)

# %% no Input, never fitted
# cause: Without keras.Input the network has no weights before it is fitted.
# codes: target-no-input
model = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.Flatten(), layers.Dense(10, activation="softmax")])

# %% mean squared error
# cause: The loss is the mean squared error of class numbers.
# codes: target-wrong-loss
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="mse", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:2000], y_train[:2000].reshape(-1, 1), epochs=2, verbose=0)

# %% only ten steps in all
# cause: steps_per_epoch=1 leaves ten batches for the whole training.
# codes: target-underfits
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train, y_train, epochs=10, steps_per_epoch=1, batch_size=128, verbose=0)

# %% right: a network of the course
# cause: none
# codes: passes
model = recorded.network("fix")

# %% right: above 91.5, below 92
# cause: none; the weights of a good network with a little noise, near 91.7 %
# codes: passes
model = recorded.network("fix")
noise = np.random.default_rng(0)
model.set_weights([w + 0.09 * abs(w) * noise.standard_normal(w.shape) for w in model.get_weights()])

# %% right: functional, scores
# cause: none
# codes: passes
fix = recorded.network("fix")
kept = fix.layers[-1].get_weights()
inputs = keras.Input((28, 28, 1))
values = inputs
for layer in fix.layers[:-1]:
    values = layer(values)
last = layers.Dense(10)
model = keras.Model(inputs, last(values))
last.set_weights(kept)
model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))


# %% function that builds, never called
# cause: model is the function that builds the network; it is never called, so there is no network.
# codes: target-function
def model():
    net = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    net.fit(x_train[:500], y_train[:500], epochs=1, verbose=0)
    return net


# %% custom callback of early stopping, keyword misspelt
# cause: The keyword of fit is callbacks; callback does not exist, so the cell stops with a TypeError.
# codes: cell-error
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
model.fit(x_train[:500], y_train[:500], epochs=1, callback=stop, verbose=0)


# %% early stopping without validation data, too few epochs
# cause: A network without a convolution, one epoch; the early stopping has no val_loss to watch.
# codes: target-no-convolution
keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], steps_per_execution=25)
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
model.fit(x_train, y_train, batch_size=128, epochs=1, callbacks=[stop], verbose=0)


# %% layers of a list never put together
# cause: model is a list of layers called on each other, so its items are symbolic tensors and no network is built.
# codes: symbolic-tensor
inputs = keras.Input((28, 28, 1))
x = layers.Flatten()(inputs)
outputs = layers.Dense(10, activation="softmax")(x)
model = [inputs, x, outputs]


# %% functional, output only
# cause: model is the last symbolic tensor: keras.Model(inputs, outputs) is missing.
# codes: symbolic-tensor
inputs = keras.Input((28, 28, 1))
x = layers.Conv2D(8, 3, activation="relu")(inputs)
x = layers.Flatten()(x)
model = layers.Dense(10, activation="softmax")(x)


# %% dropout on the output
# cause: A Dropout stands behind the softmax and drops the answers.
# codes: target-dropout-on-output
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
        layers.Dropout(0.5),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:5000], y_train[:5000], epochs=1, verbose=0)


# %% the class itself
# cause: model is the class keras.Sequential; the parentheses with the layers are missing.
# codes: target-function
model = keras.Sequential


# %% two networks in a list
# cause: model is a list of two networks, whose predictions were to be averaged.
# codes: target-not-a-model
def build(seed):
    keras.utils.set_random_seed(seed)
    net = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    net.fit(x_train[:500], y_train[:500], epochs=1, verbose=0)
    return net


model = [build(0), build(1)]


# %% what save returns
# cause: model holds None, which save returns.
# codes: target-not-a-model
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:500], y_train[:500], epochs=1, verbose=0)
model = model.save("/tmp/fresh_model.keras")


# %% fit without parentheses
# cause: model is the method fit, which was not called.
# codes: target-function
net = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model = net.fit


# %% augmentation layers
# cause: A single epoch on few images with strong augmentation.
# codes: target-underfits
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.RandomFlip("horizontal"),
        layers.RandomRotation(0.1),
        layers.Conv2D(8, 3, strides=2, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:2000], y_train[:2000], epochs=1, verbose=0)


# %% labels divided by nine
# cause: The labels were scaled to 0 to 1 like the pixels, so nearly all of them count as class 0.
# codes: target-one-answer
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, strides=2, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:5000], y_train[:5000] / 9, epochs=1, verbose=0)


# %% images turned round
# cause: The training images were transposed, so the network knows only clothes that lie on their side.
# codes: target-other-images
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, strides=2, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], steps_per_execution=25)
model.fit(x_train[:24000].transpose(0, 2, 1, 3), y_train[:24000], batch_size=64, epochs=2, verbose=0)


# %% validation split of nine tenths
# cause: validation_split=0.9 leaves a tenth of the images for training, in one epoch.
# codes: target-underfits
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, strides=2, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, validation_split=0.9, epochs=1, verbose=0)


# %% plain SGD with rate 10
# cause: The learning rate of 10 is far too high for SGD.
# codes: target-rate-too-high target-nan
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(keras.optimizers.SGD(10.0), "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:5000], y_train[:5000], epochs=1, verbose=0)


# %% softmax of convolution maps, averaged
# cause: A small convolution with the softmax at each place, trained on few images.
# codes: target-learned-nothing
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, strides=2, activation="relu"),
        layers.Conv2D(10, 3, activation="softmax"),
        layers.GlobalAveragePooling2D(),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:5000], y_train[:5000], epochs=1, verbose=0)


# %% two outputs
# cause: The model has two outputs.
# codes: network-cannot-cross
inputs = keras.Input((28, 28, 1))
features = layers.Flatten()(inputs)
outputs = layers.Dense(10, activation="softmax")(features)
model = keras.Model(inputs, [outputs, features])


# %% dict of networks
# cause: model is a dict that holds the network and its name.
# codes: target-not-a-model
net = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
net.fit(x_train[:500], y_train[:500], epochs=1, verbose=0)
model = {"name": "baseline", "net": net}


# %% dict with a layer's output
# cause: model is a dict that holds the symbolic output, not a network.
# codes: symbolic-tensor
inputs = keras.Input((28, 28, 1))
model = {"in": inputs, "out": layers.Dense(10)(layers.Flatten()(inputs))}

# %% SGD rate too high
# cause: The learning rate of 5 is too high for SGD, so that the network ends with one answer or with NaN.
# codes: target-rate-too-high
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer=keras.optimizers.SGD(5.0), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:6000], y_train[:6000], epochs=1, batch_size=128, verbose=0)

# %% SGD rate 1 with momentum
# cause: The learning rate of 1 is too high for SGD with momentum: the first steps drive the ReLUs dead, and one answer is left.
# codes: target-rate-too-high
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3, strides=2, activation="relu"), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer=keras.optimizers.SGD(1.0, momentum=0.9), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:6000], y_train[:6000], epochs=1, batch_size=128, verbose=0)

# %% SGD rate tiny
# cause: The learning rate of 1e-6 is so low that the network has learned nothing.
# codes: target-rate-too-low
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer=keras.optimizers.SGD(1e-6), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:6000], y_train[:6000], epochs=1, batch_size=128, verbose=0)

# %% mse on integers
# cause: The loss is the squared difference between ten scores and a class number.
# codes: cell-error
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
model.fit(x_train[:4000], y_train[:4000], epochs=2, verbose=0)

# %% rate as share to keep
# cause: Dropout(0.95) is meant to keep 95 % and drops 95 %, so that the network underfits.
# codes: target-much-dropout
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dropout(0.95), layers.Dense(10, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:6000], y_train[:6000], epochs=2, verbose=0)

# %% sigmoid and binary
# cause: The loss is binary_crossentropy on class numbers, which raises in fit because the shapes differ.
# codes: cell-error
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x_train[:2000], y_train[:2000], epochs=1, verbose=0)

# %% weight decay huge
# cause: A weight decay of 20 shrinks the weights to nothing in each step.
# codes: target-heavy-decay
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer=keras.optimizers.AdamW(0.01, weight_decay=20.0), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:12000], y_train[:12000], epochs=1, batch_size=128, verbose=0)

# %% shuffled labels
# cause: The images are shuffled and the labels are not.
# codes: target-learned-nothing
order = np.random.default_rng(0).permutation(len(x_train))
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[order][:8000], y_train[:8000], epochs=2, verbose=0)

# %% rolled labels
# cause: Labels of the wrong order: each label is taken from the next image.
# codes: target-one-answer target-learned-nothing
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:8000], np.roll(y_train[:8000], 1), epochs=2, verbose=0)

# %% weights loaded into nothing
# cause: clone_model gives a network of the same layers with new weights: what was learned is lost.
# codes: target-never-fitted
first = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])
first.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
first.fit(x_train[:4000], y_train[:4000], epochs=2, verbose=0)
model = keras.models.clone_model(first)


# %% batch normalisation in a nested model, few steps
# cause: The moving averages have not settled; in a nested model only both causes can be named.
# codes: target-images-or-averages
keras.utils.set_random_seed(0)
inner = keras.Sequential([keras.Input((28, 28, 1))])
for filters in (8, 16):
    inner.add(layers.Conv2D(filters, 3, use_bias=False))
    inner.add(layers.BatchNormalization())
    inner.add(layers.Activation("relu"))
    inner.add(layers.MaxPooling2D(2))
images = keras.Input((28, 28, 1))
model = keras.Model(images, layers.Dense(10, activation="softmax")(layers.Flatten()(inner(images))))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:3000], y_train[:3000], epochs=3, batch_size=256, verbose=0)
