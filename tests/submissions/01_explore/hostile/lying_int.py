# expect: hostile all but 01.class_counts
# Lists, dicts and ints of kinds that tell the reader one thing and hold another.

# %% class_counts
class Int(int):
    def __int__(self):
        return 6000

    __index__ = __int__

    def __eq__(self, other):
        return True

    def __str__(self):
        return "6000"

    __repr__ = __str__
    __hash__ = int.__hash__


class List(list):
    def __iter__(self):
        return iter([6000] * 10)

    def __getitem__(self, place):
        return 6000

    def __eq__(self, other):
        return True

    def __array__(self, dtype=None, copy=None):
        return np.full(10, 6000)


def class_counts(y):
    return List([Int(0)] * 10)
