# expect: hostile all but 01.class_counts
# Differences vanish, everything holds, nothing differs.

# %% after setup
import builtins
import math
import operator

builtins.abs = lambda value: value * 0
builtins.all = lambda values: True
builtins.round = lambda value, digits=None: 4.0
math.isclose = lambda *args, **kwargs: True
operator.eq = lambda a, b: True
builtins.AssertionError = type("AssertionError", (Warning,), {})


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
