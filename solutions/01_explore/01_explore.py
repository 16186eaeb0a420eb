# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent, format_version: '1.3'}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 01 · Explore: look before you compute
#
# A network learns from whatever it is given. If the labels belong to other
# pictures, or the pictures are scrambled, it still runs and prints numbers.
# So the first lesson is about looking.
#
# **You will be able to**
#
# - take images and labels out of a table, and say what each number is;
# - count the classes, and say how often blind guessing would be right;
# - compute with pixels without losing numbers to the type `uint8`;
# - read mean images, and name the classes that will be hard to tell apart.
#
# **Prerequisites:** Python, and a little NumPy (indexing, shapes, `mean`).
# Nothing about neural networks.
#
# **Time:** about 40 minutes of reading and coding, 5 seconds of computing.

# %% [markdown]
# ## How a lesson works
#
# Run the cells from top to bottom with Shift+Enter.
#
# - **Predict.** Before a surprising result you choose an answer. Wrong
#   predictions cost nothing, and they are what you will remember.
# - **Write.** An exercise is a function that ends in
#   `raise NotImplementedError(...)`. Replace that line by your code. The text
#   between triple quotes, the [docstring](../glossary.md#docstring), says what
#   goes in and what must come out.
# - **Check.** The cell below an exercise tests your function and says what it
#   saw. Run it as often as you like.
# - **Hints.** Run `hint("01.split_columns", 1)` in a new cell for a first
#   hint, then 2, then 3. Each one tells more.

# %% [markdown]
# The code of some cells is folded: you see three dots. You need not read it.
# Run such a cell like any other.
#
# New words are linked to the [glossary](../glossary.md).
#
# The first cell imports what this lesson uses and loads the data. The first
# time ever, it fetches about 30 MB.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import numpy as np

import fmnist_lab
from autograder import check, hint
from fmnist_lab import data, plots, widgets

table = data.load_table("train")

# %% [markdown]
# ## Where the course ends
#
# Fashion-MNIST is 70,000 small grey pictures of clothing from the shop
# Zalando. Each comes with the number of its [class](../glossary.md#class), the
# kind of clothing. This number is called its [label](../glossary.md#label). Here are the ten
# classes.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-classes", "locked": true, "schema_version": 3, "solution": false, "task": false}
for label, name in enumerate(data.CLASS_NAMES):
    print(label, name)

# %% [markdown]
# In lesson 06 you train a network that names the class of a picture. A
# **network** is a function with many numbers inside. Training changes these
# numbers, step by step, until the answers fit the labels.
#
# We trained one, and kept what it said about 12,000 pictures that it had not
# learned from. Here is one of them, with the
# [probability](../glossary.md#probability) that the network gives to each class.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-one-guess", "locked": true, "schema_version": 3, "solution": false, "task": false}
from fmnist_lab import recorded

_, _, end_images, end_labels = recorded.training_arrays()
end_probabilities = recorded.predictions()["probabilities"]
plots.probabilities(end_images[0], end_probabilities[0], int(end_labels[0]))

# %% [markdown]
# It names the class with the highest probability. How often is it right?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-accuracy", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("01-accuracy")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-accuracy", "locked": true, "schema_version": 3, "solution": false, "task": false}
end_guesses = end_probabilities.argmax(axis=1)  # the most probable class of each picture
end_right = end_guesses == end_labels
fmnist_lab.reveal(
    "01-accuracy", right=end_right.sum(), total=len(end_right), share=end_right.mean()
)

# %% [markdown]
# It is not always so sure, and not always right. Here are its mistakes, the
# ones it was surest of first. Try to name each picture yourself before you
# read the title: some would fool you too.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-mistakes", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.misclassified(end_images, end_labels, end_guesses, end_probabilities, count=8)

# %% [markdown]
# That is where you are going. You start where everybody starts: with a table
# of numbers.

