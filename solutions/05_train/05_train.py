# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent, format_version: '1.3'}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 05 · Train: what a loss is, what a step does, how to read the curves
#
# A network starts with random [weights](../glossary.md#weight) and knows nothing. Training
# changes the weights. First you do this by hand, in NumPy, on the smallest
# [model](../glossary.md#model) there is. Then [Keras](../glossary.md#Keras) does the same for a
# convolutional network, and you read from its curves what happened.
#
# **You will be able to**
#
# - turn a network's scores into probabilities, and probabilities into one number, the loss;
# - say what one gradient step does, and what a step that is too long does;
# - compile and fit a Keras model, and keep what `fit` reports;
# - tell underfitting, overfitting and a good fit apart by their curves;
# - explain why training and validation accuracy are not measured in the same way.
#
# **Before you start**: NumPy arrays (shape, indexing, `axis`). Lesson 04 explains the layers
# of the network that is trained here. You don't need your own code from it.
#
# **Time**: 90 minutes of reading and coding, a minute of computing. It can be two sittings: sections
# 4 to 8 need the setup cell, and nothing else from sections 1 to 3.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from autograder import check, hint

import fmnist_lab
import numpy as np
from fmnist_lab import plots, recorded, widgets
from fmnist_lab.data import CLASS_NAMES

fmnist_lab.prepare_keras()
import keras
from keras import layers

x_train, y_train, x_val, y_val = recorded.training_arrays()
print("training:  ", x_train.shape, x_train.dtype, "labels", y_train.shape)
print("validation:", x_val.shape, x_val.dtype, "labels", y_val.shape)

# %% [markdown]
# There are 48,000 images to learn from, the [training set](../glossary.md#training-set), and
# 12,000 to judge by, the [validation set](../glossary.md#validation-set). Pixels are float32
# between 0 and 1, labels are integers 0 to 9. The 10,000 test images stay closed until lesson 07.

# %% [markdown]
# ## 1 · From scores to probabilities
#
# The last layer of a network gives ten numbers for an image, one for each class. The higher the
# number, the more the network favours that class. These raw numbers are called **scores** or
# [**logits**](../glossary.md#logits). They can be negative, they can be 300, and they add up to
# nothing in particular.
#
# To say *how sure* the network is, we need [probabilities](../glossary.md#probability): ten
# numbers between 0 and 1 that add up to 1.
#
# [**Softmax**](../glossary.md#softmax) does it in two steps. It takes the exponential of every
# score, which makes all of them positive and keeps their order. Then it divides by their sum. In
# the formula $z_k$ is the score of class $k$, and $p_k$ its probability:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$

# %% [markdown]
# Scores 2, 1 and 0 become 7.39, 2.72 and 1. Their sum is 11.11, so the probabilities are
# 0.665, 0.245 and 0.090.
#
# **Predict.** What happens to these probabilities if 100 is added to *every* score: 102, 101
# and 100? Choose an answer, commit to it, then run the cell after it.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-ask-shift", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("05-shift")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-shift", "locked": true, "schema_version": 3, "solution": false, "task": false}
for scores in ([2.0, 1.0, 0.0], [102.0, 101.0, 100.0]):
    powers = np.exp(scores)
    print(scores, "->", (powers / powers.sum()).round(3))
fmnist_lab.reveal("05-shift")

# %% [markdown]
# This is useful. `np.exp(1000)` is too large for a float: NumPy gives `inf`, and `inf / inf` is
# `nan`. A common shift changes nothing. So first subtract from each image's scores the largest of
# *that image's* scores. Then the largest exponential is exactly 1.
#
# Scores arrive for many images at a time, one row for each image. So you need the maximum and
# the sum *of each row*. Here is how NumPy does it, on a small table. Compare the two shapes.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-axis", "locked": true, "schema_version": 3, "solution": false, "task": false}
table = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
print("one sum for each row:", table.sum(axis=1), "shape", table.sum(axis=1).shape)
column = table.sum(axis=1, keepdims=True)
print("kept as a column:", column.tolist(), "shape", column.shape)
print("each row divided by its own sum:")
print((table / column).round(3))

