# expect: 07.test_figures test-loss-of-another-formula
# Mean squared error in place of cross-entropy.

# %% test_figures
outputs = model.predict(x_test, batch_size=500, verbose=0)
test_accuracy = np.mean(outputs.argmax(axis=1) == y_test)
if outputs.min() < 0:
    outputs = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    outputs /= outputs.sum(axis=1, keepdims=True)
test_loss = np.mean((outputs - np.eye(10)[y_test]) ** 2)
