# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent, format_version: '1.3'}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 04 · Layers
#
# A network for images is a stack of a few simple steps, the [layers](../glossary.md#layer). In
# this lesson you write the two most important ones, **convolution** and **pooling**, in plain
# NumPy. Then you see that the library Keras gives the same numbers. Only after that do you
# build a network out of Keras's layers.
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
# **Time:** about 105 minutes of reading and coding in two sittings: 65 for Parts 1 and 2, then 40
# for Parts 3 and 4. Under 20 seconds of computing.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
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
# The simplest layer, **[Dense](../glossary.md#Dense)**, gives each output one
# [weight](../glossary.md#weight) for every pixel. That has two drawbacks. It needs many weights: 784 pixels and 128 outputs make 100,352
# of them. And each weight belongs to one place: what the layer learns about a sleeve on the left
# says nothing about a sleeve two pixels further right.

# %% [markdown]
# A **[convolution](../glossary.md#convolution)** asks one small question everywhere: *is this
# pattern here?* The pattern is a small array of weights, the
# **[kernel](../glossary.md#kernel)**, often 3 x 3. It slides over the image. At each place it
# gives one number: large where the image looks like the pattern. All these numbers together are
# the **[feature map](../glossary.md#feature-map)**.

# %% [markdown]
# ### One place
#
# Lay the kernel on a 3 x 3 window of the image. Multiply the pairs that lie on each other.
# Add up the nine products. That is all.
#
# The window in the next cell is dark on the left and bright on the right. The kernel has
# negative weights on the left and positive weights on the right.

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
fmnist_lab.reveal("04-window")

# %% [markdown]
# ### Every place
#
# Now slide the kernel over the whole image, one pixel at a time, to every place where it fits
# completely inside. This is called a **valid** convolution.
#
# The next two cells draw it for an image of 3 x 4 numbers and a kernel of 2 x 2. You see the first
# place, the second and the last. The frame is the window under the kernel.

# %% nbgrader={"grade": false, "grade_id": "small-image", "locked": true, "schema_version": 3, "solution": false, "task": false}
small_image = np.array([[1, 2, 0, 3], [0, 1, 2, 1], [3, 0, 1, 2]])
small_kernel = np.array([[1, 2], [0, -1]])

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-places", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.show(plots.convolution_steps(small_image, small_kernel))

# %% [markdown]
# Look at three things.
#
# - The result has one value for each *place*. There are fewer places than pixels.
# - The row and the column of a result are those of the window's **upper left corner** in the
#   image.
# - At the last place the corner stands in row 1, column 2. One column further right, the kernel
#   would stick out of the image.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-shape", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-shape")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-reveal-shape", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.reveal("04-shape")

# %% [markdown]
# ### Exercise 1: `conv2d`
#
# Write the convolution. Two loops, over the rows and the columns *of the result*, are fine:
# here we want to understand, not to be fast.
#
# Before you run the check, call your function in a new cell with `small_image` and
# `small_kernel`, and compare with the drawing.
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
# brighter means larger. The line below each map says which grey means 0.
#
# Before you run the cell: where do you expect the first map to be brightest? And what should the
# sole of the boot do to the second? The text below the figure answers both.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-feature-maps", "locked": true, "schema_version": 3, "solution": false, "task": false}
vertical = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])
horizontal = vertical.T
maps = [np.asarray(conv2d(boot, kernel)) for kernel in (vertical, horizontal)]
plots.show(plots.feature_maps(boot, [vertical, horizontal], maps))

# %% [markdown]
# The first map is brightest along the upper part of the boot, on its left side: there the image
# turns from dark to bright on the way from left to right. It is dark at the right side of the
# boot, where the image turns back to dark.
#
# The second map does the same from top to bottom. The upper side of the boot is bright. The sole
# is dark: below it the image turns from bright to dark.

# %% [markdown]
# ### Try your own
#
# Change the nine numbers and watch the map. Each number has its own field; the Tab key moves to
# the next one. Find three kernels that are not in the menu:
#
# 1. Its map is that of "leave as it is", moved one pixel to the right.
# 2. It blurs from left to right only, so that the sole keeps its sharp edge.
# 3. Its map is brightest at a *diagonal* edge, dark on the upper left side and bright on the
#    lower right side.
#
# The line below the map says which grey means 0: mid-grey if the map has negative values, else
# black. (The box "then 2x2 max pooling" is for Part 2.)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-explorer", "locked": true, "schema_version": 3, "solution": false, "task": false}
widgets.convolution_explorer(pictures[:20])

