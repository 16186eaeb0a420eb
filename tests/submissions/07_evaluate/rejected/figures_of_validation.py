# expect: 07.test_figures validation-called-test
# The validation images again.

# %% test_figures
test_loss, test_accuracy = model.evaluate(x_val, y_val, batch_size=500, verbose=0)
