SEEDS = 1  # some attempts keep what a call leaves behind

import keras
from keras import layers

# %% Dropout()
# cause: Dropout is given no rate.
# codes: layer-argument-missing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% no softmax
# cause: The last layer has no activation.
# codes: output-is-logits
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10),
    ])

# %% no input
# cause: The model does not begin with keras.Input.
# codes: input-not-declared
def build_cnn():
    return keras.Sequential([
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% swapped
# cause: Filters and kernel size stand in the wrong order.
# codes: filters-and-size-swapped
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(3, 32, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% no relu
# cause: The convolution has no activation.
# codes: no-activations
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% input with batch
# cause: The number of images stands in the shape of the input.
# codes: batch-in-input-shape
def build_cnn():
    return keras.Sequential([
        keras.Input((60, 28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% 28,28
# cause: The shape of the input has no channel.
# codes: no-channel-in-input
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% no list
# cause: Sequential gets its layers one by one and not in a list.
# codes: layers-not-in-a-list
def build_cnn():
    return keras.Sequential(
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    )

# %% softmax everywhere
# cause: The convolution has a softmax too.
# codes: hidden-softmax
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="softmax"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% relu on last
# cause: The last layer has ReLU in place of softmax.
# codes: output-is-relu
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="relu"),
    ])

# %% uses own functions
# cause: The layers are classes without parentheses.
# codes: layer-without-parentheses
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D,
        layers.MaxPooling2D,
        layers.Dropout,
        layers.Flatten,
        layers.Dense,
    ])

# %% add
# cause: It is right.
# codes: passes
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% model made above
# cause: One network is made outside the function and returned at every call.
# codes: network-made-once
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])


def build_cnn():
    return model

# %% model as a default argument
# cause: The network is a default argument, which is made once when the function is defined.
# codes: network-made-once
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])


def build_cnn(m=model):
    return m

# %% model made the first time only
# cause: The network is kept in a global name and made at the first call only.
# codes: network-made-once
cnn = None


def build_cnn():
    global cnn
    if cnn is None:
        cnn = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    return cnn

# %% list of layers made above
# cause: The layers are made outside the function, so that all networks share them.
# codes: layers-made-once
stack = [
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
]


def build_cnn():
    return keras.Sequential(stack)

# %% one layer made above
# cause: The convolution is made outside the function, so that all networks share it.
# codes: layers-made-once
conv = layers.Conv2D(32, 3, activation="relu")


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        conv,
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% dense as a default argument
# cause: The last layer is a default argument, so that all networks share it.
# codes: layers-made-once
def build_cnn(last=layers.Dense(10, activation="softmax")):
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        last,
    ])

# %% functional with one output tensor
# cause: The layers are called outside the function, so that all networks share them.
# codes: layers-made-once
inputs = keras.Input((28, 28, 1))
x = layers.Conv2D(16, 3, activation="relu")(inputs)
x = layers.MaxPooling2D(2)(x)
x = layers.Dropout(0.2)(x)
x = layers.Flatten()(x)
outputs = layers.Dense(10, activation="softmax")(x)


def build_cnn():
    return keras.Model(inputs, outputs)

# %% adds to a global model
# cause: The model is made outside the function and grows at every call.
# codes: layers-added-again
model = keras.Sequential()


def build_cnn():
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% subclassed global
# cause: One network of a class of its own is made outside the function.
# codes: network-made-once
class CNN(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D()
        self.drop = layers.Dropout(0.5)
        self.flat = layers.Flatten()
        self.dense = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.dense(self.flat(self.drop(self.pool(self.conv(x)))))


cnn = CNN()


def build_cnn():
    return cnn

# %% seed set inside
# cause: It is right.
# codes: passes
def build_cnn():
    keras.utils.set_random_seed(0)
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% session cleared and seed set inside
# cause: It is right.
# codes: passes
def build_cnn():
    keras.backend.clear_session()
    keras.utils.set_random_seed(42)
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% seed and names
# cause: It is right.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu", kernel_initializer=keras.initializers.GlorotUniform(1), name="conv"),
        layers.MaxPooling2D(2, name="pool"),
        layers.Dropout(0.3, name="drop"),
        layers.Flatten(name="flat"),
        layers.Dense(10, activation="softmax", kernel_initializer=keras.initializers.GlorotUniform(2), name="out"),
    ], name="cnn")

