# expect: 07.test_figures accuracy-in-percent
# Percent where a share is asked for.

# %% test_figures
test_loss, test_accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
test_accuracy = round(100 * test_accuracy, 2)
