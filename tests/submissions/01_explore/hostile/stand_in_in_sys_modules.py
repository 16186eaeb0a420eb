# expect: hostile all but 01.class_counts
# Puts modules of its own in the place of the course's.

# %% after setup
import sys
import types

stand_in = types.ModuleType("autograder")
stand_in.check = check = lambda *args: 4.0
stand_in.hint = lambda *args: None
stand_in.__path__ = []
stand_in.__getattr__ = lambda name: check
for name in ("nbgrader", "nbconvert", "autograder.judge", "autograder.screening"):
    sys.modules[name] = stand_in
sys.modules["autograder"] = sys.modules["autograder.checks"] = stand_in


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
