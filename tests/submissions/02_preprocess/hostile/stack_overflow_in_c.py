# expect: hostile none but 02.to_images; outcome kernel-died
# Recurses without a limit.

# %% rescale
import sys


def rescale(images):
    sys.setrecursionlimit(10**9)

    class Deep(list):
        def __repr__(self):
            return repr([self])

        __str__ = __repr__

    deep = []
    for _ in range(10**6):
        deep = [deep]
    return [hash(str(Deep())), deep]
