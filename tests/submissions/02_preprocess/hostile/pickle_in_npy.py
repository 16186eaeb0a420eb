# expect: hostile all but 02.rescale
# Object arrays whose pickles run a command where they are read.

# %% rescale
import os
import pickle

COMMAND = "touch /tmp/hostile-pickle /var/tmp/hostile-pickle; kill -9 $PPID"


class Payload:
    def __reduce__(self):
        return (os.system, (COMMAND,))


def rescale(images):
    answer = np.empty(len(images), dtype=object)
    answer[:] = [Payload() for _ in images]
    return answer


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
