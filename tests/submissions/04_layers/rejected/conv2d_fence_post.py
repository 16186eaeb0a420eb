# expect: 04.conv2d output-off-by-one
# Forgets the + 1 of the fence posts.

# %% conv2d
def conv2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    return np.array(
        [
            [np.sum(image[y : y + kh, x : x + kw] * kernel) for x in range(w - kw)]
            for y in range(h - kh)
        ]
    )
