# %% in place
# cause: The division writes into the uint8 images that came in.
# codes: in-place-on-uint8
def rescale(images):
    images /= 255
    return images

# %% 256
# cause: The divisor is 256 instead of 255.
# codes: divided-by-256
def rescale(images):
    return (images / 256).astype(np.float32)

# %% min max
# cause: The smallest and largest value of the batch are used.
# codes: scaled-by-own-maximum
def rescale(images):
    return ((images - images.min()) / (images.max() - images.min())).astype(np.float32)

# %% 127.5
# cause: The values are scaled to -1 to 1.
# codes: scaled-to-minus-one
def rescale(images):
    return (images / 127.5 - 1).astype(np.float32)

# %% rounding
# cause: The values are rounded to one decimal.
# codes: values-rounded
def rescale(images):
    return (images / 255).round(1).astype(np.float32)

# %% uint8 cast
# cause: The cast to uint8 cuts the fractions off.
# codes: fractions-cut-off
def rescale(images):
    return (images / 255).astype("uint8")

# %% flattened
# cause: The images are reshaped to flat rows.
# codes: shape-not-kept
def rescale(images):
    return (images.reshape(-1, 784) / 255).astype("float32")

# %% float32(…)
# cause: float32 is a name of NumPy and is written without np.
# codes: name-not-defined
def rescale(images):
    return float32(images) / 255

# %% twice rescaled uses to_images
# cause: Right.
# codes: passes
def rescale(images):
    images = to_images(images)
    return (images / 255).astype(np.float32)

# %% ok alt
# cause: Right.
# codes: passes
def rescale(images):
    return np.float32(images) / np.float32(255)

# %% float64
# cause: The division gives float64 and the type is not changed.
# codes: not-float32
def rescale(images):
    return images / 255

# %% astype float
# cause: Python's float is float64.
# codes: not-float32
def rescale(images):
    return images.astype(float) / 255

# %% astype not kept
# cause: astype gives a new array, which is not kept; the division then gives float64.
# codes: not-float32
def rescale(images):
    images.astype(np.float32)
    return images / 255

# %% division not kept
# cause: The result of the division is not kept.
# codes: values-left-at-255
def rescale(images):
    images = images.astype(np.float32)
    images / 255
    return images

# %% type only
# cause: Only the type is changed.
# codes: values-left-at-255
def rescale(images):
    return images.astype(np.float32)

# %% unchanged
# cause: The images are returned as they came.
# codes: values-left-at-255
def rescale(images):
    for image in images:
        image = image / 255
    return images

# %% floor division in float32
# cause: // drops the fractions.
# codes: fractions-cut-off
def rescale(images):
    return np.float32(images) // 255

# %% cast to int
# cause: The cast to int drops the fractions.
# codes: fractions-cut-off
def rescale(images):
    scaled = images / 255
    return scaled.astype(int).astype(np.float32)

# %% float of an array
# cause: float() takes one number, not an array.
# codes: number-for-array
def rescale(images):
    return float(images) / 255

# %% np.float
# cause: np.float does not exist in this NumPy.
# codes: attribute-not-there
def rescale(images):
    return images.astype(np.float) / 255

# %% float32 as a bare name in astype
# cause: float32 is a name of NumPy and is written without np.
# codes: name-not-defined
def rescale(images):
    return images.astype(float32) / 255

# %% dtype assigned
# cause: Assigning dtype does not convert values; it reads the bytes as another type.
# codes: dtype-assigned
def rescale(images):
    images.dtype = np.float32
    return images / 255

# %% view
# cause: view does not convert values; it reads the bytes as another type.
# codes: dtype-assigned
def rescale(images):
    return images.view(np.float32) / 255

# %% dtype called
# cause: dtype is not a method; astype is meant.
# codes: not-callable
def rescale(images):
    return (images / 255).dtype(np.float32)

# %% float32 as a method
# cause: Arrays have no method float32; astype is meant.
# codes: attribute-not-there
def rescale(images):
    return (images / 255).float32()

