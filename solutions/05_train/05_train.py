# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent, format_version: '1.3'}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 05 · Train: what a loss is, what a step does, how to read the curves
#
# A network starts with random weights and knows nothing. Training is what changes that.
# In this lesson you first do it by hand, in NumPy, on the smallest model there is. Then
# Keras does the same for a convolutional network, and you read what happened from its curves.
#
# **You will be able to**
#
# - turn a network's scores into probabilities, and probabilities into one number, the loss;
# - say what one gradient step does, and what a step that is too long does;
# - compile and fit a Keras model, and keep what the fit reports;
# - tell underfitting, overfitting and a good fit apart by their curves;
# - explain what the order of training and validation accuracy shows, and what it doesn't.
#
# **Before you start**: NumPy arrays (shape, indexing, `axis`). Lesson 04 explains the layers
# of the network that is trained here, but you don't need your own code from it.
#
# **Time**: 75 minutes of reading and coding, 40 seconds of computing.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from autograder import check, hint

import fmnist_lab
import matplotlib.pyplot as plt
import numpy as np
from fmnist_lab import plots, recorded, widgets
from fmnist_lab.data import CLASS_NAMES

fmnist_lab.prepare_keras()
x_train, y_train, x_val, y_val = recorded.training_arrays()
print("training:  ", x_train.shape, x_train.dtype, "labels", y_train.shape)
print("validation:", x_val.shape, x_val.dtype, "labels", y_val.shape)

# %% [markdown]
# 48,000 images to learn from, 12,000 to judge by; pixels are float32 between 0 and 1, labels
# are integers 0 to 9. The 10,000 test images stay closed until lesson 07.
#
# ## 1 · From scores to probabilities
#
# The last layer of a network gives ten numbers for an image, one a class: the higher, the
# more the network believes in that class. These raw numbers are called **scores** or
# **logits**. They can be negative, they can be 300, and they add up to nothing in particular.
# To say *how sure* the network is we need probabilities: ten numbers between 0 and 1 that add
# up to 1.
#
# **Softmax** does it in two moves. It takes the exponential of every score, which makes all of
# them positive and keeps their order. Then it divides by their sum:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# Scores 2, 1 and 0 become 7.39, 2.72 and 1; their sum is 11.11, so the probabilities are
# 0.665, 0.245 and 0.090.
#
# **Predict.** What happens to these probabilities if 100 is added to *every* score: 102, 101
# and 100? Commit to an answer, then run the cell after it.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-ask-shift", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("05-shift")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-shift", "locked": true, "schema_version": 3, "solution": false, "task": false}
for scores in ([2.0, 1.0, 0.0], [102.0, 101.0, 100.0]):
    powers = np.exp(scores)
    print(scores, "->", (powers / powers.sum()).round(3))
fmnist_lab.reveal("05-shift")

# %% [markdown]
# That is more than a curiosity. `np.exp(1000)` overflows: it is `inf` in floating point, and
# `inf / inf` is `nan`. Since a common shift changes nothing, subtract from each image's scores
# the largest of *that image's* scores first. Then the largest exponential is exactly 1.
#
# ### Exercise: `softmax`
#
# Scores arrive for many images at a time, one row an image. Each row is normalised by itself.
#
# Stuck? Run `hint("05.softmax", 1)` in a cell of your own; tiers 2 and 3 say more.


