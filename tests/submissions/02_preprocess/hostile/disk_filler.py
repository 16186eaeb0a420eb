# expect: hostile none; outcome disk-limit
# Fills every directory that it may write, up to the bound and past it.

# %% after setup
import os
from pathlib import Path

written = 0
for line in Path("/proc/self/mounts").read_text().splitlines():
    where = line.split()[1]
    if where.startswith(("/proc", "/sys")) or not os.access(where, os.W_OK):
        continue
    for number in range(100):
        try:
            with open(f"{where}/hostile-{number}", "wb") as file:
                while written < 3 * 2**30:
                    written += file.write(b"\0" * 2**20)
        except OSError:
            break
full = written >= 3 * 2**30


# %% to_images
def to_images(x):
    return x.reshape(-1, 28, 28, 1) if not full else x
