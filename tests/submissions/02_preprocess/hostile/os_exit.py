# expect: hostile none but 02.to_images; outcome kernel-died
# Ends the process between two checks: what was shown before stays shown.

# %% after check-02-to_images
import os

os._exit(0)