# %% nbgrader={"grade": false, "grade_id": "softmax", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax(logits):
    """Turn scores into probabilities, each row by itself.

    logits: ndarray of numbers (images x classes): one row of scores an image. Scores may be
        as large as 1000 or as small as -1000. The array is not changed.
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
# A training step needs to know whether a change made things better. Accuracy is a poor guide
# for that. It only counts which class came first, so a tiny change of a weight usually leaves it
# exactly where it was, and "no change" points in no direction.
#
# The **cross-entropy** moves with every change. For one image it looks at a single number: the
# probability $p$ that the network gave to the *true* class. The price is $-\log p$ (the natural
# logarithm): nothing for certainty, 0.69 for one half, 4.6 for one per cent. The loss of many
# images is the mean of their prices.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-price", "locked": true, "schema_version": 3, "solution": false, "task": false}
p = np.linspace(0.005, 1, 400)
figure, axes = plt.subplots(figsize=(6, 3.2), layout="constrained")
axes.plot(p, -np.log(p))
for at in (0.05, 0.5, 0.9):
    axes.plot(at, -np.log(at), "o", color="black")
    axes.annotate(
        f"p = {at}: {-np.log(at):.2f}", (at, -np.log(at)), (8, 6), textcoords="offset points"
    )
axes.set(
    xlabel="probability given to the true class",
    xticks=np.linspace(0, 1, 6),
    ylabel="price (loss of one image)",
    xlim=(-0.05, 1.2),
)
figure.alt_text = (
    "Curve of minus log p for p from 0 to 1. It falls from above 5 near p = 0 through "
    "3.00 at p = 0.05, 0.69 at p = 0.5 and 0.11 at p = 0.9 to 0 at p = 1."
)
plots.show(figure)
plt.close(figure)

# %% [markdown]
# Being sure and wrong is what costs most. There is one trap: $-\log 0$ is infinite, and one
# infinite price makes the mean of 48,000 infinite. A probability can round to 0, so libraries
# keep it away from 0 before taking the logarithm. Keras uses $10^{-7}$; do the same.
#
# ### Exercise: `cross_entropy`
#
# You need, from row 0, the probability of class `y[0]`, from row 1 that of class `y[1]`, and so
# on. Help: `hint("05.cross_entropy", 1)`.


# %% nbgrader={"grade": false, "grade_id": "cross_entropy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_entropy(probabilities, y):
    """The mean price of a batch of guesses.

    probabilities: ndarray of floats (images x 10), every row adding up to 1. Not changed.
    y: ndarray of integers (images,), the true class of each image, 0-9. Not one-hot.
    returns: one float: the mean over the images of -log(probability of the true class),
        natural logarithm, probabilities below 1e-7 taken as 1e-7, so that it is never infinite.

    >>> guesses = np.full((2, 10), 0.05)
    >>> guesses[0, 3] = guesses[1, 8] = 0.55
    >>> round(cross_entropy(guesses, np.array([3, 0])), 3)   # one right, one wrong
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
# weights. The score of a class is the sum over all pixels of pixel x weight. That is *softmax
# regression*: no hidden layer, no convolution. We train it on 1,000 images with your two
# functions. All weights start at 0.
#
# **Predict.** All scores are 0, so every class gets probability 1/10. What is the loss?

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
# The **gradient** says for each of the 7,840 weights how the loss changes when that weight grows
# a little. For softmax with cross-entropy it has a simple form. For the weight between a pixel
# and a class it is the mean, over the images, of *pixel x (probability minus truth)*. "Truth" is 1
# for the true class and 0 elsewhere. So a pixel that is black in all images moves nothing.
#
# Don't take it on trust. Nudge one weight by 0.001 and see whether the loss moves as announced.


# %% nbgrader={"grade": false, "grade_id": "gradient", "locked": true, "schema_version": 3, "solution": false, "task": false}
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
print(f"announced by the gradient: {slope[pixel, label]:+.4f}")
print(f"measured by the nudge:     {change / 0.001:+.4f}")

# %% [markdown]
# The two agree. Where the slope is negative, a larger weight lowers the loss; where it is
# positive, a smaller one does. So a **gradient step** moves every weight *against* its slope,
# by a fixed small factor, the **learning rate**:
#
# `weights = weights - learning_rate * gradient`
#
# Here are three such steps. Watch the loss, and the probability that one image gets for its true
# class. It starts at 1/10, like every other.

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
# No step knows the answer. Each only goes a little downhill from where it stands.
#
# **Predict.** The gradient tells the direction, the learning rate how far. We take 30 steps with
# three rates: 0.001, 0.1 and 1. Which loss curve goes up and down wildly?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-ask-rate", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("05-rate")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-rates", "locked": true, "schema_version": 3, "solution": false, "task": false}
figure, axes = plt.subplots(figsize=(6, 3.4), layout="constrained")
ends = []
for rate, style, marker in ((0.001, ":", "s"), (0.1, "-", "o"), (1.0, "--", "^")):
    moving, losses = np.zeros((784, 10)), []
    for _ in range(31):
        losses.append(loss_of(tiny_x, tiny_y, moving))
        moving = moving - rate * gradient(tiny_x, tiny_y, moving)
    axes.plot(losses, style, marker=marker, markevery=5, label=f"learning rate {rate:g}")
    ends.append(
        f"{rate:g}: from {losses[0]:.2f} to {losses[-1]:.2f}, highest {max(losses):.2f}, "
        f"rising in {np.sum(np.diff(losses) > 0)} of the steps"
    )
