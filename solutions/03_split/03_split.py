# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent, format_version: '1.3'}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 03 · Split: keep some pictures back
#
# A network can be right because it has found out what makes a boot a boot. Or
# because it remembers this very picture. Only pictures that it has never seen
# show which of the two it is. So some are set aside before any training.
#
# **You will be able to**
#
# - show on real data why a score on the training pictures means little;
# - split images and labels into two parts that share no row;
# - keep the classes in proportion, and say what that is worth;
# - make a random split that anyone can repeat, with a seed.
#
# **Prerequisites:** Python, and a little NumPy. Lessons 01 and 02 help; you
# can also start here.
#
# **Time:** about 55 minutes of reading and coding, 5 seconds of computing.

# %% [markdown]
# Run the cells from top to bottom. Choose an answer where you are asked to
# predict. Replace `raise NotImplementedError(...)` by your code, then run the
# checks below it. The text between triple quotes, the
# [docstring](../glossary.md#docstring), says what goes in and what must come out.
#
# For a hint, run `hint("03.split_sizes", 1)` in a new cell. Where the code of a cell is
# folded (three dots), you need not read it. New words are linked to the
# [glossary](../glossary.md).

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import numpy as np

import fmnist_lab
from autograder import check, hint
from fmnist_lab import data, plots

images, labels = data.load_arrays("train")

# %% [markdown]
# ## A classifier that only remembers
#
# A **classifier** is a program that names the class of a picture. Here is one
# that learns nothing at all. It keeps 4,000 pictures with their labels. When it
# is shown a picture, it looks for the most similar one that it kept, and gives
# the label of that one.


# %% jupyter={"source_hidden": true} tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-nearest", "locked": true, "schema_version": 3, "solution": false, "task": false}
# You need not read this cell. It makes the classifier, and chooses its pictures at random.
def nearest_label(kept, kept_labels, asked):
    """The label of the nearest kept picture, by the squared difference of pixels."""
    # kept**2 - 2 * asked * kept + asked**2; the last term is the same for all that were kept
    distances = (kept**2).sum(axis=1) - 2 * asked @ kept.T
    return kept_labels[distances.argmin(axis=1)]


any_order = np.random.default_rng(1).permutation(len(labels))
flat = images.reshape(-1, 784)
kept = flat[any_order[:4000]].astype(np.float32) / 255
kept_labels = labels[any_order[:4000]]
new = flat[any_order[4000:6000]].astype(np.float32) / 255
new_labels = labels[any_order[4000:6000]]
print("kept:", kept.shape, " new:", new.shape)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-memory", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("03-memory")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-memory", "locked": true, "schema_version": 3, "solution": false, "task": false}
on_kept = np.mean(nearest_label(kept, kept_labels, kept) == kept_labels)
on_new = np.mean(nearest_label(kept, kept_labels, new) == new_labels)
fmnist_lab.reveal("03-memory")
print(f"asked about the pictures that it kept: {on_kept:.1%} right")
print(f"asked about 2,000 other pictures:      {on_new:.1%} right")

# %% [markdown]
# The second number is the one that matters: nobody needs a program for pictures
# whose labels are known.
#
# A network can remember too, if it is large enough and is trained for long
# enough. Its score on the training pictures does not show whether it does.

# %% [markdown]
# Try it yourself: what happens to the two scores when the classifier keeps only
# 500 pictures? Guess first, then run these lines in a new cell. (The numbers
# that we saw stand at the end of the lesson.)
#
# ```python
# few, few_labels = kept[:500], kept_labels[:500]
# print(np.mean(nearest_label(few, few_labels, few) == few_labels))
# print(np.mean(nearest_label(few, few_labels, new) == new_labels))
# ```

# %% [markdown]
# ## Three parts, three purposes
#
# | part | rows | what for |
# | --- | --- | --- |
# | [training](../glossary.md#training-set) | 48,000 | the network learns from these |
# | [validation](../glossary.md#validation-set) | 12,000 | you compare networks on these |
# | [test](../glossary.md#test-set) | 10,000 | the last word, asked once, in lesson 07 |
#
# The test pictures come in a file of their own, and we leave it closed. What you
# split in this lesson are the 60,000 others: 80 % and 20 %.

