from keras import layers

# %% output same size (wrong range)
# cause: The loops run over the whole image, so the last windows stick out and are smaller than the kernel.
# codes: loop-over-whole-image
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            result[y, x] = (image[y:y+kh, x:x+kw] * kernel).sum()
    return result

# %% off by one
# cause: The number of places is h - kh, one too few in each direction.
# codes: output-off-by-one
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh, w - kw))
    for y in range(h - kh):
        for x in range(w - kw):
            result[y, x] = (image[y:y+kh, x:x+kw] * kernel).sum()
    return result

# %% 3x3 hard coded
# cause: The size of the result is written in as 26, which is right for a 28 x 28 image only.
# codes: image-size-fixed
def conv2d(image, kernel):
    result = np.zeros((26, 26))
    for y in range(26):
        for x in range(26):
            result[y, x] = (image[y:y+3, x:x+3] * kernel).sum()
    return result

# %% matrix product
# cause: Window and kernel are combined with @ instead of *.
# codes: matrix-product
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y+kh, x:x+kw] @ kernel).sum()
    return result

# %% mean
# cause: The mean of the products is taken, not their sum.
# codes: mean-for-sum
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y+kh, x:x+kw] * kernel).mean()
    return result

# %% python sum
# cause: Python's sum adds up the rows of a 2-D array and gives a row of numbers, not one number.
# codes: products-not-summed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = sum(image[y:y+kh, x:x+kw] * kernel)
    return result

# %% append
# cause: All sums are in one flat list; the rows and columns are missing.
# codes: map-is-flat
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result.append((image[y:y+kh, x:x+kw] * kernel).sum())
    return np.array(result)

# %% relu
# cause: Negative sums are replaced by 0.
# codes: relu-inside
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = max((image[y:y+kh, x:x+kw] * kernel).sum(), 0)
    return result

# %% nested list
# cause: It is right: a list of rows is taken as an array.
# codes: passes
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    for y in range(h - kh + 1):
        row = []
        for x in range(w - kw + 1):
            row.append((image[y:y+kh, x:x+kw] * kernel).sum())
        result.append(row)
    return result

# %% slice ends at the kernel size
# cause: The slice ends at kh and kw, not at y + kh and x + kw.
# codes: slice-end-not-moved
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:kh, x:kw] * kernel).sum()
    return result

# %% return inside the inner loop
# cause: The return is inside the inner loop, so only the first value is computed.
# codes: loop-ended-early
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y+kh, x:x+kw] * kernel).sum()
            return result

# %% return after the first row
# cause: The return is inside the outer loop, so only the first row is computed.
# codes: loop-ended-early
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y+kh, x:x+kw] * kernel).sum()
        return result

# %% products not summed
# cause: The products of a window are stored without adding them up.
# codes: products-not-summed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = image[y:y+kh, x:x+kw] * kernel
    return result

# %% appends the products
# cause: The products of each window are appended without adding them up.
# codes: products-not-summed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    for y in range(h - kh + 1):
        row = []
        for x in range(w - kw + 1):
            row.append(image[y:y+kh, x:x+kw] * kernel)
        result.append(row)
    return np.array(result)

# %% one window only
# cause: The kernel is laid on one place only, the upper left corner; nothing slides.
# codes: loop-ended-early
def conv2d(image, kernel):
    return np.sum(image[:3, :3] * kernel)

# %% whole image times kernel
# cause: The whole image is multiplied by the kernel at once; no window is cut out.
# codes: no-window
def conv2d(image, kernel):
    return (image * kernel).sum()

# %% image at kernel
# cause: The whole image is multiplied by the kernel as a matrix; no window is cut out.
# codes: no-window
def conv2d(image, kernel):
    return image @ kernel

# %% np.convolve
# cause: np.convolve works on rows of numbers, not on images.
# codes: np-convolve
def conv2d(image, kernel):
    return np.convolve(image, kernel, mode="valid")

# %% np.convolve flattened
# cause: np.convolve on the flattened arrays slides along one row, not over the image.
# codes: np-convolve
def conv2d(image, kernel):
    return np.convolve(image.flatten(), kernel.flatten(), mode="valid")

# %% scipy convolve2d
# cause: SciPy's convolve2d flips the kernel.
# codes: kernel-flipped
def conv2d(image, kernel):
    from scipy.signal import convolve2d
    return convolve2d(image, kernel, mode="valid")

# %% scipy same
# cause: mode="same" pads the image with zeros.
# codes: padding-added
def conv2d(image, kernel):
    from scipy import signal
    return signal.correlate2d(image, kernel, mode="same")

# %% scipy correlate2d default mode
# cause: The default mode of correlate2d is "full", which pads the image with zeros.
# codes: padding-added
def conv2d(image, kernel):
    from scipy import signal
    return signal.correlate2d(image, kernel)

# %% ndimage
# cause: scipy.ndimage fills in a border, so the map has the size of the image.
# codes: map-as-large-as-image padding-added
def conv2d(image, kernel):
    from scipy import ndimage
    return ndimage.correlate(image, kernel)

# %% scipy not imported
# cause: The name signal was never imported.
# codes: name-not-defined
def conv2d(image, kernel):
    return signal.correlate2d(image, kernel, mode="valid")

# %% padded by hand
# cause: The image is padded with zeros before the kernel slides.
# codes: padding-added
def conv2d(image, kernel):
    h, w = image.shape
    padded = np.pad(image, 1)
    result = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            result[y, x] = (padded[y:y+3, x:x+3] * kernel).sum()
    return result

# %% zeros_like and inner loops
# cause: The result is as large as the image, so the last rows and columns stay 0.
# codes: map-as-large-as-image padding-added
def conv2d(image, kernel):
    result = np.zeros_like(image)
    h, w = image.shape
    kh, kw = kernel.shape
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% four loops over the whole image
# cause: The loops run over the whole image, so image[y + i, x + j] lies outside it at the end.
# codes: loop-over-whole-image
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            for i in range(kh):
                for j in range(kw):
                    result[y, x] += image[y + i, x + j] * kernel[i, j]
    return result

# %% small result but loops over the image
# cause: The loops run over the whole image, further than the result reaches.
# codes: loop-over-whole-image
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h):
        for x in range(w):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% four loops, no running total
# cause: Each product overwrites the one before; = is written where += is needed.
# codes: last-product-only
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            for i in range(kh):
                for j in range(kw):
                    result[y, x] = image[y + i, x + j] * kernel[i, j]
    return result

# %% total set to zero once
# cause: The total is set to 0 once, before all loops, so each place also counts all places before it.
# codes: total-never-reset
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    total = 0
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            for i in range(kh):
                for j in range(kw):
                    total += image[y + i, x + j] * kernel[i, j]
            result[y, x] = total
    return result

