# expect: accepted
# Metric objects on one-hot labels; numpy scalars as figures.

# %% test_figures
import keras

outputs = model.predict(x_test, verbose=0)
one_hot = keras.utils.to_categorical(y_test, 10)
metric = keras.metrics.CategoricalAccuracy()
metric.update_state(one_hot, outputs)
test_accuracy = np.float32(metric.result())
cross_entropy = keras.losses.CategoricalCrossentropy(from_logits=bool(outputs.min() < 0))
test_loss = np.float32(cross_entropy(one_hot, outputs))
