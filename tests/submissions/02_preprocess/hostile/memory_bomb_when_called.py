# expect: hostile none but 02.to_images; outcome memory-limit
# Takes memory while it is called.

# %% rescale
def rescale(images):
    held = []
    while len(held) < 100:
        held.append(np.ones(8 * 2**20))
    return images
