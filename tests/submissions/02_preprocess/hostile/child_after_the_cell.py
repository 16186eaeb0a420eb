# expect: hostile all
# Children of children, in sessions of their own, that never end; the work is right.

# %% after setup
import ctypes
import os
import signal
import time

for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        for number in signal.valid_signals():
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                continue
        ctypes.CDLL(None).prctl(15, b"hostile-child", 0, 0, 0)  # PR_SET_NAME
        for fd in range(3, 200):
            try:
                os.close(fd)
            except OSError:
                continue
        while True:
            time.sleep(1)