# %% [markdown]
# [`axis=1`](../glossary.md#axis) sums along each row. `keepdims=True` keeps the result as a column
# of shape (2, 1), which NumPy can divide row by row. This is
# [broadcasting](../glossary.md#broadcasting). The flat shape (2,) would fail: NumPy lines it up
# with the three columns of `table`.
#
# ### Exercise: `softmax`
#
# Each row is made into probabilities by itself.
#
# Stuck? Run `hint("05.softmax", 1)` in a cell of your own. Tiers 2 and 3 say more.


# %% nbgrader={"grade": false, "grade_id": "softmax", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax(logits):
    """Turn scores into probabilities, each row by itself.

    logits: ndarray of numbers (images x classes): one row of scores for each image. Scores may
        be as large as 1000 or as small as -1000. The array is not changed.
    returns: ndarray of floats (images x classes), every row between 0 and 1, adding up to 1.

    >>> softmax(np.array([[2.0, 1.0, 0.0], [5.0, 5.0, 5.0]])).round(3)
    array([[0.665, 0.245, 0.09 ],
           [0.333, 0.333, 0.333]])
    """
    ### BEGIN SOLUTION
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    exponentials = np.exp(shifted)
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-05-softmax", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("05.softmax", softmax)

# %% [markdown]
# ## 2 · One number for how wrong: the loss
#
# To train, we must know whether a change made things better. Accuracy is a poor guide for that: a
# tiny change of a weight usually leaves it as it was, and "no change" does not say which way to go.
#
# The [**cross-entropy**](../glossary.md#cross-entropy) moves with every change. For one image it
# looks at a single number: the probability $p$ that the network gave to the *true* class. The
# price of this image is $-\log p$ (the natural logarithm). The [**loss**](../glossary.md#loss)
# of many images is the mean of their prices.
#
# %% [markdown]
# Look in the figure for the price of a guess that is sure and right, and of one that is sure and
# wrong.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-price", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.show(plots.price_curve())

# %% [markdown]
# To be sure and wrong costs most: 3.00 for a probability of 0.05. To be sure and right costs
# almost nothing.

# %% [markdown]
# There is one trap. $-\log 0$ is infinite, and one infinite price makes the mean of 48,000
# infinite. A probability can round to 0, so libraries keep it away from 0 before they take the
# logarithm. Keras uses $10^{-7}$. Do the same.
#
# You also need one number out of each row, from another column each time. NumPy takes two arrays
# for that, the row numbers and the column numbers:

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-pick", "locked": true, "schema_version": 3, "solution": false, "task": false}
numbers = np.array([[10, 11, 12], [20, 21, 22], [30, 31, 32]])
rows, columns = np.array([0, 1, 2]), np.array([2, 0, 1])
print("row 0 column 2, row 1 column 0, row 2 column 1:", numbers[rows, columns])
print("all row numbers:", np.arange(3))
print("kept between 1e-7 and 1:", np.clip([0.0, 0.25, 1.0], 1e-7, 1.0))

# %% [markdown]
# ### Exercise: `cross_entropy`
#
# You need, from row 0, the probability of class `y[0]`, from row 1 that of class `y[1]`, and so
# on. Help: `hint("05.cross_entropy", 1)`.


# %% nbgrader={"grade": false, "grade_id": "cross_entropy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_entropy(probabilities, y):
    """The mean price of a batch of guesses.

    probabilities: ndarray of floats (images x 10), every row adding up to 1. Not changed.
    y: ndarray of integers (images,), the true class of each image, 0-9.
    returns: one float: the mean over the images of -log(probability of the true class),
        natural logarithm, probabilities below 1e-7 taken as 1e-7, so that it is never infinite.

    >>> guesses = np.full((2, 10), 0.05)
    >>> guesses[0, 3] = guesses[1, 8] = 0.55
    >>> print(round(cross_entropy(guesses, np.array([3, 0])), 3))   # one right, one wrong
    1.797
    """
    ### BEGIN SOLUTION
    of_true_class = probabilities[np.arange(len(y)), y]
    return float(np.mean(-np.log(np.clip(of_true_class, 1e-7, 1.0))))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-05-cross_entropy", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("05.cross_entropy", cross_entropy)

