# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent, format_version: '1.3'}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 02 · Preprocess: from a table to what a network takes
#
# A network takes arrays of one shape, one type and one range of values. Given
# something else, it often runs all the same, only worse. In this lesson you
# build the step between the table and the network. It refuses what it can't use.
#
# **You will be able to**
#
# - say what each axis of an image array means, and why it is there;
# - rescale pixels to 0-1 with one fixed factor, and say why it is fixed;
# - follow types through a computation: `uint8`, `float64`, `float32`;
# - write a function that checks its input *before* it computes.
#
# **Prerequisites:** Python, and a little NumPy. Lesson 01 helps; you can also
# start here.
#
# **Time:** about 45 minutes of reading and coding, 5 seconds of computing.

# %% [markdown]
# Run the cells from top to bottom. Choose an answer where you are asked to
# predict. Replace `raise NotImplementedError(...)` by your code, then run the
# check below it. The text between triple quotes, the
# [docstring](../glossary.md#docstring), says what goes in and what must come out.
#
# For a hint, run `hint("02.to_images", 1)` in a new cell. Where the code of a cell is
# folded (three dots), you need not read it. New words are linked to the
# [glossary](../glossary.md).

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import numpy as np

import fmnist_lab
from autograder import check, hint
from fmnist_lab import data, plots

table = data.load_table("train")

# %% [markdown]
# ## What we have
#
# The training table has 60,000 rows. A row is one picture of clothing: first
# its label, 0 to 9, then its 784 pixels, 0 (black) to 255 (white). All of it
# is `uint8`: whole numbers of one byte, 0 to 255.
#
# Python counts from 0. So the labels are column 0, `table[:, 0]`, and the pixels
# are all columns from 1 on, `table[:, 1:]`.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-table", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(table.shape, table.dtype)
print("labels of the first ten rows:", table[:10, 0])
plots.image_grid(table[:10, 1:], table[:10, 0])

# %% [markdown]
# ## A shape for pictures
#
# A flat row hides which pixels are neighbours. Pixel 5 and pixel 33 are far
# apart in the row, but in the picture one lies directly below the other.
# Lesson 04 builds filters that look at small squares of neighbours. So the rows
# and columns of the picture must come back.

# %% [markdown]
# Three words for what follows.
#
# - An [axis](../glossary.md#axis) is one direction of an array. The table has
#   two: axis 0 counts the rows, axis 1 counts the columns.
# - [Keras](../glossary.md#Keras) is a Python library for networks. You build
#   yours with it, from lesson 04 on. It fixes what each axis must mean.
# - A [batch](../glossary.md#batch) is a group of pictures that go into the network
#   together.
#
# Which shape would you choose?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-shape", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("02-shape")

# %% [markdown]
# Before the answer, the tool. `reshape` lays the same numbers out on other axes. It
# reads them in order and fills the last axis first. Here are two flat rows of six
# numbers each, which become two tables of 2 rows and 3 columns:

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-reshape", "locked": true, "schema_version": 3, "solution": false, "task": false}
two_flat = np.array([[1, 2, 3, 4, 5, 6], [10, 20, 30, 40, 50, 60]])
print(two_flat.reshape(2, 2, 3))
print("shape:", two_flat.reshape(-1, 2, 3).shape)

# %% [markdown]
# The first table's rows are 1 2 3 and 4 5 6. Nothing moved: only the brackets did.
#
# The last line writes -1 in place of the first 2. One length may be -1: NumPy
# computes it from the others. So the same code fits any number of rows.

# %% [markdown]
# Now the answer to the question above: what does Keras want?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-shape", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.reveal("02-shape")

# %% [markdown]
# Every array of images has these four axes:
#
# | axis | meaning | here |
# | --- | --- | --- |
# | 0 | which image | n |
# | 1 | row | 28 |
# | 2 | column | 28 |
# | 3 | channel | 1 |

# %% [markdown]
# A [channel](../glossary.md#channel) is one number of a pixel. A colour photo has
# three, for red, green and blue. A grey picture has one.
#
# Why keep an axis of length 1? A network is made of
# [layers](../glossary.md#layer): each takes an array and gives a new one. Keras's
# layers for images look for the channels on the last axis, however many there are.

# %% [markdown]
# ## Exercise 1: a row becomes a picture
#
# Write `to_images`. It changes the shape and nothing else. It must work for any
# number of images.
#
# Stuck? Run `hint("02.to_images", 1)` in a new cell.


