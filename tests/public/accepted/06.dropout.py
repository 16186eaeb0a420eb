import numpy as np

# %% binomial mask, divided at once
# cause: The mask is drawn with the share that is kept and divided by it.
# codes: passes
def dropout(inputs, rate, rng):
    keep = 1 - rate
    binary_mask = rng.binomial(1, keep, size=inputs.shape) / keep
    return inputs * binary_mask

# %% uniform numbers below the share that is kept
# cause: Numbers below 1 - rate keep a value, which is divided afterwards.
# codes: passes
def dropout(X, rate, rng):
    keep_prob = 1.0 - rate
    mask = rng.random(X.shape) < keep_prob
    y = X * mask
    y /= keep_prob
    return y
