# expect: 01.mean_image scaled-too-early
# On the scale of 0 to 1.

# %% mean_image
def mean_image(x, y, label):
    return (x[y == label] / 255).mean(axis=0).reshape(28, 28)
