# expect: 06.dropout dropout-divided-by-rate
# Divides by the rate; right at 0.5 only.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return x * kept / max(rate, 1e-9)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
