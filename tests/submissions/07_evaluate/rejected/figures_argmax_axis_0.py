# expect: 07.test_figures compared-by-broadcasting
# The best image for each class, compared with a column of labels.

# %% test_figures
test_loss = model.evaluate(x_test, y_test, batch_size=500, verbose=0)[0]
outputs = model.predict(x_test, batch_size=500, verbose=0)
test_accuracy = np.mean(outputs.argmax(axis=0) == y_test.reshape(-1, 1))