# %% [markdown]
# <details>
# <summary>One answer to each: open this when you have tried.</summary>
#
# 1. A single 1 in the left field of the middle row, 0 elsewhere. Each value of the map is then
#    the pixel to the left of the window's middle. A 1 in the middle leaves the image where it
#    is.
# 2. 0.33 in each field of the middle row, 0 elsewhere: the mean of three neighbours in a row.
# 3. The rows -1 -1 0, then -1 0 1, then 0 1 1.
#
# </details>

# %% [markdown]
# ### A kernel that is learned
#
# Nobody has to invent such kernels. In a network the weights start at random, and training
# changes them step by step.

# %% [markdown]
# The next cell does this for one kernel, with your `conv2d`. It starts from random numbers. It
# gets a picture, a sandal, and the map that is wanted: the sandal's vertical edges.
# Two lines do the work:
#
# - `error` says for each place how far the map is off.
# - `conv2d(sandal, error)` has 3 x 3 numbers, one for each weight: the errors of all places, each
#   times the pixel that this weight met there. Where it is positive, a smaller weight makes the
#   errors smaller. So a small part of it is subtracted.
#
# This is done 150 times. Lesson 05 says more about such steps; the 3 x 3 numbers are called the
# [gradient](../glossary.md#gradient) there.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-learned-kernel", "locked": true, "schema_version": 3, "solution": false, "task": false}
sandal = pictures[8]
wanted = np.asarray(conv2d(sandal, np.array([[-1.0, 0.0, 1.0]] * 3)))
kernel = np.random.default_rng(0).normal(size=(3, 3))
after = {0: kernel}
for step in range(1, 151):
    error = np.asarray(conv2d(sandal, kernel)) - wanted
    kernel = kernel - 0.006 * np.asarray(conv2d(sandal, error))
    after[step] = kernel
shown = [0, 5, 30, 150]
plots.show(plots.kernels([after[n] for n in shown], [f"after {n} steps" for n in shown]))

# %% [markdown]
# The first kernel is random. The last one is the kernel for vertical edges, to two decimals: the
# picture and the wanted map were enough to find it.
#
# A network learns its kernels in the same way, with one difference: nobody gives it the wanted
# maps. It gets the right class of each image, and the errors are those of its answers.

# %% [markdown]
# ### The same in Keras
#
# [Keras](../glossary.md#Keras) is the library with which this course builds and trains networks.
# Its layer for this is `Conv2D`.
#
# Keras wants four [axes](../glossary.md#axis): images x height x width x
# [channel](../glossary.md#channel). A grey image has one channel. For the weights it wants kernel
# height x kernel width x channels in x kernels.
#
# The next cell loads Keras and takes a few seconds. The one after it gives `Conv2D` a kernel and the
# boot, and compares its map with that of your `conv2d`.

# %% nbgrader={"grade": false, "grade_id": "import-keras", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.prepare_keras()

import keras
from keras import layers

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-keras-conv", "locked": true, "schema_version": 3, "solution": false, "task": false}
kernel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 3.0]], dtype="float32")
layer = layers.Conv2D(filters=1, kernel_size=3, use_bias=False)
layer.build((None, 28, 28, 1))  # any number of images, each 28 x 28 with 1 channel
layer.set_weights([kernel.reshape(3, 3, 1, 1)])
by_keras = np.asarray(layer(boot.reshape(1, 28, 28, 1)))[0, :, :, 0]
by_hand = np.asarray(conv2d(boot, kernel))
print("shape by Keras:", by_keras.shape, " by hand:", by_hand.shape)
print("largest difference:", np.abs(by_keras - by_hand).max())
flipped = np.asarray(conv2d(boot, kernel[::-1, ::-1]))
print("with the kernel flipped:", np.abs(by_keras - flipped).max())

# %% [markdown]
# The two agree, except for rounding: `e-07` means divided by ten million.
#
# The last line is a warning: mathematicians flip the kernel before they slide it, and reserve the
# word *convolution* for that. What Keras and every other deep-learning library compute is called
# *cross-correlation*. For training it makes no difference, because the weights are learned either
# way. For comparing numbers it does.

# %% [markdown]
# ### What else a Conv2D layer does
#
# 1. **A [bias](../glossary.md#bias).** One number for each kernel is added to its whole map. (Above,
#    `use_bias=False` omitted it.)
# 2. **An [activation](../glossary.md#activation).** Each value passes through a simple function. The usual one is **ReLU**,
#    `max(value, 0)`: negative values become 0, the others stay.
#
# Why an activation at all? Without one, a second convolution adds nothing: two in a row are the
# same as one with a larger kernel. The next cell shows it. It makes the map of two 3 x 3 kernels,
# one after the other, and the map of one 5 x 5 kernel. Then it puts ReLU between the two.