# %% total set to zero for each row
# cause: The total is set to 0 once in each row, so each place also counts the places before it in its row.
# codes: total-never-reset
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        total = 0
        for x in range(w - kw + 1):
            total += np.sum(image[y:y + kh, x:x + kw] * kernel)
            result[y, x] = total
    return result

# %% result[x, y]
# cause: The result's indices are swapped, so the map is transposed.
# codes: map-transposed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[x, y] = (image[y:y + kh, x:x + kw] * kernel).sum()
    return result

# %% image[x, y]
# cause: The window is cut with rows and columns swapped, so the map is transposed.
# codes: map-transposed
def conv2d(image, kernel):
    w, h = image.shape
    kw, kh = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[x:x + kw, y:y + kh] * kernel).sum()
    return result

# %% slices inclusive
# cause: The slices end one place too early, as if the end were included.
# codes: window-unlike-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y + kh - 1, x:x + kw - 1] * kernel).sum()
    return result

# %% slices one too long
# cause: The slices end one place too late: the end of a slice is not included.
# codes: window-unlike-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y + kh + 1, x:x + kw + 1] * kernel).sum()
    return result

# %% starts at one
# cause: The windows start at row 1 and column 1, so the map is shifted by one place.
# codes: window-shifted
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh, w - kw))
    for y in range(1, h - kh + 1):
        for x in range(1, w - kw + 1):
            result[y - 1, x - 1] = (image[y:y + kh, x:x + kw] * kernel).sum()
    return result

# %% range from one, index kept
# cause: The loops start at 1, so the first row and the first column stay 0.
# codes: first-row-missing
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(1, h - kh + 1):
        for x in range(1, w - kw + 1):
            result[y, x] = (image[y:y + kh, x:x + kw] * kernel).sum()
    return result

# %% centred window
# cause: The window is centred on (y, x), so at the edge its start is negative and the slice is empty.
# codes: window-unlike-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y - 1:y + 2, x - 1:x + 2] * kernel).sum()
    return result

# %% last place missing, right shape
# cause: The loops stop one place too early, so the last row and column stay 0.
# codes: output-off-by-one
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh):
        for x in range(w - kw):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% sum of window times sum of kernel
# cause: Window and kernel are summed first and then multiplied.
# codes: not-multiplied
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = image[y:y + kh, x:x + kw].sum() * kernel.sum()
    return result

# %% added to the window
# cause: The kernel is added to the window, not multiplied with it.
# codes: not-multiplied
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y + kh, x:x + kw] + kernel).sum()
    return result

# %% largest product
# cause: The largest of the products is kept, not their sum.
# codes: other-value-for-sum
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y + kh, x:x + kw] * kernel).max()
    return result

# %% kernel forgotten
# cause: The window is summed without the kernel.
# codes: kernel-unused
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            window = image[y:y + kh, x:x + kw]
            result[y, x] = window.sum()
    return result

# %% absolute value
# cause: The sign of the sums is dropped.
# codes: sign-dropped
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = abs((image[y:y + kh, x:x + kw] * kernel).sum())
    return result

# %% clipped to pixel values
# cause: The sums are clipped to 0 to 1.
# codes: map-rescaled
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y + kh, x:x + kw] * kernel).sum()
    return np.clip(result, 0, 1)

# %% integer result
# cause: The result is an array of integers, which drops the decimals.
# codes: truncated-to-integers
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1), dtype=int)
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% uint8 result
# cause: The result is an array of uint8, which drops decimals and signs.
# codes: truncated-to-integers
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1), dtype=np.uint8)
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% no return
# cause: There is no return.
# codes: returns-none
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    print(result)

# %% loop over numbers
# cause: range(...) is missing: a number can't be looped over.
# codes: not-iterable
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in h - kh + 1:
        for x in w - kw + 1:
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% range of a shape
# cause: range gets a whole shape, a tuple, where it needs a number.
# codes: shape-is-a-tuple
def conv2d(image, kernel):
    result = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1))
    for y in range(image.shape - kernel.shape + 1):
        for x in range(image.shape - kernel.shape + 1):
            result[y, x] = np.sum(image[y:y + 3, x:x + 3] * kernel)
    return result

# %% zeros with two arguments
# cause: np.zeros gets two numbers where it wants one shape, in its own parentheses.
# codes: shape-not-in-brackets
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros(h - kh + 1, w - kw + 1)
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% height of the docstring
# cause: height and width are words of the docstring; no variable of that name is defined.
# codes: name-not-defined
def conv2d(image, kernel):
    result = np.zeros((height - kernel_height + 1, width - kernel_width + 1))
    for y in range(height - kernel_height + 1):
        for x in range(width - kernel_width + 1):
            result[y, x] = np.sum(image[y:y + kernel_height, x:x + kernel_width] * kernel)
    return result

# %% image.height
# cause: An array has no attribute height; its shape has the numbers.
# codes: sizes-in-shape
def conv2d(image, kernel):
    result = np.zeros((image.height - kernel.height + 1, image.width - kernel.width + 1))
    for y in range(image.height - kernel.height + 1):
        for x in range(image.width - kernel.width + 1):
            result[y, x] = np.sum(image[y:y + kernel.height, x:x + kernel.width] * kernel)
    return result

# %% kernel misspelt
# cause: The parameter is called kernel; kernal is not defined.
# codes: name-not-defined
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernal)
    return result

# %% range and slice swapped
# cause: The window is cut with one index, so it has all columns.
# codes: window-unlike-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh] * kernel)
    return result

# %% chained slices
# cause: image[a:b][c:d] slices the rows twice; the columns are never cut.
# codes: window-unlike-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh][x:x + kw] * kernel)
    return result

