# expect: 06.dropout dropout-normal-numbers
# Compares normal numbers, not uniform ones, with the rate.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.standard_normal(x.shape) >= rate
    return x * kept / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
