# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent, format_version: '1.3'}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 03 · Split: keep some pictures back
#
# A network can be right because it has understood something, or because it
# has seen the very picture before. Only pictures that it has never seen can
# tell the two apart. So before anything is trained, some are set aside.
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
# **Time:** about 45 minutes of reading and coding, 5 seconds of computing.
#
# Run the cells from top to bottom. Choose an answer where you are asked to
# predict. Replace `raise NotImplementedError()` by your code, then run the
# checks below it. For a hint, run `hint("03.split_sizes", 1)` in a new cell.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import numpy as np

import fmnist_lab
from autograder import check, hint
from fmnist_lab import data, plots

images, labels = data.load_arrays("train")

# %% [markdown]
# ## A classifier that only remembers
#
# Here is a classifier that learns nothing at all. It keeps 4,000 pictures with
# their labels. Shown a picture, it looks for the most similar one that it
# kept, and gives the label of that. (This is called *one nearest neighbour*.)

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-memory", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("03-memory")


# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-memory", "locked": true, "schema_version": 3, "solution": false, "task": false}
def nearest_label(kept, kept_labels, asked):
    """The label of the nearest kept picture, by the squared difference of pixels."""
    # kept**2 - 2 * asked * kept + asked**2; the last term is the same for all that were kept
    distances = (kept**2).sum(axis=1) - 2 * asked @ kept.T
    return kept_labels[distances.argmin(axis=1)]


mixed = np.random.default_rng(1).permutation(len(labels))
kept_rows, new_rows = mixed[:4000], mixed[4000:6000]
kept = images[kept_rows].reshape(4000, 784).astype(np.float32) / 255
new = images[new_rows].reshape(2000, 784).astype(np.float32) / 255
on_kept = np.mean(nearest_label(kept, labels[kept_rows], kept) == labels[kept_rows])
on_new = np.mean(nearest_label(kept, labels[kept_rows], new) == labels[new_rows])
fmnist_lab.reveal("03-memory")
print(f"asked about the pictures that it kept: {on_kept:.1%} right")
print(f"asked about 2,000 other pictures:      {on_new:.1%} right")

# %% [markdown]
# The second number is the one that matters, since nobody needs a program for
# pictures whose labels are known. A network can remember too, if it is large
# enough and trained for long. Its score on the training pictures won't tell
# you that it does.
#
# ## Three parts, three purposes
#
# | part | rows | what for |
# | --- | --- | --- |
# | training | 48,000 | the network learns from these |
# | validation | 12,000 | you compare networks and settings on these |
# | test | 10,000 | the last word, asked once, in lesson 07 |
#
# Why not two? Whoever tries twenty settings and keeps the best has picked the
# one that suits the validation pictures, partly by luck. The test pictures
# have taken part in no choice, so they alone give an honest last number. They
# come in a file of their own, and we leave it closed. What you split in this
# lesson are the 60,000 others: 80 % and 20 %.

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
#
# Such an order comes from a random generator. The **seed** is where the
# generator starts: the same seed, the same numbers, on any computer that has
# the same version of NumPy.

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
# Older code calls `np.random.seed(0)`. That works too, with a side effect: it
# resets the one generator that the whole program shares, so that other cells
# begin to repeat *their* random numbers. A split that is made so is right, and
# the checks of this lesson let it pass, but the next person will notice.
# `np.random.default_rng(seed)` disturbs nobody.
#
# ## Warm-up: shuffle together
#
# Not graded. It is one of the pieces that you will need.
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


# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-together", "locked": true, "schema_version": 3, "solution": false, "task": false}
shuffled_x, shuffled_y = shuffle_together(images[:60], labels[:60], seed=1)
plots.image_grid(shuffled_x[:10], shuffled_y[:10])

# %% [markdown]
# Every name must still fit its picture. And the first of ten is no longer the
# ankle boot that the table starts with.

# %% [markdown]
# ## In proportion
#
# The training table has 6,000 pictures of each class. If the 12,000 for
# validation are drawn blindly, how many of each class come out?

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-blind", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("03-blind")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-blind", "locked": true, "schema_version": 3, "solution": false, "task": false}
blind = np.random.default_rng(0).permutation(60_000)[:12_000]
blind_counts = np.bincount(labels[blind], minlength=10)
fmnist_lab.reveal("03-blind", lowest=blind_counts.min(), highest=blind_counts.max())
plots.class_bars(blind_counts, title="Validation, drawn blindly")

