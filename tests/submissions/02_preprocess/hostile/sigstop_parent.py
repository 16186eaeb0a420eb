# expect: hostile none but 02.to_images; outcome time-limit
# SIGSTOP to its parent, to everyone else, then to itself when it is called.

# %% rescale
import os
import signal


def rescale(images):
    for target in (os.getppid(), 1, -1, os.getpid()):
        try:
            os.kill(target, signal.SIGSTOP)
        except OSError:
            continue
    return images
