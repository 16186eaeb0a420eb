# %% order
# cause: The axis that counts the images is last instead of first.
# codes: images-axis-last
def to_images(x):
    return x.reshape(28, 28, 1, -1)

# %% no channel
# cause: The channel axis is missing.
# codes: no-channel-axis
def to_images(x):
    return x.reshape(-1, 28, 28)

# %% hard 60000
# cause: The number of images is written in, and the check has another number of images.
# codes: number-of-images
def to_images(x):
    return x.reshape(60000, 28, 28, 1)

# %% in place
# cause: Assigning the shape changes the array that was handed in.
# codes: changes-its-input
def to_images(x):
    x.shape = (len(x), 28, 28, 1)
    return x

# %% resize
# cause: resize changes the input in place and returns None.
# codes: changes-its-input returns-none
def to_images(x):
    return x.resize(len(x), 28, 28, 1)

# %% rescale already
# cause: The values are divided by 255, which is the job of rescale.
# codes: rescaled-in-to-images
def to_images(x):
    return x.reshape(len(x), 28, 28, 1) / 255

# %% loop list
# cause: Right: a list of images stands for an array.
# codes: passes
def to_images(x):
    images = []
    for row in x:
        images.append(row.reshape(28, 28, 1))
    return images

# %% n undefined
# cause: n is a word of the docstring; no name n is defined in the function.
# codes: n-of-the-docstring
def to_images(x):
    return x.reshape(n, 28, 28, 1)

# %% typo tuple
# cause: x.shape is a tuple of two numbers where one number is meant.
# codes: shape-for-length
def to_images(x):
    return x.reshape(x.shape, 28, 28, 1)

# %% right
# cause: Right.
# codes: passes
def to_images(x):
    return x.reshape(len(x), 28, 28, 1)

# %% five images of the example
# cause: The 5 of the docstring's example is written in.
# codes: number-of-images
def to_images(x):
    return x.reshape(5, 28, 28, 1)

# %% the 32 of the question
# cause: The 32 pictures of the prediction are written in.
# codes: number-of-images
def to_images(x):
    shape = (32, 28, 28, 1)
    return np.reshape(x, shape)

# %% one image only
# cause: There is no axis for the images: all of them are to fit into one picture.
# codes: images-not-counted number-of-images
def to_images(x):
    return x.reshape(28, 28, 1)

# %% one picture of two axes
# cause: There is no axis for the images: all of them are to fit into one picture.
# codes: images-not-counted
def to_images(x):
    return x.reshape(28, 28)

# %% a batch of one
# cause: The 1 for the number of images is written in.
# codes: number-of-images
def to_images(x):
    return x.reshape(1, 28, 28, 1)

# %% reshape not kept
# cause: reshape gives a new array, which is not kept; x is returned as it came.
# codes: not-reshaped
def to_images(x):
    x.reshape(-1, 28, 28, 1)
    return x

# %% no return
# cause: The return is missing.
# codes: returns-none
def to_images(x):
    images = x.reshape(-1, 28, 28, 1)

# %% printed
# cause: The result is printed and not returned.
# codes: returns-none
def to_images(x):
    print(x.reshape(-1, 28, 28, 1))

# %% shape returned
# cause: The shape of the images is returned instead of the images.
# codes: shape-returned
def to_images(x):
    x = x.reshape(-1, 28, 28, 1)
    return x.shape

# %% np.reshape with loose numbers
# cause: np.reshape takes the shape as one tuple; here it gets four separate numbers.
# codes: shape-not-a-tuple
def to_images(x):
    return np.reshape(x, len(x), 28, 28, 1)

# %% np.reshape without the array
# cause: np.reshape needs the array as its first argument.
# codes: shape-not-a-tuple
def to_images(x):
    return np.reshape(-1, 28, 28, 1)

# %% square brackets
# cause: A method is called with round brackets, not with square ones.
# codes: not-subscriptable
def to_images(x):
    return x.reshape[-1, 28, 28, 1]

# %% shape called
# cause: shape is not a method; reshape is meant.
# codes: not-callable
def to_images(x):
    return x.shape(-1, 28, 28, 1)

# %% newaxis on flat rows
# cause: The pixels are still in one axis; only an axis was added.
# codes: not-reshaped
def to_images(x):
    return x[:, :, np.newaxis]