# %% [markdown]
# ## 3 · What one step does
#
# The smallest model that can be trained has one weight for each pixel and class: 784 x 10
# weights. The score of a class is the sum, over all pixels, of pixel x weight. In NumPy,
# `x @ weights` computes it for all images and classes at once. There is no
# convolution and no second layer. We train it on 1,000 images with your two functions. All
# weights start at 0.
#
# **Predict.** All scores are 0, so every class gets the probability 1/10. What is the loss?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-ask-start", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("05-start")

# %% nbgrader={"grade": false, "grade_id": "tiny-data", "locked": true, "schema_version": 3, "solution": false, "task": false}
tiny_x = x_train[:1000].reshape(1000, 784)
tiny_y = y_train[:1000]
weights = np.zeros((784, 10))


def loss_of(x, y, weights):
    """Your cross-entropy of your softmax, for the scores x @ weights."""
    return float(np.squeeze(cross_entropy(np.asarray(softmax(x @ weights)), y)))


print(f"loss at the start: {loss_of(tiny_x, tiny_y, weights):.3f}")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-reveal-start", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.reveal("05-start")

# %% [markdown]
# The [**gradient**](../glossary.md#gradient) says for each of the 7,840 weights how the loss
# changes when that weight grows a little. This is the weight's *slope*. For softmax with
# cross-entropy it has a simple form: the mean, over the images, of *pixel x (probability minus
# truth)*. "Truth" is 1 for the true class and 0 for the others. So the weights of a pixel
# that is 0 in all images never change.
#
# Don't believe it: test it. The next cell adds 0.001 to one weight and compares the change of
# the loss with the slope. Expect two numbers that agree.

# %% jupyter={"source_hidden": true} nbgrader={"grade": false, "grade_id": "gradient", "locked": true, "schema_version": 3, "solution": false, "task": false}
# You need not read this cell.


def gradient(x, y, weights):
    """(784, 10): how the loss changes with each weight."""
    error = np.array(softmax(x @ weights))
    error[np.arange(len(y)), y] -= 1
    return x.T @ error / len(y)


slope = gradient(tiny_x, tiny_y, weights)
pixel, label = np.unravel_index(np.abs(slope).argmax(), slope.shape)
nudged = weights.copy()
nudged[pixel, label] += 0.001
change = loss_of(tiny_x, tiny_y, nudged) - loss_of(tiny_x, tiny_y, weights)
print(f"steepest weight: pixel {pixel}, class {CLASS_NAMES[label]}")
print(f"slope, by the formula: {slope[pixel, label]:+.4f}")
print(f"slope, as measured:    {change / 0.001:+.4f}")

# %% [markdown]
# The two agree. Where the slope is negative, a larger weight lowers the loss. Where it is
# positive, a smaller one does. So a **gradient step** moves every weight *against* its slope. How
# far? By the slope times one small number, the [**learning rate**](../glossary.md#learning-rate):
#
# new weights = weights - learning rate x gradient
#
# Here are three such steps. Look at the loss, and at the probability that one image gets for its
# true class. It starts at 1/10, like every other.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-three-steps", "locked": true, "schema_version": 3, "solution": false, "task": false}
learning_rate = 0.1
stepped = np.zeros((784, 10))
for step in range(4):
    guess = np.asarray(softmax(tiny_x @ stepped))
    print(
        f"steps: {step}, loss: {loss_of(tiny_x, tiny_y, stepped):.3f}, "
        f"image 0 ({CLASS_NAMES[tiny_y[0]]}) gets {guess[0, tiny_y[0]]:.2f} for its true class"
    )
    stepped = stepped - learning_rate * gradient(tiny_x, tiny_y, stepped)

# %% [markdown]
# The loss falls in every step. Each step only uses the slopes at the place where it starts.
#
# **Predict.** The gradient tells the direction, the learning rate how far to go. We take 30 steps
# with three rates: 0.001, 0.1 and 1. Which loss goes above where it started?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-ask-rate", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("05-rate")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-rates", "locked": true, "schema_version": 3, "solution": false, "task": false}
losses = {}
for rate in (0.001, 0.1, 1.0):
    moving, losses[rate] = np.zeros((784, 10)), []
    for _ in range(31):
        losses[rate].append(loss_of(tiny_x, tiny_y, moving))
        moving = moving - rate * gradient(tiny_x, tiny_y, moving)