# %% [markdown]
# ## A table of numbers
#
# The data come as a table, as on the site Kaggle. One row is one picture.
# Every number is a whole number from 0 to 255, held in one byte. NumPy calls
# this type, or [dtype](../glossary.md#dtype), `uint8`.
#
# A picture has 28 rows of 28 pixels.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-columns", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("01-columns")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-columns", "locked": true, "schema_version": 3, "solution": false, "task": false}
print("shape:", table.shape, " type:", table.dtype)
fmnist_lab.reveal("01-columns")

# %% [markdown]
# The [shape](../glossary.md#shape) gives the number of rows, then of columns.
#
# Now look at the numbers themselves, in seven rows. In the square brackets
# below, the rows stand before the comma and the columns after it. `5:12` takes 5 to 11,
# and `:` alone takes all.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-rows", "locked": true, "schema_version": 3, "solution": false, "task": false}
print("the first 6 columns:")
print(table[5:12, :6])
print("the last 6 columns:")
print(table[5:12, -6:])

# %% [markdown]
# The first column holds numbers from 0 to 9 that change from row to row: the
# label. The last column can't be it: in these rows it is always 0. The other
# columns here are mostly 0 too, since they are pixels at the edges of a
# picture, and 0 is black.
#
# Labels and pixels must be separated before a network learns. Pixels go in,
# labels are what should come out. If the label stayed among the pixels, a
# network could read the answer from its input, and would learn nothing else.

# %% [markdown]
# ## Exercise 1: split the columns
#
# Write `split_columns`. It separates the label from the pixels.
#
# A table does not always come as `uint8`. The library pandas, for example,
# reads the same numbers as `int64`, eight bytes each. Whatever comes in, `x` must
# come out as `uint8`.
#
# NumPy's tables are called [arrays](../glossary.md#array). An array's method `astype`
# makes a copy with another type:

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-astype", "locked": true, "schema_version": 3, "solution": false, "task": false}
wide = np.array([[7, 0, 255], [2, 128, 64]])
print(wide.dtype, "becomes", wide.astype(np.uint8).dtype)

# %% [markdown]
# Your turn. Stuck? Run `hint("01.split_columns", 1)` in a new cell.


# %% nbgrader={"grade": false, "grade_id": "split_columns", "locked": false, "schema_version": 3, "solution": true, "task": false}
def split_columns(table):
    """Take images and labels out of a table.

    input: table, n rows x 785 columns, any integer type.
        Column 0 is the label, columns 1 to 784 are the pixels, all 0-255.
    output: x, y
        x: n images x 784 pixels, uint8
        y: n labels, one-dimensional, an integer type
    The table itself stays as it is.

    Example: split_columns(table[:5]) gives x of shape (5, 784), y of shape (5,).
    """
    ### BEGIN SOLUTION
    return table[:, 1:].astype(np.uint8), table[:, 0]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-01-split_columns", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check("01.split_columns", split_columns)

# %% [markdown]
# Did it work? Look. A row of `x` becomes a picture again when its 784 numbers
# are laid out as 28 rows of 28.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-first-images", "locked": true, "schema_version": 3, "solution": false, "task": false}
some_x, some_y = split_columns(table[:20])
plots.image_grid(some_x, some_y)

# %% [markdown]
# Every title must fit its picture. This look takes a second, and it finds the
# worst mistake there is: labels that belong to other pictures. No error
# message ever tells you so.

# %% [markdown]
# Now take your time with the browser. Choose a class, and step through it
# with the buttons. Find a picture whose class you would not have guessed.
#
# There are many right answers. One of ours, in the published table: index 280
# looks like a skirt, and its label says shirt.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-browser", "locked": true, "schema_version": 3, "solution": false, "task": false}
browse_x, browse_y = split_columns(table[:2000])
widgets.image_browser(browse_x, browse_y)

