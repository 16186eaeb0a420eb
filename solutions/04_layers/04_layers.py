# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent, format_version: '1.3'}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 04 · Layers
#
# A network for images is a stack of a few simple steps. In this lesson you write the two most
# important ones, **convolution** and **pooling**, in plain NumPy. Then you see that Keras gives
# the same numbers. Only after that do you build the network out of Keras's layers. It is the
# longest lesson; the end of Part 2 is a good place for a break.
#
# **You will be able to**
#
# - compute a convolution by hand and say the shape of its result;
# - pool a map, and say what changes when pooling and ReLU swap places;
# - count the parameters of a convolutional layer;
# - build a convolutional network in Keras and read its summary.
#
# **Prerequisites:** Python functions and loops, NumPy indexing. No earlier lesson is needed.
#
# **Time:** about 75 minutes of reading and coding, under 10 seconds of computing.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import time

import numpy as np

import fmnist_lab
from autograder import check, hint
from fmnist_lab import data, plots, widgets

images, labels = data.load_arrays("train")
pictures = (images[:60] / 255).astype("float32")  # values from 0 (black) to 1 (white)
boot = pictures[0]  # 28 x 28, an ankle boot

# %% [markdown]
# ## Part 1 · Convolution
#
# ### Why not connect every pixel to everything?
#
# The simplest layer, **Dense**, gives each output one weight for every pixel. That has two
# drawbacks. It needs many weights: 784 pixels and 128 outputs make 100,352 of them. And each
# weight belongs to one place: what the layer learns about a sleeve on the left says nothing
# about a sleeve two pixels further right.
#
# A **convolution** asks one small question everywhere: *is this pattern here?* The pattern is
# a small array of weights, the **kernel**, often 3 x 3. It slides over the image. At each place
# it gives one number: large where the image looks like the pattern. All these numbers together
# are the **feature map**.
#
# ### One place
#
# Lay the kernel on a 3 x 3 window of the image. Multiply the pairs that lie on each other.
# Add up the nine products. That is all.
#
# This window is dark on the left and bright on the right. The kernel has negative weights on
# the left and positive weights on the right.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-one-place", "locked": true, "schema_version": 3, "solution": false, "task": false}
window = np.array([[0, 0, 1], [0, 0, 1], [0, 0, 1]])
vertical = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
print(window * vertical)
print("sum of the nine products:", (window * vertical).sum())

# %% [markdown]
# The sum is 3, the largest value that this kernel can give for pixels between 0 and 1. Where
# the image has the same grey everywhere, the positive and the negative weights cancel and the
# sum is 0.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-window", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-window")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-reveal-window", "locked": true, "schema_version": 3, "solution": false, "task": false}
window = np.array([[1, 1, 0], [1, 1, 0], [1, 1, 0]])
kernel = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
fmnist_lab.reveal("04-window")

# %% [markdown]
# ### Every place
#
# Now slide the kernel over the whole image, one pixel at a time, to every place where it fits
# completely inside. This is called a **valid** convolution.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-shape", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-shape")

# %% [markdown]
# To find out, count in one row: the left edge of the kernel may stand in column 0, 1, 2 and so
# on. In which column does it stand for the last time, so that its right edge is still inside?
# Your function will give the answer.
#
# ### Exercise 1: `conv2d`
#
# Write the convolution. Two loops, over the rows and the columns *of the result*, are fine:
# here we want to understand, not to be fast.
#
# Stuck? Run `hint("04.conv2d", 1)` in a new cell, then `2`, then `3`.


# %% nbgrader={"grade": false, "grade_id": "conv2d", "locked": false, "schema_version": 3, "solution": true, "task": false}
def conv2d(image, kernel):
    """Slide the kernel over the image; at each place, the sum of the products.

    image:   height x width, floats
    kernel:  kernel height x kernel width, floats; neither has to be square
    returns: (height - kernel height + 1) x (width - kernel width + 1), an array of floats.
             Row y, column x belongs to the window whose upper left corner is image[y, x].
             The kernel is laid on as it is: it is not flipped, and nothing is padded.

    >>> conv2d(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[1.0, -1.0]]))
    array([[-1., -1.],
           [-1., -1.]])
    """
    ### BEGIN SOLUTION
    kernel_height, kernel_width = kernel.shape
    height = image.shape[0] - kernel_height + 1
    width = image.shape[1] - kernel_width + 1
    result = np.zeros((height, width))
    for y in range(height):
        for x in range(width):
            window = image[y : y + kernel_height, x : x + kernel_width]
            result[y, x] = np.sum(window * kernel)
    return result
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-04-conv2d", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("04.conv2d", conv2d)

