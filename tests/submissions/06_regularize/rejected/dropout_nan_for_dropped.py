# expect: 06.dropout dropout-other-than-zero
# Marks dropped values with NaN.

# %% dropout
def dropout(x, rate, rng):
    return np.where(rng.random(x.shape) < rate, np.nan, x / (1 - rate))


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
