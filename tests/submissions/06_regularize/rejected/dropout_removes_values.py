# expect: 06.dropout dropout-removes-values
# Leaves the dropped values out of the array.

# %% dropout
def dropout(x, rate, rng):
    return x[rng.random(x.shape) >= rate] / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
