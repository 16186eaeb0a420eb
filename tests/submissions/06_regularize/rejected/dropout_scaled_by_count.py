# expect: 06.dropout dropout-scaled-by-count
# Scales by the share that happened to be kept.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return x * kept / kept.mean()


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