# %% newaxis as if there were rows and columns
# cause: x has two axes, and three are indexed: the reshape to 28 x 28 is missing.
# codes: too-many-indices
def to_images(x):
    return x[:, :, :, np.newaxis]

# %% label cut off again
# cause: x has no label column any more; the first pixel is cut off.
# codes: pixel-cut-off
def to_images(x):
    x = x[:, 1:]
    return x.reshape(-1, 28, 28, 1)

# %% first image only
# cause: Only the first row is used.
# codes: only-one-image
def to_images(x):
    return x[0].reshape(1, 28, 28, 1)

# %% return in the loop
# cause: The return stands inside the loop, so only the first image comes out.
# codes: only-one-image
def to_images(x):
    for row in x:
        image = row.reshape(28, 28, 1)
        return image

# %% return in the loop, list
# cause: The return stands inside the loop, so the list has one image.
# codes: only-one-image
def to_images(x):
    images = []
    for row in x:
        images.append(row.reshape(28, 28, 1))
        return np.array(images)

# %% list made anew
# cause: The list is made anew in each round, so only the last image is in it.
# codes: only-one-image
def to_images(x):
    for row in x:
        images = []
        images.append(row.reshape(28, 28, 1))
    return np.array(images)

# %% overwritten in the loop
# cause: Each round overwrites the image of the one before.
# codes: only-one-image
def to_images(x):
    for i in range(len(x)):
        image = x[i].reshape(28, 28, 1)
    return image

# %% loop one short
# cause: The loop leaves out the last image.
# codes: image-missing
def to_images(x):
    images = []
    for i in range(len(x) - 1):
        images.append(x[i].reshape(28, 28, 1))
    return np.array(images)

# %% loop from one
# cause: The loop begins with the second image.
# codes: image-missing
def to_images(x):
    images = []
    for i in range(1, len(x)):
        images.append(x[i].reshape(28, 28, 1))
    return np.array(images)

# %% loop without channel
# cause: The channel axis is missing.
# codes: no-channel-axis
def to_images(x):
    return np.stack([row.reshape(28, 28) for row in x])

# %% loop over columns of the table
# cause: x.T has one row per pixel: the loop goes over pixels, not over images.
# codes: index-out-of-range
def to_images(x):
    images = []
    for i in range(x.shape[1]):
        images.append(x[i].reshape(28, 28, 1))
    return np.array(images)

# %% loop with rows and columns exchanged
# cause: Row and column are exchanged when the place in the flat row is computed.
# codes: pixels-transposed
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    for k in range(len(x)):
        for i in range(28):
            for j in range(28):
                images[k, i, j, 0] = x[k, i + 28 * j]
    return images

# %% loop that adds row and column
# cause: The place in the flat row is 28 * row + column, not row + column.
# codes: pixels-repeated
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    for k in range(len(x)):
        for i in range(28):
            for j in range(28):
                images[k, i, j, 0] = x[k, i + j]
    return images

# %% loop with 27
# cause: range(27) leaves out the last row and the last column.
# codes: pixels-left-out
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    for k in range(len(x)):
        for i in range(27):
            for j in range(27):
                images[k, i, j, 0] = x[k, 28 * i + j]
    return images

# %% loop that begins with the label
# cause: One is added to the place, as if the label were still there.
# codes: index-out-of-range
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    for k in range(len(x)):
        for i in range(28):
            for j in range(28):
                images[k, i, j, 0] = x[k, 1 + 28 * i + j]
    return images

# %% channel second
# cause: The channel axis is second.
# codes: channels-first
def to_images(x):
    return np.expand_dims(x.reshape(-1, 28, 28), 1)

# %% axis in front
# cause: The new axis is in front of the images.
# codes: channel-axis-in-front
def to_images(x):
    images = x.reshape(len(x), 28, 28)
    return images[np.newaxis]

# %% three channels, reshaped
# cause: Three channels are asked for; a grey picture has one.
# codes: three-channels
def to_images(x):
    return x.reshape(-1, 28, 28, 3)

# %% two unknown axes
# cause: -1 may stand for one axis only.
# codes: two-unknown-axes
def to_images(x):
    return x.reshape(-1, 28, 28, -1)

