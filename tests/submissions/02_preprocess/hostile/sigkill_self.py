# expect: hostile none but 02.to_images; outcome kernel-died
# SIGKILL to itself.

# %% after check-02-to_images
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
