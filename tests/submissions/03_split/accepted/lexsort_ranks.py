# expect: accepted
# The rank of each row within its class decides; no loop.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = np.lexsort((rng.random(len(y)), y))
    sizes = np.bincount(y)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rank = np.empty(len(y), dtype=int)
    rank[order] = np.arange(len(y)) - starts[y[order]]
    mask = rank < np.round(fraction * sizes)[y]
    train = rng.permutation(np.flatnonzero(~mask))
    val = rng.permutation(np.flatnonzero(mask))
    return x[train], y[train], x[val], y[val]
