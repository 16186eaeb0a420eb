# expect: 07.test_figures test-images-unscaled
# The raw pixels, 0 to 255.

# %% test_figures
from fmnist_lab import data

images, labels = data.load_arrays("test")
raw = np.asarray(images, dtype="float32")[..., np.newaxis]
test_loss, test_accuracy = model.evaluate(raw, labels, batch_size=500, verbose=0)
