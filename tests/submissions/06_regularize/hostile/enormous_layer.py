# expect: hostile all but 06.target
# A layer of billions of units that takes no memory here; whoever rebuilds it runs out.

# %% model
model = keras.Sequential(
    [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
)
dense = model.layers[-1]
dense.units = 2**31 - 1


class Weights:
    shape = (784, 2**31 - 1)
    dtype = "float32"
    name = path = "kernel"

    def numpy(self):
        return np.broadcast_to(np.float32(0), self.shape)

    def __array__(self, dtype=None, copy=None):
        return self.numpy()


model.get_weights = lambda: [Weights().numpy(), np.broadcast_to(np.float32(0), (2**31 - 1,))]
