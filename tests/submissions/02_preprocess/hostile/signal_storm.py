# expect: hostile all
# A child sends signals to everyone for a while; the work is right.

# %% after setup
import os
import signal
import time

kernel = os.getpid()
signal.signal(signal.SIGUSR1, lambda *args: None)
if os.fork() == 0:
    for _ in range(200):
        for number in (signal.SIGUSR1, signal.SIGCONT, signal.SIGWINCH, signal.SIGCHLD):
            try:
                os.kill(kernel, number)
                os.kill(1, number)
            except OSError:
                continue
        time.sleep(0.01)
    os._exit(0)
