# expect: 06.dropout changes-its-input
# Zeroes values in the caller's array.

# %% dropout
def dropout(x, rate, rng):
    x[rng.random(x.shape) < rate] = 0
    return x / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
