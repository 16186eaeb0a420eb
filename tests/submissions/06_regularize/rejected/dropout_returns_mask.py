# expect: 06.dropout dropout-returns-mask
# Returns the scaled mask and forgets x.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return kept / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
