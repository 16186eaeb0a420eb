# expect: hostile none
# A list of short texts and a long one: as an array, each takes as much room as the longest.

# %% rescale
def rescale(images):
    return ["a" * 1_000_000] + ["b"] * (9_000 + len(images))

# %% to_images
def to_images(x):
    return ["a" * 1_000_000] + ["b"] * (9_000 + len(x))