# %% tags=["demo"] jupyter={"source_hidden": true} nbgrader={"grade": false, "grade_id": "demo-two-are-one", "locked": true, "schema_version": 3, "solution": false, "task": false}
# You need not read this cell.
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

# %% [markdown]
# ## Part 2 · Pooling
#
# A feature map of 26 x 26 still tells where each edge is, to the pixel. To recognise a boot,
# roughly is enough. **Max [pooling](../glossary.md#pooling)** cuts the map into windows of 2 x 2
# that do not overlap and keeps the largest value of each. A quarter of the numbers is left, and
# a pattern that moves by one pixel often gives the same result.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-pool", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-pool")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-reveal-pool", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.reveal("04-pool")

# %% [markdown]
# The next two cells draw pooling for a smaller map, 5 x 5: the first window, the second and the
# last.

# %% nbgrader={"grade": false, "grade_id": "small-map", "locked": true, "schema_version": 3, "solution": false, "task": false}
small_map = np.array(
    [[1, 3, 0, 2, 4], [2, 0, 5, 1, 2], [-1, -3, 7, 2, 0], [-2, -4, 0, 5, 1], [6, 1, 2, 9, 3]]
)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-windows", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.show(plots.pooling_steps(small_map))

# %% [markdown]
# Compare it with the drawing of the convolution.
#
# - The second window starts in column 2, not in column 1: it moves by its own size.
# - Row 1, column 1 of the result belongs to the window whose corner stands in row 2, column 2.
# - What is crossed out belongs to no window, even the 9.
# - The largest of four negative numbers is negative.

# %% [markdown]
# ### Exercise 2: `max_pool`
#
# Write the pooling, for windows of any size. Before you run the check, try it on `small_map` and
# compare with the drawing.
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
# The next cell shows the two maps of the boot, pooled. They have 13 x 13 values instead of
# 26 x 26. Compare the bright edges and the dark ones with those of the maps above them.

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

# %% [markdown]
# Again Keras gives the same numbers. The layer is `MaxPooling2D`. It has no weights: there is
# nothing to learn in a maximum.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-keras-pool", "locked": true, "schema_version": 3, "solution": false, "task": false}
odd_map = np.asarray(conv2d(boot, np.ones((16, 16))), dtype="float32")  # 13 x 13
by_keras = np.asarray(layers.MaxPooling2D(2)(odd_map.reshape(1, 13, 13, 1)))[0, :, :, 0]
print("shape by Keras:", by_keras.shape)
print("largest difference:", np.abs(by_keras - np.asarray(max_pool(odd_map))).max())

# %% [markdown]
# ### Does the order of pooling and ReLU matter?
#
# A layer's map passes through ReLU and is then pooled. Suppose you pool first and apply ReLU
# afterwards.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-order", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-order")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-reveal-order", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.reveal("04-order")

# %% [markdown]
# See for yourself. The next cell computes the boot's map in both orders; `np.maximum(values, 0)` is
# ReLU. The cell after it measures the time of ReLU for 64 images with 32 maps each, before pooling
# and after it. The times vary from run to run.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-order", "locked": true, "schema_version": 3, "solution": false, "task": false}
feature_map = np.asarray(conv2d(boot, np.array([[-1.0, 0.0, 1.0]] * 3)))
relu_first = np.asarray(max_pool(np.maximum(feature_map, 0)))
pool_first = np.maximum(np.asarray(max_pool(feature_map)), 0)
print("the same result:", np.array_equal(relu_first, pool_first))

# %% tags=["demo"] jupyter={"source_hidden": true} nbgrader={"grade": false, "grade_id": "demo-order-times", "locked": true, "schema_version": 3, "solution": false, "task": false}
# You need not read this cell.
import timeit

many = np.random.default_rng(0).normal(size=(64, 26, 26, 32)).astype("float32")
for name, values in (("before", many), ("after", many[:, ::2, ::2].copy())):
    room = np.empty_like(values)
    times = timeit.repeat(lambda v=values, r=room: np.maximum(v, 0, out=r), number=1, repeat=25)
    print(f"ReLU on {values.size:>9,} values, {name} pooling: {1000 * np.median(times):.2f} ms")

# %% [markdown]
# Two cautions.
#
# - In a whole network the convolution takes most of the time, not ReLU. A `Conv2D` with
#   `activation="relu"`, followed by pooling, is what people write, and it is fine.
# - This holds for *max* pooling. With *average* pooling the result depends on the order: the mean
#   of -3 and 1 is -1, which ReLU makes 0. ReLU first makes 0 and 1, and their mean is 0.5.