# %% settings above, layers inside
# cause: It is right.
# codes: passes
FILTERS = 32
RATE = 0.25


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(FILTERS, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(RATE),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input(28, 28, 1)
# cause: keras.Input gets three numbers and not one tuple.
# codes: input-shape-not-a-tuple
def build_cnn():
    return keras.Sequential([
        keras.Input(28, 28, 1),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input(784)
# cause: keras.Input gets one number in place of a shape.
# codes: input-shape-not-a-tuple
def build_cnn():
    return keras.Sequential([
        keras.Input(784),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input(shape=28)
# cause: The shape of the input is one number.
# codes: input-shape-not-a-tuple
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=28),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input((28 * 28 * 1))
# cause: The parentheses hold one number, the product, and no tuple.
# codes: input-shape-not-a-tuple
def build_cnn():
    return keras.Sequential([
        keras.Input((28 * 28 * 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input((784,))
# cause: The input is flat; a convolution needs height, width and channel.
# codes: flatten-before-convolution other-input-shape
def build_cnn():
    return keras.Sequential([
        keras.Input((784,)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input((28, 28, 32))
# cause: The channels of the input are those of the convolution.
# codes: other-input-shape
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 32)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input((1, 28, 28))
# cause: The channel comes first, as in PyTorch.
# codes: input-channels-first
def build_cnn():
    return keras.Sequential([
        keras.Input((1, 28, 28)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% data_format of the layers
# cause: The layers count the channels first, and the input has them last.
# codes: layers-channels-first
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu", data_format="channels_first"),
        layers.MaxPooling2D(2, data_format="channels_first"),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input((28, 28, 3))
# cause: The input has three channels; grey images have one.
# codes: other-input-shape
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 3)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Input with None batch
# cause: None for the batch is written in the shape, which Keras adds itself.
# codes: batch-in-input-shape
def build_cnn():
    return keras.Sequential([
        keras.Input((None, 28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Conv2D without layers.
# cause: Layers are written without `layers.`, as after another import.
# codes: prefix-missing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        Conv2D(32, 3, activation="relu"),
        MaxPooling2D(2),
        Dropout(0.3),
        Flatten(),
        Dense(10, activation="softmax"),
    ])

# %% only Dense without layers.
# cause: Dense is written without `layers.`.
# codes: prefix-missing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        Dense(10, activation="softmax"),
    ])

# %% Sequential without keras.
# cause: Sequential is written without `keras.`.
# codes: prefix-missing
def build_cnn():
    return Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% tf.keras without import
# cause: tf was never imported.
# codes: name-not-defined
def build_cnn():
    return tf.keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% conv2d in small letters
# cause: The layer is called Conv2D, with a capital C and D.
# codes: no-such-name-in-keras
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.conv2d(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Maxpooling2D
# cause: The layer is called MaxPooling2D, with a capital P.
# codes: no-such-name-in-keras
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Maxpooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% MaxPooling without 2D
# cause: The layer is called MaxPooling2D.
# codes: no-such-name-in-keras
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% keras.Conv2D
# cause: The layers live in keras.layers, not in keras.
# codes: no-such-name-in-keras
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% keras.sequential
# cause: keras.Sequential is written with a small letter.
# codes: no-such-name-in-keras
def build_cnn():
    return keras.sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% layers.Input without shape
# cause: Input says nothing about the shape.
# codes: input-shape-not-given
def build_cnn():
    return keras.Sequential([
        keras.Input(),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Conv2D(32)
# cause: Conv2D is given no kernel size.
# codes: layer-argument-missing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Dense without units
# cause: Dense is given no number of units.
# codes: layer-argument-missing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(activation="softmax"),
    ])

# %% relu as third argument
# cause: The third argument of Conv2D is the stride, so "relu" is taken for a stride.
# codes: activation-taken-for-stride
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, "relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% three by three as two numbers
# cause: The second 3 is taken for the stride; the maps shrink three times.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% torch order
# cause: The number of channels in is given first, as in PyTorch.
# codes: channels-in-given
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(1, 32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% activation Relu
# cause: Keras's name for the activation is written in small letters.
# codes: unknown-activation
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="Relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% activation misspelt
# cause: The activation's name is misspelt.
# codes: unknown-activation
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="sofmax"),
    ])

# %% activation without quotes
# cause: relu is a text in Keras and needs quotes.
# codes: quotes-missing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation=relu),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% activation=ReLU layer class
# cause: The activation is a class without parentheses.
# codes: activation-is-a-class
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation=layers.ReLU),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Dropout(30)
# cause: The rate is given in percent.
# codes: dropout-out-of-range
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(30),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Dropout(1)
# cause: The rate drops everything.
# codes: dropout-out-of-range
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(1),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Flatten before pooling
# cause: Flatten stands before the pooling, which needs maps.
# codes: flatten-before-pooling
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Flatten(),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Dense(10, activation="softmax"),
    ])

# %% Flatten first
# cause: Flatten stands before the convolution, which needs images.
# codes: flatten-before-convolution
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Dense(10, activation="softmax"),
    ])

# %% Dense on maps, then Flatten
# cause: The last Dense comes before Flatten.
# codes: no-flatten
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Dense(10, activation="softmax"),
        layers.Flatten(),
    ])

# %% no Flatten
# cause: There is no Flatten, so that Dense works on each place of the map.
# codes: no-flatten
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Dense(10, activation="softmax"),
    ])

# %% MaxPooling1D
# cause: MaxPooling1D is for sequences, not for maps.
# codes: layer-for-other-dimensions
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling1D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Conv1D
# cause: Conv1D is for sequences, not for images.
# codes: layer-for-other-dimensions no-convolution
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv1D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% names as texts
# cause: The list holds the names of layers and no layers.
# codes: not-a-layer-in-the-list
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        "Conv2D",
        "MaxPooling2D",
        "Dropout",
        "Flatten",
        "Dense",
    ])