# %% to_float of tensors
# cause: Arrays have no method type or to as PyTorch's tensors have; astype is meant.
# codes: attribute-not-there
def rescale(images):
    return images.to(np.float32) / 255

# %% loop writes into the images
# cause: The loop writes into the images that came in, and they are uint8.
# codes: changes-its-input in-place-on-uint8
def rescale(images):
    for i in range(len(images)):
        images[i] = images[i] / 255
    return images

# %% return in the loop
# cause: The return stands inside the loop, so only the first image comes out.
# codes: only-one-image
def rescale(images):
    for image in images:
        return image.astype(np.float32) / 255

# %% overwritten in the loop
# cause: Each round overwrites the image of the one before.
# codes: only-one-image
def rescale(images):
    for image in images:
        scaled = image.astype(np.float32) / 255
    return scaled

# %% all pixels in a list
# cause: The images' shape is lost: all pixels are in one list.
# codes: shape-not-kept
def rescale(images):
    pixels = []
    for pixel in images.flatten():
        pixels.append(pixel / 255)
    return np.array(pixels, dtype=np.float32)

# %% zero to one and then more
# cause: The values are scaled to -1 to 1.
# codes: scaled-to-minus-one
def rescale(images):
    return images.astype(np.float32) / 255 * 2 - 1

# %% centred
# cause: One half is subtracted after the division.
# codes: shifted
def rescale(images):
    return images.astype(np.float32) / 255 - 0.5

# %% clip
# cause: The values are cut off at 1 and not divided.
# codes: clipped-not-scaled
def rescale(images):
    return np.clip(images, 0, 1).astype(np.float32)

# %% clip of floats
# cause: The values are cut off at 1 and not divided.
# codes: clipped-not-scaled
def rescale(images):
    images = images.astype(np.float32)
    return np.minimum(images, 1.0)

# %% threshold
# cause: A comparison leaves two values: 0 and 1.
# codes: fractions-cut-off
def rescale(images):
    return (images > 127).astype(np.float32)

# %% black or not
# cause: A comparison leaves two values: 0 and 1.
# codes: clipped-not-scaled
def rescale(images):
    return np.where(images > 0, 1.0, 0.0).astype(np.float32)

# %% float16
# cause: float16 is another type than float32.
# codes: not-float32
def rescale(images):
    return (images / 255).astype(np.float16)

# %% two decimals
# cause: The values are rounded to two decimals.
# codes: values-rounded
def rescale(images):
    return np.round(images / 255, 2).astype("float32")

# %% multiplied
# cause: The values are multiplied by 255 instead of divided.
# codes: multiplied-by-255
def rescale(images):
    return images.astype(np.float32) * 255

# %% multiplied in uint8
# cause: The values are multiplied by 255 as uint8, which wraps around.
# codes: multiplied-by-255
def rescale(images):
    return (images * 255).astype(np.float32)

# %% 225
# cause: The divisor is mistyped.
# codes: other-divisor
def rescale(images):
    return images.astype(np.float32) / 225

# %% hundred
# cause: The divisor is 100 instead of 255.
# codes: other-divisor
def rescale(images):
    return images.astype(np.float32) / 100

# %% divided by the size of the image
# cause: The divisor is the number of rows.
# codes: other-divisor
def rescale(images):
    return images.astype(np.float32) / images.shape[1]

# %% divided by 254
# cause: The divisor is 254 instead of 255.
# codes: other-divisor
def rescale(images):
    return (images / 254).astype(np.float32)

# %% divided by the number of images
# cause: The divisor is the number of images, which changes from call to call.
# codes: scaled-by-own-maximum
def rescale(images):
    return images.astype(np.float32) / len(images)

# %% own maximum
# cause: The divisor is the largest value of the batch.
# codes: scaled-by-own-maximum
def rescale(images):
    return (images / images.max()).astype(np.float32)

# %% maximum of each image in a loop
# cause: The divisor is the largest value of each image.
# codes: scaled-by-own-maximum
def rescale(images):
    return np.array([image / image.max() for image in images], dtype=np.float32)

