# expect: hostile all but 01.class_counts
# The answer equals whatever it is compared with.

# %% class_counts
class Right:
    shape, dtype, ndim, size = (10,), np.dtype("int64"), 1, 10

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __bool__(self):
        return True

    def __len__(self):
        return 10

    def __getitem__(self, place):
        return self

    def __iter__(self):
        return iter([self] * 10)

    def __sub__(self, other):
        return 0.0

    __rsub__ = __abs__ = __float__ = lambda self, *other: 0.0
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = None


def class_counts(y):
    return Right()