# %% 28 by 27
# cause: 28 x 27 is not 784: a number is mistyped.
# codes: not-784-pixels
def to_images(x):
    return x.reshape(len(x), 28, 27, 1)

# %% 25 by 25
# cause: 25 x 25 is not 784.
# codes: not-784-pixels
def to_images(x):
    return x.reshape(-1, 25, 25, 1)

# %% as many images as pixels
# cause: x.shape[1] is the number of pixels, not of images.
# codes: shape-for-length number-of-images
def to_images(x):
    return x.reshape(x.shape[1], 28, 28, 1)

# %% square root
# cause: A square root is a float, and a shape needs whole numbers.
# codes: index-not-whole
def to_images(x):
    side = np.sqrt(x.shape[1])
    return x.reshape(-1, side, side, 1)

# %% transpose for reshape
# cause: transpose exchanges axes; it is not given their lengths.
# codes: transpose-for-reshape
def to_images(x):
    return x.transpose(len(x), 28, 28, 1)

# %% mixed as in the figure
# cause: reshape with the images as the last axis deals each picture's pixels out to several.
# codes: pixels-scrambled
def to_images(x):
    mixed = np.moveaxis(x.reshape(28, 28, len(x)), -1, 0)
    return mixed[..., np.newaxis]

# %% lying as in the figure
# cause: The transpose exchanges rows and columns.
# codes: pixels-transposed
def to_images(x):
    return x.reshape(-1, 28, 28).transpose(0, 2, 1).reshape(-1, 28, 28, 1)

# %% images last, then turned with T
# cause: The images are the last axis of the reshape, so each picture holds pixels of several.
# codes: pixels-scrambled
def to_images(x):
    return x.reshape(28, 28, -1).T.reshape(-1, 28, 28, 1)

# %% the notebook's table
# cause: The table of the notebook is used and not the parameter.
# codes: ignores-its-argument
def to_images(x):
    return table[:100, 1:].reshape(-1, 28, 28, 1)

# %% name of the result misspelt
# cause: The result is called image, and images is returned.
# codes: name-not-defined
def to_images(x):
    image = x.reshape(-1, 28, 28, 1)
    return images

# %% tf not imported
# cause: tf is not imported.
# codes: name-not-defined
def to_images(x):
    return tf.reshape(x, (-1, 28, 28, 1))

# %% the method without a call
# cause: The method is returned and not called.
# codes: cannot-cross
def to_images(x):
    x.reshape(-1, 28, 28, 1)
    return x.reshape

# %% len written as n of shape
# cause: x.shape gives two numbers; three names are to take them.
# codes: unpacking-count
def to_images(x):
    n, rows, columns = x.shape
    return x.reshape(n, rows, columns, 1)

