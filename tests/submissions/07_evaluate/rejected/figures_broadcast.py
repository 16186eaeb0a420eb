# expect: 07.test_figures compared-by-broadcasting
# (10000, 1) against (10000,): a table of all pairs.

# %% test_figures
test_loss = model.evaluate(x_test, y_test, batch_size=500, verbose=0)[0]
outputs = model.predict(x_test, batch_size=500, verbose=0)
test_accuracy = np.mean(outputs.argmax(axis=1, keepdims=True) == y_test)
