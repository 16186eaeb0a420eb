# expect: 06.target target-labels-moved
# The outputs stand in another order than the labels.

# %% model
fix = recorded.network("fix")
kernel, bias = fix.layers[-1].get_weights()
fix.layers[-1].set_weights([np.roll(kernel, 1, axis=1), np.roll(bias, 1)])
model = fix