# %% x as a list method
# cause: An array has no method `size()`: size is a number.
# codes: not-callable
def to_images(x):
    return x.reshape(x.size() // 784, 28, 28, 1)

# %% size for length
# cause: x.size counts all pixels of all images, not the images.
# codes: shape-for-length number-of-images
def to_images(x):
    return x.reshape(x.size, 28, 28, 1)

# %% squeezed
# cause: squeeze takes away the channel axis again.
# codes: no-channel-axis batch-axis-lost
def to_images(x):
    return np.squeeze(x.reshape(-1, 28, 28, 1))

# %% squeezed, then an axis at the end
# cause: With one image squeeze takes away the axis of the images too.
# codes: batch-axis-lost
def to_images(x):
    images = x.reshape(-1, 28, 28).squeeze()
    return images[..., np.newaxis]

# %% reshape misspelt
# cause: The method's name is misspelt.
# codes: name-not-defined attribute-not-there
def to_images(x):
    return x.reshap(-1, 28, 28, 1)

# %% 28 rows only
# cause: The pixels of a row are not split into rows: 784 columns are still in one axis.
# codes: not-reshaped
def to_images(x):
    return x.reshape(len(x), 784, 1, 1)

# %% all in one column
# cause: The images are flattened into one axis.
# codes: not-reshaped
def to_images(x):
    return x.flatten()

# %% upside down
# cause: The rows are reversed.
# codes: pixels-scrambled
def to_images(x):
    return x.reshape(-1, 28, 28, 1)[:, ::-1]

# %% images in reverse order
# cause: The images are in reverse order.
# codes: rows-reordered pixels-scrambled
def to_images(x):
    return x.reshape(-1, 28, 28, 1)[::-1]

# %% scaled to one and back
# cause: Right, in an unusual way.
# codes: passes
def to_images(x):
    pictures = [[[[pixel] for pixel in row[28 * i : 28 * i + 28]] for i in range(28)] for row in x]
    return np.array(pictures)

# %% einsum
# cause: Right, in an unusual way.
# codes: passes
def to_images(x):
    rows = np.split(np.asarray(x), 28, axis=-1)
    return np.expand_dims(np.stack(rows, axis=-2), -1)

# %% concatenated rows
# cause: concatenate joins the images along their first axis: rows of 28 and not images.
# codes: images-joined
def to_images(x):
    return np.concatenate([row.reshape(28, 28, 1) for row in x])

# %% horizontally stacked
# cause: hstack puts the images side by side in one wide picture.
# codes: images-joined
def to_images(x):
    return np.hstack([row.reshape(28, 28, 1) for row in x])

# %% zeros of the wrong size
# cause: The new array has no axis for the images.
# codes: assigned-shape-differs index-out-of-range
def to_images(x):
    images = np.zeros((28, 28, 1))
    for i in range(len(x)):
        images[i] = x[i].reshape(28, 28, 1)
    return images

# %% append to an array
# cause: np.append gives a new array, which is not kept, and the empty one is returned.
# codes: empty-result
def to_images(x):
    images = np.array([])
    for row in x:
        np.append(images, row.reshape(28, 28, 1))
    return images

# %% append that flattens
# cause: np.append without an axis flattens: one long row comes out.
# codes: not-reshaped
def to_images(x):
    images = np.array([])
    for row in x:
        images = np.append(images, row.reshape(28, 28, 1))
    return images

# %% list append assigned
# cause: list.append changes the list and gives None, which replaces the list.
# codes: none-used-as-value
def to_images(x):
    images = []
    for row in x:
        images = images.append(row.reshape(28, 28, 1))
    return images

# %% row without an index
# cause: The whole x is reshaped in each round instead of its row.
# codes: images-not-counted
def to_images(x):
    images = []
    for row in x:
        images.append(x.reshape(28, 28, 1))
    return np.array(images)

# %% channel for each row
# cause: The 28 columns are in the channel axis and the 1 in the place of the columns.
# codes: channel-axis-in-between
def to_images(x):
    return x.reshape(-1, 28, 1, 28)

# %% n from the first row
# cause: len(x[0]) is the number of pixels.
# codes: number-of-images
def to_images(x):
    n = len(x[0])
    return x.reshape(n, 28, 28, 1)

# %% np.shape for np.reshape
# cause: np.shape is called where np.reshape is meant.
# codes: arguments-do-not-fit
def to_images(x):
    return np.shape(x, (-1, 28, 28, 1))

# %% text shape
# cause: The shape is a text.
# codes: text-for-shape
def to_images(x):
    return x.reshape("-1, 28, 28, 1")

# %% a generator
# cause: Round brackets make a generator, not a list.
# codes: cannot-cross
def to_images(x):
    return (row.reshape(28, 28, 1) for row in x)

# %% negative number of rows
# cause: Right by chance: NumPy takes any negative length for -1.
# codes: passes
def to_images(x):
    return x.reshape(len(x), -28, 28, 1)

# %% images as a parameter name
# cause: The parameter of the def line was renamed and another name is used.
# codes: name-not-defined
def to_images(pixels):
    return x.reshape(-1, 28, 28, 1)

# %% two parameters
# cause: The function takes a second parameter, which the check does not give.
# codes: arguments-do-not-fit
def to_images(x, n):
    return x.reshape(n, 28, 28, 1)

# %% int8
# cause: int8 holds -128 to 127, so bright pixels wrap around.
# codes: wrapped-in-int8
def to_images(x):
    return x.reshape(-1, 28, 28, 1).astype(np.int8)

# %% mirrored
# cause: The columns are reversed.
# codes: pixels-scrambled
def to_images(x):
    return x.reshape(-1, 28, 28, 1)[:, :, ::-1]

# %% sorted pixels
# cause: The pixels are sorted.
# codes: pixels-scrambled
def to_images(x):
    return np.sort(x, axis=1).reshape(-1, 28, 28, 1)

# %% loop with the same row
# cause: The index 0 is used in each round instead of i.
# codes: same-image-repeated
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=np.uint8)
    for i in range(len(x)):
        images[i] = x[0].reshape(28, 28, 1)
    return images

