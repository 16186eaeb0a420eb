# expect: hostile none but 02.to_images; outcome disk-limit
# Fills every directory that it may write, up to the bound, again and again.

# %% after check-02-to_images
import os
import time
from pathlib import Path

written = 0
end = time.monotonic() + 60
while time.monotonic() < end and written < 3 * 2**30:
    for line in Path("/proc/self/mounts").read_text().splitlines():
        where = line.split()[1]
        if where.startswith(("/proc", "/sys")) or not os.access(where, os.W_OK):
            continue
        try:
            with open(f"{where}/hostile-{written}", "wb") as file:
                while written < 3 * 2**30:
                    written += file.write(b"\0" * 2**20)
        except OSError:
            continue