# %% [markdown]
# Honestly: with 12,000 pictures this does little harm. A class is off by two or
# three per cent. **Stratifying**, drawing the same share of each class, takes
# this piece of chance away, and costs nothing.
#
# It matters more when the data are few, or a class is rare. Of 20 examples in
# a rare class, blind drawing may put nine into validation, or none. And there
# is one case where the difference is between right and useless.

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
# A network trained on the left has never seen a bag or a boot, and is then
# asked about nothing else. Its validation accuracy would be about 0. Many data sets come
# sorted, one directory for each class. Shuffle always, even when you think
# that the rows are mixed.
#
# Order matters in the training part as well. Networks learn from a few rows at
# a time, and a long run of T-shirts makes them forget the rest. So the
# training rows must come out mixed, and not class by class.

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
# 4. `split_repeatable`: decided by the seed, and mixed.
#
# One way to go: for each class, find the positions of its rows
# (`np.flatnonzero(y == 3)` gives those of class 3), put them into random order,
# and take the first of them for validation, as many as `fraction` says. Joined
# class by class, the training rows are not mixed yet.
#
# A share of a class is rarely a whole number. 20 % of 23 rows is 4.6: take 4
# or 5, as you like.


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
# Now split the real data. What do you expect to see, on the left and on the
# right? (Each side has an axis of its own: compare the numbers, not the lengths
# of the bars.)

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
# Look at the beginning of both parts: the first ten pictures are for training,
# the last ten for validation. Each name should fit its picture, and the
# training pictures should be of mixed classes. The order of the validation part
# does not matter: ten T-shirts in a row are fine there.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-look", "locked": true, "schema_version": 3, "solution": false, "task": false}
plots.image_grid(
    np.concatenate([x_train[:10], x_val[:10]]), np.concatenate([y_train[:10], y_val[:10]])
)

# %% [markdown]
# ## How steady is a score?
#
# Another seed gives other validation pictures, and another score. Back to the
# classifier that only remembers: here are its scores on five validation parts
# of 2,000 pictures each, drawn with five seeds. The 4,000 pictures that it
# keeps stay the same.

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "predict-seeds", "locked": true, "schema_version": 3, "solution": false, "task": false}
fmnist_lab.predict("03-seeds")

# %% tags=["demo"] nbgrader={"grade": false, "grade_id": "demo-seeds", "locked": true, "schema_version": 3, "solution": false, "task": false}
pool = mixed[4000:]
scores = []
for seed in range(5):
    rows = pool[np.random.default_rng(seed).permutation(len(pool))[:2000]]
    asked = images[rows].reshape(2000, 784).astype(np.float32) / 255
    scores.append(np.mean(nearest_label(kept, labels[kept_rows], asked) == labels[rows]))
print("scores:", ", ".join(f"{score:.1%}" for score in scores))
fmnist_lab.reveal("03-seeds", difference=100 * (max(scores) - min(scores)))

# %% [markdown]
# The classifier is the same each time; only the pictures differ. So a
# difference of half a point between two networks that were scored on
# *different* pictures may be nothing but luck. That is why every lesson from
# here on that scores a network uses one and the same split, made with seed 0.
# (12,000 pictures are steadier than 2,000. Lesson 07 puts numbers to it.)
#
# `fmnist_lab.recorded.training_arrays()` hands this split out, rescaled and
# with a channel axis, so that those lessons can begin at once. It is made by the
# course's own function. Yours draws its random numbers in another order, so it
# may choose other rows for the same seed, and is just as right.

# %% [markdown]
# ## What you learned
#
# - A score on pictures that were learned from says little about new ones.
# - Training to learn, validation to choose, test for the last word.
# - Shuffle positions, then use them on images and labels alike.
# - Stratified: the same share of each class. A small gain here, a large one
#   when data are few or classes rare.
# - A generator made from the seed, inside the function, makes a split that
#   anyone can repeat.
#
# ## What goes wrong in practice
#
# - **The tail of sorted data** becomes the validation part: whole classes are
#   missing from training.
# - **x and y are shuffled independently.** Accuracy stays at 10 %, and no
#   error says why.
# - **Rows in both parts,** by drawing with replacement, or by copies made
#   before the split (augmented pictures, duplicates). The score is too good.
# - **The test data used for validation.** Then nothing honest is left for the
#   end.
# - **A scaler fitted before the split.** It has seen the validation rows. Our
#   fixed factor of 255 can't leak anything.
# - **A new random split at every run.** Scores of today and yesterday can't be
#   compared, and pictures wander from training into validation.
# - **scikit-learn's order.** `train_test_split` returns x_train, x_val, y_train,
#   y_val. Here it is x_train, y_train, x_val, y_val. Both are common: read
#   the documentation.
#
# Next: **04 · Layers** builds a convolution by hand.
