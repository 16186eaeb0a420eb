# expect: hostile all
# Makes empty files until there is room for no more; the work is right.

# %% after setup
import os
from pathlib import Path

made = 0
for line in Path("/proc/self/mounts").read_text().splitlines():
    where = line.split()[1]
    if where.startswith(("/proc", "/sys")) or not os.access(where, os.W_OK):
        continue
    try:
        os.makedirs(f"{where}/hostile-many", exist_ok=True)
        for number in range(50_000):
            os.close(os.open(f"{where}/hostile-many/{number}", os.O_CREAT))
            made += 1
    except OSError:
        continue