# %% range of 28
# cause: The loop goes over 28 images, whatever came.
# codes: index-out-of-range
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=np.uint8)
    for i in range(28):
        images[i] = x[i].reshape(28, 28, 1)
    return images

# %% list never filled
# cause: The list is returned as it was made: nothing is appended.
# codes: empty-result
def to_images(x):
    images = []
    for row in x:
        image = row.reshape(28, 28, 1)
    return images

# %% zeros never filled
# cause: The array of zeros is returned as it was made.
# codes: only-zeros
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=np.uint8)
    for row, image in zip(x, images):
        image = row.reshape(28, 28, 1)
    return images

# %% always written to the first
# cause: Each round writes to image 0, which ends up as the last image.
# codes: images-misplaced
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=np.uint8)
    for i in range(len(x)):
        images[0] = x[i].reshape(28, 28, 1)
    return images

# %% index minus one
# cause: x[i - 1] takes the image before, and the last one for the first.
# codes: rows-reordered
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=np.uint8)
    for i in range(len(x)):
        images[i] = x[i - 1].reshape(28, 28, 1)
    return images

# %% loop of i to the end minus one with zeros
# cause: The loop ends one image early, and the last image stays 0.
# codes: images-misplaced pixels-left-out
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=np.uint8)
    for i in range(len(x) - 1):
        images[i] = x[i].reshape(28, 28, 1)
    return images

# %% flattened again
# cause: ravel follows the reshape.
# codes: not-reshaped
def to_images(x):
    return x.reshape(-1, 28, 28, 1).ravel()

# %% enumerate the wrong way
# cause: enumerate gives the number first and then the row.
# codes: attribute-not-there
def to_images(x):
    images = []
    for row, i in enumerate(x):
        images.append(row.reshape(28, 28, 1))
    return images

# %% len of the shape
# cause: len(x.shape) is the number of axes.
# codes: number-of-images
def to_images(x):
    return x.reshape(len(x.shape), 28, 28, 1)

# %% every second image
# cause: The step 2 leaves out every second image.
# codes: wrong-shape image-missing
def to_images(x):
    return x[::2].reshape(-1, 28, 28, 1)

# %% assigned to the type
# cause: The function's result is the array's type.
# codes: cannot-cross not-an-array
def to_images(x):
    return type(x.reshape(-1, 28, 28, 1))

# %% double brackets of one list
# cause: The whole array stands in a list.
# codes: axis-in-front
def to_images(x):
    return [x.reshape(-1, 28, 28, 1)]

# %% columns first
# cause: The flat row is read column by column.
# codes: pixels-transposed
def to_images(x):
    return np.stack([row.reshape(28, 28).T for row in x])[:, :, :, None]

# %% reshape given a keyword
# cause: The argument is called shape, not size.
# codes: arguments-do-not-fit
def to_images(x):
    return np.reshape(x, size=(-1, 28, 28, 1))

# %% colon forgotten in the slice
# cause: x[28 * i] is a whole image, not 28 pixels of each image.
# codes: assigned-shape-differs
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    for i in range(28):
        images[:, i, :, 0] = x[28 * i]
    return images

# %% slices without the end
# cause: The slice has no end and is longer than a row of the picture.
# codes: assigned-shape-differs
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    for i in range(28):
        images[:, i, :, 0] = x[:, 28 * i:]
    return images

# %% slices that overlap
# cause: Each slice begins one pixel further on, not 28.
# codes: pixels-repeated
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    for i in range(28):
        images[:, i, :, 0] = x[:, i:i + 28]
    return images


# %% first row taken for a header
# cause: The first row is cut off as if it were a header line: one picture is missing.
# codes: image-missing
def to_images(x):
    x = x[1:]
    return x.reshape(-1, 28, 28, 1)