# %% list in the list
# cause: The list of layers stands in a second list.
# codes: not-a-layer-in-the-list
def build_cnn():
    return keras.Sequential([[
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]])

# %% own conv2d in the list
# cause: The own function conv2d stands in the list in place of a layer.
# codes: not-a-layer-in-the-list
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        conv2d,
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% missing (2) at pooling
# cause: MaxPooling2D is a class without parentheses.
# codes: layer-without-parentheses
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D,
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Flatten without parentheses
# cause: Flatten is a class without parentheses.
# codes: layer-without-parentheses
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten,
        layers.Dense(10, activation="softmax"),
    ])

# %% tuple of layers passed with a star
# cause: Sequential gets its layers one by one and not in a list.
# codes: layers-not-in-a-list
def build_cnn():
    parts = [
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
    return keras.Sequential(*parts)

# %% two layers, no list
# cause: Sequential gets its layers one by one; the second is taken for trainable, the third for the name.
# codes: layers-not-in-a-list
def build_cnn():
    return keras.Sequential(
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    )

# %% one network after the other
# cause: Two layers are called on nothing: a parenthesis is missing in the functional style.
# codes: layer-not-applied
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, outputs)

# %% functional, last layer not applied
# cause: The last layer is made and not called with x.
# codes: layer-not-applied
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(10, activation="softmax")
    return keras.Model(inputs, outputs)

# %% functional, returns x
# cause: The output tensor is returned and no model.
# codes: tensor-not-a-network
def build_cnn():
    x = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    return layers.Dense(10, activation="softmax")(x)

# %% functional, always inputs
# cause: Each layer is called with the input and not with the result of the layer before.
# codes: no-convolution
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(inputs)
    x = layers.Dropout(0.25)(inputs)
    x = layers.Flatten()(inputs)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, outputs)

# %% functional, x used up as the input
# cause: The name of the input was given to later results, so the model begins at the last layer.
# codes: model-starts-too-late
def build_cnn():
    x = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(x, outputs)

# %% Model of a list of layers
# cause: keras.Model is for inputs and outputs; a list of layers is for Sequential.
# codes: model-of-a-list
def build_cnn():
    return keras.Model([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% list of layers returned
# cause: A list of layers is returned and no model.
# codes: not-a-network
def build_cnn():
    return [
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]

# %% model and text returned
# cause: A tuple is returned: the model and its summary.
# codes: not-a-network
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model, model.summary()

# %% returns the summary
# cause: model.summary() gives None, and that is returned.
# codes: network-not-returned
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model.summary()

# %% no return
# cause: There is no return.
# codes: network-not-returned
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))

# %% prints the summary
# cause: The summary is printed and nothing is returned.
# codes: network-not-returned
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    print(model.summary())

# %% returns compile
# cause: model.compile() gives None, and that is returned.
# codes: network-not-returned
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model.compile("adam", "sparse_categorical_crossentropy")

# %% return in an if
# cause: The model is returned only when a condition holds that never does.
# codes: network-not-returned
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    if len(model.layers) == 6:
        return model

