# expect: 07.test_figures part-of-the-test-set
# Only the first thousand images, to save time.

# %% test_figures
test_loss, test_accuracy = model.evaluate(x_test[:1000], y_test[:1000], verbose=0)