# %% view as in PyTorch
# cause: view(-1, 28, 28, 1) is PyTorch; in NumPy view takes a dtype.
# codes: view-for-reshape
def to_images(x):
    return x.view(-1, 28, 28, 1)


# %% stacked on the last axis
# cause: np.stack(..., axis=-1) puts the images on the last axis: the shape is (28, 28, n).
# codes: images-axis-last
def to_images(x):
    pics = [row.reshape(28, 28) for row in x]
    return np.stack(pics, axis=-1)


# %% slices of 27
# cause: The slice's step is 28 but its end is start + 27: each row lacks its last pixel.
# codes: side-not-28
def to_images(x):
    pictures = []
    for flat in x:
        rows = []
        for r in range(28):
            rows.append(flat[28 * r : 28 * r + 27])
        pictures.append(rows)
    return np.array(pictures)[..., np.newaxis]


# %% zeros of float64
# cause: Right: the values are the same, as float64.
# codes: passes
def to_images(x):
    n = len(x)
    images = np.zeros((n, 28, 28, 1))
    for i in range(n):
        images[i, :, :, 0] = x[i].reshape(28, 28)
    return images


# %% first five rows
# cause: The number of images is 5, the one of the example, for every input.
# codes: number-of-images image-missing
def to_images(x):
    return x[:5].reshape(5, 28, 28, 1)


# %% repeated for three channels
# cause: The grey value is repeated three times, as for a colour photo: three channels, not one.
# codes: three-channels
def to_images(x):
    images = x.reshape(-1, 28, 28, 1)
    return np.repeat(images, 3, axis=-1)


# %% values as in pandas
# cause: x is a NumPy array; .values belongs to a pandas DataFrame.
# codes: method-of-another-library
def to_images(x):
    return x.values.reshape(-1, 28, 28, 1)


# %% dark on white
# cause: The values are inverted (255 - x) so that clothing is dark; the values must stay.
# codes: inverted
def to_images(x):
    x = 255 - x
    return x.reshape(-1, 28, 28, 1)


# %% split rows stacked
# cause: Right: each row is split into 28 parts, and a channel axis is added.
# codes: passes
def to_images(x):
    return np.stack([np.stack(np.split(row, 28)) for row in x])[:, :, :, None]


# %% a table of indices
# cause: Right: a table of indices picks the pixels.
# codes: passes
def to_images(x):
    index = np.arange(784).reshape(28, 28, 1)
    return x[:, index]


# %% first hundred rows
# cause: The first hundred rows are taken, however many come.
# codes: image-missing
def to_images(x):
    return x[:100].reshape(-1, 28, 28, 1)


# %% list of batches of one
# cause: Each row becomes an array of one image, so the list has an axis too many.
# codes: image-in-its-own-array
def to_images(x):
    images = []
    for row in x:
        images.append(row.reshape(1, 28, 28, 1))
    return np.array(images)


# %% padded to 32
# cause: A border is added, as older networks needed it.
# codes: side-not-28
def to_images(x):
    images = x.reshape(-1, 28, 28, 1)
    return np.pad(images, ((0, 0), (2, 2), (2, 2), (0, 0)))


# %% unsqueeze
# cause: unsqueeze is a method of PyTorch's tensors.
# codes: method-of-another-library
def to_images(x):
    return x.reshape(-1, 28, 28).unsqueeze(-1)


# %% smallest value subtracted
# cause: The smallest value is subtracted; the values should stay.
# codes: values-changed
def to_images(x):
    return (x - x.min()).reshape(-1, 28, 28, 1)


# %% divided by the largest value
# cause: The values are divided by the largest of them; the values should stay.
# codes: values-changed rescaled-in-to-images
def to_images(x):
    return (x / x.max()).reshape(-1, 28, 28, 1)


# %% turned by 90 degrees
# cause: The pictures are turned to the left.
# codes: pixels-scrambled
def to_images(x):
    images = x.reshape(-1, 28, 28)
    return np.rot90(images, axes=(1, 2))[..., None]


# %% shape added to the shape
# cause: The new shape has the 784 pixels in it as well as 28 x 28.
# codes: not-784-pixels
def to_images(x):
    return x.reshape(x.shape + (28, 28, 1))


