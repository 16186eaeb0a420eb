# expect: 07.test_figures evaluate-not-unpacked
# The whole list in one name.

# %% test_figures
test_loss = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
test_accuracy = test_loss
