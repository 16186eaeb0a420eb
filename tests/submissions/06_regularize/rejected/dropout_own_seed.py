# expect: 06.dropout dropout-own-seed
# Makes a generator with a fixed seed inside.

# %% dropout
def dropout(x, rate, rng):
    rng = np.random.default_rng(42)
    kept = rng.random(x.shape) >= rate
    return x * kept / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