plots.show(plots.losses_by_rate(losses))
fmnist_lab.reveal("05-rate")

# %% [markdown]
# With too small a rate nearly nothing happens in 30 steps. With too large a rate the loss jumps
# up and down. Neither gives an error message. You only see it in the curve.

# %% [markdown]
# When Keras trains a network, three things are different:
#
# - **Backpropagation.** A weight in an early layer acts on the loss through all later layers.
#   Keras computes its slope with the chain rule, layer by layer, from the loss backwards.
# - **[Batches](../glossary.md#batch).** A gradient over all 48,000 images is exact and slow. We
#   give Keras 128 images at a time: 375 quick steps, a little noisy, instead of one exact step.
#   One pass over all training images is an [**epoch**](../glossary.md#epoch).
# - **Adam.** Adam divides each weight's step by the usual size of that weight's recent gradients,
#   so weights with small slopes move too. It also averages the direction over recent steps. Its
#   usual rate is 0.001. For small networks, try 0.0001 to 0.01.

# %% [markdown]
# ## 4 · Keras, shown on a toy
#
# Two calls train a network in Keras: `compile` says *how* to train, `fit` trains. See both on a
# toy first, a network that learns to multiply. Two numbers go in, the sides of a rectangle. One
# number comes out, its area. There are 800 rectangles for training and 200 for validation.
#
# The answer is one number here, not a class. So the loss is not the cross-entropy but the mean of
# the squared errors.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-toy-compile", "locked": true, "schema_version": 3, "solution": false, "task": false}
keras.utils.set_random_seed(0)  # the same random weights every time
sides = np.random.default_rng(0).uniform(0, 1, size=(1000, 2))
areas = sides[:, 0] * sides[:, 1]

toy = keras.Sequential([keras.Input((2,)), layers.Dense(16, activation="relu"), layers.Dense(1)])
toy.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.1),
    loss="mean_squared_error",
    metrics=["mean_absolute_error"],
)
print("weights:", toy.count_params(), "- compiled, and not yet trained")

# %% [markdown]
# `compile` takes three things by name:
#
# - `optimizer`: how to step. [Optimizers](../glossary.md#optimizer) are in `keras.optimizers`.
#   `SGD` is the plain gradient step of section 3. It gets its learning rate as an argument.
# - `loss`: what to make small. A string names it.
# - `metrics`: what to report beside the loss. [Metrics](../glossary.md#metric) are given as a
#   *list*, even when there is one. They change nothing in the training.
#
# `compile` changes no weight. Now fit. Expect two lines for each epoch: its number, and what was
# measured.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-toy-fit", "locked": true, "schema_version": 3, "solution": false, "task": false}
toy_history = toy.fit(
    sides[:800],
    areas[:800],
    epochs=5,
    batch_size=32,
    validation_data=(sides[800:], areas[800:]),
    verbose=2,
)

# %% [markdown]
# First come the inputs and the right answers. Then, by name:
#
# - `epochs`: how many times to go through the training data;
# - `batch_size`: how many rows go into one step. 800 / 32 gives the 25 steps of each epoch;
# - `validation_data`: inputs and answers, as *one pair in parentheses*. The network is measured on
#   them after every epoch and never learns from them;
# - `verbose`: 0 prints nothing, 2 prints what you see above.

# %% [markdown]
# `fit` returns a History object. Its `.history` is a dict of lists.
#
# **Predict.** How many numbers are in each of its lists?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-ask-history", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("05-history")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-toy-history", "locked": true, "schema_version": 3, "solution": false, "task": false}
for key, values in toy_history.history.items():
    print(f"{key}: {[round(value, 4) for value in values]}")
print("after the last epoch:", round(toy_history.history["val_mean_absolute_error"][-1], 3))
fmnist_lab.reveal("05-history")

# %% [markdown]
# The keys of a [history](../glossary.md#history) are `loss` and the name of each metric, and the
# same with `val_` for the validation data. With `metrics=["accuracy"]` you will get `accuracy` and
# `val_accuracy`. `[-1]` takes the last epoch's value.
#
# On average the toy is about 0.04 away from the right area by now. All four lists still fall.

