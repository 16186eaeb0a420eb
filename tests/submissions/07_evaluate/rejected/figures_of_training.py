# expect: 07.test_figures training-called-test
# Images that the network has learned from.

# %% test_figures
x_train, y_train, _, _ = recorded.training_arrays()
test_loss, test_accuracy = model.evaluate(x_train, y_train, batch_size=500, verbose=0)