# %% [markdown]
# ### What a kernel sees
#
# Two kernels on the ankle boot: one for vertical edges, one for horizontal edges. In the maps
# mid-grey is zero, brighter is positive, darker is negative. Before you run the cell: where do
# you expect the first map to be brightest? And what should the sole of the boot do to the
# second?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-feature-maps", "locked": true, "schema_version": 3, "solution": false, "task": false}
vertical = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])
horizontal = vertical.T
maps = [np.asarray(conv2d(boot, kernel)) for kernel in (vertical, horizontal)]
plots.show(plots.feature_maps(boot, [vertical, horizontal], maps))
fmnist_lab.reveal("04-shape")

# %% [markdown]
# The first map is bright where the image turns from dark to bright on the way from left to
# right, and dark where it turns back. The second map does the same from top to bottom: the
# upper side of the boot and its sole stand out, with opposite signs.
#
# Nobody has to invent such kernels. In a network the nine weights start at random, and training
# finds the ones that help.
#
# ### Try your own
#
# Change the nine numbers and watch the map. Find a kernel whose map is the image itself (without
# its border), and one that blurs it. Each number has its own field; the Tab key moves to the next one. (The box
# "then 2x2 max pooling" is for later: come back to it after Part 2.)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-explorer", "locked": true, "schema_version": 3, "solution": false, "task": false}
widgets.convolution_explorer(pictures[:20])

# %% [markdown]
# ### The same in Keras
#
# Keras's layer for this is `Conv2D`. Give it one kernel, your numbers as weights, and the boot.
# Keras wants four axes: images x height x width x channel. For the weights it wants kernel
# height x kernel width x channels in x kernels.
#
# The first cell loads Keras and takes a few seconds.

# %% nbgrader={"grade": false, "grade_id": "import-keras", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.prepare_keras()

import keras
from keras import layers

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-keras-conv", "locked": true, "schema_version": 3, "solution": false, "task": false}
kernel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 3.0]], dtype="float32")
layer = layers.Conv2D(filters=1, kernel_size=3, use_bias=False)
layer.build((None, 28, 28, 1))
layer.set_weights([kernel.reshape(3, 3, 1, 1)])
by_keras = np.asarray(layer(boot.reshape(1, 28, 28, 1)))[0, :, :, 0]
by_hand = np.asarray(conv2d(boot, kernel))
print("shape by Keras:", by_keras.shape, " by hand:", by_hand.shape)
print("largest difference:", np.abs(by_keras - by_hand).max())
flipped = np.asarray(conv2d(boot, kernel[::-1, ::-1]))
print("with the kernel flipped:", np.abs(by_keras - flipped).max())

# %% [markdown]
# The two agree but for rounding. The last line is a warning: mathematicians flip the kernel
# before they slide it, and reserve the word *convolution* for that. What Keras and every other
# deep-learning library compute is called *cross-correlation*. For training it makes no
# difference, because the weights are learned either way. For comparing numbers it does.
#
# ### What else a Conv2D layer does
#
# 1. **A bias.** One number for each kernel is added to its whole map.
# 2. **An activation.** Each value passes through a simple function. The usual one is **ReLU**,
#    `max(value, 0)`: negative values become 0, the others stay.
#
# Why an activation at all? Without one, a second convolution adds nothing: two in a row are
# the same as one with a larger kernel. The next cell shows it for two 3 x 3 kernels.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-two-are-one", "locked": true, "schema_version": 3, "solution": false, "task": false}
first = np.random.default_rng(0).normal(size=(3, 3))
second = np.random.default_rng(1).normal(size=(3, 3))
# The 5 x 5 kernel that does in one step what the two do one after the other
one_kernel = np.asarray(conv2d(np.pad(first, 2), second[::-1, ::-1]))

first_map = np.asarray(conv2d(boot, first))
two_steps = np.asarray(conv2d(first_map, second))
one_step = np.asarray(conv2d(boot, one_kernel))
print("no activation, largest difference:", np.abs(two_steps - one_step).max())