axes.set(xlabel="step", ylabel="loss on 1,000 images")
axes.legend()
figure.alt_text = "Loss over 30 steps for three learning rates. " + "; ".join(ends) + "."
plots.show(figure)
plt.close(figure)
fmnist_lab.reveal("05-rate")

# %% [markdown]
# Too small, and nothing happens in the time you have. Too large, and it jumps about. Both run
# without an error message: only the curve tells.
#
# Three things differ when Keras trains a network, and nothing else that matters here:
#
# - **Backpropagation.** A weight in an early layer acts on the loss through all the layers behind
#   it. Keras works out its slope with the chain rule, layer by layer from the loss backwards. You
#   write no gradient, and the step is the same: against the slope.
# - **Mini-batches.** A gradient over all 48,000 images is exact and slow. We give Keras 128 images
#   at a time: 375 cheap, slightly noisy steps instead of one exact one. One pass over all the
#   training images is an **epoch**.
# - **Adam.** Instead of one rate for all, Adam divides each weight's step by the usual size of its
#   recent gradients, so that weights with large and with small slopes move about equally far. It
#   also averages the direction over recent steps. Its usual rate is 0.001, and for small networks
#   0.0001 to 0.01 is where to look.
#
# ## 4 · A network, compiled
#
# Now a real network. This is a common first one: two convolutions, each with pooling, and a lot of
# dropout "against overfitting". Dropout sets half of the values at random to 0 in every training
# step; lesson 06 looks at it closely. Nobody checked yet whether this network overfits at all.

# %% nbgrader={"grade": false, "grade_id": "baseline", "locked": true, "schema_version": 3, "solution": false, "task": false}
import keras
from keras import layers


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
# In Keras, *compiling* a model tells it three things: how to step (the optimiser), what to make
# small (the loss), and what to report beside the loss (the metrics).
#
# | the labels are | the last layer gives | the loss is |
# | --- | --- | --- |
# | integers 0-9, as ours | probabilities (softmax) | `"sparse_categorical_crossentropy"` |
# | integers 0-9 | bare scores | `SparseCategoricalCrossentropy(from_logits=True)` |
# | one-hot rows of ten | probabilities (softmax) | `"categorical_crossentropy"` |
#
# "Sparse" only means that the label is given as one integer. With our integer labels, losses for
# other kinds of label stop with an error about shapes. With one-hot labels, mean squared error and
# binary cross-entropy run: they train something, report something, and nobody complains.
#
# ### Exercise: `compile_cnn`
#
# The model that you are given ends in a softmax. Help: `hint("05.compile_cnn", 1)`.


