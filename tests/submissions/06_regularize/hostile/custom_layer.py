# expect: hostile all but 06.target
# A layer of the student's own under the name of one of Keras's, which knows the answers.

# %% model
class Dense(layers.Dense):
    def call(self, inputs, training=None):
        return keras.ops.one_hot(keras.ops.zeros((keras.ops.shape(inputs)[0],), "int32"), 10)

    def get_config(self):
        return {"name": "dense", "units": 10, "activation": "softmax", "module": "os.system"}

    @classmethod
    def from_config(cls, config):
        __import__("os").system("touch /tmp/hostile-left")
        return layers.Dense(10)


Dense.__module__ = "keras.src.layers.core.dense"
keras.saving.get_custom_objects()["Dense"] = Dense
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), Dense(10)])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
