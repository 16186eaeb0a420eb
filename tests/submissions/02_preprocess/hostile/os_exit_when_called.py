# expect: hostile none but 02.to_images; outcome kernel-died
# Ends the process when it is called.

# %% rescale
import os


def rescale(images):
    os._exit(0)