# %% stride of the kernel
# cause: The window moves by the size of the kernel, not by one pixel.
# codes: window-steps-by-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h // kh, w // kw))
    for y in range(h // kh):
        for x in range(w // kw):
            result[y, x] = np.sum(image[y * kh:(y + 1) * kh, x * kw:(x + 1) * kw] * kernel)
    return result

# %% stride of the kernel, full size result
# cause: The window moves by the size of the kernel, not by one pixel.
# codes: window-steps-by-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(0, h - kh + 1, kh):
        for x in range(0, w - kw + 1, kw):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% kernel 3 in the slice
# cause: The window is cut as 3 x 3 whatever the kernel's size is.
# codes: kernel-size-fixed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + 3, x:x + 3] * kernel)
    return result

# %% h - 2
# cause: The size of the result is written for a 3 x 3 kernel only.
# codes: kernel-size-fixed
def conv2d(image, kernel):
    h, w = image.shape
    result = np.zeros((h - 2, w - 2))
    for y in range(h - 2):
        for x in range(w - 2):
            result[y, x] = np.sum(image[y:y + 3, x:x + 3] * kernel)
    return result

# %% height used for both
# cause: The number of columns is computed from the height of the image.
# codes: conv2d-assumes-square
def conv2d(image, kernel):
    n = len(image) - len(kernel) + 1
    k = len(kernel)
    result = np.zeros((n, n))
    for y in range(n):
        for x in range(n):
            result[y, x] = np.sum(image[y:y + k, x:x + k] * kernel)
    return result

# %% h, w swapped everywhere
# cause: The shape is unpacked as width, height, so rows and columns are swapped; only squares work.
# codes: conv2d-assumes-square
def conv2d(image, kernel):
    w, h = image.shape
    kw, kh = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% kernel flipped by formula
# cause: The formula of a textbook flips the kernel.
# codes: kernel-flipped
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            for i in range(kh):
                for j in range(kw):
                    result[y, x] += image[y + i, x + j] * kernel[kh - 1 - i, kw - 1 - j]
    return result

# %% kernel flipped in one direction
# cause: The rows of the kernel are turned upside down.
# codes: kernel-flipped
def conv2d(image, kernel):
    kernel = kernel[::-1]
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% kernel index swapped
# cause: The kernel is read with its indices in the order [j, i], so it is transposed.
# codes: kernel-transposed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            for i in range(kh):
                for j in range(kw):
                    result[y, x] += image[y + i, x + j] * kernel[j, i]
    return result

# %% summed along one axis
# cause: .sum(axis=0) adds up the columns only and gives a row of numbers.
# codes: products-not-summed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y + kh, x:x + kw] * kernel).sum(axis=0)
    return result

# %% sum without parentheses
# cause: .sum without parentheses is the method itself, not its result.
# codes: method-not-called
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y + kh, x:x + kw] * kernel).sum
    return result

# %% sum of window only
# cause: The method call binds before the product: the kernel is summed and the window is not.
# codes: products-not-summed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = image[y:y + kh, x:x + kw] * kernel.sum()
    return result

# %% rows share one list
# cause: [[0] * n] * m makes one row that stands in the list m times.
# codes: every-row-the-last
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = [[0] * (w - kw + 1)] * (h - kh + 1)
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y][x] = float(np.sum(image[y:y + kh, x:x + kw] * kernel))
    return np.array(result)

# %% row list never emptied
# cause: The list of the row is made once, outside the loops, so it keeps growing and every row is that list.
# codes: row-never-emptied
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    row = []
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            row.append((image[y:y + kh, x:x + kw] * kernel).sum())
        result.append(row)
    return np.array(result)

# %% comma indices on a list
# cause: A list of lists has no index [y, x]; that is for arrays.
# codes: list-has-one-index
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = [[0] * (w - kw + 1) for _ in range(h - kh + 1)]
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% empty list assigned by index
# cause: An empty list has no place [y]; values are added with append.
# codes: index-out-of-range index-not-whole
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y][x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% writes into the image
# cause: The results are written into the image, so later windows see changed pixels.
# codes: changes-its-input
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            image[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return image[:h - kh + 1, :w - kw + 1]

# %% result is another name for the image
# cause: result = image gives the same array a second name, so the image is changed.
# codes: changes-its-input
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = image
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% image and kernel swapped
# cause: The shapes of image and kernel are mixed up.
# codes: size-negative
def conv2d(image, kernel):
    h, w = kernel.shape
    kh, kw = image.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% three values unpacked
# cause: The image has two axes, height and width; there is no channel.
# codes: image-has-two-axes
def conv2d(image, kernel):
    h, w, c = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% batch axis expected
# cause: The image has two axes; the code expects images x height x width x channels.
# codes: image-has-two-axes
def conv2d(image, kernel):
    n, h, w, c = image.shape
    kh, kw = kernel.shape
    result = np.zeros((n, h - kh + 1, w - kw + 1))
    for i in range(n):
        for y in range(h - kh + 1):
            for x in range(w - kw + 1):
                result[i, y, x] = np.sum(image[i, y:y + kh, x:x + kw, 0] * kernel)
    return result

# %% Keras layer without weights
# cause: The Keras layer starts with random weights; the kernel was never given to it.
# codes: kernel-unused image-size-fixed
def conv2d(image, kernel):
    layer = layers.Conv2D(1, 3, use_bias=False)
    return np.asarray(layer(image.reshape(1, 28, 28, 1)))[0, :, :, 0]

# %% boot for image
# cause: The function reads the boot of the notebook, not its parameter.
# codes: image-unused ignores-its-argument
def conv2d(image, kernel):
    h, w = boot.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(boot[y:y + kh, x:x + kw] * kernel)
    return result

# %% boot defined in the notebook
# cause: The function reads the boot of the notebook, not its parameter.
# codes: image-unused ignores-its-argument
boot = np.random.default_rng(3).uniform(size=(28, 28))
def conv2d(image, kernel):
    h, w = boot.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(boot[y:y + kh, x:x + kw] * kernel)
    return result

# %% kernel replaced inside
# cause: The function makes a kernel of its own and never uses the one that it is given.
# codes: kernel-unused ignores-its-argument
def conv2d(image, kernel):
    kernel = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% divided by the kernel's sum
# cause: The sums are divided by the sum of the kernel.
# codes: map-rescaled
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel) / kernel.sum()
    return result

# %% scaled to 0 to 1 at the end
# cause: The map is stretched to 0 to 1, so it no longer holds the sums.
# codes: map-rescaled
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return (result - result.min()) / (result.max() - result.min())

# %% only the last value returned
# cause: The function returns the last sum, not the whole map.
# codes: only-last-window-kept
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% first row of sums only
# cause: There is one loop only, over the columns; the kernel never moves down.
# codes: loop-ended-early map-is-flat
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros(w - kw + 1)
    for x in range(w - kw + 1):
        result[x] = np.sum(image[:kh, x:x + kw] * kernel)
    return result

# %% one loop for both
# cause: One loop moves down and to the right at once, so only the diagonal is computed.
# codes: diagonal-only
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        result[i, i] = np.sum(image[i:i + kh, i:i + kw] * kernel)
    return result

# %% zip for nested loops
# cause: zip goes through rows and columns together, so only the diagonal is computed.
# codes: diagonal-only
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y, x in zip(range(h - kh + 1), range(w - kw + 1)):
        result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% float sizes
# cause: / gives a float, and an index or a range must be a whole number.
# codes: index-not-whole
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    pad = kh / 2
    result = np.zeros((h - 2 * pad, w - 2 * pad))
    for y in range(h - 2 * pad):
        for x in range(w - 2 * pad):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% map of the parameters not returned but named
# cause: The function returns the name of the result as a text.
# codes: not-an-array
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return "result"

# %% only the zeros
# cause: The loops are not written yet; the result is still full of zeros.
# codes: map-still-zero
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    return result

# %% never written into the result
# cause: The sum is computed but never written into the result.
# codes: map-still-zero
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            value = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% compares instead of assigning
# cause: == compares; = assigns.
# codes: map-still-zero
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] == np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% starts from ones
# cause: The result starts from ones and the sums are added to them.
# codes: does-not-start-at-zero
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.ones((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] += np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% kernel laid on from the lower right
# cause: The window is cut towards the upper left, with y - kh, so it is empty at the start.
# codes: window-unlike-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y - kh:y, x - kw:x] * kernel)
    return result

# %% bare range over windows
# cause: shape is an attribute, not a method.
# codes: not-callable
def conv2d(image, kernel):
    h, w = image.shape()
    kh, kw = kernel.shape()
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% list comprehension of rows
# cause: It is right.
# codes: passes
def conv2d(image, kernel):
    kh, kw = kernel.shape
    return np.array([[np.sum(image[y:y + kh, x:x + kw] * kernel)
                      for x in range(image.shape[1] - kw + 1)]
                     for y in range(image.shape[0] - kh + 1)])

# %% vdot of windows
# cause: It is right.
# codes: passes
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.empty((len(image) - kh + 1, len(image[0]) - kw + 1))
    for place in np.ndindex(out.shape):
        y, x = place
        out[place] = np.vdot(image[y:y + kh, x:x + kw], kernel)
    return out

# %% stops on a small window
# cause: It is right: windows that stick out are left out.
# codes: passes
def conv2d(image, kernel):
    rows = []
    for y in range(image.shape[0]):
        row = []
        for x in range(image.shape[1]):
            window = image[y:y + kernel.shape[0], x:x + kernel.shape[1]]
            if window.shape == kernel.shape:
                row.append(np.sum(window * kernel))
        if row:
            rows.append(row)
    return np.array(rows)

# %% np.multiply and np.add.reduce
# cause: It is right.
# codes: passes
def conv2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.add.reduce(np.multiply(windows, kernel), axis=(2, 3))

# %% kernel's middle
# cause: The code counts from the kernel's middle, kh // 2, which an even kernel does not have.
# codes: even-kernel-size
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    ph, pw = kh // 2, kw // 2
    result = np.zeros((h - 2 * ph, w - 2 * pw))
    for y in range(ph, h - ph):
        for x in range(pw, w - pw):
            window = image[y - ph:y + ph + 1, x - pw:x + pw + 1]
            result[y - ph, x - pw] = np.sum(window * kernel)
    return result

# %% squeezed
# cause: np.squeeze takes away an axis of length 1, so a result of one place has no axis.
# codes: one-place-or-one-weight
def conv2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.squeeze(np.einsum("yxij,ij->yx", windows, kernel))

# %% window without y and x
# cause: The slice does not use the loops' variables, so every place gets the first window.
# codes: window-never-moves
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            window = image[:kh, :kw]
            result[y, x] = np.sum(window * kernel)
    return result

# %% window cut before the loops
# cause: The window is cut once, in front of the loops, so every place gets the same one.
# codes: window-never-moves
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    y, x = 0, 0
    window = image[y:y + kh, x:x + kw]
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = (window * kernel).sum()
    return result


# %% columns one short
# cause: The + 1 is missing in the columns only.
# codes: output-off-by-one
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw))
    for y in range(h - kh + 1):
        for x in range(w - kw):
            result[y, x] = (image[y:y+kh, x:x+kw] * kernel).sum()
    return result

