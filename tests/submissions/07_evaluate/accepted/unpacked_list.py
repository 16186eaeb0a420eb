# expect: accepted
# The list form of evaluate, in the right order, with its progress bar and a warning.

# %% test_figures
import warnings

warnings.warn("about to open the test set")
test_loss, test_accuracy = model.evaluate(x_test, y_test)
