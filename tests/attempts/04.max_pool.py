import keras
from keras import layers

# %% overlapping
# cause: The window starts at y and x, so it moves one step at a time.
# codes: pool-windows-overlap
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[y:y+size, x:x+size].max()
    return result

# %% step in range, index not divided
# cause: y and x step through the pixels, and the result is indexed with them without dividing by size.
# codes: result-index-not-divided
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(0, h, size):
        for x in range(0, w, size):
            result[y, x] = image[y:y+size, x:x+size].max()
    return result

# %% odd edges counted
# cause: range(0, h, size) also starts a window that does not fit at an odd edge.
# codes: odd-row-kept
def max_pool(image, size=2):
    h, w = image.shape
    rows = []
    for y in range(0, h, size):
        row = []
        for x in range(0, w, size):
            row.append(image[y:y+size, x:x+size].max())
        rows.append(row)
    return np.array(rows)

# %% reshape without crop
# cause: The reshape needs sides that are multiples of size; the rest was not cut off.
# codes: odd-size-fails
def max_pool(image, size=2):
    h, w = image.shape
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))

# %% mean
# cause: The mean of each window is taken, not the largest value.
# codes: mean-for-max
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].mean()
    return result

# %% running max from 0
# cause: The search for the largest starts at 0, so negative values are never found.
# codes: pool-starts-at-zero
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            best = 0
            for i in range(size):
                for j in range(size):
                    if image[size*y + i, size*x + j] > best:
                        best = image[size*y + i, size*x + j]
            result[y, x] = best
    return result

# %% float division
# cause: / gives a float; a shape and a range need whole numbers, as // gives.
# codes: index-not-whole
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h / size, w / size))
    for y in range(h / size):
        for x in range(w / size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% just strides
# cause: Only the upper left corner of each window is looked at.
# codes: pool-keeps-one-corner
def max_pool(image, size=2):
    return image[::size, ::size]

# %% right
# cause: It is right.
# codes: passes
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% Python's max of a window
# cause: Python's max compares whole rows of a 2-D window, not its numbers.
# codes: max-of-rows
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = max(image[size*y:size*y+size, size*x:size*x+size])
    return result

# %% max of a row of the window
# cause: Only the first row of each window is looked at.
# codes: pool-part-of-window
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = max(image[size*y, size*x:size*x+size])
    return result

# %% max of two columns
# cause: Only the first column of each window is looked at.
# codes: pool-part-of-window
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x].max()
    return result

# %% max along one axis
# cause: .max(axis=0) gives the largest of each column, not of the whole window.
# codes: max-of-rows
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max(axis=0)
    return result

# %% smallest value
# cause: The smallest value of each window is kept.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].min()
    return result

# %% sum
# cause: The values of each window are added up.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].sum()
    return result

# %% argmax
# cause: argmax gives the place of the largest value, not the value.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].argmax()
    return result

# %% largest magnitude
# cause: The value of largest magnitude is searched, so negative values win.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = np.abs(image[size*y:size*y+size, size*x:size*x+size]).max()
    return result

# %% return in the loop
# cause: The return is inside the outer loop, so only the first row is computed.
# codes: loop-ended-early
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
        return result

# %% return in the inner loop
# cause: The return is inside the inner loop, so only the first value is computed.
# codes: loop-ended-early
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
            return result

# %% returns the value
# cause: The function returns the first maximum, not the map.
# codes: loop-ended-early
def max_pool(image, size=2):
    h, w = image.shape
    for y in range(0, h, size):
        for x in range(0, w, size):
            return image[y:y+size, x:x+size].max()

# %% largest of all
# cause: The largest value of the whole image is taken; no window is cut out.
# codes: loop-ended-early no-window
def max_pool(image, size=2):
    return image.max()

# %% largest of each row
# cause: The largest of each whole row is taken; no window is cut out.
# codes: no-window
def max_pool(image, size=2):
    return image.max(axis=1)

# %% no return
# cause: There is no return.
# codes: returns-none
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()

# %% flat list
# cause: All maxima are in one flat list; rows and columns are missing.
# codes: map-is-flat
def max_pool(image, size=2):
    h, w = image.shape
    result = []
    for y in range(h // size):
        for x in range(w // size):
            result.append(image[size*y:size*y+size, size*x:size*x+size].max())
    return np.array(result)

# %% result as large as the image
# cause: The result is as large as the image; only each second place is filled.
# codes: map-as-large-as-image
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h, w))
    for y in range(0, h, size):
        for x in range(0, w, size):
            result[y, x] = image[y:y+size, x:x+size].max()
    return result

# %% zeros_like, half filled
# cause: The result is as large as the image; only its upper left quarter is filled.
# codes: map-as-large-as-image
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros_like(image)
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% sliding like conv2d
# cause: The window moves one step at a time, as in conv2d.
# codes: pool-windows-overlap
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h - size + 1, w - size + 1))
    for y in range(h - size + 1):
        for x in range(w - size + 1):
            result[y, x] = image[y:y+size, x:x+size].max()
    return result

# %% slice ends at size
# cause: The slice ends at size, not at its start plus size, so later windows are empty.
# codes: slice-end-not-moved
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[y*size:size, x*size:size].max()
    return result