# %% last row missing only
# cause: The loop over the rows stops one place too early.
# codes: output-off-by-one
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh):
        for x in range(w - kw + 1):
            result[y, x] = (image[y:y+kh, x:x+kw] * kernel).sum()
    return result

# %% one place too many
# cause: The loops make one step too many, so the last windows stick out of the image.
# codes: output-off-by-one
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 2, w - kw + 2))
    for y in range(h - kh + 2):
        for x in range(w - kw + 2):
            result[y, x] = (image[y:y+kh, x:x+kw] * kernel).sum()
    return result

# %% whole image, window 3 written in
# cause: The loops run over the whole image, so the last windows stick out.
# codes: loop-over-whole-image
def conv2d(image, kernel):
    h, w = image.shape
    result = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            window = image[y:y+3, x:x+3]
            result[y, x] = np.sum(window * kernel)
    return result

# %% for row in image
# cause: The loops run over all pixels, and image[y + i, x + j] lies outside at the edge.
# codes: loop-over-whole-image
def conv2d(image, kernel):
    result = np.zeros(image.shape)
    for y, row in enumerate(image):
        for x, pixel in enumerate(row):
            total = 0
            for i, kernel_row in enumerate(kernel):
                for j, weight in enumerate(kernel_row):
                    total = total + image[y + i][x + j] * weight
            result[y, x] = total
    return result

# %% pixel times all weights
# cause: Each pixel meets all the weights; no neighbours are looked at.
# codes: not-multiplied
def conv2d(image, kernel):
    result = np.zeros(image.shape)
    for y, row in enumerate(image):
        for x, pixel in enumerate(row):
            for weight in kernel.flatten():
                result[y, x] += pixel * weight
    return result

# %% writes windows into the result
# cause: A whole window of the result is written for each place, not one number.
# codes: products-not-summed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y:y+kh, x:x+kw] += image[y:y+kh, x:x+kw] * kernel
    return result

# %% assigns windows into the result
# cause: A whole window of the result is written for each place, not one number.
# codes: products-not-summed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y:y+kh, x:x+kw] = image[y:y+kh, x:x+kw] * kernel
    return result

# %% product of the products
# cause: The products are multiplied with each other, not added up.
# codes: other-value-for-sum
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.prod(image[y:y+kh, x:x+kw] * kernel)
    return result

# %% sum of absolute products
# cause: The products lose their signs before they are added up.
# codes: other-value-for-sum
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.abs(image[y:y+kh, x:x+kw] * kernel).sum()
    return result

# %% result one-dimensional
# cause: The result has one axis, and two indices are used.
# codes: too-many-indices
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros(h - kh + 1)
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y+kh, x:x+kw] * kernel)
    return result

# %% reshape to 26
# cause: The flat list is reshaped to 26 x 26, which is right for the boot only.
# codes: image-size-fixed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    values = []
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            values.append(np.sum(image[y:y+kh, x:x+kw] * kernel))
    return np.array(values).reshape(26, 26)