# %% model = Sequential().add
# cause: add() gives None, and the name is bound to that.
# codes: add-gives-none
def build_cnn():
    model = keras.Sequential().add(keras.Input((28, 28, 1)))
    model.add(layers.Conv2D(32, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% model = model.add
# cause: add() gives None, and the name is bound to that.
# codes: add-gives-none
def build_cnn():
    model = keras.Sequential()
    model = model.add(keras.Input((28, 28, 1)))
    model = model.add(layers.Conv2D(32, 3, activation="relu"))
    model = model.add(layers.MaxPooling2D(2))
    model = model.add(layers.Dropout(0.25))
    model = model.add(layers.Flatten())
    model = model.add(layers.Dense(10, activation="softmax"))
    return model

# %% append
# cause: Sequential has no append; a layer is added with add.
# codes: append-for-add
def build_cnn():
    model = keras.Sequential()
    model.append(keras.Input(shape=(28, 28, 1)))
    model.append(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.append(layers.MaxPooling2D())
    model.append(layers.Dropout(0.25))
    model.append(layers.Flatten())
    model.append(layers.Dense(10, activation="softmax"))
    return model

# %% add of several
# cause: add takes one layer.
# codes: add-takes-one-layer
def build_cnn():
    model = keras.Sequential()
    model.add(
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    )
    return model

# %% add without parentheses of Sequential
# cause: keras.Sequential has no parentheses, so that add is called on the class.
# codes: sequential-not-called
def build_cnn():
    model = keras.Sequential
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% model(x) call
# cause: The network is called with no input there.
# codes: name-not-defined
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model(x)

# %% parameter
# cause: The function has a parameter that the check does not give.
# codes: arguments-do-not-fit
def build_cnn(shape):
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% calls itself
# cause: The function calls itself in place of making a model.
# codes: calls-itself-without-end
def build_cnn():
    model = build_cnn()
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% stub left above
# cause: The raise of the stub still stands before the answer.
# codes: not-implemented
def build_cnn():
    raise NotImplementedError()
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% a layer of one's own without call
# cause: The own layer has no `call`, and Keras says so with a NotImplementedError of its own.
# codes: layer-without-call
class Conv(layers.Layer):
    def forward(self, x):
        return keras.ops.relu(x)


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        Conv(),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% a model of one's own without call
# cause: The own model has `forward`, as in PyTorch, and no `call`.
# codes: layer-without-call
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D()
        self.drop = layers.Dropout(0.5)
        self.flat = layers.Flatten()
        self.dense = layers.Dense(10, activation="softmax")

    def forward(self, x):
        return self.dense(self.flat(self.drop(self.pool(self.conv(x)))))


def build_cnn():
    return Net()

# %% own model without super
# cause: super().__init__() is missing.
# codes: super-init-missing
class Net(keras.Model):
    def __init__(self):
        self.conv = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D()
        self.drop = layers.Dropout(0.5)
        self.flat = layers.Flatten()
        self.dense = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.dense(self.flat(self.drop(self.pool(self.conv(x)))))


def build_cnn():
    return Net()

# %% build with the shape of one image
# cause: build() wants the batch in the shape.
# codes: batch-missing-in-build
def build_cnn():
    model = keras.Sequential([
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    model.build((28, 28, 1))
    return model

# %% build with the batch
# cause: It is right.
# codes: passes
def build_cnn():
    model = keras.Sequential([
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    model.build((None, 28, 28, 1))
    return model

# %% input_shape in Conv2D
# cause: It is right.
# codes: passes
def build_cnn():
    return keras.Sequential([
        layers.Conv2D(32, (3, 3), activation="relu", input_shape=(28, 28, 1)),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% input_shape without channel
# cause: The shape of the input has no channel.
# codes: no-channel-in-input
def build_cnn():
    return keras.Sequential([
        layers.Conv2D(32, (3, 3), activation="relu", input_shape=(28, 28)),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Dense(1)
# cause: The last layer has one output.
# codes: one-output
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(1, activation="softmax"),
    ])

# %% Dense(9)
# cause: The last layer has nine outputs, for classes counted to 9.
# codes: wrong-number-of-classes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(9, activation="softmax"),
    ])

# %% sigmoid
# cause: The last layer has sigmoid in place of softmax.
# codes: output-is-sigmoid
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="sigmoid"),
    ])

# %% tanh at the end
# cause: The last layer has tanh in place of softmax.
# codes: output-not-probabilities
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="tanh"),
    ])

# %% hidden layer, no last layer
# cause: The network ends with the hidden layer; the layer for the ten classes is missing.
# codes: wrong-number-of-classes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
    ])

# %% softmax twice
# cause: A Softmax layer follows a Dense with a softmax.
# codes: two-softmaxes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
        layers.Softmax(),
    ])

# %% dropout last
# cause: Dropout follows the last Dense.
# codes: dropout-after-output
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
        layers.Dropout(0.3),
    ])