# %% [markdown]
# ### A place to rest
#
# This is the end of the first sitting. You have written the two steps that do the work in a
# convolutional network. What is left needs about 40 minutes: how many numbers such a layer
# learns, and a whole network in Keras.
#
# Save the notebook (Ctrl+S). If Python was restarted before you come back, run two cells again: the
# first one of the lesson and the one with `import keras`. Parts 3 and 4 need nothing else.

# %% [markdown]
# ## Part 3 · Many kernels, many channels
#
# One kernel finds one pattern. A layer has many kernels, called
# **[filters](../glossary.md#filter)**; each gives a map of its own. `layers.Conv2D(32, 3)` has 32
# filters of 3 x 3 and turns one image into 32 maps. These maps are the **channels** of the
# result.
#
# A second convolution gets 32 channels as its input. Each of its filters looks at *all* of them
# at once: it has 3 x 3 weights *for each channel in*, adds everything up to one number, and
# adds its one bias.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-count", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-count")

# %% [markdown]
# ### Exercise 3: `count_parameters`
#
# Weights and biases together are a layer's **[parameters](../glossary.md#parameter)**: the numbers
# that training changes. Their count does not depend on the size of the image. Why not? (The
# answer stands below the check.)
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

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-reveal-count", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.reveal("04-count")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-count", "locked": true, "schema_version": 3, "solution": false, "task": false}
second_layer = layers.Conv2D(filters=64, kernel_size=3)
second_layer.build((None, 13, 13, 32))  # 32 channels come in, as maps of 13 x 13
print("Keras counts", second_layer.count_params(), "and you", count_parameters(3, 32, 64))

# %% [markdown]
# The kernel visits every place with the same weights. That is why the size of the image does
# not appear in the count, and why a convolution needs so few parameters.

# %% [markdown]
# ## Part 4 · The network
#
# ### A network to read first
#
# Here is a complete network of another kind: it has no convolution. Imagine colour images of 12
# x 20 pixels in 4 [classes](../glossary.md#class). Read the list from top to bottom, as the
# values flow through it; the next cell explains each line.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-example", "locked": true, "schema_version": 3, "solution": false, "task": false}
example = keras.Sequential(
    [
        keras.Input(shape=(12, 20, 3)),
        layers.Flatten(),
        layers.Dense(50, activation="relu"),
        layers.Dropout(0.4),
        layers.Dense(4, activation="softmax"),
    ]
)
print("in:", example.input_shape, " out:", example.output_shape)

# %% [markdown]
# | line | what it does |
# | --- | --- |
# | `keras.Sequential([...])` | a network from one list of layers, in order |
# | `keras.Input(shape=(12, 20, 3))` | the shape of *one* image, as one tuple: height, width, channels |
# | `layers.Flatten()` | writes all values in one row: 12 x 20 x 3 = 720. Nothing is learned |
# | `layers.Dense(50, activation="relu")` | 50 outputs. Each has a weight for every one of the 720 values and one bias. Then ReLU |
# | `layers.Dropout(0.4)` | [dropout](../glossary.md#dropout): during training only, sets each value to 0 with the [probability](../glossary.md#probability) 0.4. Lesson 06 says why |
# | `layers.Dense(4, activation="softmax")` | 4 outputs, one for each class, made into probabilities |

# %% [markdown]
# Three details of this list.
#
# - In the printed shapes the first axis is `None`. It is the [batch](../glossary.md#batch): any
#   number of images at once. Keras adds it; it does not stand in `keras.Input`.
# - `activation="relu"` is a text, in quotation marks. Without them Python looks for a variable
#   with the name relu, and there is none.
# - **[Softmax](../glossary.md#softmax)** turns the numbers of the last layer into probabilities: none is negative and they
#   add up to 1. You will write it yourself in lesson 05.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-dense", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-dense")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-reveal-dense", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.reveal("04-dense")

# %% [markdown]
# The summary of a network lists each layer with the shape that leaves it and its parameters.
# `keras.Input` has no line there. The number in a name such as `dense_1` only keeps layers of one
# kind apart. Find both counts in the summary.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-example-summary", "locked": true, "schema_version": 3, "solution": false, "task": false}
example.summary()