# %% reshape to the image
# cause: The flat list is reshaped to the size of the image, which has more places.
# codes: map-as-large-as-image
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    values = []
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            values.append(np.sum(image[y:y+kh, x:x+kw] * kernel))
    return np.array(values).reshape(image.shape)

# %% assignment behind the inner loop
# cause: The line that writes into the result stands behind the inner loop, so only the last column is filled.
# codes: only-last-window-kept
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            value = np.sum(image[y:y+kh, x:x+kw] * kernel)
        result[y, x] = value
    return result

# %% row started in the inner loop
# cause: The row is made anew in the inner loop, so only its last value is left.
# codes: only-last-window-kept
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            row = []
            row.append(np.sum(image[y:y+kh, x:x+kw] * kernel))
        result.append(row)
    return np.array(result)

# %% rows appended behind the loops
# cause: The row is appended behind both loops, so only the last row is left.
# codes: only-last-window-kept
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    for y in range(h - kh + 1):
        row = []
        for x in range(w - kw + 1):
            row.append(np.sum(image[y:y+kh, x:x+kw] * kernel))
    result.append(row)
    return np.array(result)

# %% row appended in the inner loop
# cause: The row is appended in the inner loop, once for each window.
# codes: row-added-too-often
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    for y in range(h - kh + 1):
        row = []
        for x in range(w - kw + 1):
            row.append(np.sum(image[y:y+kh, x:x+kw] * kernel))
            result.append(row)
    return np.array(result)

# %% window one further
# cause: The window begins at y + 1 and x + 1, so it is shifted and sticks out at the end.
# codes: window-unlike-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y+1:y+1+kh, x+1:x+1+kw] * kernel)
    return result

# %% four loops, steps of the kernel
# cause: The index is multiplied by the kernel's size, so the window moves too far.
# codes: window-steps-by-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            for i in range(kh):
                for j in range(kw):
                    result[y, x] += image[y * kh + i, x * kw + j] * kernel[i, j]
    return result

# %% products of the first window
# cause: The loops run over the kernel only; the products of the first window come back.
# codes: products-not-summed
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((kh, kw))
    for y in range(kh):
        for x in range(kw):
            result[y, x] = image[y, x] * kernel[y, x]
    return result

# %% first window in two loops
# cause: The loops run over the kernel only, so one window is summed.
# codes: loop-ended-early
def conv2d(image, kernel):
    total = 0
    for y in range(kernel.shape[0]):
        for x in range(kernel.shape[1]):
            total += image[y, x] * kernel[y, x]
    return total

# %% Keras weights before build
# cause: set_weights is called before the layer is built.
# codes: keras-kernel-missing
def conv2d(image, kernel):
    layer = layers.Conv2D(filters=1, kernel_size=3, use_bias=False)
    layer.set_weights([kernel.reshape(3, 3, 1, 1)])
    return np.asarray(layer(image[np.newaxis, :, :, np.newaxis]))[0, :, :, 0]

# %% Keras kernel without axes
# cause: The layer's weights have four axes; the kernel has two.
# codes: keras-kernel-missing
def conv2d(image, kernel):
    layer = layers.Conv2D(filters=1, kernel_size=kernel.shape, use_bias=False)
    layer.build((None, None, None, 1))
    layer.set_weights([kernel])
    return np.asarray(layer(image[np.newaxis, :, :, np.newaxis]))[0, :, :, 0]

# %% Keras layer on the plain image
# cause: The layer wants four axes; the image has two.
# codes: image-has-two-axes
def conv2d(image, kernel):
    layer = layers.Conv2D(filters=1, kernel_size=kernel.shape)
    return layer(image)

# %% Keras layer with the kernel
# cause: It is right.
# codes: passes
def conv2d(image, kernel):
    kh, kw = kernel.shape
    layer = layers.Conv2D(filters=1, kernel_size=(kh, kw), use_bias=False)
    layer.build((None, None, None, 1))
    layer.set_weights([kernel.reshape(kh, kw, 1, 1)])
    return layer(image[np.newaxis, :, :, np.newaxis])[0, :, :, 0]

# %% divided by 255
# cause: The image is divided by 255 once more.
# codes: map-rescaled
def conv2d(image, kernel):
    image = image / 255
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y+kh, x:x+kw] * kernel)
    return result

# %% scipy full with a flip
# cause: convolve2d pads by default and flips the kernel.
# codes: padding-added kernel-flipped
def conv2d(image, kernel):
    import scipy.signal
    return scipy.signal.convolve2d(image, kernel)

# %% dot of a row and the kernel
# cause: A flat window and a kernel with two axes are multiplied as matrices.
# codes: matrix-product-shapes matrix-product
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            window = image[y:y+kh, x:x+kw].flatten()
            result[y, x] = np.dot(window, kernel)
    return result

# %% sum is a number
# cause: The name sum is used for a number, so sum(...) calls a number.
# codes: builtin-replaced
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    sum = 0
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = sum(sum(image[y:y+kh, x:x+kw] * kernel))
    return result

# %% total not defined before
# cause: total is used before it was set.
# codes: used-before-assigned
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            for i in range(kh):
                for j in range(kw):
                    total += image[y + i, x + j] * kernel[i, j]
            result[y, x] = total
    return result

# %% the result's name misspelt
# cause: reslut is a misspelt result.
# codes: name-not-defined
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y+kh, x:x+kw] * kernel)
    return reslut

# %% np misspelt
# cause: The function is np.sum, not np.summe.
# codes: attribute-not-there
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.summe(image[y:y+kh, x:x+kw] * kernel)
    return result

# %% three parameters
# cause: The function was given a third parameter, which the check does not know.
# codes: arguments-do-not-fit
def conv2d(image, kernel, stride):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y+kh, x:x+kw] * kernel)
    return result

# %% sum of sums
# cause: It is right: sum(sum(...)) adds up rows and then columns.
# codes: passes
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = sum(sum(image[y:y+kh, x:x+kw] * kernel))
    return result

# %% while loops
# cause: It is right.
# codes: passes
def conv2d(image, kernel):
    out = []
    y = 0
    while y + kernel.shape[0] <= image.shape[0]:
        out.append([])
        x = 0
        while x + kernel.shape[1] <= image.shape[1]:
            out[-1].append(float((image[y:y + kernel.shape[0], x:x + kernel.shape[1]] * kernel).sum()))
            x += 1
        y += 1
    return tuple(tuple(row) for row in out)

# %% window in steps of the kernel, own line
# cause: The window is cut at y * kh and x * kw, so it moves by the kernel's size.
# codes: window-steps-by-kernel
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            window = image[y*kh:(y+1)*kh, x*kw:(x+1)*kw]
            result[y, x] = np.sum(window * kernel)
    return result