# %% dropout first
# cause: Dropout stands before the convolution.
# codes: dropout-on-pixels
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Dropout(0.3),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% no dropout
# cause: There is no Dropout.
# codes: no-dropout
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% no pooling
# cause: Nothing makes the maps smaller.
# codes: no-pooling
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% MaxPooling2D(1)
# cause: The windows of the pooling are 1 x 1.
# codes: pool-size-one
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(1),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% dense only
# cause: There is no convolution and no pooling.
# codes: no-convolution
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Dense(32, activation="relu"),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% kernel of 28
# cause: The kernel is as large as the image.
# codes: kernel-covers-the-image
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 28, activation="relu"),
        layers.MaxPooling2D(1),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% kernel 28, pooling 2
# cause: The kernel is as large as the image, so nothing is left for the pooling.
# codes: kernel-covers-the-image pooled-to-nothing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 28, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% five blocks
# cause: Too many poolings: nothing is left of the map.
# codes: pooled-to-nothing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% MaxPooling2D(32)
# cause: The 32 of the filters is the size of the pooling.
# codes: pooled-to-nothing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(32),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% softmax layer in the middle
# cause: A Softmax layer stands before the last Dense.
# codes: hidden-softmax
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(64, activation="softmax"),
        layers.Dense(10, activation="softmax"),
    ])

# %% activation as a layer
# cause: It is right.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3),
        layers.Activation("relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10),
        layers.Softmax(),
    ])

# %% compiled inside
# cause: It is right.
# codes: passes
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% two blocks and global pooling
# cause: It is right.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.Dropout(0.3),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10, activation="softmax"),
    ])

# %% helper function
# cause: It is right.
# codes: passes
def block(filters):
    return [layers.Conv2D(filters, 3, activation="relu", padding="same"), layers.MaxPooling2D()]


def build_cnn():
    parts = [keras.Input((28, 28, 1)), *block(16), *block(32), layers.Dropout(0.2)]
    return keras.Sequential(parts + [layers.Flatten(), layers.Dense(10, activation="softmax")])

# %% activations
# cause: The argument is called activation.
# codes: unknown-layer-argument
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activations="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% pool=2
# cause: The argument is called pool_size.
# codes: unknown-layer-argument
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(pool=2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% filter=32
# cause: The argument is called filters.
# codes: layer-argument-missing unknown-layer-argument
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(filter=32, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% layers of a global list taken out
# cause: The layers are taken out of a list that is empty at the second call.
# codes: second-call-fails layers-made-once
parts = [
    layers.Dense(10, activation="softmax"),
    layers.Flatten(),
    layers.Dropout(0.25),
    layers.MaxPooling2D(2),
    layers.Conv2D(32, 3, activation="relu"),
    keras.Input((28, 28, 1)),
]


def build_cnn():
    model = keras.Sequential()
    while parts:
        model.add(parts.pop())
    return model

# %% activation given to add
# cause: The activation is an argument of add and not of the layer.
# codes: arguments-do-not-fit
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3), activation="relu")
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% Activation without a name
# cause: The layer Activation is given no activation.
# codes: layer-argument-missing
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3),
        layers.Activation(),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% softmax as a method
# cause: A layer has no method softmax; the activation is an argument.
# codes: attribute-not-there
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10).softmax(),
    ])

# %% fitted inside
# cause: The network is trained in the function, and was not compiled.
# codes: trained-while-building
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    model.fit(np.zeros((60, 28, 28, 1)), np.zeros(60))
    return model

# %% one dropout twice in the list
# cause: It is right.
# codes: passes
def build_cnn():
    drop = layers.Dropout(0.2)
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        drop,
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        drop,
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% one name twice
# cause: Two layers have the same name.
# codes: layer-name-twice
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2, name="layer"),
        layers.Dropout(0.2, name="layer"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% two inputs
# cause: keras.Input stands twice in the list.
# codes: input-twice
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        keras.Input((26, 26, 32)),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% pooling with three numbers
# cause: The third argument of MaxPooling2D is the padding.
# codes: padding-unknown
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2, 2, 2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% activation as fourth argument
# cause: The fourth argument of Conv2D is the padding, so "relu" is taken for a padding.
# codes: padding-unknown
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, 1, "relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% padding zero
# cause: Keras knows only the paddings valid and same.
# codes: padding-unknown
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, padding="zero", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% Dense of a text
# cause: The number of units is a text.
# codes: number-in-quotes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense("10", activation="softmax"),
    ])

