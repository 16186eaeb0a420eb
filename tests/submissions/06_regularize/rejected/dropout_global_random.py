# expect: 06.dropout dropout-ignores-generator
# Draws from NumPy's global generator.

# %% dropout
def dropout(x, rate, rng):
    kept = np.random.random(x.shape) >= rate
    return x * kept / (1 - rate)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