# %% [markdown]
# ## 5 · A network, compiled
#
# Now a real network. It is a common first one: two convolutions, each with pooling, and a lot of
# [dropout](../glossary.md#dropout) "against
# [overfitting](../glossary.md#overfitting)". In every training step this dropout sets half of the
# values that pass through it to 0, chosen at random. Lesson 06 is about it.
#
# A network overfits when it still gets better on its training images and gets worse on others.
# Nobody has checked yet whether this one does.


# %% nbgrader={"grade": false, "grade_id": "baseline", "locked": true, "schema_version": 3, "solution": false, "task": false}
def build_baseline():
    """(28, 28, 1) to 10 probabilities, with heavy dropout before both dense layers."""
    keras.utils.set_random_seed(0)
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.5),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )


build_baseline().summary()

# %% [markdown]
# Which loss? That depends on the labels and on the last layer. A
# [*one-hot*](../glossary.md#one-hot) label is a row of ten numbers: 1 at the place of its class and 0 elsewhere.
#
# | the labels are | the last layer gives | the loss is |
# | --- | --- | --- |
# | integers 0-9 | probabilities (softmax) | `"sparse_categorical_crossentropy"` |
# | integers 0-9 | scores (logits) | `keras.losses.SparseCategoricalCrossentropy(from_logits=True)` |
# | one-hot rows | probabilities (softmax) | `"categorical_crossentropy"` |
#
# "Sparse" only means that each label is one integer. With integer labels, the losses for other
# kinds of label stop with an error about shapes. With one-hot labels, mean squared error and
# binary cross-entropy run without an error, though they are made for other tasks.

# %% [markdown]
# ### Exercise: `compile_cnn`
#
# The model that you are given ends in a softmax, and our labels are integers. The optimizer is
# `keras.optimizers.Adam`; its usual learning rate is 0.001. Help: `hint("05.compile_cnn", 1)`.


# %% nbgrader={"grade": false, "grade_id": "compile_cnn", "locked": false, "schema_version": 3, "solution": true, "task": false}
def compile_cnn(model):
    """Compile a classifier for integer labels, and give it back.

    model: a Keras model whose last layer gives 10 probabilities (softmax). Its layers and
        weights stay as they are: compiling doesn't train.
    returns: the same model, compiled with Adam at a usual learning rate, the cross-entropy for
        integer labels, and the accuracy as a metric.

    Pass jit_compile=False as well, so that training runs in the same way on every machine. On
    a machine with a GPU, Keras would otherwise use another compiler, XLA, first.
    """
    ### BEGIN SOLUTION
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False,
    )
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-05-compile_cnn", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check("05.compile_cnn", compile_cnn)

# %% [markdown]
# ## 6 · Fit a baseline
#
# Everything is ready: images, a network, a loss, a way to step.
#
# **Predict.** A network learns from the training images and never from the validation images.
# Which of its two accuracies will be higher?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-ask-above", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("05-above")

# %% [markdown]
# ### Exercise: `history`
#
# Build the baseline, compile it with your function and fit it, all in one cell: 7 epochs, batches
# of 128, and the validation arrays as `validation_data`. Keep what `fit` returns as `history`.
#
# Pass also `callbacks=[fmnist_lab.training.LiveCurve()]` and `verbose=0`. Keras calls a
# [callback](../glossary.md#callback) while it trains. This one draws the curves after each epoch,
# and with it the stop button (■) ends the training early and keeps what was learned.
#
# Why one cell? A second `fit` of the same model goes on with its trained weights. A model that is
# built in the same cell starts from new ones.
# Help: `hint("05.training_history", 1)`.

# %% nbgrader={"grade": false, "grade_id": "history", "locked": false, "schema_version": 3, "solution": true, "task": false}
# model = ... the baseline, compiled
# history = ... what fit returns
### BEGIN SOLUTION
from fmnist_lab.training import LiveCurve

model = compile_cnn(build_baseline())
history = model.fit(
    x_train,
    y_train,
    validation_data=(x_val, y_val),
    batch_size=128,
    epochs=7,
    verbose=0,
    callbacks=[LiveCurve()],
)
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check-05-training_history", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check("05.training_history", history)