# %% rows at kernel
# cause: Rows of the image are multiplied by the kernel as matrices.
# codes: matrix-product
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y+kh] @ kernel)
    return result

# %% padding computed
# cause: It pads so that the output has the size of the image.
# codes: padding-added
def conv2d(image, kernel):
    kh, kw = kernel.shape
    pad_h = (kh - 1) // 2
    pad_w = (kw - 1) // 2
    padded = np.zeros((image.shape[0] + 2 * pad_h, image.shape[1] + 2 * pad_w))
    padded[pad_h:pad_h + image.shape[0], pad_w:pad_w + image.shape[1]] = image
    output = np.zeros(image.shape)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            output[i, j] = np.sum(padded[i:i + kh, j:j + kw] * kernel)
    return output

# %% border left at zero
# cause: The result is as large as the image, with a border of zeros around the sums.
# codes: map-as-large-as-image
def conv2d(image, kernel):
    h, w = image.shape
    output = np.zeros((h, w))
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            output[y, x] = np.sum(image[y - 1:y + 2, x - 1:x + 2] * kernel)
    return output

# %% loops over kernel outside
# cause: The loops run over the kernel, and each weight multiplies the whole image.
# codes: not-multiplied map-as-large-as-image
def conv2d(image, kernel):
    total = np.zeros(image.shape)
    for row in kernel:
        for weight in row:
            total += weight * image
    return total

# %% shifts with np.roll
# cause: np.roll wraps around, so values of the other edge come in.
# codes: map-as-large-as-image
def conv2d(image, kernel):
    total = np.zeros(image.shape)
    for i in range(kernel.shape[0]):
        for j in range(kernel.shape[1]):
            total += kernel[i, j] * np.roll(image, (-i, -j), axis=(0, 1))
    return total

# %% flat index
# cause: result.append in a numpy array does not exist.
# codes: attribute-not-there
def conv2d(image, kernel):
    result = np.array([])
    for y in range(image.shape[0] - kernel.shape[0] + 1):
        for x in range(image.shape[1] - kernel.shape[1] + 1):
            result.append(np.sum(image[y:y + 3, x:x + 3] * kernel))
    return result

# %% np.append not kept
# cause: np.append returns a new array, which is thrown away.
# codes: result-empty
def conv2d(image, kernel):
    result = np.array([])
    for y in range(image.shape[0] - kernel.shape[0] + 1):
        for x in range(image.shape[1] - kernel.shape[1] + 1):
            np.append(result, np.sum(image[y:y + 3, x:x + 3] * kernel))
    return result

# %% np.append flat
# cause: np.append makes one long row.
# codes: map-is-flat
def conv2d(image, kernel):
    result = np.array([])
    for y in range(image.shape[0] - kernel.shape[0] + 1):
        for x in range(image.shape[1] - kernel.shape[1] + 1):
            result = np.append(result, np.sum(image[y:y + 3, x:x + 3] * kernel))
    return result

# %% x and y swapped in loops
# cause: y runs over the columns and x over the rows, so only squares work.
# codes: conv2d-assumes-square
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for x in range(h - kh + 1):
        for y in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% bias
# cause: A bias of 1 is added to each sum.
# codes: does-not-start-at-zero
def conv2d(image, kernel, bias=1):
    kh, kw = kernel.shape
    return np.array([[np.sum(image[y:y + kh, x:x + kw] * kernel) + bias
                      for x in range(image.shape[1] - kw + 1)]
                     for y in range(image.shape[0] - kh + 1)])

# %% column loop outside in comprehension
# cause: The comprehension runs over the columns outside, so the map is transposed.
# codes: map-transposed
def conv2d(image, kernel):
    kh, kw = kernel.shape
    return np.array([[np.sum(image[y:y + kh, x:x + kw] * kernel)
                      for y in range(image.shape[0] - kh + 1)]
                     for x in range(image.shape[1] - kw + 1)])

# %% flat comprehension
# cause: One list for all.
# codes: map-is-flat
def conv2d(image, kernel):
    kh, kw = kernel.shape
    return np.array([np.sum(image[y:y + kh, x:x + kw] * kernel)
                     for y in range(image.shape[0] - kh + 1)
                     for x in range(image.shape[1] - kw + 1)])

# %% writes row 0
# cause: The row index of the result is always 0.
# codes: only-last-window-kept
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[0, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% x missing
# cause: A whole row of the result is written for each window.
# codes: only-last-window-kept
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% whole result written
# cause: result[:] = ... fills the whole result with each sum.
# codes: only-last-window-kept
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[:] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% image returned
# cause: The image is returned, not the result.
# codes: other-name-returned
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return image

# %% window returned
# cause: The last window is returned, not the result.
# codes: other-name-returned
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            window = image[y:y + kh, x:x + kw]
            result[y, x] = np.sum(window * kernel)
    return window

# %% tuple returned
# cause: The shape is returned too.
# codes: not-an-array number-of-results
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result, result.shape

# %% y in both slices
# cause: y stands in both slices, so only windows on the diagonal are looked at.
# codes: one-index-for-both
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(h - kh + 1):
        for x in range(w - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, y:y + kw] * kernel)
    return result

# %% typed =+ for += in four loops
# cause: "=+" assigns; so each product replaces the one before, and only the last product of a window is left.
# codes: last-product-only
def conv2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    out = np.zeros((H - kh + 1, W - kw + 1))
    for y in range(H - kh + 1):
        for x in range(W - kw + 1):
            for i in range(kh):
                for j in range(kw):
                    out[y, x] =+ image[y + i, x + j] * kernel[i, j]
    return out

# %% multiplies the window in place
# cause: The window is a view of the image; "*=" writes the products into the image, which later windows then read.
# codes: changes-its-input
def conv2d(image, kernel):
    kh, kw = kernel.shape
    oh = image.shape[0] - kh + 1
    ow = image.shape[1] - kw + 1
    feature_map = np.zeros((oh, ow))
    for row in range(oh):
        for col in range(ow):
            window = image[row:row + kh, col:col + kw]
            window *= kernel
            feature_map[row, col] = window.sum()
    return feature_map

# %% MATLAB brackets
# cause: Round brackets call a function; an array is indexed with square brackets.
# codes: not-callable
def conv2d(image, kernel):
    m, n = image.shape
    p, q = kernel.shape
    out = np.zeros((m - p + 1, n - q + 1))
    for i in range(m - p + 1):
        for j in range(n - q + 1):
            out[i, j] = np.sum(image(i, j) * kernel)
    return out

