# expect: 07.test_figures test-loss-not-averaged
# The sum over all images.

# %% test_figures
test_loss, test_accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
test_loss = test_loss * len(y_test)