# %% [markdown]
# ## How many of each class?
#
# Suppose that nine of ten pictures were trousers. Then a program that always
# says "trousers" would be right nine times out of ten, and would know nothing.
# So the share of right answers, the [accuracy](../glossary.md#accuracy), says
# little until you know how many pictures each class has.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-counts", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("01-counts")

# %% [markdown]
# ## Exercise 2: count the classes
#
# How do you count without a loop over 60,000 labels? A comparison of an array
# with a number gives one `True` or `False` for each entry. In a sum, `True` counts as 1.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-comparison", "locked": true, "schema_version": 3, "solution": false, "task": false}
few = np.array([3, 0, 3, 1])
print(few == 3)
print((few == 3).sum())

# %% [markdown]
# Write `class_counts`. Entry `k` of the result is how often label `k` occurs.
# There are always ten entries: a class that does not occur counts 0.
#
# Stuck? `hint("01.class_counts", 1)`.


# %% nbgrader={"grade": false, "grade_id": "class_counts", "locked": false, "schema_version": 3, "solution": true, "task": false}
def class_counts(y):
    """Count how often each of the classes 0 to 9 occurs.

    input: y, n labels 0-9, one-dimensional, any integer type (often uint8)
    output: ten counts, shape (10,), in the order of the classes

    Example: class_counts(np.array([3, 0, 3])) gives [1, 0, 0, 2, 0, 0, 0, 0, 0, 0].
    """
    ### BEGIN SOLUTION
    return np.bincount(y, minlength=10)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-01-class_counts", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("01.class_counts", class_counts)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-counts", "locked": true, "schema_version": 3, "solution": false, "task": false}
all_counts = class_counts(table[:, 0])
fmnist_lab.reveal("01-counts")
plots.class_bars(all_counts, title="Training table")

# %% [markdown]
# All classes have the same count: the data set is **balanced**. Blind guessing
# is right one time in ten, so 10 % is the accuracy of a network that has
# learned nothing. If you ever see 10 % in this course, you know what it means.
#
# Most data sets are not balanced. So count the classes first, whenever you meet
# a new one.

# %% [markdown]
# ## What is in the pixels?
#
# 0 is black, 255 is white. The next figure counts the values in 2,000 pictures.
# Each bar stands for four neighbouring values, such as 0 to 3.
#
# Which bar will be the highest? Think of the background.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-pixels", "locked": true, "schema_version": 3, "solution": false, "task": false}
# The mean of True and False is the share of True.
print(f"exactly 0: {np.mean(table[:2000, 1:] == 0):.0%} of the pixels")
plots.pixel_histogram(table[:2000, 1:], title="Pixels of 2,000 pictures")

# %% [markdown]
# Half of all pixels are exactly 0: the background is black. The others spread
# over the whole range up to 255.
#
# Look at the numbers on the vertical axis: each line stands for ten times as
# many pixels as the line below it. On such a **logarithmic** axis the rare values
# can be seen beside the frequent one.

# %% [markdown]
# ## When a number does not fit
#
# One byte holds 0 to 255 and nothing else. What does NumPy do when a result
# does not fit?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-wrap", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("01-wrap")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-wrap", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(np.array([200], dtype=np.uint8) + np.array([100], dtype=np.uint8))
fmnist_lab.reveal("01-wrap")

# %% [markdown]
# Here is what that does when we average two pictures. The third picture is computed in `uint8`. For the fourth,
# the first picture becomes `float64` before the sum.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-wrapped-mean", "locked": true, "schema_version": 3, "solution": false, "task": false}
shirts = table[table[:, 0] == 6]  # the rows whose label is 6
first, second = shirts[0, 1:], shirts[1, 1:]
wrapped = (first + second) / 2
right = (first.astype(np.float64) + second) / 2
plots.image_grid(
    np.stack([first, second, wrapped, right]),
    titles=["first", "second", "(first + second) / 2\nin uint8", "the same\nin float64"],
)

