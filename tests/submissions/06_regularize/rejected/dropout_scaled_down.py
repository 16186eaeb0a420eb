# expect: 06.dropout dropout-scaled-down
# Multiplies by 1 - rate, as the older form does when predicting.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return x * kept * (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