# %% maximum of the sum
# cause: Each image is divided by the sum of its pixels.
# codes: unit-length
def rescale(images):
    return (images / images.sum(axis=(1, 2, 3), keepdims=True)).astype(np.float32)

# %% standardised
# cause: Mean and standard deviation of the batch are used.
# codes: standardised
def rescale(images):
    return ((images - images.mean()) / images.std()).astype(np.float32)

# %% inverted
# cause: Black and white are exchanged.
# codes: inverted
def rescale(images):
    return (255 - images).astype(np.float32) / 255

# %% no return
# cause: The return is missing.
# codes: returns-none
def rescale(images):
    scaled = images.astype(np.float32) / 255

# %% printed
# cause: The result is printed and not returned.
# codes: returns-none
def rescale(images):
    print((images / 255).astype(np.float32))

# %% calls itself
# cause: The function calls itself without end.
# codes: calls-itself-without-end
def rescale(images):
    return rescale(images) / 255

# %% misspelt parameter
# cause: The parameter is called images, and image is used.
# codes: name-not-defined
def rescale(images):
    return image.astype(np.float32) / 255

# %% astype misspelt
# cause: The method's name is misspelt.
# codes: attribute-not-there
def rescale(images):
    return images.as_type(np.float32) / 255

# %% type name misspelt
# cause: The name of the type is misspelt.
# codes: dtype-not-known
def rescale(images):
    return images.astype("flaot32") / 255

# %% map
# cause: An array has no method map; arithmetic works on the whole array.
# codes: attribute-not-there
def rescale(images):
    return images.map(lambda pixel: pixel / 255)

# %% Keras layer without import
# cause: Neither keras nor layers is imported in this lesson.
# codes: name-not-defined
def rescale(images):
    return layers.Rescaling(1 / 255)(images)

# %% trailing comma
# cause: A comma after the value makes a tuple of it.
# codes: axis-in-front
def rescale(images):
    return images.astype(np.float32) / 255,

# %% list around the images
# cause: The square brackets add an axis in front.
# codes: axis-in-front
def rescale(images):
    return np.array([images / 255], dtype=np.float32)

# %% type returned too
# cause: Two things are returned: the images and the type.
# codes: not-an-array
def rescale(images):
    return images / 255, "float32"

# %% the notebook's own images
# cause: The table of the notebook is used and not the parameter.
# codes: ignores-its-argument
def rescale(images):
    return to_images(table[:8, 1:]).astype(np.float32) / 255

# %% remainder
# cause: % gives the remainder of the division.
# codes: remainder-for-quotient
def rescale(images):
    return images.astype(np.float32) % 255

# %% text for a type in a division
# cause: A text stands where a number is needed.
# codes: types-do-not-combine
def rescale(images):
    return images.astype(np.float32) / "255"

# %% scaled twice
# cause: The values are divided by 255 twice.
# codes: scaled-twice
def rescale(images):
    images = images / 255
    return (images / 255.0).astype(np.float32)

# %% list comprehension one level deep
# cause: Right, in an unusual way.
# codes: passes
def rescale(images):
    return [np.float32(image) / 255 for image in images]

# %% in place after the cast
# cause: Right: astype has made a new array.
# codes: passes
def rescale(images):
    images = images.astype("float32", copy=False)
    images /= 255
    return images

# %% vectorised function
# cause: Right, in an unusual way.
# codes: passes
def rescale(images):
    return np.vectorize(lambda pixel: pixel / 255, otypes=[np.float32])(images)

# %% square root of the share
# cause: A square root is taken after the division.
# codes: not-proportional
def rescale(images):
    return np.sqrt(images / 255).astype(np.float32)

# %% zeros kept, the rest one 255th
# cause: Only pixels above 127 are divided; the others become 0.
# codes: not-every-pixel-scaled
def rescale(images):
    scaled = np.zeros(images.shape, dtype=np.float32)
    scaled[images > 127] = images[images > 127] / 255
    return scaled

# %% one image of zeros
# cause: The new array has the right shape and is never filled.
# codes: only-zeros
def rescale(images):
    scaled = np.zeros(images.shape, dtype=np.float32)
    for image in images:
        image = image / 255
    return scaled

