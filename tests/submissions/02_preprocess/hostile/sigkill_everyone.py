# expect: hostile none but 02.to_images; outcome kernel-died
# SIGKILL to its parent, to process 1, to its group and to every process that it may signal.

# %% after check-02-to_images
import os
import signal

for target in (os.getppid(), 1, -1):
    try:
        os.kill(target, signal.SIGKILL)
    except OSError:
        continue
for group in (0, 1, os.getpgid(os.getppid())):
    try:
        os.killpg(group, signal.SIGKILL)
    except OSError:
        continue
os.kill(os.getpid(), signal.SIGKILL)