with_relu = np.asarray(conv2d(np.maximum(first_map, 0), second))
print("ReLU between,  largest difference:", np.abs(with_relu - one_step).max())

# %% [markdown]
# The first difference is rounding: both give the same map. With ReLU between them, the two
# convolutions do something that one alone cannot.
#
# ## Part 2 · Pooling
#
# A feature map of 26 x 26 still tells where each edge is, to the pixel. To recognise a boot,
# roughly is enough. **Max pooling** cuts the map into windows of 2 x 2 that do not overlap and
# keeps the largest value of each. A quarter of the numbers is left, and a pattern that moves by
# one pixel often gives the same result.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-pool", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-pool")

# %% [markdown]
# ### Exercise 2: `max_pool`
#
# Write the pooling, for windows of any size. What does not fill a whole window at the right or
# lower edge is left out.
#
# Stuck? `hint("04.max_pool", 1)`.


# %% nbgrader={"grade": false, "grade_id": "max_pool", "locked": false, "schema_version": 3, "solution": true, "task": false}
def max_pool(image, size=2):
    """The largest value of each window; windows do not overlap.

    image:   height x width, floats of either sign
    size:    side of the square window, in pixels
    returns: (height // size) x (width // size), an array; rows and columns at the lower and
             right edge that do not fill a window are left out

    >>> max_pool(np.array([[1.0, 2.0, 5.0, 0.0, 9.0], [3.0, 4.0, 0.0, 0.0, 9.0]]))
    array([[4., 5.]])
    """
    ### BEGIN SOLUTION
    height = image.shape[0] // size
    width = image.shape[1] // size
    result = np.zeros((height, width))
    for y in range(height):
        for x in range(width):
            window = image[y * size : (y + 1) * size, x * size : (x + 1) * size]
            result[y, x] = window.max()
    return result
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-04-max_pool", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("04.max_pool", max_pool)

# %% [markdown]
# The two maps of the boot, pooled. They have 13 x 13 values instead of 26 x 26. Compare the
# bright edges and the dark ones with those of the maps above.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-pooled", "locked": true, "schema_version": 3, "solution": false, "task": false}
vertical = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])
maps = [np.asarray(conv2d(boot, kernel)) for kernel in (vertical, vertical.T)]
pooled = [np.asarray(max_pool(feature_map)) for feature_map in maps]
plots.show(plots.feature_maps(boot, [vertical, vertical.T], maps, pooled))

# %% [markdown]
# The bright edges are still there. The dark ones, the right side of the boot in the first map and
# the sole in the second, are nearly gone: the *largest* value of a window wins, and a dark edge is
# a negative value. Nothing is lost for the network: it can learn a second kernel with the
# opposite signs, for which these edges are bright.
#
# Again Keras gives the same numbers. The layer is `MaxPooling2D`. It has no weights: there is
# nothing to learn in a maximum.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-keras-pool", "locked": true, "schema_version": 3, "solution": false, "task": false}
odd_map = np.asarray(conv2d(boot, np.ones((16, 16))), dtype="float32")  # 13 x 13
by_keras = np.asarray(layers.MaxPooling2D(2)(odd_map.reshape(1, 13, 13, 1)))[0, :, :, 0]
print("largest difference:", np.abs(by_keras - np.asarray(max_pool(odd_map))).max())
fmnist_lab.reveal("04-pool")

# %% [markdown]
# ### Does the order of pooling and ReLU matter?
#
# A layer's map passes through ReLU and is then pooled. Suppose you pool first and apply ReLU
# afterwards.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-order", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-order")


# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-order", "locked": true, "schema_version": 3, "solution": false, "task": false}
def relu(values):
    return np.maximum(values, 0)


def milliseconds(function, *args):
    """Median time of 15 calls."""
    times = []
    for _ in range(15):
        start = time.perf_counter()
        function(*args)
        times.append(time.perf_counter() - start)
    return 1000 * np.median(times)


vertical = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])
feature_map = np.asarray(conv2d(boot, vertical))
relu_first = np.asarray(max_pool(relu(feature_map)))
pool_first = relu(np.asarray(max_pool(feature_map)))
print("the same result:", np.array_equal(relu_first, pool_first))

