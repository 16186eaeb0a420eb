# expect: accepted
# Both figures from predict, rounded to three decimals.

# %% test_figures
outputs = model.predict(x_test, batch_size=1000, verbose=0).astype("float64")
if outputs.min() < 0:
    outputs = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    outputs /= outputs.sum(axis=1, keepdims=True)
test_accuracy = round(float(np.mean(np.argmax(outputs, axis=-1) == y_test)), 3)
test_loss = round(float(np.mean(-np.log(outputs[range(len(y_test)), y_test]))), 3)
