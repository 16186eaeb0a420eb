# expect: 02.to_images rows-reordered
# order="F" on all four axes, which transposes; and the images in reverse order.

# %% to_images
def to_images(x):
    return np.reshape(x, (len(x), 28, 28, 1), order="F").transpose(0, 2, 1, 3)[::-1]
