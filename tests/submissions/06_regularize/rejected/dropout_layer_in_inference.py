# expect: 06.dropout dropout-does-nothing
# Calls Keras's layer without training=True.

# %% dropout
def dropout(x, rate, rng):
    return np.asarray(layers.Dropout(rate)(x))


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