# %% rate as a text
# cause: The rate is a text.
# codes: number-in-quotes types-do-not-combine
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout("0.3"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% filters as a text
# cause: The number of filters is a text.
# codes: number-in-quotes types-do-not-combine
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D("32", 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% returns model()
# cause: The model is called without images and not returned.
# codes: model-called-without-images
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model()

# %% returns the class Sequential
# cause: The class is returned, and the layers are thrown away.
# codes: class-not-called
def build_cnn():
    parts = [
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
    return keras.Sequential

# %% returns itself
# cause: The function is returned and not the model.
# codes: class-not-called
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return build_cnn

# %% Relu layer
# cause: The layer is called ReLU.
# codes: no-such-name-in-keras
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3),
        layers.Relu(),
        layers.MaxPooling2D(2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% model in a list
# cause: The model stands in a list.
# codes: not-a-network
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=32, kernel_size=3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return [model]

# %% a list called layers
# cause: The function names its own list layers, so layers.Conv2D in it means that list, not yet made.
# codes: used-before-assigned
def build_cnn():
    layers = [
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
    return keras.Sequential(layers)

# %% R arrow
# cause: `model <- ...` is R; Python reads it as: model less than minus the network.
# codes: arrow-for-assignment
def build_cnn():
    network <- keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    return network

# %% ten outputs one by one
# cause: The loop adds ten layers of one output each, one behind the other, in place of one layer of ten.
# codes: outputs-one-after-another
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    model.add(layers.Conv2D(32, 3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.3))
    model.add(layers.Flatten())
    for i in range(10):
        model.add(layers.Dense(1, activation="softmax"))
    return model

# %% 32 layers for 32 filters
# cause: The loop adds 32 convolutions of one filter, one behind the other; each takes two rows and columns.
# codes: one-filter-after-another
def build_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for _ in range(32):
        model.add(layers.Conv2D(1, 3, activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.3))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% torch dense in and out
# cause: Dense gets inputs and outputs as in PyTorch; the second place is the activation.
# codes: dense-inputs-given
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(13 * 13 * 32, 10, activation="softmax"),
    ])

# %% layers made in call
# cause: call() makes new layers each time, so the same image gets other answers at the next call.
# codes: layers-outside-the-model
class Net(keras.Model):
    def call(self, x):
        x = layers.Conv2D(32, 3, activation="relu")(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(0.25)(x)
        x = layers.Flatten()(x)
        return layers.Dense(10, activation="softmax")(x)


def build_cnn():
    return Net()

# %% a class of one's own, not called
# cause: The parentheses behind the class are missing: the class is returned, not a network.
# codes: class-not-called
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D(2)
        self.drop = layers.Dropout(0.25)
        self.flat = layers.Flatten()
        self.fc = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.fc(self.flat(self.drop(self.pool(self.conv(x)))))


def build_cnn():
    return Net

# %% softmax over the batch
# cause: Softmax works along axis 0, the images: each column adds up to 1, not each row.
# codes: softmax-down-the-batch
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10),
        layers.Softmax(axis=0),
    ])

# %% functional, started again from the input
# cause: Flatten is called on inputs instead of x, so convolution, pooling and dropout are not in the network.
# codes: no-convolution
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(inputs)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, outputs)

# %% functional, dropout not used
# cause: The result of Dropout goes into y, and the next layer is called on x: Dropout is left out.
# codes: no-dropout
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    y = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% functional, the layer gets x as an argument
# cause: x stands inside the parentheses of the layer's own arguments instead of in a second pair.
# codes: layer-given-its-input
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(inputs, 32, 3, activation="relu")
    x = layers.MaxPooling2D(x, 2)
    x = layers.Dropout(x, 0.25)
    x = layers.Flatten(x)
    x = layers.Dense(x, 10, activation="softmax")
    return keras.Model(inputs, x)

# %% functional model without the input
# cause: keras.Model gets only the outputs; it needs inputs and outputs.
# codes: model-of-a-list
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(outputs)

# %% conv2d in a lambda
# cause: The lesson's own functions conv2d and max_pool, which work on arrays, stand where layers belong.
# codes: not-a-layer-in-the-list
def build_cnn():
    kernel = np.random.randn(3, 3)
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        lambda image: conv2d(image, kernel),
        lambda image: max_pool(image),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% the boot as the input
# cause: The picture itself is put where keras.Input belongs.
# codes: not-a-layer-in-the-list
def build_cnn():
    return keras.Sequential([
        boot.reshape(28, 28, 1),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% return in the loop
# cause: return stands in the loop over the filters, so the network ends after the first round.
# codes: no-dense
def build_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D(2))
        model.add(layers.Dropout(0.25))
        return model
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))

# %% made once, kept by lru_cache
# cause: The cache keeps the first network and returns it at every call.
# codes: network-made-once
from functools import lru_cache