# %% [markdown]
# Why are two parts not enough? Suppose you try twenty networks and keep the one
# with the best validation score. It is the best partly by luck: these pictures
# happen to suit it. So its validation score is a little too good.
#
# The test pictures took no part in any choice. Only they give an honest last
# number.

# %% [markdown]
# ## Two arrays, one order
#
# Image number 7 and label number 7 belong together. Nothing but the position
# says so. Whatever moves one must move the other in the same way.
#
# NumPy makes this easy, if you shuffle *positions* and not data:

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-positions", "locked": true, "schema_version": 3, "solution": false, "task": false}
letters = np.array(["a", "b", "c", "d"])
numbers = np.array([10, 20, 30, 40])
order = np.array([2, 0, 3, 1])
print(letters[order], numbers[order])

# %% [markdown]
# An array of positions between the brackets picks these rows in this order.
# Used on both arrays, it keeps the pairs.

# %% [markdown]
# Such an order comes from a random [generator](../glossary.md#generator).
# `np.random.default_rng(7)` makes one. The number is the
# [seed](../glossary.md#seed): where the generator starts. The same seed gives the
# same random numbers, today and tomorrow, here and on another computer with the
# same version of NumPy.
#
# Its method `permutation(5)` gives the numbers 0 to 4 in random order.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-seed", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("03-seed")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-seed", "locked": true, "schema_version": 3, "solution": false, "task": false}
one, two = np.random.default_rng(7), np.random.default_rng(7)
print("generator one:", one.permutation(5), one.permutation(5))
print("generator two:", two.permutation(5), two.permutation(5))
fmnist_lab.reveal("03-seed")

# %% [markdown]
# So a function that should give the same answer at every call makes its own
# generator, inside, from the seed.
#
# Older code calls `np.random.seed(0)`. That sets the one generator that the whole
# program shares, so the random numbers of *other* cells change too. It is
# better to use `np.random.default_rng(seed)`: it changes nothing outside.
# (The checks below accept both.)

# %% [markdown]
# ## Warm-up: shuffle together
#
# Write `shuffle_together`. It is not graded, but you will need this piece. The
# cell below it shows whether it is right.
#
# Stuck? `hint("03.shuffle_together", 1)`.


# %% nbgrader={"grade": false, "grade_id": "shuffle_together", "locked": false, "schema_version": 3, "solution": true, "task": false}
def shuffle_together(x, y, seed=0):
    """Put the rows of x and y into the same random order.

    input: x, n rows of any shape
           y, n labels
           seed, a whole number
    output: x, y in the same new order; the same seed gives the same order

    Example: shuffle_together(images[:5], labels[:5], seed=1)
    """
    ### BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(len(y))
    return x[order], y[order]
    ### END SOLUTION


# %% [markdown]
# Is it right? Here each label is ten times its row, so that you can see the
# pairs. Look for three things. In each column the label is ten times the row.
# The rows are not in their old order. Seed 1 gives one order twice, seed 2
# another.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-pairs", "locked": true, "schema_version": 3, "solution": false, "task": false}
rows = np.arange(8)
for seed in (1, 1, 2):
    shuffled_rows, shuffled_labels = map(np.asarray, shuffle_together(rows, 10 * rows, seed))
    print("seed", seed, "  rows:  ", *(f"{number:2}" for number in shuffled_rows))
    print("         labels:", *(f"{number:2}" for number in shuffled_labels))
    print("         all pairs kept:", np.array_equal(shuffled_labels, 10 * shuffled_rows))

# %% [markdown]
# And with pictures. Every name must fit its picture. The table starts with an
# ankle boot; the ten below are in another order.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-together", "locked": true, "schema_version": 3, "solution": false, "task": false}
shuffled_x, shuffled_y = shuffle_together(images[:60], labels[:60], seed=1)
plots.image_grid(shuffled_x[:10], shuffled_y[:10])

# %% [markdown]
# ## In proportion
#
# The training table has 6,000 pictures of each class, and a fifth of that is
# 1,200. Suppose that the 12,000 for validation are drawn blindly, without a look
# at the labels. How many of each class come out?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-blind", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("03-blind")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-blind", "locked": true, "schema_version": 3, "solution": false, "task": false}
blind = np.random.default_rng(0).permutation(60_000)[:12_000]
blind_counts = np.bincount(labels[blind], minlength=10)  # how often each of 0 to 9 occurs
fmnist_lab.reveal("03-blind", lowest=blind_counts.min(), highest=blind_counts.max())
plots.class_bars(blind_counts, title="Validation, drawn blindly")

