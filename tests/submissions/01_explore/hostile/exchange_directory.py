# expect: hostile all but 01.class_counts
# Puts links, pipes and verdicts wherever the box shares a directory with the judge.

# %% after setup
import json
import os
import stat
from pathlib import Path

VERDICT = json.dumps({"score": 3.0, "points": 3.0, "outcome": "", "checks": []})
places = set()
for line in Path("/proc/self/mounts").read_text().splitlines():
    where = line.split()[1]
    if not where.startswith(("/proc", "/sys", "/dev/")) and os.access(where, os.W_OK):
        places.add(where)
for where in sorted(places):
    for number, name in enumerate(("verdict.json", "result.json", "gradebook.db", "hostile-left")):
        try:
            Path(where, name).write_text(VERDICT)
        except OSError:
            continue
    for target in ("/etc/passwd", "/", "/proc/1/environ", "../../.."):
        try:
            Path(where, f"hostile-link-{len(target)}").symlink_to(target)
        except OSError:
            continue
    try:
        os.mkfifo(Path(where, "hostile-fifo"))
        deep = Path(where, "hostile-dir", *["d" * 200] * 3)
        deep.mkdir(parents=True)
        (deep / "file").touch()
        deep.chmod(0)
        (Path(where) / "hostile-dir").chmod(0)
    except OSError:
        continue


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
