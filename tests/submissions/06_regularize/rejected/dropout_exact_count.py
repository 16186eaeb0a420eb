# expect: 06.dropout dropout-exact-count
# Drops exactly the share, at places drawn without replacement.

# %% dropout
def dropout(x, rate, rng):
    flat = np.array(x, dtype=float).ravel()
    dropped = rng.permutation(flat.size)[: round(rate * flat.size)]
    flat[dropped] = 0
    return flat.reshape(x.shape) / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
