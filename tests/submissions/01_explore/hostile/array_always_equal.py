# expect: hostile all but 01.class_counts
# A subclass of ndarray that answers for itself to every ufunc and every function.

# %% class_counts
class Right(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool).view(np.ndarray)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.True_

    def __array_function__(self, func, types, args, kwargs):
        return True

    def __array_finalize__(self, other):
        return None

    def __reduce__(self):
        return (np.ones, (10,))

    def tolist(self):
        return [1] * 10

    def tobytes(self, order="C"):
        return np.ndarray.tobytes(np.full(10, 6000, dtype=np.int64))


def class_counts(y):
    return np.zeros(10, dtype=np.int64).view(Right)