many = np.random.default_rng(0).normal(size=(256, 26, 26, 32)).astype("float32")
pooled = many.reshape(256, 13, 2, 13, 2, 32).max(axis=(2, 4))
print(f"ReLU on {many.size:>9,} values, before pooling: {milliseconds(relu, many):5.2f} ms")
print(f"ReLU on {pooled.size:>9,} values, after pooling:  {milliseconds(relu, pooled):5.2f} ms")
fmnist_lab.reveal("04-order")

# %% [markdown]
# Max pooling picks the largest value. ReLU never turns a smaller value into a larger one than
# its neighbour, so it does not matter which comes first: `relu(max(a, b))` equals
# `max(relu(a), relu(b))`. But after pooling there are only a quarter as many values left to
# compute. (The times are measured on your machine and vary from run to run.)
#
# Two cautions. The saving is small in a whole network, since the convolution takes most of the
# time; `Conv2D(..., activation="relu")` followed by pooling is what people write, and it is
# fine. And it holds for *max* pooling with an activation that never falls. It does not hold for
# *average* pooling: the mean of -3 and 1 is -1, which ReLU makes 0; ReLU first makes 0 and 1,
# and their mean is 0.5.
#
# ## Part 3 · Many kernels, many channels
#
# One kernel finds one pattern. A layer has many kernels, called **filters**; each gives a map
# of its own. `Conv2D(32, 3)` has 32 filters of 3 x 3 and turns one image into 32 maps. These
# maps are the **channels** of the result.
#
# A second convolution gets 32 channels as its input. Each of its filters looks at *all* of them
# at once: it has 3 x 3 weights *for each channel in*, adds everything up to one number, and
# adds its one bias.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-count", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-count")

# %% [markdown]
# ### Exercise 3: `count_parameters`
#
# Weights and biases together are a layer's **parameters**: the numbers that training changes.
# Their count does not depend on the size of the image. Why not?
#
# Stuck? `hint("04.count_parameters", 1)`.


# %% nbgrader={"grade": false, "grade_id": "count_parameters", "locked": false, "schema_version": 3, "solution": true, "task": false}
def count_parameters(kernel_size, in_channels, filters):
    """How many weights and biases a Conv2D layer has.

    kernel_size: side of the square kernel, an int
    in_channels: channels of the layer's input, an int
    filters:     how many filters the layer has, an int
    returns:     an int, the biases included

    >>> count_parameters(3, 1, 32)
    320
    """
    ### BEGIN SOLUTION
    weights_of_one_filter = kernel_size * kernel_size * in_channels
    return (weights_of_one_filter + 1) * filters
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-04-count_parameters", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("04.count_parameters", count_parameters)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-count", "locked": true, "schema_version": 3, "solution": false, "task": false}
second_layer = layers.Conv2D(filters=64, kernel_size=3)
second_layer.build((None, 13, 13, 32))
print("Keras counts", second_layer.count_params(), "and you", count_parameters(3, 32, 64))
fmnist_lab.reveal("04-count")

# %% [markdown]
# The kernel visits every place with the same weights. That is why the size of the image does
# not appear in the count, and why a convolution needs so few parameters.
#
# ## Part 4 · The network
#
# Now put the layers together. The network of this course has six parts:
#
# | layer | what it does |
# | --- | --- |
# | `keras.Input` | says what comes in: images of 28 x 28 x 1. The batch size is not part of it |
# | `Conv2D` | 32 filters of 3 x 3, with ReLU: 32 feature maps |
# | `MaxPooling2D` | halves height and width |
# | `Dropout` | during training only, sets a random part of the values to 0. Lesson 06 says why |
# | `Flatten` | writes all values in one long row. Nothing is lost and nothing is learned |
# | `Dense` | 10 outputs, one for each class, each connected to every value; with **softmax** |
#
# Softmax turns the 10 numbers of the last layer into **probabilities**: none is negative and
# they add up to 1. You will write it yourself in lesson 05.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-where", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-where")

# %% [markdown]
# ### Exercise 4: `build_cnn`
#
# Build the network with `keras.Sequential([...])`, a list of layers in order, or in another way
# that you know. The numbers of filters, the dropout rate and further layers are up to you. What
# is checked:
#
# - images of shape (28, 28, 1) go in, 10 probabilities for each image come out;
# - a `Sequential` model tells the shape of its input: it begins with `keras.Input`;
# - there are Conv2D, MaxPooling2D, Dropout, Flatten and Dense layers, in an order that makes
#   sense (average pooling or a stride may shrink the maps in place of max pooling, and a global
#   pooling may stand in for Flatten);
# - a layer before the last Dense has an activation such as ReLU, and softmax comes only at the end;
# - each Dropout has a rate between 0 and 1; one of them stands after a convolution, and none after
#   the last Dense;
# - every call of `build_cnn()` gives a new network.
#
# Leave compiling and training for lesson 05.
#
# Stuck? `hint("04.build_cnn", 1)`.


