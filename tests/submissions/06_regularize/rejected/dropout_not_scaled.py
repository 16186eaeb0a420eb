# expect: 06.dropout dropout-not-scaled
# Drops, and leaves the rest as it is.

# %% dropout
def dropout(x, rate, rng):
    return x * (rng.random(x.shape) >= rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
