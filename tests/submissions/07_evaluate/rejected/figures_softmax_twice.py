# expect: 07.test_figures test-loss-softmax-twice
# Softmax applied to probabilities.

# %% test_figures
outputs = model.predict(x_test, batch_size=500, verbose=0)
test_accuracy = np.mean(outputs.argmax(axis=1) == y_test)
for _ in range(1 if outputs.min() >= 0 else 2):
    outputs = np.exp(outputs) / np.exp(outputs).sum(axis=1, keepdims=True)
test_loss = -np.log(outputs[np.arange(len(y_test)), y_test]).mean()
