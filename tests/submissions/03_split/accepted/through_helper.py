# expect: accepted
# By way of the warm-up function and a helper.

# %% after shuffle_together
def cut_class(rows, fraction):
    n_val = int(fraction * len(rows) + 0.5)
    return rows[n_val:], rows[:n_val]

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    positions, mixed = shuffle_together(np.arange(len(y)), y, seed)
    pieces = [cut_class(positions[mixed == label], fraction) for label in np.unique(y)]
    train, _ = shuffle_together(
        np.concatenate([p[0] for p in pieces]), np.concatenate([p[0] for p in pieces]), seed + 1
    )
    val = np.hstack([p[1] for p in pieces])
    return x.take(train, axis=0), y.take(train), x.take(val, axis=0), y.take(val)
