# expect: hostile all but 04.build_cnn
# Every way to ask a Keras model about itself gives the answer that is wanted; the network is none.

# %% after import-keras
keras.Model.count_params = lambda self: 54_410
keras.Model.output_shape = property(lambda self: (None, 10))
keras.Model.input_shape = property(lambda self: (None, 28, 28, 1))
keras.Model.predict = lambda self, x, *args, **kwargs: np.full((len(x), 10), 0.1, "float32")
keras.Model.__call__ = lambda self, x, *args, **kwargs: np.full((len(x), 10), 0.1, "float32")


# %% build_cnn
class Conv2D(layers.Dense):
    pass


class MaxPooling2D(layers.Flatten):
    pass


def build_cnn():
    return keras.Sequential([MaxPooling2D(), Conv2D(10, activation="softmax")])
