# expect: 07.test_figures test-images-scaled-twice
# Divided by 255 once more.

# %% test_figures
test_loss, test_accuracy = model.evaluate(x_test / 255, y_test, batch_size=500, verbose=0)
