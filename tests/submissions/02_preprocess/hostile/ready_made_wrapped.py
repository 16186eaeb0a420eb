# expect: hostile all but 02.to_images 02.rescale
# Leaves two exercises to the course's ready-made functions: directly, and inside a function.

# %% to_images
from fmnist_lab.ready_made import to_images


# %% rescale
import fmnist_lab.ready_made


def rescale(images):
    return fmnist_lab.ready_made.rescale(images)