# %% [markdown]
# ### Your network
#
# Now put the layers of this lesson together. The network of this course has six parts:
#
# | layer | what it does |
# | --- | --- |
# | `keras.Input` | says what comes in: images of 28 x 28 x 1 |
# | `Conv2D` | 32 filters of 3 x 3, with ReLU: 32 feature maps |
# | `MaxPooling2D` | windows of 2 x 2: halves height and width |
# | `Dropout` | sets some of the values to 0, during training only |
# | `Flatten` | writes all values in one long row |
# | `Dense` | 10 outputs, one for each class, each connected to every value; with softmax |

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-predict-where", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("04-where")

# %% [markdown]
# ### Exercise 4: `build_cnn`
#
# Build the network of the table. Other numbers and further layers are welcome. What is checked:
#
# - images of shape (28, 28, 1) go in, 10 probabilities for each come out;
# - `keras.Input` stands first in a `Sequential` network;
# - the layers of the table are there, in an order that makes sense, such as the table's;
# - a layer before the last Dense has an activation such as ReLU; softmax comes only at the end;
# - each Dropout has a rate between 0 and 1; one stands after a convolution, none after the last
#   Dense;
# - every call of `build_cnn()` gives a new network: its layers are made inside the function.
#
# Training comes in lesson 05. Stuck? `hint("04.build_cnn", 1)`.

# %% [markdown]
# <details>
# <summary>Only if you know more of Keras already: what else is accepted.</summary>
#
# The maps may be made smaller by average pooling, or by a convolution that moves by two pixels
# at a time ([stride](../glossary.md#stride) 2), in place of max pooling. `GlobalAveragePooling2D`, which keeps the mean
# of each map, may stand in for Flatten. A functional model is as good as a `Sequential` one.
#
# </details>


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
# Before you run the next cell, compute each shape and each count on paper: this lesson has given
# every rule. A convolution makes the maps smaller by 2 (for 3 x 3). Pooling halves them. `Flatten`
# has height x width x channels of the maps before it. The last layer has one bias for each output,
# too. Then compare.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-summary", "locked": true, "schema_version": 3, "solution": false, "task": false}
model = build_cnn()
model(np.zeros((1, 28, 28, 1), dtype="float32"))  # only needed if keras.Input is missing
model.summary()

# %% [markdown]
# In which layer of *your* network are most parameters?

# %% tags=["demo"] jupyter={"source_hidden": true} nbgrader={"grade": false, "grade_id": "demo-where", "locked": true, "schema_version": 3, "solution": false, "task": false}
# You need not read this cell.
model = build_cnn()
model(np.zeros((1, 28, 28, 1), dtype="float32"))
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
# look like? The text below the figure answers.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-untrained", "locked": true, "schema_version": 3, "solution": false, "task": false}
guesses = build_cnn().predict(pictures[..., np.newaxis], verbose=0)
print("shape:", guesses.shape)
print("sums of the first rows:", guesses[:4].sum(axis=1).round(4))
print("correct:", (guesses.argmax(axis=1) == labels[:60]).sum(), "of 60")
plots.show(plots.probabilities(boot, guesses[0], label=9))

# %% [markdown]
# The probabilities are near 0.1 each: the network cannot tell the classes apart. About one image
# in ten is right, by luck alone; of only 60, it may be two or twelve. Training changes the
# weights so that the right class gets a high probability. That is lesson 05.

# %% [markdown]
# ## What you learned
#
# - A convolution lays a small kernel on every window and adds up the products. An h x w image
#   and a k x k kernel give (h - k + 1) x (w - k + 1) values.
# - Keras computes exactly this. The kernel is not flipped. Training finds its numbers.
# - Max pooling keeps the largest value of each window; what does not fill a window is left out.
# - Max pooling and ReLU give the same result in either order. Pooling first is less work.
# - A Conv2D layer has (k x k x channels in + 1) x filters parameters, whatever the size of the
#   image. A Dense layer has (values in + 1) x outputs.
# - In the network of the table nearly all parameters sit in the Dense layer after Flatten.

# %% [markdown]
# ## What goes wrong in practice
#
# - **`layers.Conv2D(3, 32)`** instead of `layers.Conv2D(32, 3)`: 3 filters of 32 x 32, larger
#   than the image. The number of filters comes first.
# - **The wrong input shape.** `keras.Input((28, 28, 1))` is right: no batch, one channel, one tuple.
# - **No activation.** The network trains, but only max pooling keeps two convolutions from being
#   one. It learns less, and nothing warns you.
# - **A wrong last layer.** ReLU, sigmoid, no activation, or 11 outputs: training starts without
#   complaint, and the numbers are not probabilities of the classes.
# - **Pooled to nothing.** Each 2 x 2 pooling halves the map: 28, 14, 7, 3, 1. One more
#   pooling raises an error.