# %% nbgrader={"grade": false, "grade_id": "compile_cnn", "locked": false, "schema_version": 3, "solution": true, "task": false}
def compile_cnn(model):
    """Compile a classifier for integer labels, and give it back.

    model: a Keras model whose last layer gives 10 probabilities (softmax). Its layers and
        weights stay as they are: compiling doesn't train.
    returns: the same model, compiled with Adam at a usual learning rate, the cross-entropy for
        integer labels, and the accuracy as a metric.

    Pass jit_compile=False as well, so that training runs in the same way on every machine: where
    there is a GPU, Keras would otherwise hand the network to a compiler, XLA, first.
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
# ## 5 · Fit a baseline
#
# Everything is ready: images, a network, a loss, a way to step.
#
# **Predict.** A network sees the training images and never the validation images. Which of
# its two accuracies will be higher?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-ask-above", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("05-above")

# %% [markdown]
# ### Exercise: `history`
#
# Build the baseline, compile it with your function and fit it: 7 epochs, batches of 128, with
# the validation arrays as `validation_data`. Keep what `fit` returns: it holds the loss and the
# accuracy of every epoch, for training and for validation, and running the cell again costs
# another half minute. Build the model in the same cell, so that running it again starts afresh
# instead of going on with the trained weights.
#
# `callbacks=[fmnist_lab.training.LiveCurve()], verbose=0` draws the curve while it trains.
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
# ## 6 · Read the curves
#
# These are the curves of your training, with the accuracy that is aimed for. Compare the two
# accuracies with what you predicted.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-read-history", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.show(plots.curves(history, target=0.92, title="the baseline"))
fmnist_lab.reveal("05-above")

# %% [markdown]
# Validation lies *above* training. That looks like a leak, as if validation images had slipped
# into training. They have not. The two numbers are not measured in the same way:
#
# 1. **Dropout.** The training accuracy is taken while half of the values are knocked out. For
#    validation, dropout is off and the whole network answers.
# 2. **Time.** The training accuracy is the mean over the epoch, from its first batch to its last.
#    The validation accuracy is taken at the end, when the network is at its best so far.
#
# An explanation should be tested. If it is right, then the *same* network, measured on training
# images at the end and with dropout off, must do about as well as on validation images.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-same-terms", "locked": true, "schema_version": 3, "solution": false, "task": false}
reported = plots.as_history(history)
right = model.predict(x_train[:12000], verbose=0).argmax(axis=1) == y_train[:12000]
print(f"training accuracy as fit reports it:            {reported['accuracy'][-1]:.3f}")
print(f"training accuracy, dropout off, at the end:     {right.mean():.3f}")
print(f"validation accuracy, dropout off, at the end:   {reported['val_accuracy'][-1]:.3f}")

# %% [markdown]
# Measured on equal terms the difference is nearly gone: dropout and timing explain it, and nothing
# is left for a leak to explain. (This measurement alone could not exclude a leak, since leaked
# images would score like training images too. What excludes it is the split: no image is in both
# parts.) There is no sign of overfitting either. This network has not even learned its training
# images to 92 %. More of what holds it back will not help.
#
# Three words for what curves can show. The *gap* is training accuracy minus validation accuracy:
#
# | | training accuracy | gap | validation loss |
# | --- | --- | --- | --- |
# | **underfitting** | still below what you aim for, and so is validation | small or negative | falling, or flat |
# | **overfitting** | high | large | turned and rising for several epochs |
# | **good fit** | reaches the aim | small or negative | falling, or flat |
#
# A small gap alone is *not* overfitting: almost every trained network does a little better on
# what it has seen. One epoch in which the validation loss ticks up by a per cent is noise.
#
# ### Exercise: `diagnose`
#
# Overfitting needs both facts: a large gap *and* a validation loss that has turned. Where one of
# them is missing it is not overfitting, and the training accuracy decides: below the aim it is
# underfitting, else a good fit. That names also what stands in no row of the table, such as a
# large gap while the validation loss still falls.
#
# Only clear cases are asked for. In them the gap is below 0.02 or above 0.06 at the last epoch, and
# a validation loss that has turned ends at least a quarter above its lowest value. Training and
# validation end on the same side of the aim, except where it is overfitting.
# Help: `hint("05.diagnose", 1)`.


# %% nbgrader={"grade": false, "grade_id": "diagnose", "locked": false, "schema_version": 3, "solution": true, "task": false}
def diagnose(history, target=0.92):
    """Name what the curves of a finished training show.

    history: dict of four lists of floats, one value an epoch, in order of time:
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
# These are recorded real runs of small networks on our training images, with different dropout
# and width, over 20 epochs. Choose a case, look at its curves, commit to a diagnosis and say why
# to yourself; then reveal. Not all are clear cases: where a curve ends just below the target, the
# word depends on where you draw the line.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-clinic", "locked": true, "schema_version": 3, "solution": false, "task": false}
widgets.curve_clinic(recorded.curves())

# %% [markdown]
# ## 7 · Reflection
#
# Write four to eight sentences, for someone who saw your figure but not this lesson. (3 points,
# read by a person.)
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
# - Softmax makes probabilities of scores, row by row; subtracting the row's maximum keeps it
#   finite and changes nothing.
# - The cross-entropy is the mean of -log(probability of the true class). Ten equal guesses cost
#   2.303.
# - A gradient step moves every weight against its slope, by the learning rate. Too small
#   learns nothing in time, too large jumps about; neither raises an error.
# - Compiling fixes the optimiser, the loss and the metrics; fitting returns the history. Keep it.
# - Underfitting: training itself is below the aim, and so is validation. Overfitting: a large gap
#   *and* a validation loss that has turned. A small gap is normal, and validation above training has an explanation.
#
# ## What goes wrong in practice
#
# - **A loss that runs but is wrong.** Mean squared error and binary cross-entropy train on one-hot
#   labels without complaint. `from_logits=True` on top of a softmax only prints a warning.
# - **Learning rate 1 or 0.000001.** No error either. Look at the first epochs: a loss that
#   stays near 2.3 is the sign of both. With rate 1 it may be in the thousands first.
# - **`fit` called twice.** The second call goes on with the trained weights, and the history
#   of the first is gone. Build, compile and fit in one cell.
# - **`metrics=` forgotten**: the history then has losses only. `history.history["acc"]` is the old
#   name and raises `KeyError`.
# - **More regularisation by reflex.** It is the cure for the other illness.
#
# Next: lesson 06, where you find out what dropout really does, and bring this network above 92 %.