# %% [markdown]
# Does it do harm? With 12,000 pictures, little. But the cure costs nothing. To
# [stratify](../glossary.md#stratified) means to draw the same share of each class.
# Then chance no longer changes the counts.
#
# It matters more when a class is rare. Of 20 examples, blind drawing may put
# nine into validation, or none.

# %% [markdown]
# And one way of cutting makes the validation part useless.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-sorted", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("03-sorted")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-sorted", "locked": true, "schema_version": 3, "solution": false, "task": false}
in_order = np.sort(labels)
fmnist_lab.reveal("03-sorted")
plots.class_bars(
    {
        "Training": np.bincount(in_order[:48_000], minlength=10),
        "Validation": np.bincount(in_order[48_000:], minlength=10),
    }
)

# %% [markdown]
# Many data sets come sorted, with one directory for each class. So always
# shuffle, even when the rows look mixed already.

# %% [markdown]
# Order matters in the training part as well. Networks learn from a few rows at
# a time, a [batch](../glossary.md#batch). A long run of T-shirts makes them forget
# the rest. So the **training rows** must come out in random order, and not class
# by class.
#
# The order of the **validation rows** does not matter. A score is the same in any
# order.

# %% [markdown]
# ## The pieces of a stratified split
#
# You will split each class separately. First you need the positions of its rows.
# `np.flatnonzero` gives the positions where a comparison is `True`. Here are
# eight labels, of the classes 3 and 5.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-flatnonzero", "locked": true, "schema_version": 3, "solution": false, "task": false}
eight = np.array([5, 3, 5, 5, 3, 5, 3, 5])
print("equal to 5:", eight == 5)
fives = np.flatnonzero(eight == 5)
print("positions: ", fives)

# %% [markdown]
# A generator can shuffle these positions: given an array, `permutation` returns
# its entries in random order. Then cut them in two with slices.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-cut", "locked": true, "schema_version": 3, "solution": false, "task": false}
fives = np.random.default_rng(1).permutation(fives)
print("positions of the fives, shuffled:", fives)
print("the first 2:", fives[:2], " the rest:", fives[2:])

# %% [markdown]
# `permutation(len(fives))` would be something else: the numbers 0 to 4. Those are
# positions among the fives, and not rows of the table.
#
# Finally, `np.concatenate` joins the pieces of all classes into one array. It
# takes a list of arrays:

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-concatenate", "locked": true, "schema_version": 3, "solution": false, "task": false}
pieces = []
pieces.append(np.array([5, 0, 7]))
pieces.append(np.array([6, 1]))
print(np.concatenate(pieces))

# %% [markdown]
# ## The exercise: train_validation_split
#
# One function, four checks. You can pass the first with a few lines, then
# improve the function until it passes the others. Each check has hints of its
# own: `hint("03.split_sizes", 1)`, and so on.
#
# 1. `split_sizes`: four results, in order, of the right lengths.
# 2. `split_pairs`: each row in exactly one part, with its own label.
# 3. `split_stratified`: each class in proportion.
# 4. `split_repeatable`: decided by the seed, and the training rows in random
#    order.

# %% [markdown]
# One way to go: shuffle the positions of each class, and take the first of them
# for validation, as many as `fraction` says. Join the pieces. Joined class by
# class, the training rows are not in random order yet.
#
# A share of a class is rarely a whole number. 20 % of 23 rows is 4.6: take 4
# or 5, as you like. `round(4.6)` gives 5.