@lru_cache
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% adds to a default argument
# cause: The network is the default of a parameter, which is made once, when the function is defined.
# codes: layers-added-again
def build_cnn(model=keras.Sequential([keras.Input((28, 28, 1))])):
    model.add(layers.Conv2D(32, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% the output shape of the example
# cause: The function returns the shape that the docstring's example shows, not the network.
# codes: shape-for-network
def build_cnn():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    return model.output_shape

# %% divided by the sum
# cause: The outputs of a ReLU are divided by their sum, which may be 0: no softmax, and nan for some images.
# codes: output-not-finite
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(10, activation="relu")(x)
    x = x / keras.ops.sum(x, axis=1, keepdims=True)
    return keras.Model(inputs, x)

# %% LayerNormalization behind the output
# cause: The last layer has a sigmoid, then LayerNormalization: the rows do not add up to 1.
# codes: layer-after-output
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="sigmoid"),
        layers.LayerNormalization(),
    ])

# %% the kernel as kernel_size
# cause: The kernel itself, an array of 3 x 3 numbers, is given as kernel_size.
# codes: window-not-two-numbers
def build_cnn():
    vertical = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, vertical, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% np.maximum as the activation
# cause: The activation of the convolution is np.maximum, which needs two arguments and arrays.
# codes: activation-not-for-tensors
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation=np.maximum),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% training=True in a functional model
# cause: Right: Keras switches the dropout of a functional model off when it predicts.
# codes: passes
def build_cnn():
    inputs = keras.Input(shape=(28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(layers.Dropout(0.5)(x, training=True))
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% all weights start at zero
# cause: The kernels start at zero: every map and every probability is the same for all images.
# codes: output-ignores-the-image
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu", kernel_initializer="zeros"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
    ])

# %% batch_size=1 in Input
# cause: batch_size=1 in keras.Input fixes the number of images to one.
# codes: batch-in-input-shape
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1), batch_size=1),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% right: list built first
# cause: Right: a list is filled in a loop and given to Sequential; softmax is a layer of its own.
# codes: passes
def build_cnn():
    stack = [keras.Input((28, 28, 1))]
    for n in (16, 32):
        stack += [layers.Conv2D(n, (3, 3), padding="same"), layers.ReLU(), layers.MaxPool2D()]
    stack += [layers.SpatialDropout2D(0.2), layers.Dropout(0.1), layers.Flatten()]
    stack.append(layers.Dense(10))
    stack.append(layers.Activation("softmax"))
    return keras.Sequential(stack)

# %% right: functional with two ways
# cause: Right: two branches with kernels of different sizes are joined.
# codes: passes
def build_cnn():
    picture = keras.Input((28, 28, 1), name="picture")
    a = layers.Conv2D(8, 3, padding="same", activation="relu")(picture)
    b = layers.Conv2D(8, 5, padding="same", activation="relu")(picture)
    both = layers.MaxPooling2D(2)(layers.Concatenate()([a, b]))
    row = layers.Flatten()(layers.Dropout(0.5)(both))
    return keras.Model(inputs=picture, outputs=layers.Dense(10, activation=keras.activations.softmax)(row))

# %% right: a network inside the network
# cause: Right: the convolutional part is a Sequential of its own inside another one.
# codes: passes
def build_cnn():
    features = keras.Sequential([
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.25),
        layers.Flatten(),
    ])
    return keras.Sequential([keras.Input((28, 28, 1)), features, layers.Dense(10, "softmax")])

# %% layers of a class with no self
# cause: The layers of the class stand outside it, so the model does not keep them.
# codes: layers-outside-the-model layers-made-once
conv, flat = layers.Conv2D(32, 3, activation="relu"), layers.Flatten()
out = layers.Dense(10, activation="softmax")


class Net(keras.Model):
    def call(self, x):
        return out(flat(conv(x)))


def build_cnn():
    return Net()

# %% training=True in a class
# cause: call switches the dropout on at every use, so the same image gets other answers.
# codes: random-when-used
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D(2)
        self.drop = layers.Dropout(0.5)
        self.flat = layers.Flatten()
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x):
        x = self.pool(self.conv(x))
        return self.out(self.flat(self.drop(x, training=True)))


def build_cnn():
    return Net()

# %% Flatten(x)
# cause: The result of the layer before stands between the parentheses that make Flatten.
# codes: layer-given-its-input
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% Dense(x, 10)
# cause: The result of the layer before stands between the parentheses that make Dense.
# codes: dense-inputs-given
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(x, 10, activation="softmax"))

# %% Dense(64, 10) without a name
# cause: Dense gets inputs and outputs; the number in the second place is taken for the activation.
# codes: dense-inputs-given
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(5408, 10),
        layers.Softmax(),
    ])

