# expect: hostile all but 01.class_counts
# Looks for what the grader's environment gives away.

# %% after setup
import os
import subprocess
import sys
from pathlib import Path

everything = " ".join(f"{key}={value}" for key, value in os.environ.items())
everything += subprocess.run(["env"], capture_output=True, text=True).stdout
everything += Path("/proc/self/environ").read_bytes().decode(errors="replace")
found = [
    word
    for word in ("AUTOGRADER_CANARY", "TOKEN", "PASSWORD", "SECRET", "SSH_", "SUDO_", "PYTEST")
    if word in everything.upper()
]
found += [home for home in ("/root", "/home") if Path(home).is_dir() and os.access(home, os.R_OK) and any(Path(home).glob("*/.bash*"))]


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
