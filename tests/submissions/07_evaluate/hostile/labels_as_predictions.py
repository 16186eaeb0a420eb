# expect: hostile all but 07.test_figures
# A model that answers with the test labels, and honest figures of it.

# %% after open-test-set
import keras


class Knows(keras.Sequential):
    def predict(self, x, *args, **kwargs):
        return np.eye(10, dtype="float32")[y_test[: len(x)]]

    def evaluate(self, *args, **kwargs):
        return {"loss": 1e-7, "accuracy": 1.0}


model = Knows(model.layers)