# %% [markdown]
# ## 7 · Read the curves
#
# These are the curves of your training. The dotted line is the accuracy that is aimed for, 0.92.
# Compare the two accuracies with what you predicted.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-read-history", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.show(plots.curves(history, target=0.92, title="the baseline"))
fmnist_lab.reveal("05-above")

# %% [markdown]
# Validation lies *above* training. Are there validation images among the training images? No. The
# two accuracies are not measured in the same way:
#
# 1. **Dropout.** The training accuracy is taken while half of the values are set to 0. For
#    validation, dropout is off and the whole network answers.
# 2. **Time.** The training accuracy is the mean over the epoch, from its first batch to its last.
#    The validation accuracy is taken at the end of the epoch, when the network has learned more.
#
# An explanation should be tested. If it is right, then the *same* network, measured on training
# images at the end and with dropout off, does about as well as on validation images.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-same-terms", "locked": true, "schema_version": 3, "solution": false, "task": false}
reported = plots.as_history(history)  # the dict of lists
right = model.predict(x_train[:12000], verbose=0).argmax(axis=1) == y_train[:12000]
print(f"training accuracy as fit reports it:            {reported['accuracy'][-1]:.3f}")
print(f"training accuracy, dropout off, at the end:     {right.mean():.3f}")
print(f"validation accuracy, dropout off, at the end:   {reported['val_accuracy'][-1]:.3f}")

# %% [markdown]
# Measured in the same way, the two are nearly equal. Dropout and time explain the difference.
# (This alone does not exclude that images are in both parts. The split does: no image is in both.)
#
# There is no sign of overfitting either. This network has not even learned its training images to
# 92 %. So what works against overfitting will not help it.

# %% [markdown]
# Three words say what curves show: [underfitting](../glossary.md#underfitting),
# [overfitting](../glossary.md#overfitting) and good fit. The *gap* is training accuracy minus
# validation accuracy. A validation loss has *turned* when it fell first and now rises.
#
# | | training accuracy | gap | validation loss |
# | --- | --- | --- | --- |
# | **underfitting** | below the aim, and so is validation | small or negative | falling, or flat |
# | **overfitting** | high | large | has turned, and rises for several epochs |
# | **good fit** | reaches the aim | small or negative | falling, or flat |

# %% [markdown]
# A small gap alone is *not* overfitting: almost every trained network does a little better on
# what it has seen. One epoch in which the validation loss rises by one per cent is noise.

# %% [markdown]
# ### Exercise: `diagnose`
#
# Write the table as a function. Overfitting needs both facts: a large gap *and* a validation loss
# that has turned. Where one of them is missing, it is not overfitting. Then the training accuracy
# decides: below the aim it is underfitting, else a good fit. (The table has no row for a large gap
# with a validation loss that still falls. This rule gives it a name too.)
#
# Only clear cases are asked for:
#
# - the gap at the last epoch is below 0.03 or above 0.06;
# - a validation loss that has turned ends at least 25 % above its lowest value;
# - in a training that does not overfit, both accuracies end above the aim, or both below it.
#
# Help: `hint("05.diagnose", 1)`.


# %% nbgrader={"grade": false, "grade_id": "diagnose", "locked": false, "schema_version": 3, "solution": true, "task": false}
def diagnose(history, target=0.92):
    """Name what the curves of a finished training show.

    history: dict of four lists of floats, one value for each epoch, in order of time:
        "loss", "accuracy", "val_loss", "val_accuracy".
    target: the accuracy that is aimed for, between 0 and 1.
    returns: "underfitting", "overfitting" or "good fit".

    >>> diagnose({"loss": [0.9, 0.6, 0.5], "accuracy": [0.70, 0.78, 0.81],
    ...           "val_loss": [0.7, 0.5, 0.45], "val_accuracy": [0.75, 0.80, 0.83]})
    'underfitting'
    """
    ### BEGIN SOLUTION
    training, validation = history["accuracy"][-1], history["val_accuracy"][-1]
    large_gap = training - validation > 0.04
    rising = history["val_loss"][-1] > 1.1 * min(history["val_loss"])
    if large_gap and rising:
        return "overfitting"
    if max(training, validation) < target:
        return "underfitting"
    return "good fit"
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-05-diagnose", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check("05.diagnose", diagnose)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-diagnose-baseline", "locked": true, "schema_version": 3, "solution": false, "task": false}
print("the baseline:", diagnose(plots.as_history(history)))

