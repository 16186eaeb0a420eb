# expect: 07.test_figures threshold-for-argmax
# Only guesses above one half count as right.

# %% test_figures
test_loss = model.evaluate(x_test, y_test, batch_size=500, verbose=0)[0]
outputs = model.predict(x_test, batch_size=500, verbose=0)
if outputs.min() < 0:
    outputs = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    outputs /= outputs.sum(axis=1, keepdims=True)
test_accuracy = np.mean(outputs[np.arange(len(y_test)), y_test] > 0.5)
