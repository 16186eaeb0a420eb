# expect: 07.test_figures test-loss-of-the-guess
# The largest probability, whatever the label says.

# %% test_figures
outputs = model.predict(x_test, batch_size=500, verbose=0)
test_accuracy = np.mean(outputs.argmax(axis=1) == y_test)
if outputs.min() < 0:
    outputs = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    outputs /= outputs.sum(axis=1, keepdims=True)
test_loss = -np.log(outputs.max(axis=1)).mean()
