# expect: accepted
# Loops over images, rows and columns, with a scalar test of every value.

# %% to_images
def to_images(x):
    images = np.empty((len(x), 28, 28, 1), dtype=x.dtype)
    for i in range(len(x)):
        for row in range(28):
            images[i, row, :, 0] = x[i, 28 * row : 28 * row + 28]
    return images

# %% rescale
def rescale(images):
    scaled = []
    for image in images:
        scaled.append(image.astype(np.float32) / 255.0)
    return np.stack(scaled)

# %% preprocess
def preprocess(table):
    if len(table[0]) != 785:
        raise ValueError("columns")
    for row in table.tolist():
        if not 0 <= row[0] <= 9:
            raise ValueError(f"label {row[0]}")
        for pixel in row[1:]:
            if not 0 <= pixel <= 255:
                raise ValueError(f"pixel {pixel}")
    return rescale(to_images(table[:, 1:])), np.array([int(row[0]) for row in table])
