# expect: hostile all
# A child keeps the kernel's pipes and sockets open and writes to them for ever.

# %% after setup
import ctypes
import os
import time

if os.fork() == 0:
    ctypes.CDLL(None).prctl(15, b"hostile-child", 0, 0, 0)
    while True:
        try:
            os.write(1, b".")
            os.write(2, b".")
        except OSError:
            pass
        time.sleep(0.2)
