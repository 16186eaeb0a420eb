# expect: hostile none but 02.to_images; outcome kernel-died
# Reads address 0.

# %% after check-02-to_images
import ctypes

ctypes.string_at(0)
