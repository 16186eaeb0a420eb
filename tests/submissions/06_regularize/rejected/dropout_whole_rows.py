# expect: 06.dropout dropout-whole-rows
# One random number a row: drops images.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.random((len(x),) + (1,) * (x.ndim - 1)) >= rate
    return x * kept / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