# %% nbgrader={"grade": false, "grade_id": "to_images", "locked": false, "schema_version": 3, "solution": true, "task": false}
def to_images(x):
    """Lay flat rows of pixels out as pictures with one channel.

    input: x, n images x 784 pixels, uint8; pixels 0 to 27 are the first row
    output: images, n images x 28 rows x 28 columns x 1 channel,
        with the same values 0-255; n may be 1

    Example: to_images(table[:5, 1:]) has shape (5, 28, 28, 1).
    """
    ### BEGIN SOLUTION
    return x.reshape(-1, 28, 28, 1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-02-to_images", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("02.to_images", to_images)

# %% [markdown]
# Did it work? Look: every name must fit its picture.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-images", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.image_grid(to_images(table[:10, 1:]), table[:10, 0])

# %% [markdown]
# The right shape is not enough. Here are the first three pictures, laid out in
# another way. The numbers fit: 28 times 28 times 3 is 3 times 784.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-other-way", "locked": true, "schema_version": 3, "solution": false, "task": false}
three = table[:3, 1:]
other = three.reshape(28, 28, 3)
print("shape:", other.shape, " one of three:", other[:, :, 0].shape)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-scramble", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("02-scramble")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-scramble", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.reveal("02-scramble")
plots.image_grid(
    np.stack([*three.reshape(3, 28, 28), other[:, :, 0], other[:, :, 1], other[:, :, 2]]),
    titles=[f"picture {k}" for k in range(3)] + [f"other[:, :, {k}]" for k in range(3)],
    columns=6,
)

# %% [markdown]
# `reshape` never changes the order of the numbers. `transpose` does: here it
# exchanges rows and columns.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-transposed", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.image_grid(three.reshape(3, 28, 28).transpose(0, 2, 1), titles=["transposed"] * 3)

# %% [markdown]
# This is again an array of three pictures of 28 x 28. A shape that fits proves
# nothing: look at a picture after every change of axes.

# %% [markdown]
# ## Why not 0 to 255?
#
# A network multiplies each pixel by a number, its
# [weight](../glossary.md#weight), and adds up. At the start the weights are small
# random numbers.
#
# Here is such an untrained network. From 784 pixels it computes ten scores, one for each
# class. The scores become [probabilities](../glossary.md#probability): the larger
# the score, the larger the probability. (Lesson 05 shows how.)
#
# It has learned nothing. It should give each class about 10 %.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-confident", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("02-confident")


# %% jupyter={"source_hidden": true} tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-beginner", "locked": true, "schema_version": 3, "solution": false, "task": false}
# You need not read this cell. It makes the untrained network.
def untrained(flat, seed=1):
    """Probabilities of an untrained network of one layer: (n, 784) gives (n, 10)."""
    limit = np.sqrt(6 / (784 + 10))
    weights = np.random.default_rng(seed).uniform(-limit, limit, size=(784, 10))
    scores = flat @ weights
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-confident", "locked": true, "schema_version": 3, "solution": false, "task": false}
thousand = table[:1000, 1:]
chances = untrained(thousand)
very_sure = np.mean(chances.max(axis=1) > 0.99)
fmnist_lab.reveal("02-confident", sure=1000 * very_sure)
plots.probabilities(thousand[0], chances[0], int(table[0, 0]))

# %% [markdown]
# Training would have to start from such answers. It would also be hard to steer: the same
# small change of a weight moves a score 255 times as far as with pixels up to 1.

# %% [markdown]
# Now the same network with pixels between 0 and 1. How sure will it be? Look at
# the longest bar.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-modest", "locked": true, "schema_version": 3, "solution": false, "task": false}
chances = untrained(thousand / 255)
still_sure = np.mean(chances.max(axis=1) > 0.99)
print(f"more than 99 % sure for {1000 * still_sure:.0f} of 1,000 pictures")
plots.probabilities(thousand[0], chances[0], int(table[0, 0]))

# %% [markdown]
# Still random, but from here it can learn. That is the reason for rescaling:
# weights and training steps are made for numbers of this size.

# %% [markdown]
# ## Follow the type
#
# Dividing by 255 sounds simple. But the result has a type too, and it depends on
# how you divide.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-floor", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("02-floor")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-types", "locked": true, "schema_version": 3, "solution": false, "task": false}
pixels = np.array([0, 51, 254, 255], dtype=np.uint8)
for text, result in (
    ("pixels // 255", pixels // 255),
    ("pixels / 255", pixels / 255),
    ('(pixels / 255).astype("float32")', (pixels / 255).astype("float32")),
    ('(pixels / 255).astype("uint8")', (pixels / 255).astype("uint8")),
):
    print(f"{text:36} {result.dtype!s:8} {result}")
fmnist_lab.reveal("02-floor")

# %% [markdown]
# - `/` gives `float64`: right, but eight bytes per pixel. The 60,000 pictures
#   would take 376 MB.
# - `float32` has four bytes and seven digits, which is plenty for a pixel. It
#   is what Keras computes with, and what we use.
# - Back in `uint8` the fractions are gone, and with them nearly all of every
#   picture.

# %% [markdown]
# What about dividing in place, with `/=`? On an array of `uint8` it raises an
# error, since fractions do not fit into that array. On an array of floats it
# works, and changes the data of whoever called your function. So make a new
# array.

# %% [markdown]
# ## Which number to divide by?
#
# 255 is the largest value that a pixel can have. Why not divide by the largest
# value in the batch instead? Usually that *is* 255, and nobody sees a
# difference. So take a batch of one: a T-shirt, and the same T-shirt
# photographed in half the light.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-dim", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("02-dim")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-dim", "locked": true, "schema_version": 3, "solution": false, "task": false}
bright = table[1, 1:].astype(np.float64)
dim = np.floor(bright / 2)
fmnist_lab.reveal("02-dim")
plots.image_grid(
    np.stack([bright / 255, dim / 255, bright / bright.max(), dim / dim.max()]),
    titles=["bright / 255", "dim / 255", "bright / its max", "dim / its max"],
    columns=4,
)

# %% [markdown]
# A pixel of 51 must always become 0.2, whichever pictures happen to be in the
# same batch. Otherwise one picture gives different numbers in different batches.
# So the factor is fixed: the same for all data, now and later.

# %% [markdown]
# ## Exercise 2: rescale
#
# Write `rescale`. Stuck? `hint("02.rescale", 1)`.


# %% nbgrader={"grade": false, "grade_id": "rescale", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rescale(images):
    """Map pixels from 0..255 to 0..1 by one fixed factor.

    input: images, n images x 28 rows x 28 columns x 1 channel, uint8, 0-255
    output: a new array of the same shape, float32, values 0.0 to 1.0;
        the input stays as it is

    Example: a pixel of 0 becomes 0, 51 becomes 0.2, 255 becomes 1.
    """
    ### BEGIN SOLUTION
    return images.astype(np.float32) / 255
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-02-rescale", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check("02.rescale", rescale)

# %% [markdown]
# Compare type, range and size before and after. How many bytes has a number of
# each type?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-rescaled", "locked": true, "schema_version": 3, "solution": false, "task": false}
before = np.asarray(to_images(table[:2000, 1:]))
after = np.asarray(rescale(before))
print(f"before: {before.dtype}, {before.min()} to {before.max()}, {before.nbytes / 1e6:.1f} MB")
print(f"after:  {after.dtype}, {after.min()} to {after.max()}, {after.nbytes / 1e6:.1f} MB")
plots.pixel_histogram(after, title="2,000 pictures, rescaled")

# %% [markdown]
# One byte became four. Half of the pixels are still 0, and the largest is 1: only
# the scale has changed.
#
# Print type, minimum and maximum after every step of this kind. It costs one
# line, and shows most mistakes.

# %% [markdown]
# ## Refuse what can't be right
#
# Data can be damaged before they reach you. A column is lost. A label is 10. A
# pixel is -1, because some program writes "missing" so.
#
# With the type `int64`, which pandas uses, such numbers can be stored. What
# happens to them when we make them `uint8`?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-cast", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("02-cast")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-cast", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(np.array([256, -1, 300]).astype(np.uint8))
fmnist_lab.reveal("02-cast")

# %% [markdown]
# Hence the rule: **check first, convert second.**

# %% [markdown]
# A function refuses its input by raising an error whose text says what is
# wrong:
#
# ```python
# price = 12
# if price < 0:
#     raise ValueError(f"a price of {price}; expected 0 or more")
# ```
#
# `ValueError` is Python's name for "right kind of thing, wrong value". Whoever
# called the function can catch it. A printed warning can't be caught, and is
# easily overlooked.

# %% [markdown]
# That was one number. An array has many, and an `if` needs a single `True` or
# `False`. `.any()` makes one out of many: is at least one of them `True`?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-any", "locked": true, "schema_version": 3, "solution": false, "task": false}
prices = np.array([12, -1, 8])
print(prices < 0)
print((prices < 0).any())
print("smallest:", prices.min(), " largest:", prices.max())

# %% [markdown]
# ## Exercise 3: the whole way
#
# Write `preprocess`. It takes a whole table and gives what a network takes, or
# raises `ValueError`. Use your two functions.
#
# One bad value among thousands is enough to refuse a table. A good table is
# not refused, even when all its pictures are dark or a class is missing.
#
# Stuck? `hint("02.preprocess", 1)`.


# %% nbgrader={"grade": false, "grade_id": "preprocess", "locked": false, "schema_version": 3, "solution": true, "task": false}
def preprocess(table):
    """Check a table, and turn it into images and labels.

    input: table, n rows x columns, any integer type (uint8, int64 ...), label first
    output: images, labels
        images: n images x 28 rows x 28 columns x 1 channel, float32, 0.0 to 1.0
        labels: n labels 0-9, one-dimensional, an integer type, not rescaled
        Both are in the order of the rows.
    raises ValueError when the table has not 785 columns, when a pixel lies
        outside 0-255, or when a label lies outside 0-9.

    Example: preprocess(table[:5]) gives images of shape (5, 28, 28, 1)
        and labels of shape (5,).
    """
    ### BEGIN SOLUTION
    if table.shape[1] != 785:
        raise ValueError(f"the table has {table.shape[1]} columns; expected 785")
    labels, pixels = table[:, 0], table[:, 1:]
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError(f"labels from {labels.min()} to {labels.max()}; expected 0 to 9")
    if pixels.min() < 0 or pixels.max() > 255:
        raise ValueError(f"pixels from {pixels.min()} to {pixels.max()}; expected 0 to 255")
    return rescale(to_images(pixels)), labels
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-02-preprocess", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("02.preprocess", preprocess)

# %% [markdown]
# Now all 60,000 rows at once. Before you run the cell: what shape, type and
# range do you expect? The cell prints them.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-all", "locked": true, "schema_version": 3, "solution": false, "task": false}
all_images, all_labels = preprocess(table)
all_images, all_labels = np.asarray(all_images), np.asarray(all_labels)
print("images:", all_images.shape, all_images.dtype, f"{all_images.nbytes / 1e6:.0f} MB")
print("range: ", all_images.min(), "to", all_images.max())
print("labels:", all_labels.shape, all_labels.dtype, f"{all_labels.min()} to {all_labels.max()}")
plots.image_grid(all_images[-10:], all_labels[-10:])

# %% [markdown]
# And a table with a single bad number, in the last row:

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-refused", "locked": true, "schema_version": 3, "solution": false, "task": false}
broken = table[:100].astype(np.int64)
broken[99, 784] = 256
try:
    preprocess(broken)
except ValueError as error:
    print("refused:", error)

# %% [markdown]
# Now break a table yourself, in a new cell. Leave a column out with
# `table[:5, :784]`, or write a label of 10 into a copy like `broken`. Read your
# own message: would a stranger know what to do?

# %% [markdown]
# ## What you learned
#
# - Keras takes images as (image, row, column, channel), also when there is
#   one channel.
# - `reshape` keeps the order of the numbers. A right shape does not mean a right
#   picture: look.
# - Inputs from 0 to 1 suit the small weights that a network starts with.
# - One fixed factor for all data, now and later.
# - `/` makes `float64`, `//` drops fractions, `astype(np.uint8)` wraps around.
# - Check before you convert, and refuse with an error that says why.

# %% [markdown]
# ## What goes wrong in practice
#
# - **New data are left at 0-255.** Use one function for all data.
# - **Scaled twice:** here, and again in a layer. Print the maximum.
# - **Each part scaled by its own maximum.** Then 0.2 means something else in each.
# - **Labels divided by 255 too.** Labels are names, not quantities.
# - **The array that was passed in is changed.** A second run starts from changed data.
#
# Next: **03 · Split** keeps some pictures back, so that you can find out
# whether a network has learned or only remembered.