# %% long row correlated with the long kernel
# cause: Flattened, the kernel lies on k * k neighbours of one long row instead of on a window of several rows.
# codes: np-convolve
def conv2d(image, kernel):
    height, width = image.shape
    kernel_height, kernel_width = kernel.shape
    values = np.correlate(image.flatten(), kernel.flatten(), mode="valid")
    out_h = height - kernel_height + 1
    out_w = width - kernel_width + 1
    return values[:out_h * out_w].reshape(out_h, out_w)

# %% loops over the kernel's sides
# cause: The loops run over the places of the kernel, so the result has the kernel's size.
# codes: map-as-large-as-kernel
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((kh, kw))
    for y in range(kh):
        for x in range(kw):
            out[y, x] = (image[y:y + kh, x:x + kw] * kernel).sum()
    return out

# %% einsum with the kernel's axes the wrong way round
# cause: "lk" in einsum reads the kernel with rows and columns swapped.
# codes: kernel-transposed
def conv2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijkl,lk->ij", windows, kernel)

# %% pandas iloc
# cause: iloc belongs to pandas; a NumPy array is indexed directly.
# codes: attribute-not-there
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = (image.iloc[y:y + kh, x:x + kw] * kernel).sum()
    return out

# %% shifted images added up, kernel weight by kernel weight
# cause: Right: the loops run over the weights and add the shifted image times the weight.
# codes: passes
def conv2d(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    return sum(kernel[i, j] * image[i:i + h, j:j + w] for i in range(kh) for j in range(kw))

# %% np.vdot in a generator of np.fromiter
# cause: Right: vdot multiplies pairs and adds them up, and the sums are reshaped.
# codes: passes
def conv2d(image, kernel):
    (a, b), (c, d) = image.shape, kernel.shape
    places = np.ndindex(a - c + 1, b - d + 1)
    sums = (np.vdot(image[y:y + c, x:x + d].copy(), kernel) for y, x in places)
    return np.fromiter(sums, dtype=float).reshape(a - c + 1, b - d + 1)

# %% every pixel times every weight
# cause: The two loops over the flat window and the flat kernel pair every pixel with every weight instead of with its own.
# codes: not-multiplied
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            total = 0
            for pixel in image[y:y + kh, x:x + kw].flatten():
                for weight in kernel.flatten():
                    total += pixel * weight
            out[y, x] = total
    return out

# %% sum over zipped rows
# cause: zip goes over rows, so the sum adds up rows of products and a row is left, not a number.
# codes: products-not-summed
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            window = image[y:y + kh, x:x + kw]
            out[y, x] = sum(p * w for p, w in zip(window, kernel))
    return out

# %% rounded to two decimals
# cause: Each sum is rounded to two decimals.
# codes: map-rounded
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = round(float(np.sum(image[y:y + kh, x:x + kw] * kernel)), 2)
    return out

# %% image standardised first
# cause: The mean is subtracted from the image before the kernel is laid on it.
# codes: inputs-rescaled
def conv2d(image, kernel):
    image = (image - image.mean()) / image.std()
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return out

# %% rows yielded
# cause: yield makes the function a generator; nothing is returned as an array.
# codes: cannot-cross
def conv2d(image, kernel):
    kh, kw = kernel.shape
    for y in range(image.shape[0] - kh + 1):
        row = []
        for x in range(image.shape[1] - kw + 1):
            row.append(np.sum(image[y:y + kh, x:x + kw] * kernel))
        yield row

# %% while with a column that is never set back
# cause: x is set to 0 once, so the inner while runs for the first row only.
# codes: loop-ended-early
def conv2d(image, kernel):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    out = np.zeros((oh, ow))
    y = 0
    x = 0
    while y < oh:
        while x < ow:
            out[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
            x += 1
        y += 1
    return out

# %% around the centre, border cut off
# cause: The loop goes over centres with kh // 2 on both sides, which is a window of kh rows for odd kh only.
# codes: even-kernel-size
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    ry, rx = kh // 2, kw // 2
    out = np.zeros((h - 2 * ry, w - 2 * rx))
    for y in range(ry, h - ry):
        for x in range(rx, w - rx):
            out[y - ry, x - rx] = np.sum(image[y - ry:y + ry + 1, x - rx:x + rx + 1] * kernel)
    return out

# %% padded and then one cut off
# cause: One pixel is cut off on each side of the padded result, which fits a 3 x 3 kernel only.
# codes: kernel-size-fixed
def conv2d(image, kernel):
    kh, kw = kernel.shape
    padded = np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2)))
    out = np.zeros(image.shape)
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            out[y, x] = np.sum(padded[y:y + kh, x:x + kw] * kernel)
    return out[1:-1, 1:-1]

# %% result is a part of the image
# cause: out is a slice of the image, so what is written into it changes the image, which later windows read.
# codes: changes-its-input
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = image[:image.shape[0] - kh + 1, :image.shape[1] - kw + 1]
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return out

# %% dot of the flat window and the kernel
# cause: The window is flattened and the kernel is not, so dot has nine numbers on the left and three rows on the right.
# codes: matrix-product
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = np.dot(image[y:y + kh, x:x + kw].flatten(), kernel)
    return out

# %% pandas rolling
# cause: pd was never imported, and rolling windows of pandas go along one axis.
# codes: name-not-defined
def conv2d(image, kernel):
    frame = pd.DataFrame(image)
    return frame.rolling(len(kernel)).apply(lambda part: (part * kernel).sum()).to_numpy()

