import numpy as np

# %% NumPy's own generator
# cause: np.random is used in place of the generator that is passed in.
# codes: dropout-ignores-generator
def dropout(inputs, rate, rng):
    keep = 1 - rate
    mask = np.random.binomial(1, keep, size=inputs.shape) / keep
    return inputs * mask

# %% the rate is taken for the share that is kept
# cause: The mask keeps a share of rate.
# codes: dropout-keeps-rate
def dropout(x, p, rng):
    if p == 0:
        return x.copy()
    mask = rng.binomial(1, p, size=x.shape) / p
    return x * mask

# %% not scaled
# cause: What is kept is not scaled up.
# codes: dropout-not-scaled
def dropout(x, rate, rng):
    mask = rng.binomial(1, 1 - rate, size=x.shape)
    return x * mask