# %% window always 2
# cause: The window is 2 x 2 whatever size is.
# codes: pool-size-ignored
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // 2, w // 2))
    for y in range(h // 2):
        for x in range(w // 2):
            result[y, x] = image[2*y:2*y+2, 2*x:2*x+2].max()
    return result

# %% window of 2 in steps of size
# cause: The window is 2 x 2 whatever size is; only its steps follow size.
# codes: pool-size-ignored
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+2, size*x:size*x+2].max()
    return result

# %% four corners
# cause: The four values of a 2 x 2 window are written out; size is used for the steps only.
# codes: pool-size-ignored
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            a = image[size*y, size*x]
            b = image[size*y + 1, size*x]
            c = image[size*y, size*x + 1]
            d = image[size*y + 1, size*x + 1]
            result[y, x] = max(a, b, c, d)
    return result

# %% size redefined
# cause: size is set to 2 inside the function, so the parameter is never used.
# codes: pool-size-ignored
def max_pool(image, size=2):
    size = 2
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% no size parameter
# cause: The parameter size was removed from the def line.
# codes: arguments-do-not-fit
def max_pool(image):
    h, w = image.shape
    result = np.zeros((h // 2, w // 2))
    for y in range(h // 2):
        for x in range(w // 2):
            result[y, x] = image[2*y:2*y+2, 2*x:2*x+2].max()
    return result

# %% size renamed
# cause: The parameter is called pool_size, not size.
# codes: arguments-do-not-fit
def max_pool(image, pool_size=2):
    h, w = image.shape
    result = np.zeros((h // pool_size, w // pool_size))
    for y in range(h // pool_size):
        for x in range(w // pool_size):
            result[y, x] = image[pool_size*y:pool_size*(y+1), pool_size*x:pool_size*(x+1)].max()
    return result

# %% size without a default
# cause: The default =2 of size was removed.
# codes: arguments-do-not-fit
def max_pool(image, size):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% size as a shape
# cause: size is a number; the code unpacks it as a pair.
# codes: size-is-one-number
def max_pool(image, size=2):
    h, w = image.shape
    sh, sw = size
    result = np.zeros((h // sh, w // sw))
    for y in range(h // sh):
        for x in range(w // sw):
            result[y, x] = image[sh*y:sh*y+sh, sw*x:sw*x+sw].max()
    return result

# %% size[0]
# cause: size is a number; it has no [0].
# codes: size-is-one-number
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size[0], w // size[1]))
    for y in range(h // size[0]):
        for x in range(w // size[1]):
            result[y, x] = image[2*y:2*y+2, 2*x:2*x+2].max()
    return result

# %% slice inclusive
# cause: The slices end one place too early, so each window is one pixel.
# codes: window-too-small pool-keeps-one-corner
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size-1, size*x:size*x+size-1].max()
    return result

# %% slice one too long
# cause: The slices end one place too late, so each window is 3 x 3.
# codes: window-too-large
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size+1, size*x:size*x+size+1].max()
    return result

# %% result[x, y]
# cause: The result's indices are swapped.
# codes: map-transposed
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[x, y] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% result with sides swapped
# cause: Height and width of the result are swapped.
# codes: map-transposed
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((w // size, h // size))
    for y in range(h // size):
        for x in range(w // size):
            result[x, y] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% square only
# cause: The number of columns is computed from the height.
# codes: pool-assumes-square
def max_pool(image, size=2):
    n = len(image) // size
    result = np.zeros((n, n))
    for y in range(n):
        for x in range(n):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% width and height swapped
# cause: The shape is unpacked as width, height.
# codes: map-transposed pool-assumes-square
def max_pool(image, size=2):
    w, h = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% 13 written in
# cause: 13 is written in, which is right for a 26 x 26 map only.
# codes: image-size-fixed
def max_pool(image, size=2):
    result = np.zeros((13, 13))
    for y in range(13):
        for x in range(13):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% stops one window early
# cause: The loops stop one window too early, so the last row and column stay 0.
# codes: last-window-missing
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size - 1):
        for x in range(w // size - 1):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% range up to h minus size
# cause: range(0, h - size, size) leaves the last window out.
# codes: last-window-missing
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(0, h - size, size):
        for x in range(0, w - size, size):
            result[y // size, x // size] = image[y:y+size, x:x+size].max()
    return result

# %% range up to h minus size, appended
# cause: range(0, h - size, size) leaves the last window out.
# codes: last-window-missing
def max_pool(image, size=2):
    h, w = image.shape
    return np.array([[image[y:y+size, x:x+size].max() for x in range(0, w - size, size)]
                     for y in range(0, h - size, size)])

# %% index divided, odd edge
# cause: On odd sides range(0, h, size) starts a window that does not fit, and the result has no place for it.
# codes: odd-size-fails odd-row-kept
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(0, h, size):
        for x in range(0, w, size):
            result[y // size, x // size] = image[y:y+size, x:x+size].max()
    return result

# %% index divided with slash
# cause: y / size is a float, and an index must be a whole number.
# codes: index-not-whole
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(0, h - size + 1, size):
        for x in range(0, w - size + 1, size):
            result[y / size, x / size] = image[y:y+size, x:x+size].max()
    return result

# %% ceil
# cause: np.ceil rounds up, so an incomplete window is kept.
# codes: odd-row-kept
def max_pool(image, size=2):
    h, w = image.shape
    rows, columns = int(np.ceil(h / size)), int(np.ceil(w / size))
    result = np.zeros((rows, columns))
    for y in range(rows):
        for x in range(columns):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% round
# cause: round may round up; then a window that does not fit is counted.
# codes: odd-row-kept
def max_pool(image, size=2):
    h, w = image.shape
    rows, columns = round(h / size), round(w / size)
    result = np.zeros((rows, columns))
    for y in range(rows):
        for x in range(columns):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% reshape into windows the wrong way
# cause: reshape(-1, 2, 2) takes four neighbours of a row, not a 2 x 2 window.
# codes: reshape-is-no-window
def max_pool(image, size=2):
    h, w = image.shape
    windows = image.reshape(h // size, w // size, size, size)
    return windows.max(axis=(2, 3))

# %% reshape and wrong axes
# cause: The maximum is taken along the wrong axes of the reshaped array.
# codes: pool-wrong-axes
def max_pool(image, size=2):
    h, w = image.shape
    h, w = h // size * size, w // size * size
    return image[:h, :w].reshape(h // size, size, w // size, size).max(axis=(2, 3))

# %% reshape, one axis only
# cause: The maximum is taken along one axis only.
# codes: pool-wrong-axes
def max_pool(image, size=2):
    h, w = image.shape
    h, w = h // size * size, w // size * size
    return image[:h, :w].reshape(h // size, size, w // size, size).max(axis=1)

# %% starts from the zeros of the result
# cause: The comparison starts from the zeros of the result.
# codes: pool-starts-at-zero
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size * size):
        for x in range(w // size * size):
            if image[y, x] > result[y // size, x // size]:
                result[y // size, x // size] = image[y, x]
    return result

# %% last value of the window
# cause: Each value overwrites the one before; nothing is compared.
# codes: pool-keeps-one-corner
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size * size):
        for x in range(w // size * size):
            result[y // size, x // size] = image[y, x]
    return result

# %% best set once
# cause: The best value is set once, before all loops, so it is the largest of all windows so far.
# codes: total-never-reset
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    best = -np.inf
    for y in range(h // size):
        for x in range(w // size):
            for i in range(size):
                for j in range(size):
                    if image[size*y + i, size*x + j] > best:
                        best = image[size*y + i, size*x + j]
            result[y, x] = best
    return result

# %% integer result
# cause: The result is an array of integers, which drops the decimals.
# codes: truncated-to-integers
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size), dtype=int)
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% uint8 result
# cause: The result is an array of uint8, in which negative values wrap around.
# codes: truncated-to-integers
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size), dtype="uint8")
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = int(image[size*y:size*y+size, size*x:size*x+size].max()) % 256
    return result

# %% ReLU added
# cause: Negative maxima are replaced by 0.
# codes: pool-starts-at-zero
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = max(image[size*y:size*y+size, size*x:size*x+size].max(), 0)
    return result

# %% result filled from range h
# cause: The loops run over all rows and columns of the image, further than the result reaches.
# codes: loop-over-whole-image
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h):
        for x in range(w):
            result[y, x] = image[y*size:y*size+size, x*size:x*size+size].max()
    return result

# %% zeros with two arguments
# cause: np.zeros gets two numbers where it wants one shape, in its own parentheses.
# codes: shape-not-in-brackets
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros(h // size, w // size)
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% h and w not defined
# cause: h and w were never assigned in the function.
# codes: name-not-defined
def max_pool(image, size=2):
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% reuslt
# cause: reuslt is a misspelt result.
# codes: name-not-defined
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return reuslt

# %% maximum of one array
# cause: np.maximum compares two arrays; the largest of one array is np.max.
# codes: maximum-by-another-name
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = np.maximum(image[size*y:size*y+size, size*x:size*x+size])
    return result

# %% window.maximum
# cause: An array has no method maximum; it is max.
# codes: maximum-by-another-name
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].maximum()
    return result

# %% window compared with a number
# cause: A whole window is compared with a number in an if.
# codes: max-of-rows
def max_pool(image, size=2):
    h, w = image.shape
    result = np.full((h // size, w // size), -np.inf)
    for y in range(h // size):
        for x in range(w // size):
            window = image[size*y:size*y+size, size*x:size*x+size]
            if window > result[y, x]:
                result[y, x] = window
    return result

# %% pads with zeros
# cause: Odd sides are padded with zeros, so an incomplete window is kept.
# codes: odd-row-kept
def max_pool(image, size=2):
    h, w = image.shape
    image = np.pad(image, ((0, h % size), (0, w % size)))
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% crops the start
# cause: Odd sides lose their first row and column, not the last.
# codes: odd-row-dropped-at-the-start
def max_pool(image, size=2):
    h, w = image.shape
    image = image[h % size:, w % size:]
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% always drops the last row
# cause: The last row and column are dropped even where they fill a window.
# codes: last-window-missing
def max_pool(image, size=2):
    image = image[:-1, :-1]
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% sorts in place
# cause: The window is a view, so sorting it in place changes the image.
# codes: changes-its-input
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            window = image[size*y:size*y+size, size*x:size*x+size]
            window.sort()
            result[y, x] = window[:, -1].max()
    return result

# %% Keras layer, size of the demo
# cause: The reshape has 13 written in, which is right for one map only.
# codes: image-size-fixed
def max_pool(image, size=2):
    return np.asarray(layers.MaxPooling2D(size)(image.reshape(1, 13, 13, 1)))[0, :, :, 0]

# %% Keras layer on two axes
# cause: MaxPooling2D wants four axes; the image has two.
# codes: image-has-two-axes
def max_pool(image, size=2):
    return layers.MaxPooling2D(size)(image)

# %% Keras layer
# cause: It is right.
# codes: passes
def max_pool(image, size=2):
    return np.asarray(layers.MaxPooling2D(size)(image[None, :, :, None]))[0, :, :, 0]

# %% view of blocks
# cause: It is right.
# codes: passes
def max_pool(image, size=2):
    h, w = image.shape
    cut = image[:h - h % size, :w - w % size]
    return np.max([cut[i::size, j::size] for i in range(size) for j in range(size)], axis=0)

# %% list of lists
# cause: It is right: a list of rows is taken as an array.
# codes: passes
def max_pool(image, size=2):
    rows = []
    for y in range(0, len(image) - size + 1, size):
        rows.append([max(max(r[x:x + size]) for r in image[y:y + size])
                     for x in range(0, len(image[0]) - size + 1, size)])
    return rows

# %% only the zeros
# cause: The maximum is kept under another name and never written into the result.
# codes: map-still-zero
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            window = image[size*y:size*y+size, size*x:size*x+size]
            largest = window.max()
    return result

# %% result made in the inner loop
# cause: The result is made anew for each window, so only the last maximum is left.
# codes: only-last-window-kept
def max_pool(image, size=2):
    h, w = image.shape
    for y in range(h // size):
        for x in range(w // size):
            result = np.zeros((h // size, w // size))
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% last maximum returned
# cause: The variable is overwritten by each window, and only the last maximum comes back.
# codes: only-last-window-kept
def max_pool(image, size=2):
    h, w = image.shape
    for y in range(h // size):
        for x in range(w // size):
            biggest = image[size*y:size*y+size, size*x:size*x+size].max()
    return biggest

# %% row list returned
# cause: The list of the last row is returned, not the list of rows.
# codes: only-last-window-kept
def max_pool(image, size=2):
    h, w = image.shape
    rows = []
    for y in range(h // size):
        row = []
        for x in range(w // size):
            row.append(image[size*y:size*y+size, size*x:size*x+size].max())
        rows.append(row)
    return np.array(row)

# %% ranges from one
# cause: The loops start at 1, so the first row and the first column stay 0.
# codes: first-row-missing
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(1, h // size):
        for x in range(1, w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% zip of the two ranges
# cause: zip goes through rows and columns together, so only the diagonal is computed.
# codes: diagonal-only
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y, x in zip(range(h // size), range(w // size)):
        result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% list of rows by multiplication
# cause: [[0] * n] * m makes one row that stands in the list m times.
# codes: every-row-the-last
def max_pool(image, size=2):
    h, w = image.shape
    result = [[0] * (w // size)] * (h // size)
    for y in range(h // size):
        for x in range(w // size):
            result[y][x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return np.array(result)

# %% one row list for all
# cause: The list of the row is made once, outside the loops, and never emptied.
# codes: row-never-emptied
def max_pool(image, size=2):
    h, w = image.shape
    rows, row = [], []
    for y in range(0, h - size + 1, size):
        for x in range(0, w - size + 1, size):
            row.append(image[y:y+size, x:x+size].max())
        rows.append(row)
    return rows

# %% added to ones
# cause: The result starts from ones, and the maxima are added to them.
# codes: does-not-start-at-zero
def max_pool(image, size=2):
    h, w = image.shape
    result = np.ones((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] += image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% absolute value of the maximum
# cause: The sign of each maximum is dropped.
# codes: sign-dropped
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = abs(image[size*y:size*y+size, size*x:size*x+size].max())
    return result

# %% clipped for the picture
# cause: The values are clipped to 0 to 1.
# codes: map-rescaled
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return np.clip(result, 0, 1)

# %% slice from end to start
# cause: Start and end of the slice are swapped, so each window is empty.
# codes: window-empty
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[(y + 1)*size:y*size, (x + 1)*size:x*size].max()
    return result

# %% one window too many
# cause: The loops make one window too many in each direction, and it is empty.
# codes: window-empty loop-over-whole-image
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size + 1, w // size + 1))
    for y in range(h // size + 1):
        for x in range(w // size + 1):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% pools the map of the example
# cause: The function makes an image of its own and never uses the one that it is given.
# codes: image-unused
def max_pool(image, size=2):
    image = np.array([[1.0, 2.0, 5.0, 0.0, 9.0], [3.0, 4.0, 0.0, 0.0, 9.0]])
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result


# %% slices behind each other
# cause: image[a:b][c:d] slices the rows twice; the columns are never cut.
# codes: rows-sliced-twice
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            window = image[size*y:size*y+size][size*x:size*x+size]
            result[y, x] = window.max()
    return result

# %% counter set once
# cause: The counter of columns is set once and goes on into the next row.
# codes: counter-never-reset
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    i, j = 0, 0
    for y in range(0, h - size + 1, size):
        for x in range(0, w - size + 1, size):
            result[i, j] = image[y:y+size, x:x+size].max()
            j += 1
        i += 1
    return result

# %% counters that are right
# cause: It is right.
# codes: passes
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    i = 0
    for y in range(0, h - size + 1, size):
        j = 0
        for x in range(0, w - size + 1, size):
            result[i, j] = image[y:y+size, x:x+size].max()
            j += 1
        i += 1
    return result

# %% rows cut only
# cause: The window is cut in the rows only and takes the whole width.
# codes: no-window
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size].max()
    return result

# %% columns cut only
# cause: The window is cut in the columns only and takes the whole height.
# codes: no-window
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[:, size*x:size*x+size].max()
    return result

# %% best starts from the first pixel
# cause: The search starts from image[0, 0] in every window.
# codes: search-starts-elsewhere
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            best = image[0, 0]
            for value in image[size*y:size*y+size, size*x:size*x+size].flatten():
                if value > best:
                    best = value
            result[y, x] = best
    return result

# %% best starts from -1
# cause: The search starts from -1, so smaller values are never found.
# codes: search-starts-elsewhere
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            best = -1
            for value in image[size*y:size*y+size, size*x:size*x+size].flatten():
                if value > best:
                    best = value
            result[y, x] = best
    return result

# %% best starts from -100
# cause: The search starts from -100, so smaller values are never found.
# codes: search-starts-elsewhere
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            best = -100
            for value in image[size*y:size*y+size, size*x:size*x+size].flatten():
                if value > best:
                    best = value
            result[y, x] = best
    return result

# %% comparison the wrong way round
# cause: The comparison is < where > is needed, so nothing is ever found.
# codes: search-starts-elsewhere
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            best = -np.inf
            for value in image[size*y:size*y+size, size*x:size*x+size].flatten():
                if value < best:
                    best = value
            result[y, x] = best
    return result

# %% smaller than zero
# cause: The search starts from 0 and keeps smaller values.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            best = 0
            for value in image[size*y:size*y+size, size*x:size*x+size].flatten():
                if value < best:
                    best = value
            result[y, x] = best
    return result

# %% starts from infinity
# cause: The search starts from np.inf, and nothing is larger.
# codes: search-starts-elsewhere
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            best = np.inf
            for value in image[size*y:size*y+size, size*x:size*x+size].flatten():
                if value > best:
                    best = value
            result[y, x] = best
    return result

# %% shape of 2, windows of size
# cause: The number of windows is computed with 2, the windows with size.
# codes: pool-size-ignored
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // 2, w // 2))
    for y in range(h // 2):
        for x in range(w // 2):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% windows of size in steps of 2
# cause: The windows are as large as size, but they move by 2.
# codes: pool-size-ignored
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[2*y:2*y+size, 2*x:2*x+size].max()
    return result

# %% slice short by one, written with size
# cause: The slices end one place too early.
# codes: window-too-small
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*(y+1)-1, size*x:size*(x+1)-1].max()
    return result

# %% assignment behind the inner loop
# cause: The line that writes into the result stands behind the inner loop.
# codes: only-last-window-kept
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            largest = image[size*y:size*y+size, size*x:size*x+size].max()
        result[y, x] = largest
    return result

# %% row appended too early
# cause: The row is appended in the inner loop, once for each window.
# codes: row-added-too-often
def max_pool(image, size=2):
    h, w = image.shape
    rows = []
    for y in range(h // size):
        row = []
        for x in range(w // size):
            row.append(image[size*y:size*y+size, size*x:size*x+size].max())
            rows.append(row)
    return rows

# %% max of sorted rows
# cause: sorted compares the rows of the window with each other.
# codes: max-of-rows
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = sorted(image[size*y:size*y+size, size*x:size*x+size])[-1]
    return result

# %% built-in max of the image
# cause: Python's max compares the rows of the image.
# codes: max-of-rows no-window
def max_pool(image, size=2):
    return max(image)

# %% highest
# cause: An array has no method highest; it is max.
# codes: attribute-not-there maximum-by-another-name
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].highest()
    return result

# %% image.width
# cause: An array has no width; its shape has the numbers.
# codes: sizes-in-shape
def max_pool(image, size=2):
    result = np.zeros((image.height // size, image.width // size))
    for y in range(image.height // size):
        for x in range(image.width // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% max without parentheses
# cause: .max without parentheses is the method itself.
# codes: method-not-called
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max
    return result

# %% range missing
# cause: range(...) is missing: a number can't be looped over.
# codes: not-iterable
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in h // size:
        for x in w // size:
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% unpacks a channel
# cause: The image has two axes; there is no channel.
# codes: image-has-two-axes
def max_pool(image, size=2):
    h, w, c = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[size*y:size*y+size, size*x:size*x+size].max()
    return result

# %% reshape with 2 written in
# cause: It reshapes into windows of 2 x 2 whatever size is.
# codes: pool-size-ignored
def max_pool(image, size=2):
    h, w = image.shape[0] // 2, image.shape[1] // 2
    return image[:2 * h, :2 * w].reshape(h, 2, w, 2).max(axis=(1, 3))

# %% maximum of shifted slices
# cause: It is right.
# codes: passes
def max_pool(image, size=2):
    h, w = image.shape[0] // size * size, image.shape[1] // size * size
    best = image[0:h:size, 0:w:size]
    for i in range(size):
        for j in range(size):
            best = np.maximum(best, image[i:h:size, j:w:size])
    return best

# %% maximum of two shifted slices
# cause: Only two of the four values of a window are compared.
# codes: pool-part-of-window
def max_pool(image, size=2):
    h, w = image.shape[0] // size * size, image.shape[1] // size * size
    return np.maximum(image[0:h:size, 0:w:size], image[0:h:size, 1:w:size])

# %% diagonal of the window
# cause: Only the diagonal of each window is compared.
# codes: pool-part-of-window
def max_pool(image, size=2):
    h, w = image.shape[0] // size * size, image.shape[1] // size * size
    return np.maximum(image[0:h:size, 0:w:size], image[1:h:size, 1:w:size])

# %% largest neighbours twice
# cause: The maximum is taken along rows and then along overlapping columns.
# codes: pool-windows-overlap
def max_pool(image, size=2):
    h, w = image.shape
    return np.array([[image[y:y+size, x:x+size].max() for x in range(w - 1)] for y in range(h - 1)])

# %% step and product
# cause: The range steps by size and the slice multiplies by size as well.
# codes: step-counted-twice
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(0, h, size):
        for x in range(0, w, size):
            result[y // size, x // size] = image[y*size:y*size+size, x*size:x*size+size].max()
    return result

# %% step and product, pixel by pixel
# cause: The range steps by size and the index multiplies by size as well.
# codes: step-counted-twice
def max_pool(image, size=2):
    h, w = image.shape
    result = np.full((h // size, w // size), -np.inf)
    for y in range(0, h - size + 1, size):
        for x in range(0, w - size + 1, size):
            for i in range(size):
                for j in range(size):
                    value = image[y * size + i, x * size + j]
                    if value > result[y // size, x // size]:
                        result[y // size, x // size] = value
    return result

# %% strided maximum of rows only
# cause: Only the rows are pooled.
# codes: no-window
def max_pool(image, size=2):
    h, w = image.shape
    return np.array([image[y * size:(y + 1) * size].max(axis=0) for y in range(h // size)])

# %% writes row 0
# cause: The row index of the result is always 0.
# codes: only-last-window-kept
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[0, x] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
    return result

# %% row written
# cause: A whole row of the result is written for each window.
# codes: only-last-window-kept
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
    return result

# %% columns outside
# cause: The comprehension runs over columns outside.
# codes: map-transposed
def max_pool(image, size=2):
    h, w = image.shape
    return np.array([[image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
                      for y in range(h // size)] for x in range(w // size)])

# %% step but no window
# cause: Steps of size, but only the pixel itself.
# codes: pool-keeps-one-corner
def max_pool(image, size=2):
    h, w = image.shape
    rows = []
    for y in range(0, h, size):
        row = []
        for x in range(0, w, size):
            row.append(image[y, x])
        rows.append(row)
    return np.array(rows)

# %% neighbours right and below only
# cause: The lower right pixel is forgotten.
# codes: pool-part-of-window
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = max(image[2*y, 2*x], image[2*y+1, 2*x], image[2*y, 2*x+1])
    return result

# %% while without step
# cause: The window in the second dimension uses y.
# codes: one-index-for-both
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[y*size:y*size+size, y*size:y*size+size].max()
    return result

# %% crop always one
# cause: An odd image is cropped, by one more than needed.
# codes: last-window-missing
def max_pool(image, size=2):
    h, w = image.shape
    if h % 2 == 1:
        image = image[:-2]
    if w % 2 == 1:
        image = image[:, :-2]
    h, w = image.shape
    h, w = h // size, w // size
    return image[:h*size, :w*size].reshape(h, size, w, size).max(axis=(1, 3))

# %% odd raises by hand
# cause: An odd image is refused.
# codes: odd-size-fails
def max_pool(image, size=2):
    h, w = image.shape
    if h % size != 0 or w % size != 0:
        raise ValueError("size does not fit")
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))

# %% scipy maximum filter
# cause: The filter's windows overlap and are centred.
# codes: pool-windows-overlap map-as-large-as-image
def max_pool(image, size=2):
    from scipy.ndimage import maximum_filter
    return maximum_filter(image, size)

# %% maximum filter with steps
# cause: The filter's windows begin one pixel earlier.
# codes: pool-windows-shifted
def max_pool(image, size=2):
    from scipy.ndimage import maximum_filter
    return maximum_filter(image, size)[::size, ::size]

# %% image returned
# cause: image is returned in place of result.
# codes: other-name-returned
def max_pool(image, size=2):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            result[y, x] = image[y*size:y*size+size, x*size:x*size+size].max()
    return image

# %% list append forgotten
# cause: The list stays empty.
# codes: result-empty
def max_pool(image, size=2):
    h, w = image.shape
    rows = []
    for y in range(h // size):
        row = []
        for x in range(w // size):
            row.append(image[y*size:y*size+size, x*size:x*size+size].max())
    return rows

# %% cuts minus the remainder
# cause: When nothing is left over, the slice ends at -0, which is 0, and the image is empty.
# codes: cut-at-minus-zero
def max_pool(image, size=2):
    h, w = image.shape
    image = image[:-(h % size), :-(w % size)]
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))

# %% array_split into h // size parts
# cause: array_split spreads the left-over rows and columns over the first parts instead of leaving them out.
# codes: rest-shared-out
def max_pool(image, size=2):
    h, w = image.shape
    result = []
    for band in np.array_split(image, h // size, axis=0):
        result.append([block.max() for block in np.array_split(band, w // size, axis=1)])
    return np.array(result)

# %% size taken for the number of windows
# cause: size is used as the number of windows along each side, not as the side of a window.
# codes: size-counts-windows
def max_pool(image, size=2):
    h, w = image.shape
    step_h, step_w = h // size, w // size
    out = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            out[i, j] = image[i * step_h:(i + 1) * step_h, j * step_w:(j + 1) * step_w].max()
    return out

# %% Keras layer with padding same
# cause: padding="same" keeps the windows that are only partly filled at the lower and right edge.
# codes: odd-row-kept
def max_pool(image, size=2):
    pool = layers.MaxPooling2D(pool_size=size, padding="same")
    h, w = image.shape
    return np.asarray(pool(image.reshape(1, h, w, 1)))[0, :, :, 0]

# %% tf.nn.max_pool from an old tutorial
# cause: The name tf was never imported.
# codes: name-not-defined
def max_pool(image, size=2):
    x = image.reshape(1, image.shape[0], image.shape[1], 1)
    return tf.nn.max_pool(x, ksize=[1, size, size, 1], strides=[1, size, size, 1], padding="VALID")

# %% writes the maxima into the image
# cause: The result is built in the caller's own array, so the image is changed.
# codes: changes-its-input
def max_pool(image, size=2):
    h, w = image.shape
    for y in range(h // size):
        for x in range(w // size):
            image[y, x] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
    return image[:h // size, :w // size]

# %% pooled in one direction after the other, second time on the image
# cause: The maximum over the columns is taken from the image instead of from the row maxima.
# codes: no-window
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    rows = image[:h * size].reshape(h, size, -1).max(axis=1)
    cols = image[:, :w * size].reshape(-1, w, size).max(axis=2)
    return cols[:h]

# %% Keras layer and the axes taken off
# cause: Right: the layer's own answer as an array with two axes.
# codes: passes
def max_pool(image, size=2):
    batch = np.expand_dims(np.asarray(image, dtype="float64"), (0, -1))
    return np.squeeze(layers.MaxPooling2D(size, dtype="float64")(batch).numpy(), (0, -1))

# %% np.maximum.reduceat in both directions
# cause: Right: reduceat takes the maximum from one start to the next, over the part that fills windows.
# codes: passes
def max_pool(image, size=2):
    h, w = (n - n % size for n in image.shape)
    part = image[:h, :w]
    part = np.maximum.reduceat(part, np.arange(0, h, size), axis=0)
    return np.maximum.reduceat(part, np.arange(0, w, size), axis=1)

# %% second largest
# cause: sorted()[-2] is the second largest value; the last one is [-1].
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            values = image[y * size:(y + 1) * size, x * size:(x + 1) * size].flatten().tolist()
            out[y, x] = sorted(values)[len(values) - 2]
    return out

# %% median of the window
# cause: The median is taken in place of the maximum.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            out[y, x] = np.median(image[y * size:(y + 1) * size, x * size:(x + 1) * size])
    return out

# %% inner search from 1
# cause: The search over the window starts at row 1 and column 1, so only the corner values are compared.
# codes: pool-part-of-window
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            best = image[y * size, x * size]
            for i in range(1, size):
                for j in range(1, size):
                    best = max(best, image[y * size + i, x * size + j])
            out[y, x] = best
    return out

# %% while with a column that is never set back
# cause: x is set to 0 once, before both loops, so only the first row of windows is computed.
# codes: loop-ended-early
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    y, x = 0, 0
    while y < h // size:
        while x < w // size:
            out[y, x] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
            x = x + 1
        y = y + 1
    return out

# %% calls itself on the result
# cause: The function calls itself with its own result until nothing is left to pool.
# codes: calls-itself-without-end
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            out[y, x] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
    return max_pool(out, size)

# %% maxima in a dictionary
# cause: The maxima stand in a dictionary; an array is asked for.
# codes: not-an-array
def max_pool(image, size=2):
    pooled = {}
    for y in range(image.shape[0] // size):
        for x in range(image.shape[1] // size):
            pooled[(y, x)] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
    return pooled

# %% chunks of the flat image
# cause: The flat image is cut into chunks of size * size neighbours, which are no windows.
# codes: reshape-is-no-window
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    chunks = np.split(image[:h * size, :w * size].flatten(), h * w)
    return np.array([chunk.max() for chunk in chunks]).reshape(h, w)

# %% stack of four slices
# cause: The four shifted images have different shapes when a side is odd; and they fit size 2 only.
# codes: odd-size-fails
def max_pool(image, size=2):
    return np.max([image[::2, ::2], image[::2, 1::2], image[1::2, ::2], image[1::2, 1::2]], axis=0)

# %% window grows
# cause: The slice begins at 0 every time, so the window holds all that lies above and to the left.
# codes: slice-start-not-moved
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            out[y, x] = image[:(y + 1) * size, :(x + 1) * size].max()
    return out

# %% size squared
# cause: The size is squared as if it was the number of values, so the windows are 4 x 4.
# codes: windows-of-other-size
def max_pool(image, size=2):
    size = size ** 2
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            out[y, x] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
    return out

# %% largest of each row of the window, then their mean
# cause: The mean of the rows' maxima is taken instead of their maximum.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            window = image[y * size:(y + 1) * size, x * size:(x + 1) * size]
            out[y, x] = np.mean([max(row) for row in window])
    return out

# %% range counts down to 1
# cause: The ranges count down and stop before 0, so the first row and column of windows are left out.
# codes: first-row-missing
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size - 1, 0, -1):
        for x in range(w // size - 1, 0, -1):
            out[y, x] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].max()
    return out

# %% largest of a set
# cause: Right: Python's max of the set of the window's values.
# codes: passes
def max_pool(image, size=2):
    def largest(y, x):
        return max({float(v) for row in image[y:y + size] for v in row[x:x + size]})
    h, w = len(image), len(image[0])
    return np.array([
        [largest(y, x) for x in range(0, w - w % size, size)] for y in range(0, h - h % size, size)
    ])


# %% max starts at zero
# cause: The search for the largest value begins at 0, so a window of negative values gives 0.
# codes: pool-starts-at-zero
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    out = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            best = 0
            for v in image[y * size:(y + 1) * size, x * size:(x + 1) * size].ravel():
                if v > best:
                    best = v
            out[y, x] = best
    return out


# %% out keeps max with itself
# cause: np.maximum against an output of zeros: where all values of a window are negative, the 0 of the output wins.
# codes: pool-starts-at-zero
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    out = np.zeros((h, w))
    for y in range(h * size):
        for x in range(w * size):
            out[y // size, x // size] = np.maximum(out[y // size, x // size], image[y, x])
    return out


# %% loops to the whole image with //
# cause: The loops run over the whole image, so a rest of rows or columns lands outside the output array.
# codes: odd-size-fails
def max_pool(image, size=2):
    out = np.full((image.shape[0] // size, image.shape[1] // size), -np.inf)
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            out[y // size, x // size] = max(out[y // size, x // size], image[y, x])
    return out


# %% one row of windows too long
# cause: The windows' end is size + 1 further: the slice takes one pixel too many.
# codes: window-too-large
def max_pool(image, size=2):
    h, w = image.shape
    out = np.zeros((h // size, w // size))
    for y in range(h // size):
        for x in range(w // size):
            out[y, x] = np.max(image[y*size:y*size+size+1, x*size:x*size+size+1])
    return out


# %% reshape in wrong order
# cause: The reshape has the axes in the wrong order: (h, w, size, size) cuts the image's values in a row, not into windows.
# codes: reshape-is-no-window
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    image = image[:h * size, :w * size]
    return image.reshape(h, w, size, size).max(axis=(2, 3))


# %% reshape right, axis wrong
# cause: The maximum is taken over axes 0 and 2, the places of the windows, in place of 1 and 3.
# codes: pool-wrong-axes
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    image = image[:h * size, :w * size]
    return image.reshape(h, size, w, size).max(axis=(0, 2))


# %% np.max with two arguments
# cause: np.max(a, b) takes b as the axis; the maximum of two arrays is np.maximum.
# codes: maximum-by-another-name
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    out = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            window = image[y * size:(y + 1) * size, x * size:(x + 1) * size]
            best = window[0, 0]
            for row in window:
                for value in row:
                    best = np.max(best, value)
            out[y, x] = best
    return out


# %% Python max on 2-D window
# cause: Python's max compares the rows of a 2-D window as wholes, which is ambiguous.
# codes: max-of-rows
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    out = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            out[y, x] = max(image[y * size:(y + 1) * size, x * size:(x + 1) * size])
    return out


# %% Keras strides instead
# cause: Takes the upper left pixel of each window (a stride), not the largest.
# codes: pool-keeps-one-corner
def max_pool(image, size=2):
    h, w = image.shape
    return image[:h // size * size:size, :w // size * size:size]


# %% range step with default stop minus size
# cause: range(0, h - size, size) stops too early: the last window is left out when size divides the image.
# codes: last-window-missing
def max_pool(image, size=2):
    h, w = image.shape
    out = []
    for y in range(0, h - size, size):
        row = []
        for x in range(0, w - size, size):
            row.append(np.max(image[y:y + size, x:x + size]))
        out.append(row)
    return np.array(out)


# %% padded with zeros up to whole windows
# cause: The rest is padded with zeros to whole windows in place of left out, so there is one more row and column.
# codes: odd-row-kept
def max_pool(image, size=2):
    h, w = image.shape
    ph, pw = -h % size, -w % size
    image = np.pad(image, ((0, ph), (0, pw)))
    h, w = image.shape
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))


# %% conv2d copy: sum in place of max
# cause: Copied from conv2d: each window gives its sum.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    out = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            out[y, x] = np.sum(image[y * size:(y + 1) * size, x * size:(x + 1) * size])
    return out


# %% largest by absolute value
# cause: Takes the largest absolute value, as for a strong edge of either sign.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    out = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            window = image[y * size:(y + 1) * size, x * size:(x + 1) * size].ravel()
            out[y, x] = window[np.argmax(np.abs(window))]
    return out


# %% argmax for max
# cause: argmax gives the place of the largest value, not the value.
# codes: other-value-for-max
def max_pool(image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    out = np.zeros((h, w))
    for y in range(h):
        for x in range(w):
            out[y, x] = image[y * size:(y + 1) * size, x * size:(x + 1) * size].argmax()
    return out


# %% keras pooling with channel axes kept
# cause: The batch and channel axes that were added for Keras are not taken off again.
# codes: wrong-shape
def max_pool(image, size=2):
    return layers.MaxPooling2D(size)(image[None, :, :, None]).numpy()


# %% right: blocks through np.split style
# cause: A right answer: maxima over strided views.
# codes: passes
def max_pool(image, size=2):
    h, w = image.shape[0] // size * size, image.shape[1] // size * size
    views = [image[i:h:size, j:w:size] for i in range(size) for j in range(size)]
    return np.maximum.reduce(views)


# %% right: by rows then columns
# cause: A right answer: first the rows of the windows, then their columns.
# codes: passes
def max_pool(image, size=2):
    def halve(a):
        n = len(a) // size
        return np.stack([a[k * size:(k + 1) * size].max(axis=0) for k in range(n)])
    return halve(halve(image).T).T
