# expect: hostile none but 02.to_images
# Opens files until there are no more, and keeps them while the checks look on.

# %% after check-02-to_images
import os

kept = []
while len(kept) < 100_000:
    try:
        kept.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        break


# %% rescale
def rescale(images):
    with open("/dev/null"):
        return images / np.float32(255)


# %% preprocess
def preprocess(table):
    with open("/dev/null"):
        return table