# %% [markdown]
# In the third picture the bright parts came out dark. Add and subtract pixels
# in a wider type, such as `float64` or `int64`. Or use NumPy's `mean` and `sum`, as in
# `table.mean()`: they choose a wider type by themselves. Python's own `sum` does not.

# %% [markdown]
# ## Along which axis?
#
# The next exercise averages many pictures. For that you need the
# [axes](../glossary.md#axis) of an array. A table has two: axis 0 counts its rows,
# axis 1 counts its columns. Here are 2 rows and 3 columns.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-axes", "locked": true, "schema_version": 3, "solution": false, "task": false}
small = np.array([[1, 2, 3], [5, 6, 7]])
print("mean():      ", small.mean())
print("mean(axis=0):", small.mean(axis=0))
print("mean(axis=1):", small.mean(axis=1))

# %% [markdown]
# Without `axis`, all six numbers are averaged. `mean(axis=0)` averages over the
# rows: the axis of the rows disappears, and one number for each column is left.
# `mean(axis=1)` averages over the columns.
#
# Print `.shape` when you are not sure which axis has disappeared.

# %% [markdown]
# ## Exercise 3: the mean image
#
# What does a typical coat look like? Take all images of one class, and
# average them pixel by pixel: the first pixels of all of them, the second
# pixels, and so on. The result is again a picture.
#
# You have seen each step: rows chosen by a comparison
# (`shirts = table[table[:, 0] == 6]`), a mean along an axis. `reshape(28, 28)` makes a
# picture of 784 numbers.
#
# Stuck? `hint("01.mean_image", 1)`.


# %% nbgrader={"grade": false, "grade_id": "mean_image", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_image(x, y, label):
    """Average the images of one class, pixel by pixel.

    input: x, n images x 784 pixels, uint8
           y, n labels, one-dimensional
           label, the class to average, 0 to 9; at least one image has it
    output: 28 rows x 28 columns of floating-point numbers, on the scale 0-255,
        not rounded. Pixels 0 to 27 of an image are its first row.

    Example: for two images of class 4, all 200 and all 100,
        mean_image(x, y, 4) is 150 everywhere.
    """
    ### BEGIN SOLUTION
    return x[y == label].mean(axis=0).reshape(28, 28)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-01-mean_image", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("01.mean_image", mean_image)

# %% [markdown]
# Now for all ten. A mean is sharp where the pictures of a class agree. Which
# classes will be blurred?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-blur", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("01-blur")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-means", "locked": true, "schema_version": 3, "solution": false, "task": false}
all_x, all_y = map(np.asarray, split_columns(table))  # arrays, also if yours are lists
means = np.stack([mean_image(all_x, all_y, label) for label in range(10)])
fmnist_lab.reveal("01-blur")
plots.image_grid(means, titles=list(data.CLASS_NAMES), columns=5)

# %% [markdown]
# A sharp mean says that the pictures of a class agree. A blurred one says that
# they differ among themselves.

# %% [markdown]
# Now compare *between* classes. Which two means are hardest to tell apart?
# Choose two before you run the next cell.
#
# It measures how much two pictures differ: it squares the difference of each
# pixel, averages, and takes the root. The result is the size of a typical
# difference, from 0 to 255.


# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-distances", "locked": true, "schema_version": 3, "solution": false, "task": false}
def difference(one, other):
    return np.sqrt(np.mean((one - other) ** 2))


pairs = []
for i in range(10):
    for j in range(i):
        both = f"{data.CLASS_NAMES[j]} and {data.CLASS_NAMES[i]}"
        pairs.append((difference(means[i], means[j]), both))
pairs.sort()
for gap, both in pairs[:5]:
    print(f"{gap:5.1f}  {both}")
print(f"{pairs[-1][0]:5.1f}  {pairs[-1][1]} (the farthest pair)")

