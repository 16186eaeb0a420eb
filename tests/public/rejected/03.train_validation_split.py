import numpy as np

# %% results as scikit-learn gives them
# cause: The results are x_train, x_val, y_train, y_val.
# codes: outputs-in-another-order
from sklearn.model_selection import train_test_split


def train_validation_split(x, y, fraction=0.2, seed=0):
    return train_test_split(x, y, test_size=fraction, random_state=seed, stratify=y)

# %% not stratified
# cause: The split looks at no class.
# codes: not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.RandomState(seed)
    shuffled = rng.permutation(len(x))
    n = int(len(x) * fraction)
    val, train = shuffled[:n], shuffled[n:]
    return x[train], y[train], x[val], y[val]

# %% 5,000 rows of a shuffled table
# cause: The number of rows for validation is written in.
# codes: split-size-fixed
def train_validation_split(x, y, fraction=0.2, seed=0):
    np.random.seed(seed)
    p = np.random.permutation(len(x))
    x, y = x[p], y[p]
    return x[5000:], y[5000:], x[:5000], y[:5000]

# %% random_state 42
# cause: The seed is written in.
# codes: seed-ignored
from sklearn.model_selection import train_test_split


def train_validation_split(x, y, fraction=0.2, seed=0):
    a, b, c, d = train_test_split(x, y, test_size=fraction, random_state=42, stratify=y)
    return a, c, b, d
