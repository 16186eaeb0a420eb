# expect: hostile none but 02.to_images; outcome time-limit
# SIGSTOP to itself: alive and silent.

# %% after check-02-to_images
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
