# expect: 07.test_figures hard-coded-figures
# The target, not a measurement.

# %% test_figures
test_accuracy = 0.95
test_loss = 0.25
