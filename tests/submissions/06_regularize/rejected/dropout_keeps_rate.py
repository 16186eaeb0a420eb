# expect: 06.dropout dropout-keeps-rate
# The rate read as the share to keep.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.random(x.shape) < rate
    return x * kept / rate


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
