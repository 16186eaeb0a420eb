# expect: accepted
# RandomState, and a state that is put back.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    state = np.random.get_state()
    np.random.seed(seed)
    try:
        parts = [[], []]
        for label in set(y.tolist()):
            rows = np.random.permutation(np.where(y == label)[0])
            for part, piece in zip(parts, np.split(rows, [round(fraction * len(rows))])):
                part.append(piece)
        val, train = (np.random.permutation(np.concatenate(part)) for part in parts)
    finally:
        np.random.set_state(state)
    return x[train], y[train], x[val], y[val]