# %% expand_dims with axis -2
# cause: The new axis is the last but one.
# codes: channel-axis-in-between
def to_images(x):
    return np.expand_dims(x.reshape(-1, 28, 28), -2)


# %% split into 28 parts of the columns
# cause: np.split gives the rows of all the pictures, row by row.
# codes: rows-before-images
def to_images(x):
    return np.array(np.split(x, 28, axis=1))


# %% split of the wrong axis
# cause: np.split cuts the images into groups, not the pixels into rows.
# codes: split-for-reshape
def to_images(x):
    return np.split(x, 28)


# %% np.resize to 32 images
# cause: The 32 of the question is written in, and np.resize repeats or cuts silently.
# codes: number-of-images
def to_images(x):
    return np.resize(x, (32, 28, 28, 1))


# %% moveaxis of the wrong axis
# cause: The axis of the images is moved to the end, in place of the channel's.
# codes: images-axis-last
def to_images(x):
    images = x.reshape(-1, 1, 28, 28)
    return np.moveaxis(images, 0, -1)


# %% index begins anew in each row
# cause: The index of the pixel is set to 0 in each row of the picture.
# codes: pixels-repeated
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    for i in range(len(x)):
        k = 0
        for r in range(28):
            k = 0
            for c in range(28):
                images[i, r, c, 0] = x[i, k]
                k += 1
    return images


# %% index runs on
# cause: The index of the pixel is not set back to 0 for the next image.
# codes: index-out-of-range
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1))
    k = 0
    for i in range(len(x)):
        for r in range(28):
            for c in range(28):
                images[i, r, c, 0] = x[i, k]
                k += 1
    return images


# %% divmod
# cause: Right: each pixel is put in its place for all images at once.
# codes: passes
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=x.dtype)
    for k in range(784):
        r, c = divmod(k, 28)
        images[:, r, c, 0] = x[:, k]
    return images


# %% channels first from PyTorch
# cause: The channel axis is put second, as in PyTorch; Keras wants it last.
# codes: channels-first
def to_images(x):
    return x.reshape(-1, 1, 28, 28)


# %% no channel, again
# cause: The channel axis is missing.
# codes: no-channel-axis
def to_images(x):
    n = x.shape[0]
    return x.reshape(n, 28, 28)


# %% resize method
# cause: The method resize works in place and returns None.
# codes: returns-none
def to_images(x):
    x = x.copy()
    return x.resize((x.shape[0], 28, 28, 1))


# %% only the channel added
# cause: The row of 784 is not divided into rows and columns.
# codes: not-reshaped
def to_images(x):
    return np.expand_dims(x, axis=-1)


# %% five pictures from the example
# cause: The number of images is written in as 5, from the example.
# codes: number-of-images
def to_images(x):
    images = x.reshape(5, 28, 28, 1)
    return images


# %% column by column
# cause: order="F" counts the first axis fastest: each picture is filled column by column.
# codes: pixels-transposed
def to_images(x):
    return np.reshape(x, (len(x), 28, 28, 1), order="F")


# %% cuts a label that is not there
# cause: The first pixel is cut off as if it were the label; x holds pixels only.
# codes: pixel-cut-off
def to_images(x):
    pixels = x[:, 1:]
    return pixels.reshape(-1, 28, 28, 1)


# %% list of pictures without a channel
# cause: Each row becomes 28 x 28; the channel axis is missing.
# codes: no-channel-axis
def to_images(x):
    images = []
    for row in x:
        images.append(row.reshape(28, 28))
    return np.array(images)


# %% keeps only the last picture
# cause: The variable is overwritten in the loop: only the last picture is returned.
# codes: only-one-image
def to_images(x):
    for row in x:
        images = row.reshape(28, 28, 1)
    return images


# %% index formula with rows and columns swapped
# cause: The formula r + 28 * c runs down the columns: each picture is transposed.
# codes: pixels-transposed
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=np.uint8)
    for i in range(len(x)):
        for r in range(28):
            for c in range(28):
                images[i, r, c, 0] = x[i, r + 28 * c]
    return images


