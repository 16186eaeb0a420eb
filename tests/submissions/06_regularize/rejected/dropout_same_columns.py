# expect: 06.dropout dropout-one-mask-for-all
# One random number a column.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.random(x.shape[-1]) >= rate
    return x * kept / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
