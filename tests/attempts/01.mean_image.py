# %% no reshape
# cause: The mean is right and still flat.
# codes: mean-not-reshaped
def mean_image(x, y, label):
    return x[y == label].mean(axis=0)

# %% axis=1
# cause: axis=1 averages over the pixels of each image.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    return x[y == label].mean(axis=1).reshape(28, 28)

# %% loop uint8
# cause: The sum is collected in uint8.
# codes: uint8-wraparound
def mean_image(x, y, label):
    total = np.zeros(784, dtype=np.uint8)
    n = 0
    for image, k in zip(x, y):
        if k == label:
            total += image
            n += 1
    return (total / n).reshape(28, 28)

# %% python sum of uint8
# cause: Python's sum adds the uint8 images in uint8.
# codes: uint8-wraparound
def mean_image(x, y, label):
    chosen = x[y == label]
    return (sum(chosen) / len(chosen)).reshape(28, 28)

# %% x[label]
# cause: x[label] is row number `label`, one image of any class.
# codes: label-as-row-number
def mean_image(x, y, label):
    return x[label].mean(axis=0).reshape(28, 28)

# %% scale 0..1
# cause: The mean is divided by 255.
# codes: scaled-too-early
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(28, 28) / 255

# %% global
# cause: The function uses arrays of the notebook and not its parameters.
# codes: name-not-defined ignores-its-argument
def mean_image(x, y, label):
    return some_x[some_y == label].mean(axis=0).reshape(28, 28)