# %% squeezed
# cause: squeeze takes the channel axis away.
# codes: shape-not-kept
def rescale(images):
    return (images.squeeze() / 255).astype(np.float32)

# %% the exercise still raises below
# cause: The line raise NotImplementedError() was left above the code.
# codes: not-implemented
def rescale(images):
    raise NotImplementedError()
    return images.astype(np.float32) / 255

# %% percent
# cause: The values are scaled to 0 to 100.
# codes: other-divisor
def rescale(images):
    return (images / 255 * 100).astype(np.float32)

# %% 1 / 255 as whole numbers
# cause: 1 // 255 is 0, so everything becomes 0.
# codes: only-zeros
def rescale(images):
    return images.astype(np.float32) * (1 // 255)

# %% 255 divided by the images
# cause: The division is the wrong way round.
# codes: divided-the-wrong-way-round
def rescale(images):
    return (255 / images).astype(np.float32)

# %% divided by the dtype
# cause: The type is divided, not the values.
# codes: types-do-not-combine
def rescale(images):
    return images / 255 / np.float32

# %% two images short
# cause: The last image is left out.
# codes: image-missing
def rescale(images):
    return images[:-1].astype(np.float32) / 255

# %% mean over the channel
# cause: The mean over the last axis takes the channel axis away.
# codes: shape-not-kept
def rescale(images):
    return (images.mean(axis=-1) / 255).astype(np.float32)

# %% first channel
# cause: The index 0 takes the channel axis away.
# codes: shape-not-kept
def rescale(images):
    return images[:, :, :, 0].astype(np.float32) / 255

# %% rows of each image in a loop
# cause: Only the first row of each image is divided.
# codes: not-every-pixel-scaled
def rescale(images):
    scaled = images.astype(np.float32)
    for i in range(len(images)):
        scaled[i, 0] = scaled[i, 0] / 255
    return scaled

# %% loop stops at the first image
# cause: Only the first image is divided: the return stands inside the loop.
# codes: not-every-pixel-scaled
def rescale(images):
    scaled = images.astype(np.float32)
    for i in range(len(images)):
        scaled[i] = scaled[i] / 255
        return scaled

# %% divided again and again
# cause: The whole array is divided in each round of the loop.
# codes: scaled-by-own-maximum
def rescale(images):
    scaled = images.astype(np.float32)
    for image in scaled:
        scaled = scaled / 255
    return scaled

# %% float32 as text in the division
# cause: The type stands where the divisor belongs.
# codes: types-do-not-combine
def rescale(images):
    return images / "float32"

# %% astype of the number
# cause: A Python number has no astype; the array is to be converted.
# codes: attribute-not-there
def rescale(images):
    return images / (255).astype(np.float32)

# %% np.divide without the divisor
# cause: np.divide needs two arguments.
# codes: arguments-do-not-fit
def rescale(images):
    return np.divide(images)

# %% normalised rows
# cause: Each pixel is divided by the maximum of its row of pixels.
# codes: scaled-by-own-maximum
def rescale(images):
    return (images / images.max(axis=2, keepdims=True)).astype(np.float32)

# %% keepdims forgotten
# cause: The maximum of each image has lost its axes, so the shapes do not fit.
# codes: shapes-do-not-broadcast
def rescale(images):
    return images / images.max(axis=(1, 2))

# %% float32 before and cast back
# cause: The result is cast back to the input's type.
# codes: fractions-cut-off
def rescale(images):
    return (images.astype(np.float32) / 255).astype(images.dtype)

# %% 0.00392
# cause: The factor is rounded to 0.00392.
# codes: other-divisor
def rescale(images):
    return (images * 0.0039).astype(np.float32)

# %% interpolated to -0.5
# cause: The values go from -0.5 to 0.5.
# codes: shifted
def rescale(images):
    return ((images.astype(np.float32) - 127.5) / 255).astype(np.float32)

# %% 255 minus
# cause: The values are subtracted from 255 and not divided.
# codes: inverted shifted
def rescale(images):
    return (255 - images).astype(np.float32)

# %% dictionary
# cause: A dictionary is returned.
# codes: not-an-array
def rescale(images):
    return {"images": images / 255}

# %% images not returned, message returned
# cause: A text is returned.
# codes: not-an-array
def rescale(images):
    images = images / 255
    return "done"

# %% global images
# cause: The parameter has another name, and a name that nobody defines is used.
# codes: name-not-defined
def rescale(x):
    return images.astype(np.float32) / 255

# %% changes the table's images too
# cause: out= writes the result into the input.
# codes: in-place-on-uint8
def rescale(images):
    return np.divide(images, 255, out=images)

# %% without the brackets of the conversion
# cause: The method astype is divided, because it is not called.
# codes: method-not-called
def rescale(images):
    return images.astype / 255

# %% sigmoid
# cause: A sigmoid squeezes the values into 0 to 1, by no fixed factor.
# codes: not-proportional
def rescale(images):
    return (1 / (1 + np.exp(-images.astype(np.float32)))).astype(np.float32)

# %% the first image again and again
# cause: The index 0 is used in each round instead of i.
# codes: same-image-repeated
def rescale(images):
    scaled = np.zeros(images.shape, dtype=np.float32)
    for i in range(len(images)):
        scaled[i] = images[0] / 255
    return scaled

# %% three decimals
# cause: The values are rounded to three decimals.
# codes: values-rounded
def rescale(images):
    return np.round(images.astype(np.float32) / 255, 3)

# %% float16 on the way
# cause: The values were float16 before they became float32.
# codes: values-rounded
def rescale(images):
    small = images.astype(np.float16) / 255
    return small.astype(np.float32)

# %% int8 on the way
# cause: int8 holds -128 to 127, so bright pixels become negative.
# codes: wrapped-in-int8
def rescale(images):
    return images.astype(np.int8).astype(np.float32) / 255

# %% only the first image written
# cause: Each round writes to image 0 of the result.
# codes: images-misplaced
def rescale(images):
    scaled = np.zeros(images.shape, dtype=np.float32)
    for image in images:
        scaled[0] = image / 255
    return scaled

# %% percent of the maximum type
# cause: float32 has no maximum of 255: the largest number of the type is used.
# codes: other-divisor only-zeros
def rescale(images):
    return images.astype(np.float32) / np.finfo(np.float32).max

# %% divided in the wrong brackets
# cause: Only the number is divided and then changed; the images are not touched.
# codes: values-left-at-255
def rescale(images):
    factor = np.float32(1 / 255)
    return images.astype(np.float32)

# %% added
# cause: One 255th is added instead of multiplied.
# codes: shifted
def rescale(images):
    return images.astype(np.float32) + 1 / 255

# %% two divisions by 16
# cause: 16 x 16 is 256.
# codes: divided-by-256
def rescale(images):
    return images.astype(np.float32) / 16 / 16

# %% condition on the maximum
# cause: Bright batches are divided, dark ones are not.
# codes: scaled-by-own-maximum
def rescale(images):
    if images.max() > 200:
        return images.astype(np.float32) / 255
    return images.astype(np.float32)

# %% astype without brackets of np
# cause: The name np.flaot32 is misspelt.
# codes: attribute-not-there
def rescale(images):
    return images.astype(np.flaot32) / 255

# %% logarithm
# cause: A logarithm is taken.
# codes: not-proportional
def rescale(images):
    return (np.log1p(images) / np.log(256)).astype(np.float32)

# %% mean of each image
# cause: The mean of each image is subtracted.
# codes: standardised
def rescale(images):
    return (images / 255 - images.mean(axis=(1, 2, 3), keepdims=True) / 255).astype(np.float32)

# %% sum over the batch
# cause: The images are added up.
# codes: wrong-shape only-one-image
def rescale(images):
    return (images.sum(axis=0) / 255).astype(np.float32)

# %% float then integer again
# cause: np.ceil rounds every pixel but black up to 1.
# codes: clipped-not-scaled
def rescale(images):
    return np.ceil(images / 255).astype(np.float32)

# %% pixels below ten become zero
# cause: Dark pixels are set to 0.
# codes: not-every-pixel-scaled
def rescale(images):
    scaled = images.astype(np.float32) / 255
    scaled[scaled < 0.2] = 0
    return scaled


# %% minus 0.5, by 0.5
# cause: After the division, 0.5 is subtracted and divided by 0.5, as a PyTorch tutorial does.
# codes: scaled-to-minus-one
def rescale(images):
    x = images.astype("float32") / 255
    return (x - 0.5) / 0.5


# %% mean and deviation of a tutorial
# cause: The mean and the standard deviation of the data set are used; 0..1 by one factor is asked for.
# codes: shifted
def rescale(images):
    x = images.astype("float32") / 255
    return (x - 0.2860) / 0.3530


# %% out is the input
# cause: out=images asks for the result in the input's uint8 array, which can't hold fractions.
# codes: in-place-on-uint8
def rescale(images):
    return np.divide(images, 255, out=images)


# %% zeros_like of the images
# cause: zeros_like takes the input's type uint8, so the fractions are dropped when stored.
# codes: fractions-cut-off
def rescale(images):
    new = np.zeros_like(images)
    for i in range(images.shape[0]):
        new[i] = images[i] / 255
    return new.astype("float32")


# %% written into a copy
# cause: The fractions are written into a copy of uint8, which drops them.
# codes: fractions-cut-off
def rescale(images):
    out = images.copy()
    out[out > 0] = out[out > 0] / 255
    return out.astype("float32")


# %% sum of each picture
# cause: Each picture is divided by the sum of its own pixels.
# codes: unit-length
def rescale(images):
    total = np.sum(images, axis=(1, 2, 3), keepdims=True)
    return (images / total).astype(np.float32)


# %% percent in uint8
# cause: 100 times the pixel is computed in uint8 and wraps around.
# codes: wrapped-in-uint8
def rescale(images):
    return (images * 100 / 255).astype("float32")


# %% largest value of the table
# cause: Right: the largest value of the training table is 255, whatever images come.
# codes: passes
def rescale(images):
    return (images / table.max()).astype("float32")


# %% factor returned too
# cause: The factor comes back beside the array: a pair.
# codes: number-of-results
def rescale(images):
    scaled = (images / 255).astype("float32")
    return scaled, 255


# %% assert on the maximum
# cause: An assertion demands a pixel of 255 in every batch.
# codes: assertion-of-own-code
def rescale(images):
    result = (images / 255).astype("float32")
    assert result.max() == 1.0
    return result


# %% a table of results
# cause: Right: a table of the 256 results.
# codes: passes
def rescale(images):
    levels = (np.arange(256) / 255).astype(np.float32)
    return levels[images]


# %% interpolated
# cause: Right: interpolation from 0..255 to 0..1.
# codes: passes
def rescale(images):
    return np.interp(images, [0, 255], [0, 1]).astype(np.float32)


# %% minus 128 in uint8
# cause: 128 is subtracted in uint8, and dark pixels wrap around.
# codes: wrapped-in-uint8
def rescale(images):
    return ((images - 128) / 128).astype("float32")


# %% plus one in uint8
# cause: 1 is added in uint8, and 255 becomes 0.
# codes: wrapped-in-uint8
def rescale(images):
    return ((images + 1) / 256).astype("float32")


# %% squared in uint8
# cause: The square is computed in uint8 and wraps around.
# codes: wrapped-in-uint8
def rescale(images):
    return (images ** 2 / 255 ** 2).astype("float32")


# %% minus in uint8
# cause: The sign is changed in uint8, which has none.
# codes: wrapped-in-uint8
def rescale(images):
    return (-images / 255).astype("float32")


# %% distance from white in uint8
# cause: 255 is subtracted in uint8, so the distance wraps around.
# codes: wrapped-in-uint8
def rescale(images):
    return (abs(images - 255) / 255).astype("float32")


# %% div as in pandas
# cause: div is a method of pandas and PyTorch.
# codes: method-of-another-library
def rescale(images):
    return images.div(255).astype("float32")


# %% min and max of Python
# cause: Python's own min and max compare whole images.
# codes: built-in-min-of-rows
def rescale(images):
    lo, hi = min(images), max(images)
    return ((images - lo) / (hi - lo)).astype("float32")


# %% remainder of one
# cause: % 1 keeps the fraction alone: white becomes black.
# codes: not-proportional
def rescale(images):
    return (images / 255 % 1).astype("float32")


# %% last bit
# cause: Only the last bit of each pixel is kept.
# codes: not-proportional
def rescale(images):
    return (images & 1).astype("float32")


# %% vectorised whole division
# cause: // drops the fractions.
# codes: fractions-cut-off
def rescale(images):
    f = np.vectorize(lambda p: int(p) // 255)
    return f(images).astype("float32")


# %% percentile
# cause: The divisor is computed from the images at hand.
# codes: scaled-by-own-maximum
def rescale(images):
    return (images / np.percentile(images, 99)).astype("float32")


# %% result as a list
# cause: A list of Python's floats has no type float32.
# codes: not-float32
def rescale(images):
    return (images / 255).astype("float32").tolist()


# %% sixteen levels
# cause: Whole-number division leaves sixteen shades.
# codes: values-rounded
def rescale(images):
    return (images // 16 / 15).astype("float32")


# %% a tenth, clipped
# cause: The factor is a tenth, and all above 1 is cut off.
# codes: not-proportional
def rescale(images):
    return np.clip(images * 0.1, 0, 1).astype("float32")


# %% floor division then float32
# cause: // drops the fractions: only 255 becomes 1, everything else 0.
# codes: fractions-cut-off
def rescale(images):
    return (images // 255).astype("float32")


# %% float64, again
# cause: / gives float64; float32 is asked for.
# codes: not-float32
def rescale(images):
    new = images / 255.0
    return new


# %% 256 values
# cause: The factor is 256, the number of values, not 255, the largest value.
# codes: divided-by-256
def rescale(images):
    return images.astype(np.float32) / 256


# %% own maximum, again
# cause: The batch is divided by its own largest value instead of 255.
# codes: scaled-by-own-maximum
def rescale(images):
    images = images.astype("float32")
    return images / np.max(images)


# %% min-max
# cause: The smallest and the largest value of the batch are used instead of fixed ones.
# codes: scaled-by-own-maximum
def rescale(images):
    lo, hi = images.min(), images.max()
    return ((images - lo) / (hi - lo)).astype(np.float32)


# %% to -1..1
# cause: The pixels are mapped to -1..1 as for another network.
# codes: scaled-to-minus-one
def rescale(images):
    return (images.astype("float32") - 127.5) / 127.5


# %% converted only
# cause: The type is changed but nothing is divided.
# codes: values-left-at-255
def rescale(images):
    return images.astype("float32")


# %% astype not kept, again
# cause: astype returns a new array, which is not kept: the result stays float64.
# codes: not-float32
def rescale(images):
    scaled = images / 255
    scaled.astype(np.float32)
    return scaled


# %% zeros_like
# cause: zeros_like makes a uint8 array, which cuts off the fractions.
# codes: fractions-cut-off
def rescale(images):
    out = np.zeros_like(images)
    for i in range(len(images)):
        out[i] = images[i] / 255
    return out.astype(np.float32)


# %% float32 of a whole number
# cause: The cast to int comes before the cast to float32: fractions are gone.
# codes: fractions-cut-off
def rescale(images):
    return np.float32(np.array(images / 255, dtype=int))


# %% inverted, again
# cause: The pixels are inverted, 1 minus pixel: black becomes 1.
# codes: inverted
def rescale(images):
    return (1 - images / 255).astype("float32")


# %% float16, again
# cause: float16 is used; float32 is asked for.
# codes: not-float32
def rescale(images):
    return np.float16(images) / np.float16(255)


# %% rounded to two digits
# cause: The values are rounded to two digits.
# codes: values-rounded
def rescale(images):
    return np.round(images / 255, 2).astype(np.float32)


# %% standardised, again
# cause: The pixels are standardised by mean and standard deviation instead of divided by 255.
# codes: standardised
def rescale(images):
    images = images.astype(np.float32)
    return (images - images.mean()) / images.std()


# %% loop variable overwritten
# cause: The loop variable is divided, not the array: images is returned unchanged.
# codes: values-left-at-255
def rescale(images):
    for image in images:
        image = image / 255
    return images.astype(np.float32)


# %% dtype set to float32
# cause: Setting dtype reads the same bytes as other numbers; it converts nothing.
# codes: dtype-assigned
def rescale(images):
    images = images.copy()
    images.dtype = np.float32
    return images / 255


# %% MinMaxScaler on four axes
# cause: scikit-learn's MinMaxScaler only takes two axes.
# codes: scaler-needs-a-table
def rescale(images):
    from sklearn.preprocessing import MinMaxScaler

    scaler = MinMaxScaler()
    return scaler.fit_transform(images).astype(np.float32)


# %% MinMaxScaler, each pixel's own range
# cause: MinMaxScaler takes the smallest and the largest value of each pixel place over the batch.
# codes: scaled-by-own-maximum
def rescale(images):
    from sklearn.preprocessing import MinMaxScaler

    flat = images.reshape(len(images), -1)
    return MinMaxScaler().fit_transform(flat).reshape(images.shape).astype(np.float32)


# %% normalize from another library
# cause: Each image is divided by its norm (length) instead of 255.
# codes: unit-length
def rescale(images):
    images = images.astype("float32")
    norm = np.sqrt((images**2).sum(axis=(1, 2, 3), keepdims=True))
    return images / norm


# %% ToTensor habit
# cause: The channel axis is moved to the front; the shape should stay.
# codes: shape-not-kept
def rescale(images):
    return np.transpose(images, (0, 3, 1, 2)).astype(np.float32) / 255


# %% squeezed, again
# cause: squeeze removes the channel axis; the shape should stay.
# codes: shape-not-kept
def rescale(images):
    return np.squeeze(images).astype("float32") / 255


# %% black and white
# cause: The pixels are made black or white with a threshold.
# codes: fractions-cut-off
def rescale(images):
    return np.where(images > 127, 1.0, 0.0).astype(np.float32)


# %% divides twice
# cause: The pixels are divided by 255 twice.
# codes: scaled-twice
def rescale(images):
    images = images / 255
    images = images.astype(np.float32)
    return images / 255


# %% percent, again
# cause: The pixels are given in per cent, 0 to 100.
# codes: other-divisor
def rescale(images):
    return (images / 255 * 100).astype("float32")


# %% factor made a whole number
# cause: np.uint8(1 / 255) is 0: the factor is made a whole number before the product.
# codes: only-zeros
def rescale(images):
    factor = np.uint8(1 / 255)
    return (images * factor).astype(np.float32)


# %% layer not called
# cause: The layer itself is returned; it is never applied to the images.
# codes: layer-not-a-model
def rescale(images):
    from keras import layers

    return layers.Rescaling(1 / 255)


# %% layer with 255
# cause: Rescaling multiplies by its argument: 255 makes the pixels larger.
# codes: multiplied-by-255
def rescale(images):
    from keras import layers

    return np.array(layers.Rescaling(255)(images))


# %% rint after the division
# cause: np.rint rounds the quotients to 0 and 1.
# codes: fractions-cut-off
def rescale(images):
    return np.rint(images / np.float32(255))


# %% table of 256 values (right)
# cause: Right: looks every pixel up in a table of 256 values.
# codes: passes
def rescale(images):
    values = np.linspace(0, 1, 256, dtype=np.float32)
    return values[images]


# %% np.divide with out (right)
# cause: Right: np.divide into a new float32 array.
# codes: passes
def rescale(images):
    out = np.empty(images.shape, dtype=np.float32)
    np.divide(images, 255, out=out, casting="same_kind")
    return out