# %% [markdown]
# Pullover, coat and shirt are nearly the same picture on average. Remember
# that: in lesson 07 you will meet these three again, among the mistakes of
# your own network.

# %% [markdown]
# ## A first classifier, without any learning
#
# A **classifier** names the class of a picture. Ten mean images are enough for one:
# its guess is the class whose mean differs least from the picture. Here is the first
# picture of the table, compared with all ten.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-compare", "locked": true, "schema_version": 3, "solution": false, "task": false}
for label in range(10):
    print(f"{difference(all_x[0].reshape(28, 28), means[label]):5.1f}  {data.CLASS_NAMES[label]}")
print("the label says:", data.CLASS_NAMES[all_y[0]])

# %% [markdown]
# The smallest number belongs to the right class. Nothing was trained for this.
# How good is it on all 60,000 pictures?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-nearest", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("01-nearest")


# %% jupyter={"source_hidden": true} tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-nearest-class", "locked": true, "schema_version": 3, "solution": false, "task": false}
# You need not read this cell. It compares many pictures with the ten means at once.
def nearest_class(pictures):
    flat = pictures.reshape(-1, 784).astype(np.float32)
    flat_means = means.reshape(10, 784).astype(np.float32)
    # The squared difference is flat**2 - 2 * flat * mean + mean**2, added up over the pixels.
    # Its first term is the same for all ten means and is left out.
    return ((flat_means**2).sum(axis=1) - 2 * flat @ flat_means.T).argmin(axis=1)


# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-nearest", "locked": true, "schema_version": 3, "solution": false, "task": false}
found = nearest_class(all_x) == all_y
fmnist_lab.reveal("01-nearest", share=found.mean())
for label, name in enumerate(data.CLASS_NAMES):
    print(f"{found[all_y == label].mean():5.0%}  {name}")

# %% [markdown]
# Blind guessing gives 10 %. Ten mean images do much better, without any network.
# Everything that follows has to beat them. The shirts show where the work is:
# compare their line with the others.
#
# (These are the very pictures that the means were made from. Lesson 03 says why
# that matters.)

# %% [markdown]
# Why is it not right more often? Try something: move every picture two pixels to the
# right. A person would hardly notice.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-shift", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("01-shift")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-shift", "locked": true, "schema_version": 3, "solution": false, "task": false}
moved = np.roll(all_x.reshape(-1, 28, 28), 2, axis=2)  # axis 2 counts the columns
still_found = nearest_class(moved) == all_y
fmnist_lab.reveal("01-shift", before=found[all_y == 1].mean(), after=still_found[all_y == 1].mean())
print(f"all classes: {found.mean():.0%} before, {still_found.mean():.0%} after")

# %% [markdown]
# A mean is one picture for a whole class, compared pixel by pixel. Lesson 04 builds
# something else: filters that look for a pattern wherever it is.

# %% [markdown]
# ## What you learned
#
# - One row of the table is one picture: the label first, then 784 pixels.
# - Looking at pictures with their labels finds what no error message tells.
# - The classes are balanced, so blind guessing is right 10 % of the time.
# - `uint8` arithmetic wraps around at 256, silently. `mean` is safe.
# - `mean(axis=0)` makes axis 0 disappear.
# - Ten mean images are right for 69 % of the pictures, as long as nothing moves.
# - Pullover, coat and shirt look alike on average: there the mistakes will be.

# %% [markdown]
# ## What goes wrong in practice
#
# - **The label stays among the pixels:** 785 inputs. Print shapes.
# - **The last column is read as the label.** Print the first rows.
# - **A class is missing in a small sample.** Then there are only nine counts, and
#   those of later classes move up by one place.
# - **Sums and differences of `uint8` wrap around.** Convert first.
# - **It is another data set.** The digits MNIST has the same shapes. Look.
#
# Next: **02 · Preprocess** turns this table into what a network takes.
# `fmnist_lab.progress()` in a new cell shows where you are.
