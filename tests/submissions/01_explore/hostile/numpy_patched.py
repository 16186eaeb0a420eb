# expect: hostile all but 01.class_counts
# Every comparison in NumPy comes out right.

# %% after setup
import unittest.mock as mock

for name in ("assert_allclose", "assert_array_equal", "assert_equal", "assert_almost_equal"):
    setattr(np.testing, name, lambda *args, **kwargs: None)
for name in ("allclose", "array_equal", "array_equiv"):
    setattr(np, name, lambda *args, **kwargs: True)
np.isclose = lambda a, b, *args, **kwargs: np.ones(np.broadcast(a, b).shape, bool)
np.random.default_rng = lambda *args, **kwargs: np.random.Generator(np.random.PCG64(0))


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