# %% nbgrader={"grade": false, "grade_id": "train_validation_split", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_validation_split(x, y, fraction=0.2, seed=0):
    """Split images and labels into a training and a validation part.

    input: x, n rows of any shape, such as n images x 784 pixels
              or n images x 28 rows x 28 columns x 1 channel
           y, n labels, one-dimensional; not every class 0-9 need occur
           fraction, the share of rows for validation, between 0 and 1
           seed, a whole number that decides which rows go where
    output: x_train, y_train, x_val, y_val
        Each row of x is in exactly one part, unchanged, with its own label.
        Of each class the validation part has the given fraction,
            rounded up or down.
        The training rows are in random order, even when y is sorted.
        The same seed gives the same parts; another seed chooses other rows.
    x and y stay as they are.

    Example: for images and labels of 100 rows, 10 of each class, x_train has
        80 rows, 8 of each class, and x_val has 20.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n_val = round(fraction * len(rows))
        val.append(rows[:n_val])
        train.append(rows[n_val:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check-03-split_sizes", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check("03.split_sizes", train_validation_split)

# %% nbgrader={"grade": true, "grade_id": "check-03-split_pairs", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("03.split_pairs", train_validation_split)

# %% nbgrader={"grade": true, "grade_id": "check-03-split_stratified", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check("03.split_stratified", train_validation_split)

# %% nbgrader={"grade": true, "grade_id": "check-03-split_repeatable", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check("03.split_repeatable", train_validation_split)

# %% [markdown]
# Now split the real data. How many of each class do you expect in the two
# parts? Compute both numbers first. (Compare the printed numbers, not the
# lengths of the bars: each side has its own scale.)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-split", "locked": true, "schema_version": 3, "solution": false, "task": false}
x_train, y_train, x_val, y_val = map(np.asarray, train_validation_split(images, labels))
print("training:  ", x_train.shape, y_train.shape)
print("validation:", x_val.shape, y_val.shape)
plots.class_bars(
    {
        "Training": np.bincount(y_train, minlength=10),
        "Validation": np.bincount(y_val, minlength=10),
    }
)

# %% [markdown]
# 80 % of 6,000 are 4,800, and 20 % are 1,200.
#
# Now look at the beginning of both parts. The upper ten pictures are for
# training, the lower ten for validation. Each name should fit its picture. The
# *training* pictures should be of mixed classes. The validation part may be in
# any order: ten T-shirts in a row are fine there.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-look", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.image_grid(
    np.concatenate([x_train[:10], x_val[:10]]), np.concatenate([y_train[:10], y_val[:10]])
)

# %% [markdown]
# ## How steady is a score?
#
# Another seed gives other validation pictures. How much does a score change
# with them? Back to the classifier that only remembers. It keeps its 4,000
# pictures. It is scored five times, on 2,000 pictures each, drawn with five
# seeds.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-seeds", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("03-seeds")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-seeds", "locked": true, "schema_version": 3, "solution": false, "task": false}
others = any_order[4000:]  # the positions of all pictures that it does not keep
scores = []
for seed in range(5):
    drawn = np.random.default_rng(seed).permutation(others)[:2000]
    guesses = nearest_label(kept, kept_labels, flat[drawn].astype(np.float32) / 255)
    scores.append(np.mean(guesses == labels[drawn]))
print("scores:", ", ".join(f"{score:.1%}" for score in scores))
fmnist_lab.reveal("03-seeds", difference=100 * (max(scores) - min(scores)))

# %% [markdown]
# The classifier is the same each time; only the pictures differ. So when two
# networks are scored on *different* pictures, a small difference may be nothing
# but luck.
#
# That is why all later lessons use one and the same split, made with seed 0.
# (12,000 pictures are steadier than 2,000. Lesson 07 puts numbers to it.)

# %% [markdown]
# `fmnist_lab.recorded.training_arrays()` gives this split, rescaled and with a
# [channel](../glossary.md#channel) axis, so that those lessons can begin at once. The course's own function
# made it.
#
# With the same seed your function may choose other rows, since it may ask its
# generator in another order. It is just as right.

# %% [markdown]
# ## What you learned
#
# - A score on pictures that were learned from says little about new ones. With
#   500 pictures kept it is still 100 %; on new pictures it falls to 72 %.
# - Training to learn, validation to choose, test for the last word.
# - Shuffle positions, then use them on images and labels alike.
# - Stratified: the same share of each class. A small gain here, a large one
#   when data are few or classes rare.
# - A generator made from the seed, inside the function, makes a split that
#   anyone can repeat.

# %% [markdown]
# ## What goes wrong in practice
#
# - **The end of sorted data becomes the validation part.** Classes are missing.
# - **x and y are shuffled separately.** The score stays at 10 %, without an error.
# - **One picture is in both parts,** for example as a copy. The score is too good.
# - **The test data are used for validation.** No honest last number is left.
# - **A new random split at every run.** Scores of two days can't be compared.
#
# scikit-learn's `train_test_split` returns x_train, x_val, y_train, y_val. Here it
# is x_train, y_train, x_val, y_val. Both are common: read the documentation.
#
# Next: **04 · Layers** builds a convolution by hand.