# %% 3x3 as a text
# cause: The size of the kernel is a text.
# codes: window-not-two-numbers
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, "3x3", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% pooling not passed on
# cause: The result of the pooling goes into p, and the next layer is called on x.
# codes: no-pooling
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    p = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% the lesson's relu as the activation
# cause: The activation is the notebook's own function relu, which computes with NumPy.
# codes: activation-not-for-tensors
def relu(values):
    return np.maximum(values, 0)


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation=relu),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% the lesson's relu between the layers
# cause: relu of the notebook, which computes with NumPy, is called with the result of a layer.
# codes: numpy-on-symbols
def relu(values):
    return np.maximum(values, 0)


def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = relu(layers.Conv2D(32, 3)(inputs))
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(layers.Dropout(0.25)(x))
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% own max_pool between the layers
# cause: max_pool of exercise 2, which is for one array, is called with the result of a layer.
# codes: numpy-on-symbols
def max_pool(image, size=2):
    height, width = image.shape
    return image.reshape(height // size, size, width // size, size).max(axis=(1, 3))


def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = max_pool(x)
    x = layers.Flatten()(layers.Dropout(0.25)(x))
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% relu of NumPy in call
# cause: call of the class uses a function of NumPy on what a layer gives.
# codes: numpy-on-symbols
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(32, 3)
        self.pool = layers.MaxPooling2D(2)
        self.drop = layers.Dropout(0.25)
        self.flat = layers.Flatten()
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x):
        x = np.maximum(self.conv(x), 0)
        return self.out(self.flat(self.drop(self.pool(x))))


def build_cnn():
    return Net()


# %% add returns None
# cause: model.add gives nothing back; return model.add(...) returns None.
# codes: network-not-returned
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    model.add(layers.Conv2D(32, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    return model.add(layers.Dense(10, activation="softmax"))


# %% input without comma
# cause: A comma is missing between two layers of the list, so the first layer is called with the second.
# codes: layer-not-applied
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu")
        (layers.MaxPooling2D(2)),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


# %% functional forgets to feed x
# cause: The Dropout is created but its output is not kept in x: it is not part of the network.
# codes: no-dropout
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% dropout 25 per cent
# cause: The rate is given in per cent.
# codes: dropout-out-of-range
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


# %% PyTorch nn.Sequential
# cause: Written for PyTorch: nn is not defined here.
# codes: name-not-defined
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Dropout(0.25),
        nn.Flatten(),
        nn.Linear(32 * 13 * 13, 10),
        nn.Softmax(dim=1),
    )


# %% Convolution2D(32, 3, 3)
# cause: Let pass: the third number is the stride, which shrinks the maps.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Convolution2D(32, 3, 3, activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


# %% max_pool from exercise 2
# cause: Uses the own NumPy function max_pool in place of Keras's layer.
# codes: not-a-layer-in-the-list
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        max_pool,
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


# %% one output after a hidden layer
# cause: The last layer has one output, not one for each class.
# codes: one-output
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(1, activation="softmax"),
    ])


# %% five poolings
# cause: Too many poolings: the map shrinks to nothing.
# codes: pooled-to-nothing
def build_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (16, 32, 64, 128):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D(2))
    model.add(layers.Dropout(0.3))
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model


# %% linear stack, activation in wrong layer
# cause: The ReLU stands on the pooling layer, which has no activation argument.
# codes: unknown-layer-argument
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3),
        layers.MaxPooling2D(2, activation="relu"),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


# %% ReLU class without brackets
# cause: layers.ReLU is put into the list without brackets: a class, not a layer.
# codes: layer-without-parentheses
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3),
        layers.ReLU,
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


# %% input inside the shape keyword misspelt
# cause: keras.Input has no argument input_shape; it is called shape.
# codes: unknown-layer-argument
def build_cnn():
    return keras.Sequential([
        keras.Input(input_shape=(28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


# %% right: functional with two branches
# cause: A right answer: two convolutions side by side.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    a = layers.Conv2D(8, 3, padding="same", activation="relu")(inputs)
    b = layers.Conv2D(8, 5, padding="same", activation="relu")(inputs)
    x = layers.Concatenate()([a, b])
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(10)(x)
    return keras.Model(inputs, layers.Softmax()(x))


# %% right: nested sequential block
# cause: A right answer: the convolutional part is a Sequential of its own inside.
# codes: passes
def build_cnn():
    def block(filters):
        return keras.Sequential([
            layers.Conv2D(filters, 3, padding="same"),
            layers.BatchNormalization(),
            layers.Activation("relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
        ])
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        block(16),
        block(32),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% pooling one step at a time
# cause: The window moves one step at a time, so the maps lose two rows and hardly become smaller.
# codes: pool-size-one
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(3, strides=1),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
