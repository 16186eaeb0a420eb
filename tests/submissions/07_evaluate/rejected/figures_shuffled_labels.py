# expect: 07.test_figures labels-out-of-order
# The labels were shuffled, the images not.

# %% test_figures
shuffled = np.random.default_rng(0).permutation(y_test)
test_loss, test_accuracy = model.evaluate(x_test, shuffled, batch_size=500, verbose=0)
