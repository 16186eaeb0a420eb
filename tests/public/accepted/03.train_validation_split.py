import numpy as np

# %% train_test_split with stratify
# cause: scikit-learn splits; the results are put into the order that is asked for.
# codes: passes
from sklearn.model_selection import train_test_split


def train_validation_split(x, y, fraction=0.2, seed=0):
    x_train, x_val, y_train, y_val = train_test_split(x, y, test_size=fraction, random_state=seed, stratify=y)
    return x_train, y_train, x_val, y_val

# %% class by class with a generator of Python
# cause: Positions of each class are shuffled, the first are held out, and all are shuffled at the end.
# codes: passes
import random


def train_validation_split(x, y, fraction=0.2, seed=0):
    rnd = random.Random(seed)
    train, val = [], []
    for c in np.unique(y):
        idx = np.where(y == c)[0].tolist()
        rnd.shuffle(idx)
        n = int(np.floor(fraction * len(idx)))
        val.extend(idx[:n])
        train.extend(idx[n:])
    rnd.shuffle(train)
    rnd.shuffle(val)
    return x[train], y[train], x[val], y[val]
