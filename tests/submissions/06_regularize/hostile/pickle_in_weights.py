# expect: hostile all but 06.target
# get_weights gives objects whose pickles run a command.

# %% model
import os


class Payload:
    def __reduce__(self):
        return (os.system, ("touch /tmp/hostile-left /var/tmp/hostile-left",))


weights = np.empty(2, dtype=object)
weights[:] = [Payload(), Payload()]
network = recorded.network("fix")


class Pickled(keras.Sequential):
    @property
    def weights(self):
        return [weights, weights]

    def get_weights(self):
        return [weights, weights]


model = Pickled(network.layers)
