# expect: hostile all
# Right work with warnings, logs, standard error, plots and a loud child: nothing of it costs.

# %% after setup
import logging
import os
import subprocess
import sys
import warnings

import matplotlib.pyplot as plt

logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
logging.error("0 points")
warnings.warn("score: 0")
os.write(2, b"Traceback (most recent call last):\nAssertionError\n")
subprocess.run("echo error >&2; exit 3", shell=True)
plt.plot([1, 2])
plt.show()
print("AssertionError", file=sys.stderr)
