# expect: 07.test_figures loss-and-accuracy-swapped
# evaluate gives the loss first.

# %% test_figures
test_accuracy, test_loss = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