# %% //
# cause: // cuts the mean to whole numbers.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    chosen = x[y == label]
    return (chosen.sum(axis=0) // len(chosen)).reshape(28, 28)

# %% y = label
# cause: x[y] takes the labels for row numbers.
# codes: labels-as-row-numbers
def mean_image(x, y, label):
    chosen = x[y]
    return chosen.mean(axis=0).reshape(28, 28)

# %% mean of reshape without axis
# cause: The mean is taken over the rows and columns of each image.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    chosen = x[y == label].reshape(-1, 28, 28)
    return chosen.mean(axis=(1, 2))

# %% right loop
# cause: Right.
# codes: passes
def mean_image(x, y, label):
    total = np.zeros((28, 28))
    n = 0
    for i in range(len(y)):
        if y[i] == label:
            total = total + x[i].reshape(28, 28)
            n = n + 1
    return total / n

# %% mean of two
# cause: Only the last image of the class is kept, and its mean is one number.
# codes: one-image-for-mean mean-over-wrong-axis
def mean_image(x, y, label):
    for i in range(len(y)):
        if y[i] == label:
            m = x[i]
    return m.mean().reshape(28, 28)

# %% is
# cause: `is` asks for the same object, which a label taken out of an array never is.
# codes: is-for-equal
def mean_image(x, y, label):
    total = np.zeros(784)
    n = 0
    for i in range(len(y)):
        if y[i] is label:
            total += x[i]
            n += 1
    return (total / n).reshape(28, 28)

# %% one number
# cause: mean() without an axis averages all pixels of all images.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    return x[y == label].mean()

# %% one number, reshaped
# cause: mean() without an axis gives one number, which can't become a picture.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    return np.mean(x[y == label]).reshape(28, 28)

# %% brightness of each image
# cause: axis=1 averages over the pixels of each image.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    return x[y == label].mean(axis=1)

# %% mean of all, then the label
# cause: The mean of all images is taken first, so [label] chooses a pixel.
# codes: label-chosen-after-mean
def mean_image(x, y, label):
    return x.mean(axis=0)[label]

# %% mean of all
# cause: The label is not used: all images are averaged.
# codes: label-ignored
def mean_image(x, y, label):
    return x.mean(axis=0).reshape(28, 28)

# %% collected from 0
# cause: 0 plus a uint8 array is a uint8 array, so the sum wraps around.
# codes: uint8-wraparound
def mean_image(x, y, label):
    total = 0
    n = 0
    for image, k in zip(x, y):
        if k == label:
            total = total + image
            n += 1
    return (total / n).reshape(28, 28)

# %% return in the loop
# cause: The return stands in the loop, so only the first image of the class is used.
# codes: one-image-for-mean return-in-loop
def mean_image(x, y, label):
    total = np.zeros(784)
    n = 0
    for i in range(len(y)):
        if y[i] == label:
            total += x[i]
            n += 1
            return (total / n).reshape(28, 28)

# %% return in the loop, outside the if
# cause: The return stands in the loop: the function ends after the first row.
# codes: return-in-loop
def mean_image(x, y, label):
    total = np.zeros(784)
    n = 0
    for i in range(len(y)):
        if y[i] == label:
            total += x[i]
            n += 1
        return (total / max(n, 1)).reshape(28, 28)

# %% first of the class
# cause: Only the first image of the class is used.
# codes: one-image-for-mean
def mean_image(x, y, label):
    i = list(y).index(label)
    return x[i].reshape(28, 28).astype(float)

# %% last of the class
# cause: total is overwritten in each round, so only the last image is left.
# codes: one-image-for-mean
def mean_image(x, y, label):
    for image, k in zip(x, y):
        if k == label:
            total = image
    return total.reshape(28, 28)

# %% last of the class, divided
# cause: total is overwritten in each round and then divided by the number of images.
# codes: one-image-for-mean
def mean_image(x, y, label):
    n = 0
    for image, k in zip(x, y):
        if k == label:
            total = image
            n += 1
    return (total / n).reshape(28, 28)

# %% an axis too many
# cause: reshape(-1, 28, 28) keeps an axis for the images.
# codes: mean-not-reshaped
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(-1, 28, 28)

# %% keepdims
# cause: keepdims keeps the axis of the images, and the mean stays flat.
# codes: mean-not-reshaped
def mean_image(x, y, label):
    return x[y == label].mean(axis=0, keepdims=True)

# %% column by column
# cause: order="F" fills the picture column by column.
# codes: pixels-transposed
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape((28, 28), order="F")

# %% transposed
# cause: .T exchanges rows and columns.
# codes: pixels-transposed
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(28, 28).T

# %% as uint8
# cause: The mean is cast to uint8 and loses its fractions.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(28, 28).astype(np.uint8)

# %% rounded
# cause: The mean is rounded.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    return np.round(x[y == label].mean(axis=0)).reshape(28, 28)

# %% rounded to two decimals
# cause: The mean is rounded.
# codes: passes
def mean_image(x, y, label):
    return np.round(x[y == label].mean(axis=0), 2).reshape(28, 28)

# %% int of a sum
# cause: The collecting array holds whole numbers only.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    mean = np.zeros(784, dtype=int)
    chosen = x[y == label]
    for i in range(784):
        mean[i] = chosen[:, i].mean()
    return mean.reshape(28, 28)

# %% masked by multiplication
# cause: A mask of shape (n,) can't be multiplied with images of shape (n, 784).
# codes: mask-needs-an-axis
def mean_image(x, y, label):
    chosen = x * (y == label)
    return chosen.mean(axis=0).reshape(28, 28)

# %% masked, zeros counted
# cause: The other images become zeros and are still counted by the mean.
# codes: divided-by-all
def mean_image(x, y, label):
    chosen = x * (y == label)[:, None]
    return chosen.mean(axis=0).reshape(28, 28)

# %% where with zeros
# cause: The other images become zeros and are still counted by the mean.
# codes: divided-by-all
def mean_image(x, y, label):
    return np.where((y == label)[:, None], x, 0).mean(axis=0).reshape(28, 28)

# %% sum
# cause: The sum is not divided.
# codes: sum-for-mean
def mean_image(x, y, label):
    return x[y == label].sum(axis=0).reshape(28, 28)

# %% divided by 784
# cause: The sum is divided by the number of pixels and not by the number of images.
# codes: divided-by-wrong-number
def mean_image(x, y, label):
    return (x[y == label].sum(axis=0) / 784).reshape(28, 28)

# %% divided by ten
# cause: The sum is divided by the number of classes.
# codes: divided-by-wrong-number
def mean_image(x, y, label):
    return (x[y == label].sum(axis=0) / 10).reshape(28, 28)

# %% divided by len(y)
# cause: The sum is divided by the number of all images.
# codes: divided-by-all
def mean_image(x, y, label):
    total = np.zeros((28, 28))
    for i in range(len(y)):
        if y[i] == label:
            total += x[i].reshape(28, 28)
    return total / len(y)

# %% n starts at one
# cause: The counter starts at 1, so the sum is divided by one image too many.
# codes: divided-by-wrong-number
def mean_image(x, y, label):
    total = np.zeros((28, 28))
    n = 1
    for i in range(len(y)):
        if y[i] == label:
            total += x[i].reshape(28, 28)
            n += 1
    return total / n

# %% divided by the label
# cause: The sum is divided by the label.
# codes: divided-by-wrong-number
def mean_image(x, y, label):
    return (x[y == label].sum(axis=0) / label).reshape(28, 28)

# %% divided in each round
# cause: The sum is divided in each round of the loop.
# codes: divided-in-loop
def mean_image(x, y, label):
    total = np.zeros((28, 28))
    n = 0
    for i in range(len(y)):
        if y[i] == label:
            n += 1
            total = (total + x[i].reshape(28, 28)) / n
    return total

# %% pair by pair
# cause: The mean of two is taken again and again, so late images count more.
# codes: averaged-pair-by-pair
def mean_image(x, y, label):
    chosen = x[y == label].astype(float)
    mean = chosen[0]
    for image in chosen[1:]:
        mean = (mean + image) / 2
    return mean.reshape(28, 28)

# %% first image not reached
# cause: The loop begins with row 1.
# codes: row-skipped
def mean_image(x, y, label):
    chosen = [x[i] for i in range(1, len(y)) if y[i] == label]
    return np.mean(chosen, axis=0).reshape(28, 28)

# %% last image not reached
# cause: The loop stops before the last row.
# codes: row-skipped
def mean_image(x, y, label):
    chosen = [x[i] for i in range(len(y) - 1) if y[i] == label]
    return np.mean(chosen, axis=0).reshape(28, 28)

# %% chosen without the first
# cause: The first image of the class is left out.
# codes: row-skipped image-of-class-skipped
def mean_image(x, y, label):
    chosen = x[y == label]
    total = np.zeros(784)
    for i in range(1, len(chosen)):
        total += chosen[i]
    return (total / (len(chosen) - 1)).reshape(28, 28)

# %% chosen without the first, divided by all of them
# cause: The loop over the images of the class begins with the second.
# codes: row-skipped image-of-class-skipped
def mean_image(x, y, label):
    chosen = x[y == label]
    total = np.zeros(784)
    for i in range(1, len(chosen)):
        total += chosen[i]
    return (total / len(chosen)).reshape(28, 28)

# %% images mixed by reshape
# cause: reshape(28, 28, -1) mixes pixels of different images.
# codes: reshape-mixes-images
def mean_image(x, y, label):
    return x[y == label].reshape(28, 28, -1).mean(axis=2)

# %% all ten means
# cause: The means of all ten classes are returned.
# codes: all-classes-returned
def mean_image(x, y, label):
    means = []
    for k in range(10):
        means.append(x[y == k].mean(axis=0).reshape(28, 28))
    return np.array(means)

# %% label overwritten
# cause: The loop overwrites label, so the last class is averaged every time.
# codes: label-overwritten label-ignored
def mean_image(x, y, label):
    for label in range(10):
        mean = x[y == label].mean(axis=0)
    return mean.reshape(28, 28)

# %% the other classes
# cause: != chooses the images of the other classes.
# codes: wrong-classes-chosen
def mean_image(x, y, label):
    return x[y != label].mean(axis=0).reshape(28, 28)

# %% up to the label
# cause: <= chooses the smaller labels too.
# codes: wrong-classes-chosen
def mean_image(x, y, label):
    return x[y <= label].mean(axis=0).reshape(28, 28)

# %% mask on the pixels
# cause: The mask chooses columns: the colon and the mask are in the wrong order.
# codes: mask-on-wrong-axis
def mean_image(x, y, label):
    return x[:, y == label].mean(axis=0).reshape(28, 28)

# %% label taken off again
# cause: x has no label column any more: its first column is a pixel.
# codes: label-taken-off-twice
def mean_image(x, y, label):
    return x[y == label, 1:].mean(axis=0).reshape(28, 28)

# %% label in column 0
# cause: The labels are in y; column 0 of x is a pixel.
# codes: label-looked-for-in-pixels
def mean_image(x, y, label):
    return x[x[:, 0] == label].mean(axis=0).reshape(28, 28)

# %% pixels equal to the label
# cause: x == label compares pixels and not labels.
# codes: label-looked-for-in-pixels
def mean_image(x, y, label):
    return x[x == label].mean(axis=0).reshape(28, 28)

# %% shown and not returned
# cause: The picture is shown and not returned.
# codes: returns-none
def mean_image(x, y, label):
    import matplotlib.pyplot as plt
    plt.imshow(x[y == label].mean(axis=0).reshape(28, 28))
    plt.close()

# %% reshaped before, mean over the wrong axes
# cause: The images are on axis 0; the mean is taken over the columns.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    return x[y == label].reshape(-1, 28, 28).mean(axis=2)

# %% reshape of the class to one picture
# cause: Several images together are more than 784 values.
# codes: reshaped-before-mean mean-over-wrong-axis
def mean_image(x, y, label):
    return x[y == label].reshape(28, 28).mean(axis=0)

# %% if y
# cause: y == label is an array of True and False, not one truth value.
# codes: condition-for-all-labels
def mean_image(x, y, label):
    total = np.zeros((28, 28))
    n = 0
    for image in x:
        if y == label:
            total += image.reshape(28, 28)
            n += 1
    return total / n

# %% list without numbers
# cause: A list has no mean.
# codes: list-has-no-mean
def mean_image(x, y, label):
    chosen = []
    for i in range(len(y)):
        if y[i] == label:
            chosen.append(x[i].reshape(28, 28))
    return chosen.mean(axis=0)

# %% flat plus picture
# cause: A flat image can't be added to a picture of 28 x 28.
# codes: flat-image-and-picture
def mean_image(x, y, label):
    total = np.zeros((28, 28))
    n = 0
    for i in range(len(y)):
        if y[i] == label:
            total += x[i]
            n += 1
    return total / n

# %% never started
# cause: total is used before it has a value.
# codes: used-before-assigned name-not-defined
def mean_image(x, y, label):
    for i in range(len(y)):
        if y[i] == label:
            total += x[i]
    return total.reshape(28, 28)

# %% plural
# cause: The parameter is called label, not labels.
# codes: name-not-defined
def mean_image(x, y, label):
    return x[y == labels].mean(axis=0).reshape(28, 28)

# %% in place
# cause: x itself is divided.
# codes: result-type-too-small
def mean_image(x, y, label):
    x /= 1
    return x[y == label].mean(axis=0).reshape(28, 28)

# %% mean in uint8
# cause: dtype=np.uint8 adds up in uint8.
# codes: uint8-wraparound
def mean_image(x, y, label):
    return x[y == label].mean(axis=0, dtype=np.uint8).reshape(28, 28)

# %% sum in uint8
# cause: dtype=np.uint8 adds up in uint8.
# codes: uint8-wraparound
def mean_image(x, y, label):
    chosen = x[y == label]
    return chosen.sum(axis=0, dtype=x.dtype).reshape(28, 28) / len(chosen)

# %% median
# cause: The median is another average than the mean.
# codes: median-for-mean
def mean_image(x, y, label):
    return np.median(x[y == label], axis=0).reshape(28, 28)

# %% mean of brightest
# cause: The brightest value of each pixel is taken.
# codes: other-statistic
def mean_image(x, y, label):
    return x[y == label].max(axis=0).reshape(28, 28)

# %% halves of 256
# cause: A picture has 28 columns, not 27.
# codes: picture-not-28-by-28
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(27, 28)

# %% from table
# cause: The mean is taken from the table of the notebook.
# codes: ignores-its-argument name-not-defined
def mean_image(x, y, label):
    chosen = table[table[:, 0] == label]
    return chosen[:, 1:].mean(axis=0).reshape(28, 28)

# %% if label
# cause: 0 counts as False, so class 0 gets the mean of everything.
# codes: label-ignored
def mean_image(x, y, label):
    if label:
        x = x[y == label]
    return x.mean(axis=0).reshape(28, 28)

# %% argwhere
# cause: argwhere has shape (n, 1), so the chosen images have an axis too many.
# codes: passes
def mean_image(x, y, label):
    return x[np.argwhere(y == label)].mean(axis=0).reshape(28, 28)

# %% pixel after pixel
# cause: Right.
# codes: passes
def mean_image(x, y, label):
    rows = [i for i, k in enumerate(y) if k == label]
    return [[sum(int(x[i][28 * r + c]) for i in rows) / len(rows) for c in range(28)] for r in range(28)]

# %% average with weights
# cause: Right.
# codes: passes
def mean_image(x, y, label):
    return np.average(x, axis=0, weights=(y == label)).reshape(28, 28)

# %% images of the class
# cause: The images of the class are chosen and not averaged.
# codes: no-mean
def mean_image(x, y, label):
    return x[y == label].reshape(-1, 28, 28)

# %% masked array of zeros and sum over n
# cause: Right.
# codes: passes
def mean_image(x, y, label):
    mask = (y == label)
    return (x * mask[:, None].astype(float)).sum(axis=0).reshape(28, 28) / mask.sum()

# %% mask of uint8
# cause: uint8 times uint8 is uint8, and sum is wide: right.
# codes: passes
def mean_image(x, y, label):
    mask = (y == label).astype(np.uint8)
    return (x * mask[:, None]).sum(axis=0).reshape(28, 28) / mask.sum()

# %% mean of means
# cause: The mean of each row of the picture is spread.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    return x[y == label].reshape(-1, 28, 28).mean(axis=0).mean(axis=0)

# %% axis 0 twice
# cause: The mean over axis 0 is taken twice.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).mean(axis=0)

# %% uint8 total in picture shape
# cause: The sum is collected in uint8.
# codes: uint8-wraparound
def mean_image(x, y, label):
    total = np.zeros((28, 28), dtype="uint8")
    chosen = x[y == label].reshape(-1, 28, 28)
    for picture in chosen:
        total += picture
    return total / len(chosen)

# %% first plus
# cause: The sum starts with an uint8 image and stays uint8.
# codes: uint8-wraparound
def mean_image(x, y, label):
    chosen = x[y == label]
    total = chosen[0].copy()
    for image in chosen[1:]:
        total = total + image
    return (total / len(chosen)).reshape(28, 28)

# %% first twice
# cause: The first image is in the start value and added again.
# codes: image-of-class-twice
def mean_image(x, y, label):
    chosen = x[y == label].astype(float)
    total = chosen[0]
    for image in chosen:
        total = total + image
    return (total / len(chosen)).reshape(28, 28)

# %% squares
# cause: The root of the mean square is another mean.
# codes: other-statistic
def mean_image(x, y, label):
    return np.sqrt((x[y == label].astype(float) ** 2).mean(axis=0)).reshape(28, 28)

# %% std
# cause: The spread is returned in place of the mean.
# codes: other-statistic
def mean_image(x, y, label):
    return x[y == label].std(axis=0).reshape(28, 28)

# %% upside down
# cause: The picture is turned upside down.
# codes: picture-flipped
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(28, 28)[::-1]

# %% mirrored
# cause: The picture is mirrored.
# codes: picture-flipped
def mean_image(x, y, label):
    return np.fliplr(x[y == label].mean(axis=0).reshape(28, 28))

# %% inverted
# cause: The picture is inverted.
# codes: picture-inverted
def mean_image(x, y, label):
    return 255 - x[y == label].mean(axis=0).reshape(28, 28)

# %% scaled to the brightest
# cause: The picture is scaled so that its brightest pixel is 255.
# codes: scaled-to-brightest
def mean_image(x, y, label):
    m = x[y == label].mean(axis=0).reshape(28, 28)
    return m / m.max() * 255

# %% mask as list of rows
# cause: np.where without [0] gives a tuple; x[tuple] is right.
# codes: passes
def mean_image(x, y, label):
    rows = np.where(y == label)
    return x[rows].mean(0).reshape((28, 28))

# %% np.where of a list
# cause: rows[0][0] is one row number.
# codes: one-image-for-mean mean-over-wrong-axis
def mean_image(x, y, label):
    rows = np.where(y == label)[0]
    return x[rows[0]].mean(axis=0).reshape(28, 28)

# %% argmax
# cause: argmax gives one place, the first image.
# codes: one-image-for-mean
def mean_image(x, y, label):
    return x[np.argmax(y == label)].reshape(28, 28)

# %% first label images
# cause: x[:label] takes the first rows, as many as the label says.
# codes: label-as-row-number
def mean_image(x, y, label):
    return x[:label].mean(axis=0).reshape(28, 28)

# %% assumes sorted
# cause: The images are taken as if they were sorted by class.
# codes: rows-taken-as-sorted
def mean_image(x, y, label):
    n = len(x) // 10
    return x[label * n:(label + 1) * n].mean(axis=0).reshape(28, 28)

# %% six thousand
# cause: 6000 images a class is written in.
# codes: divided-by-wrong-number
def mean_image(x, y, label):
    return x[y == label].sum(axis=0).reshape(28, 28) / 6000

# %% uint8 mean of two halves
# cause: Sums in uint8 wrap around.
# codes: uint8-wraparound
def mean_image(x, y, label):
    return np.add.reduce(x[y == label], axis=0, dtype=np.uint8).reshape(28, 28) / (y == label).sum()

# %% integer division per image
# cause: Each image is cut to whole numbers before it is added.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    chosen = x[y == label]
    total = np.zeros(784)
    for image in chosen:
        total += image // len(chosen)
    return total.reshape(28, 28)

# %% dict
# cause: A dict of means is returned.
# codes: not-an-array
def mean_image(x, y, label):
    return {label: x[y == label].mean(axis=0).reshape(28, 28)}

# %% tuple with count
# cause: The number of images is returned too.
# codes: not-an-array number-of-results
def mean_image(x, y, label):
    chosen = x[y == label]
    return chosen.mean(axis=0).reshape(28, 28), len(chosen)

# %% label compared with text
# cause: The label is made a text, which equals no number.
# codes: nothing-chosen
def mean_image(x, y, label):
    return x[y == str(label)].mean(axis=0).reshape(28, 28)

# %% wrong reshape 28 by 28 by -1
# cause: reshape(28, 28, 1) leaves an axis.
# codes: mean-not-reshaped
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(28, 28, 1)

# %% resize
# cause: np.resize cuts the first pixels out of all images.
# codes: one-image-for-mean
def mean_image(x, y, label):
    return np.resize(x[y == label], (28, 28))

# %% filter with label column
# cause: zip pairs rows with labels; right.
# codes: passes
def mean_image(x, y, label):
    images = [image for image, k in zip(x, y) if k == label]
    return np.array(images).mean(axis=0).reshape(28, 28)

# %% zip in the wrong order
# cause: zip gives image and label, taken here as label and image.
# codes: arguments-mixed-up
def mean_image(x, y, label):
    images = [image for k, image in zip(x, y) if k == label]
    return np.mean(images, axis=0).reshape(28, 28)

# %% mean without axis
# cause: mean() without axis gives one number for all pixels.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    pictures = x[y == label]
    return np.full((28, 28), pictures.mean())

# %% axis=1 no reshape
# cause: axis=1 gives one mean per image rather than one per pixel.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    return np.mean(x[y == label], axis=1)

# %% running mean
# cause: (mean + image) / 2 again and again gives the last images more weight.
# codes: averaged-pair-by-pair
def mean_image(x, y, label):
    result = None
    for image in x[y == label].astype(float):
        if result is None:
            result = image
        else:
            result = (result + image) / 2
    return result.reshape(28, 28)

# %% running mean from zero
# cause: Starts from zeros and halves at each image.
# codes: averaged-pair-by-pair
def mean_image(x, y, label):
    result = np.zeros(784)
    for image in x[y == label]:
        result = (result + image) / 2
    return result.reshape(28, 28)

# %% divides by number of all images
# cause: The sum is divided by the number of all images, not of those of the class.
# codes: divided-by-all
def mean_image(x, y, label):
    total = x[y == label].sum(axis=0)
    return (total / len(x)).reshape(28, 28)

# %% x[label] again
# cause: x[label] is the image number label, not the images of the class.
# codes: label-as-row-number
def mean_image(x, y, label):
    images = x[label]
    return images.reshape(28, 28).astype(float)

# %% x[y] == label
# cause: x[y] == label compares pixels to the label: brackets wrong.
# codes: label-looked-for-in-pixels
def mean_image(x, y, label):
    return (x[y] == label).mean(axis=0).reshape(28, 28)

# %% rounded again
# cause: The mean is rounded to whole numbers.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    m = x[y == label].mean(axis=0)
    return np.round(m).reshape(28, 28)

# %% astype uint8 at the end
# cause: The mean is converted to uint8, which cuts off what is behind the decimal point.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    return x[y == label].mean(0).reshape(28, 28).astype(np.uint8)

# %% scaled to 0-1
# cause: The images are scaled to 0-1; the scale 0-255 was asked.
# codes: scaled-too-early
def mean_image(x, y, label):
    x = x / 255.0
    return x[y == label].mean(axis=0).reshape(28, 28)

# %% np.where sorted by wrong index
# cause: np.where(y == label)[0][0] is the first index alone, so only one image is averaged.
# codes: one-image-for-mean
def mean_image(x, y, label):
    i = np.where(y == label)[0][0]
    return x[i].reshape(28, 28) / 1.0

# %% sum without division
# cause: The sum is not divided by the number of images.
# codes: sum-for-mean
def mean_image(x, y, label):
    total = np.zeros((28, 28))
    for i in range(len(y)):
        if y[i] == label:
            total += x[i].reshape(28, 28)
    return total

# %% hard-coded class 4
# cause: The class 4 of the example is written instead of label.
# codes: label-written-in
def mean_image(x, y, label):
    return x[y == 4].mean(axis=0).reshape(28, 28)

# %% label = in mask
# cause: `y = label` assigns, so all is one number, and x[label] is one image.
# codes: label-as-row-number
def mean_image(x, y, label):
    y = label
    return x[y].mean(axis=0).reshape(28, 28)

# %% python if over an array
# cause: `if y == label` with an array of many values has no one truth value.
# codes: condition-for-all-labels
def mean_image(x, y, label):
    if y == label:
        return x.mean(axis=0).reshape(28, 28)

# %% reshape before mask
# cause: The reshape (28, 28) of all images together does not fit.
# codes: reshaped-before-mean
def mean_image(x, y, label):
    x = x.reshape(28, 28)
    return x[y == label].mean(axis=0)

# %% reshape then axis over all
# cause: mean over axes (1, 2) averages the pixels of each picture.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    pics = x.reshape(-1, 28, 28)[y == label]
    return pics.mean(axis=(1, 2))

# %% reshape (28, 28, -1)
# cause: reshape(28, 28, -1) puts the images on the last axis but mixes the pixels of different images.
# codes: reshape-mixes-images
def mean_image(x, y, label):
    pics = x[y == label].reshape(28, 28, -1)
    return pics.mean(axis=2)

# %% multiplication without new axis
# cause: (n,) and (n, 784) can't be multiplied without a new axis.
# codes: mask-needs-an-axis
def mean_image(x, y, label):
    w = (y == label)
    return (x * w).sum(axis=0).reshape(28, 28) / w.sum()

# %% changes x in place
# cause: The other images in x itself are overwritten with 0.
# codes: changes-its-input
def mean_image(x, y, label):
    x[y != label] = 0
    return (x.sum(axis=0) / (y == label).sum()).reshape(28, 28)

# %% python built-in sum of uint8 rows
# cause: The built-in sum adds rows of uint8 one by one, which wraps around.
# codes: uint8-wraparound
def mean_image(x, y, label):
    mine = [img for img, k in zip(x, y) if k == label]
    return (sum(mine) / len(mine)).reshape(28, 28)

# %% sum with dtype uint8
# cause: sum with dtype=np.uint8 wraps around.
# codes: uint8-wraparound
def mean_image(x, y, label):
    mine = x[y == label]
    return (mine.sum(axis=0, dtype=np.uint8) / len(mine)).reshape(28, 28)

# %% mean float16
# cause: float16 has too few digits (or overflows).
# codes: float16-too-coarse
def mean_image(x, y, label):
    return x[y == label].astype(np.float16).mean(axis=0).reshape(28, 28)

# %% groupby pandas
# cause: NumPy arrays have no groupby.
# codes: attribute-not-there
def mean_image(x, y, label):
    return x.groupby(y).mean()[label].reshape(28, 28)

# %% x.filter
# cause: A generator was given to np.mean, which can't average it.
# codes: generator-for-array
def mean_image(x, y, label):
    return np.mean((img for img, k in zip(x, y) if k == label), axis=0).reshape(28, 28)

# %% reshape 28 only
# cause: reshape(28) with 784 numbers does not fit.
# codes: picture-not-28-by-28
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(28)

# %% calls split again
# cause: It calls split_columns on x, which holds no labels any more.
# codes: label-taken-off-twice
def mean_image(x, y, label):
    x, y = split_columns(x)
    return x[y == label].mean(axis=0).reshape(28, 28)

# %% right einsum
# cause: A right answer with matrix product.
# codes: passes
def mean_image(x, y, label):
    w = (np.asarray(y) == label).astype("float64")
    return (w @ x / w.sum()).reshape(28, 28).tolist()

# %% swapped arguments in own call
# cause: The parameters are in another order: label, x, y.
# codes: arguments-mixed-up
def mean_image(label, x, y):
    return x[y == label].mean(axis=0).reshape(28, 28)

# %% plots it
# cause: It plots the picture and returns nothing.
# codes: returns-none
def mean_image(x, y, label):
    mean = x[y == label].mean(axis=0).reshape(28, 28)
    print(mean)

# %% divides by count of label from class_counts with wrong index
# cause: It divides by class_counts(y)[0], class 0's number, not label's.
# codes: divided-by-wrong-number
def mean_image(x, y, label):
    s = x[y == label].sum(axis=0)
    return (s / class_counts(y)[0]).reshape(28, 28)

# %% only first n pictures
# cause: The number of the class's images is fixed at 6000, as in the training table.
# codes: divided-by-wrong-number
def mean_image(x, y, label):
    s = x[y == label].sum(axis=0)
    return (s / 6000).reshape(28, 28)

# %% nested loops pixel index wrong
# cause: The pixel's number is computed as row + 28 * col, so the picture is transposed.
# codes: pixels-transposed
def mean_image(x, y, label):
    imgs = x[y == label]
    out = np.zeros((28, 28))
    for r in range(28):
        for c in range(28):
            out[r, c] = imgs[:, r + 28 * c].mean()
    return out

# %% out array of ints
# cause: The result is put into an array of integers, which cuts off the decimals.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    imgs = x[y == label]
    out = np.zeros((28, 28), dtype=int)
    for r in range(28):
        for c in range(28):
            out[r, c] = imgs[:, 28 * r + c].mean()
    return out

# %% off by one loops
# cause: The loops run to 27 only, so the last row and column stay 0.
# codes: pixels-not-filled
def mean_image(x, y, label):
    imgs = x[y == label]
    out = np.zeros((28, 28))
    for r in range(27):
        for c in range(27):
            out[r, c] = imgs[:, 28 * r + c].mean()
    return out

# %% zeros_like uint8
# cause: The total is made with zeros_like(x[0]), so it is uint8 and the sum wraps around, or raises on adding floats.
# codes: uint8-wraparound
def mean_image(x, y, label):
    total = np.zeros_like(x[0])
    n = 0
    for i in range(len(y)):
        if y[i] == label:
            total = total + x[i]
            n = n + 1
    return (total / n).reshape(28, 28)

# %% divides in place on ints
# cause: In-place division of an integer array by / is refused.
# codes: result-type-too-small
def mean_image(x, y, label):
    total = x[y == label].sum(axis=0)
    total /= (y == label).sum()
    return total.reshape(28, 28)

# %% an empty picture
# cause: The picture is made and returned without the mean.
# codes: picture-all-zero
def mean_image(x, y, label):
    mean = np.zeros((28, 28))
    chosen = x[y == label]
    return mean


# %% mean over axis 1
# cause: axis=1 averages the pixels of each image instead of the images.
# codes: mean-over-wrong-axis
def mean_image(x, y, label):
    m = x[y == label].mean(axis=1)
    return m.reshape(28, 28)


# %% not reshaped
# cause: The mean is right but still has 784 numbers in one row.
# codes: mean-not-reshaped
def mean_image(x, y, label):
    selected = x[y == label]
    return np.mean(selected, axis=0)


# %% Fortran order, as in MATLAB
# cause: order="F" fills the columns first: the picture is transposed.
# codes: pixels-transposed
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(28, 28, order="F")


# %% row number label
# cause: x[label] is the image in that row, not all images of the class.
# codes: label-as-row-number
def mean_image(x, y, label):
    img = x[label].reshape(28, 28)
    return img.astype(float)


# %% sum in a uint8 array
# cause: The total is a uint8 array, so it wraps around at 256.
# codes: uint8-wraparound
def mean_image(x, y, label):
    total = np.zeros(784, dtype=np.uint8)
    n = 0
    for i in range(len(x)):
        if y[i] == label:
            total = total + x[i]
            n += 1
    return (total / n).reshape(28, 28)


# %% divided by all images
# cause: The sum of one class is divided by the number of all images.
# codes: divided-by-all
def mean_image(x, y, label):
    total = np.zeros((28, 28))
    for image, k in zip(x, y):
        if k == label:
            total += image.reshape(28, 28)
    return total / len(x)


# %% where with zeros, again
# cause: Images of other classes are set to 0 but still counted in the mean.
# codes: divided-by-all
def mean_image(x, y, label):
    masked = np.where((y == label)[:, None], x, 0)
    return masked.mean(axis=0).reshape(28, 28)


# %% where without a second axis
# cause: y == label has n entries and x has n x 784; they can't be broadcast.
# codes: mask-needs-an-axis
def mean_image(x, y, label):
    masked = np.where(y == label, x, 0)
    return masked.mean(axis=0).reshape(28, 28)


# %% average of neighbours in pairs
# cause: Each new image is averaged with the mean so far, so late images weigh more.
# codes: averaged-pair-by-pair
def mean_image(x, y, label):
    mean = None
    for i in range(len(x)):
        if y[i] == label:
            if mean is None:
                mean = x[i].astype(float)
            else:
                mean = (mean + x[i]) / 2
    return mean.reshape(28, 28)


# %% resize in place
# cause: The method resize changes the array in place and returns None.
# codes: returns-none
def mean_image(x, y, label):
    m = x[y == label].mean(axis=0)
    return m.resize(28, 28)


# %% list index of the label
# cause: Arrays have no method index; that is a list's.
# codes: attribute-not-there
def mean_image(x, y, label):
    i = y.index(label)
    return x[i].reshape(28, 28) / 1.0


# %% x indexed with y
# cause: x[y] picks the rows numbered by the labels, not the rows of the class.
# codes: labels-as-row-numbers
def mean_image(x, y, label):
    return x[y].mean(axis=0).reshape(28, 28)


# %% dot product of booleans and uint8
# cause: The product of booleans and uint8 is computed in uint8 and wraps around.
# codes: uint8-wraparound
def mean_image(x, y, label):
    mask = y == label
    return (mask @ x / mask.sum()).reshape(28, 28)


# %% compares with the name
# cause: y is compared with the name of the class; it holds numbers.
# codes: nothing-chosen
def mean_image(x, y, label):
    name = data.CLASS_NAMES[label]
    return x[y == name].mean(axis=0).reshape(28, 28)


# %% label column looked for in x
# cause: x no longer has the label column; its first pixel is compared with the label.
# codes: label-taken-off-twice
def mean_image(x, y, label):
    rows = x[x[:, 0] == label]
    return rows[:, 1:].mean(axis=0).reshape(28, 28)


# %% mean without the background
# cause: Black pixels are left out of the mean.
# codes: black-pixels-left-out
def mean_image(x, y, label):
    chosen = x[y == label].astype(float)
    chosen[chosen == 0] = np.nan
    return np.nan_to_num(np.nanmean(chosen, axis=0)).reshape(28, 28)


# %% float16 total
# cause: The total is kept in float16, which has too few digits for it.
# codes: float16-too-coarse
def mean_image(x, y, label):
    chosen = x[y == label].astype(np.float16)
    total = np.zeros(784, dtype=np.float16)
    for image in chosen:
        total += image
    return (total / len(chosen)).reshape(28, 28)


# %% always class 4
# cause: The class is written in as 4; the argument label is not used.
# codes: label-written-in
def mean_image(x, y, label):
    coats = x[y == 4]
    return coats.mean(axis=0).reshape(28, 28)


# %% reshape puts the images last
# cause: reshape to (28, 28, n) mixes the images; it does not move the image axis to the end.
# codes: reshape-mixes-images
def mean_image(x, y, label):
    chosen = x[y == label]
    return chosen.reshape(28, 28, len(chosen)).mean(axis=2)


# %% scaled to 0-1, again
# cause: The mean is divided by 255; the scale 0-255 is asked for.
# codes: scaled-too-early
def mean_image(x, y, label):
    return x[y == label].mean(axis=0).reshape(28, 28) / 255.0


# %% mean of mean and std tutorial
# cause: The mean is subtracted from the images instead of returned.
# codes: mean-subtracted
def mean_image(x, y, label):
    imgs = x[y == label].reshape(-1, 28, 28)
    imgs = imgs - imgs.mean(axis=0)
    return imgs.mean(axis=0)


# %% loop over all labels, last wins
# cause: The loop variable has the argument's name: the mean of class 9 is left at the end.
# codes: label-overwritten
def mean_image(x, y, label):
    for label in range(10):
        result = x[y == label].mean(axis=0).reshape(28, 28)
    return result


# %% all ten means, again
# cause: The means of all ten classes are returned, not that of one.
# codes: all-classes-returned
def mean_image(x, y, label):
    images = []
    for label in range(10):
        images.append(x[y == label].mean(axis=0).reshape(28, 28))
    return np.array(images)


# %% rows of 27
# cause: The rows are cut at multiples of 27, not 28.
# codes: pixels-in-other-places
def mean_image(x, y, label):
    m = x[y == label].mean(axis=0)
    rows = []
    for r in range(28):
        rows.append(m[r * 27 : r * 27 + 28])
    return np.array(rows)


# %% average of the labels' rows where y is not
# cause: The comparison is the wrong way round: all other classes are averaged.
# codes: wrong-classes-chosen
def mean_image(x, y, label):
    other = np.delete(x, np.where(y == label), axis=0)
    return other.mean(axis=0).reshape(28, 28)


# %% zeros with the dtype of x
# cause: The result array is uint8 like x, so the fractions are cut off.
# codes: mean-cut-to-whole-numbers
def mean_image(x, y, label):
    out = np.zeros_like(x[0]).reshape(28, 28)
    m = x[y == label].mean(axis=0)
    for i in range(28):
        for j in range(28):
            out[i, j] = m[28 * i + j]
    return out


# %% np.array(image) and the wrong name
# cause: The name imgs is never defined: it was called images.
# codes: name-not-defined
def mean_image(x, y, label):
    images = x[y == label].reshape(-1, 28, 28)
    return imgs.mean(axis=0)


# %% pandas groupby (right)
# cause: Right: pandas groups the rows by label.
# codes: passes
def mean_image(x, y, label):
    import pandas as pd

    means = pd.DataFrame(x).groupby(np.asarray(y)).mean()
    return means.loc[label].to_numpy().reshape(28, 28)


# %% running mean (right)
# cause: Right: the mean is updated image by image.
# codes: passes
def mean_image(x, y, label):
    m, n = np.zeros(784), 0
    for row in x[np.flatnonzero(y == label)]:
        n += 1
        m += (row - m) / n
    return m.reshape(28, 28)