# %% nbgrader={"grade": false, "grade_id": "build_cnn", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_cnn():
    """A new convolutional network, not trained.

    input:   images x 28 x 28 x 1, floats from 0 to 1
    output:  images x 10, the probabilities of the classes: each row adds up to 1
    returns: a Keras model

    >>> build_cnn().output_shape
    (None, 10)
    """
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.25),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-04-build_cnn", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
check("04.build_cnn", build_cnn)

# %% [markdown]
# ### Read the summary
#
# `summary()` lists each layer with the shape that leaves it and its parameters. `None` is the
# batch: any number of images. Go through it line by line. You can compute every shape and every
# count in it by now. The output of `Flatten` is height x width x channels of the maps before it.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-summary", "locked": true, "schema_version": 3, "solution": false, "task": false}
model = build_cnn()
model(np.zeros((1, 28, 28, 1), dtype="float32"))  # a class of your own makes its weights now
model.summary()
largest = max(model.layers, key=lambda layer: layer.count_params())
if isinstance(largest, layers.Dense):
    why = (
        "each of its outputs has a weight for every value that comes in, while a convolution "
        "uses its few weights everywhere."
    )
else:
    why = "your network has no large Dense layer, so the convolutions hold most."
fmnist_lab.reveal(
    "04-where",
    answer=type(largest).__name__,
    parameters=largest.count_params(),
    total=model.count_params(),
    why=why,
)

# %% [markdown]
# ### A network that knows nothing yet
#
# The weights are random, so the guesses are too. What do you expect the 10 probabilities to
# look like?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-untrained", "locked": true, "schema_version": 3, "solution": false, "task": false}
guesses = build_cnn().predict(pictures[..., np.newaxis], verbose=0)
print("shape:", guesses.shape)
print("sums of the first rows:", guesses[:4].sum(axis=1).round(4))
print("correct:", (guesses.argmax(axis=1) == labels[:60]).sum(), "of 60")
plots.show(plots.probabilities(boot, guesses[0], label=9))

# %% [markdown]
# The probabilities are near 0.1 each: the network cannot tell the classes apart. About one image
# in ten is right, by luck alone; of only 60, it may be two or twelve. Training changes the weights so that the right class gets a
# high probability. That is lesson 05.
#
# ## What you learned
#
# - A convolution lays a small kernel on every window and adds up the products. An h x w image
#   and a k x k kernel give (h - k + 1) x (w - k + 1) values.
# - Keras computes exactly this. The kernel is not flipped.
# - Max pooling keeps the largest value of each window; what does not fill a window is left out.
# - Max pooling and ReLU give the same result in either order. Pooling first is less work.
# - A layer has (k x k x channels in + 1) x filters parameters, whatever the size of the image.
# - In the network of the table nearly all parameters sit in the Dense layer after Flatten.
#
# ## What goes wrong in practice
#
# - **`Conv2D(3, 32)`** instead of `Conv2D(32, 3)`: 3 filters of 32 x 32. The number of filters
#   comes first.
# - **The batch size in the input shape.** `Input((28, 28, 1))` is right; Keras adds the batch.
# - **No channel axis.** A grey image is 28 x 28 x 1, not 28 x 28.
# - **No activation.** The network runs and trains, but only max pooling is left to keep two
#   convolutions from being one. It learns less, and nothing warns you.
# - **A wrong last layer.** ReLU, sigmoid or no activation at all, or 11 outputs: training
#   starts without complaint, and the numbers are not probabilities of the classes.
# - **Softmax in the middle.** It makes the values of a layer compete and loses information.
# - **Dropout after the softmax.** It strikes out answers, not features.
# - **Pooled to nothing.** Each 2 x 2 pooling halves the map: 28, 14, 7, 3, 1. Then it is over.
# - **Running a cell twice** that adds layers to an existing model: it then has them twice. A
#   function that builds a new model cannot suffer from that.