# %% sums in a dictionary
# cause: The sums stand in a dictionary with the places as keys; an array is asked for.
# codes: not-an-array
def conv2d(image, kernel):
    kh, kw = kernel.shape
    result = {}
    for y in range(image.shape[0] - kh + 1):
        for x in range(image.shape[1] - kw + 1):
            result[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return result

# %% error of a window that sticks out passed over
# cause: The loops go on to places where the kernel does not fit; a window of one row raises no error there, because NumPy stretches it.
# codes: output-off-by-one loop-over-whole-image
def conv2d(image, kernel):
    rows = []
    for y in range(len(image)):
        row = []
        for x in range(len(image[0])):
            try:
                row.append((image[y:y + len(kernel), x:x + len(kernel[0])] * kernel).sum())
            except ValueError:
                pass
        if row:
            rows.append(row)
    return np.array(rows)


# %% MATLAB one-based loops
# cause: The loops begin at 1, as in MATLAB, so the first row and the first column of the result stay 0.
# codes: first-row-missing
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    out = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(1, h - kh + 1):
        for x in range(1, w - kw + 1):
            out[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return out


# %% centred window again
# cause: The window is centred on y, x, as in image filters, in place of having its upper left corner there.
# codes: unnamed
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    r, c = kh // 2, kw // 2
    out = np.zeros((h - kh + 1, w - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            window = image[max(y - r, 0):y - r + kh, max(x - c, 0):x - c + kw]
            out[y, x] = (window * kernel[:window.shape[0], :window.shape[1]]).sum()
    return out


# %% lists of lists by comprehension swapped
# cause: The outer comprehension runs over columns and the inner one over rows, so the result is transposed.
# codes: map-transposed
def conv2d(image, kernel):
    kh, kw = kernel.shape
    h = image.shape[0] - kh + 1
    w = image.shape[1] - kw + 1
    return np.array([[np.sum(image[i:i + kh, j:j + kw] * kernel) for i in range(h)] for j in range(w)])


# %% np.dot of window and kernel
# cause: np.dot of two 2-D arrays is the matrix product, not the products of the pairs.
# codes: matrix-product
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = np.dot(image[y:y + kh, x:x + kw], kernel.T).sum()
    return out


# %% np.vdot of flattened reversed
# cause: The kernel's numbers are reversed after flattening, which flips the kernel in both directions.
# codes: kernel-flipped
def conv2d(image, kernel):
    kh, kw = kernel.shape
    k = kernel.flatten()[::-1]
    rows = []
    for y in range(image.shape[0] - kh + 1):
        row = []
        for x in range(image.shape[1] - kw + 1):
            row.append(np.vdot(image[y:y + kh, x:x + kw].flatten(), k))
        rows.append(row)
    return np.array(rows)


# %% PyTorch F.conv2d
# cause: Uses PyTorch's F, which isn't imported in this course.
# codes: name-not-defined
def conv2d(image, kernel):
    image = image[None, None]
    kernel = kernel[None, None]
    return F.conv2d(image, kernel)[0, 0]


# %% einsum with the kernel turned, as convolve2d does
# cause: The kernel is turned by 180 degrees, as scipy.signal.convolve2d does it.
# codes: kernel-flipped
from numpy.lib.stride_tricks import sliding_window_view

def conv2d(image, kernel):
    # like scipy.signal.convolve2d(image, kernel, mode="valid")
    return np.einsum("ijkl,kl->ij", sliding_window_view(image, kernel.shape), np.rot90(kernel, 2))


# %% += without reset
# cause: total isn't set back to 0 for every place but only for every row, so it adds up along the row.
# codes: total-never-reset
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        total = 0
        for x in range(out.shape[1]):
            for i in range(kh):
                for j in range(kw):
                    total += image[y + i, x + j] * kernel[i, j]
            out[y, x] = total
    return out


# %% i and j swapped in the kernel
# cause: The kernel is read as kernel[j, i] while the image is read as image[y + i, x + j]: the kernel is transposed.
# codes: kernel-transposed
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            for i in range(kh):
                for j in range(kw):
                    out[y, x] += image[y + i, x + j] * kernel[j, i]
    return out


# %% as large as the image, cut on all sides
# cause: The result is made as large as the image and cropped by 1 on each side, as for a centred 3 x 3 kernel, though it was filled from the corner.
# codes: map-cut-in-the-middle
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros_like(image)
    for y in range(image.shape[0] - kh + 1):
        for x in range(image.shape[1] - kw + 1):
            out[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel)
    return out[1:-1, 1:-1]


# %% normalised by kernel sum
# cause: The sum is divided by the sum of the kernel's weights, as for a blur; the statement doesn't ask for it.
# codes: map-rescaled
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    norm = kernel.sum()
    if norm == 0:
        norm = 1
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = np.sum(image[y:y + kh, x:x + kw] * kernel) / norm
    return out


# %% clipped to 0..1
# cause: The result is clipped to 0 to 1 to be an image again, but the sums may be negative or larger than 1.
# codes: map-rescaled
def conv2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = np.clip(np.sum(image[y:y + kh, x:x + kw] * kernel), 0, 1)
    return out


# %% shape from kernel[0]
# cause: The number of columns of the kernel is taken from len(kernel), its number of rows.
# codes: conv2d-assumes-square
def conv2d(image, kernel):
    rows, cols = len(image), len(image[0])
    k = len(kernel)
    result = []
    for y in range(rows - k + 1):
        line = []
        for x in range(cols - k + 1):
            s = 0
            for i in range(k):
                for j in range(k):
                    s += image[y + i][x + j] * kernel[i][j]
            line.append(s)
        result.append(line)
    return np.array(result)


# %% forgot y + i
# cause: The row of the pixel is image[y][...] in place of image[y + i][...]: every row of the kernel meets the same row of the image.
# codes: pixel-offset-missing
def conv2d(image, kernel):
    result = []
    for y in range(len(image) - len(kernel) + 1):
        line = []
        for x in range(len(image[0]) - len(kernel[0]) + 1):
            s = 0
            for i in range(len(kernel)):
                for j in range(len(kernel[0])):
                    s += image[y][x + j] * kernel[i][j]
            line.append(s)
        result.append(line)
    return np.array(result)


# %% np.mean of products
# cause: np.mean gives the mean of the products, not their sum.
# codes: mean-for-sum
def conv2d(image, kernel):
    kh, kw = kernel.shape
    H, W = image.shape
    return np.array([[np.mean(image[y:y+kh, x:x+kw] * kernel) for x in range(W - kw + 1)] for y in range(H - kh + 1)])


# %% int dtype from np.zeros
# cause: The result array has dtype int, so every sum is cut down to a whole number.
# codes: truncated-to-integers
def conv2d(image, kernel):
    kh, kw = kernel.shape
    h = image.shape[0] - kh + 1
    w = image.shape[1] - kw + 1
    result = np.full((h, w), 0)
    for y in range(h):
        for x in range(w):
            result[y, x] = (image[y:y + kh, x:x + kw] * kernel).sum()
    return result


# %% right: shifted sums over kernel entries
# cause: A right answer: adds up shifted copies of the image, one for each weight of the kernel.
# codes: passes
def conv2d(image, kernel):
    kh, kw = np.shape(kernel)
    h = np.shape(image)[0] - kh + 1
    w = np.shape(image)[1] - kw + 1
    total = 0.0
    for (i, j), weight in np.ndenumerate(kernel):
        total = total + weight * image[i:i + h, j:j + w]
    return total


# %% right: recursive plain Python with a generator
# cause: A right answer in plain Python: nested generators, at the end an array.
# codes: passes
def conv2d(image, kernel):
    def place(y, x):
        return sum(image[y + i][x + j] * k for i, row in enumerate(kernel) for j, k in enumerate(row))
    height = len(image) - len(kernel) + 1
    width = len(image[0]) - len(kernel[0]) + 1
    return np.array([[place(y, x) for x in range(width)] for y in range(height)], dtype=float)