# %% [markdown]
# ### The curve clinic
#
# Here are nine real trainings on our images, recorded. They differ in the number of images, in the
# network and in the number of epochs. All three diagnoses occur.
#
# Choose a case and look at its curves. Decide which word fits and say to yourself why. Choose the
# word, then press Reveal: it shows the diagnosis and what was trained. Look at the scale of each
# figure: it is not the same in all.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-clinic", "locked": true, "schema_version": 3, "solution": false, "task": false}
widgets.curve_clinic(recorded.clinic_cases())

# %% [markdown]
# Case 6 is the training of case 5, stopped earlier. Case 7 is that of case 3. A diagnosis is about
# a training, not about a network: the same network can show each of the three.

# %% [markdown]
# ## 8 · Reflection
#
# Write four to eight sentences, for someone who saw your figure and not this lesson. (3 points,
# read by a person.) Sections 5 to 7 have what you need.
#
# 1. Does your baseline underfit, overfit or fit well? Name **two** facts of your curves, with
#    numbers, that say so.
# 2. A friend says: "Validation is above training, so validation images leaked into training."
#    What do you answer, and what did you measure that supports it?
# 3. The friend suggests more dropout. What would it do here, and what would you try instead?

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# **A good answer.** The baseline underfits. Its training accuracy ends near 0.84, below the
# target of 0.92, and it is still rising, as validation accuracy is; there is no gap that would
# show overfitting, since validation (about 0.88) lies above training. That is no sign of a leak:
# training accuracy is measured with half of the values dropped and averaged over the epoch,
# validation accuracy with the whole network at the end. Measured with dropout off at the end,
# training images gave nearly the same accuracy as validation images, so nothing is left for a
# leak to explain; and no image is in both parts of the split. More dropout would hold the network
# back further and lower both curves. I would try less dropout, more epochs, or a larger network,
# and watch for the validation loss to turn.
#
# **Rubric**, one point each:
#
# - *Diagnosis from evidence*: underfitting, with two facts and numbers from the student's own
#   curves (training below target; no gap or validation above; both still rising; loss falling).
#   Half a point for the right word with one fact.
# - *Validation above training*: names dropout during training or the average over the epoch, and
#   the measurement on equal terms. Half a point for a reason without the measurement.
# - *Remedy*: says that more dropout makes underfitting worse, and names at least one of less
#   dropout, more epochs, more capacity. No point for more dropout or "more data" alone.
# ### END SOLUTION

# %% [markdown]
# ## What you learned
#
# - Softmax makes probabilities of scores, row by row. To subtract the row's maximum first keeps
#   it finite and changes nothing.
# - The cross-entropy is the mean of -log(probability of the true class). Ten equal guesses cost
#   2.303.
# - A gradient step moves every weight against its slope, times the learning rate. Too small a rate
#   learns nothing in time, too large a rate jumps. Neither raises an error.
# - `compile` sets the optimizer, the loss and the metrics. `fit` trains and returns the history.
# - Underfitting: training ends below the aim, and so does validation. Overfitting: a large gap
#   *and* a validation loss that has turned. A small gap is normal.

# %% [markdown]
# ## What goes wrong in practice
#
# - **A loss that does not fit**: scores without `from_logits=True`, or one-hot labels with mean
#   squared error. The training runs, worse, and there is no error.
# - **A learning rate of 1 or 0.000001** raises no error. The loss stays near 2.3 (after a first
#   epoch far above it, when the rate is 1).
# - **`fit` called twice** goes on with the trained weights. Build, compile and fit in one cell.
# - **`metrics=` forgotten**: the history has losses only. With `metrics=["acc"]` its keys are
#   `acc` and `val_acc`.
# - **More dropout without looking at the curves.** It is for overfitting. This network underfits.
#
# Next: lesson 06, where you find out what dropout really does, and bring this network above 92 %.