# %% index formula with 27
# cause: The row length in the formula is 27, so every row begins too early.
# codes: pixels-repeated
def to_images(x):
    images = np.zeros((len(x), 28, 28, 1), dtype=np.uint8)
    for r in range(28):
        for c in range(28):
            images[:, r, c, 0] = x[:, r * 27 + c]
    return images


# %% split into rows, stacked in front
# cause: np.stack puts the rows of the picture on axis 0; the images must be on axis 0.
# codes: rows-before-images
def to_images(x):
    rows = np.split(x, 28, axis=1)
    return np.stack(rows)[..., np.newaxis]


# %% counts the columns
# cause: The number of images is read from axis 1, which has 784 pixels.
# codes: number-of-images
def to_images(x):
    n = x.shape[1]
    return x.reshape(n, 28, 28, 1)


# %% no channel when there is one image
# cause: For one image another shape is returned: its first axis is missing.
# codes: batch-axis-lost
def to_images(x):
    if len(x) == 1:
        return x.reshape(28, 28, 1)
    return x.reshape(len(x), 28, 28, 1)


# %% upside down, again
# cause: The rows of each picture are reversed.
# codes: pixels-scrambled
def to_images(x):
    images = x.reshape(-1, 28, 28, 1)
    return images[:, ::-1]


# %% images in reverse
# cause: [::-1] reverses the order of the images.
# codes: rows-reordered
def to_images(x):
    images = x.reshape(-1, 28, 28, 1)[::-1]
    return images


# %% two minus ones
# cause: Only one length may be -1 in reshape.
# codes: two-unknown-axes
def to_images(x):
    return x.reshape(-1, 28, -1, 1)


# %% keras reshape layer with the batch
# cause: keras is not imported in this lesson.
# codes: name-not-defined
def to_images(x):
    return keras.layers.Reshape((28, 28, 1))(x)


# %% square root of the pixels with a float
# cause: The side is a float (784 ** 0.5); reshape takes whole numbers.
# codes: index-not-whole
def to_images(x):
    side = x.shape[1] ** 0.5
    return x.reshape(x.shape[0], side, side, 1)


# %% empty array never filled
# cause: The array is made and returned, but the pixels are never put in.
# codes: only-zeros
def to_images(x):
    images = np.zeros((x.shape[0], 28, 28, 1), dtype=np.uint8)
    for i, row in enumerate(x):
        row.reshape(28, 28, 1)
    return images


# %% PIL pictures
# cause: A list of PIL pictures is returned instead of an array.
# codes: cannot-cross
def to_images(x):
    from PIL import Image

    return [Image.fromarray(row.reshape(28, 28)) for row in x]


# %% reshape after moving the pixels to the front
# cause: x is transposed before reshape, which mixes the images.
# codes: pixels-scrambled
def to_images(x):
    return x.T.reshape(-1, 28, 28, 1)


# %% rescaled too
# cause: The pixels are divided by 255; this exercise only changes the shape.
# codes: rescaled-in-to-images
def to_images(x):
    return x.reshape(-1, 28, 28, 1) / 255


# %% newaxis on both ends
# cause: Axes of length 1 are added around x; its 784 pixels are not divided into rows.
# codes: not-reshaped
def to_images(x):
    return x[np.newaxis, :, :, np.newaxis]


# %% attribute in capital letters
# cause: The attribute is shape, in small letters.
# codes: attribute-not-there
def to_images(x):
    return x.reshape(x.Shape[0], 28, 28, 1)


# %% stacked rows (right)
# cause: Right: 28 pieces of 28 pixels, stacked as axis 1.
# codes: passes
def to_images(x):
    return np.stack(np.split(x, 28, axis=1), axis=1)[..., None]


# %% positions of the pixels (right)
# cause: Right: an array of positions picks the pixels in their layout.
# codes: passes
def to_images(x):
    places = np.arange(784).reshape(28, 28, 1)
    return np.take(x, places, axis=1)

# %% the last column as R counts it
# cause: The end of a slice is not among what it takes: 0:783 leaves the last pixel out.
# codes: pixel-cut-off
def to_images(x):
    return x[:, 0:783].reshape(-1, 28, 28, 1)

# %% dim= as in R's array()
# cause: np.array has no argument dim; that is R's.
# codes: arguments-do-not-fit
def to_images(x):
    return np.array(x, dim=(len(x), 28, 28, 1))
