# expect: 02.to_images pixels-scrambled
# order="F" on all four axes.

# %% to_images
def to_images(x):
    return np.reshape(x, (len(x), 28, 28, 1), order="F").transpose(0, 2, 1, 3)[::-1]
