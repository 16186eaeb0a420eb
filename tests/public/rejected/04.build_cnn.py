SEEDS = 1  # some attempts keep what a call leaves behind

import keras
from keras import layers

# %% flat images of 28 x 28
# cause: A fully connected network for images without a channel.
# codes: no-channel-in-input
def build_cnn():
    return keras.Sequential([
        layers.Flatten(input_shape=(28, 28)),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(10, activation="softmax"),
    ])

# %% fully connected with a channel
# cause: The images have a channel, but no layer is a convolution.
# codes: no-convolution
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.BatchNormalization(),
        layers.Dense(300, kernel_initializer="he_normal", use_bias=False),
        layers.BatchNormalization(),
        layers.Activation("elu"),
        layers.Dropout(0.2),
        layers.Dense(10, activation="softmax"),
    ])

# %% rows for an LSTM
# cause: Each image is a sequence of 28 rows for an LSTM, without a channel.
# codes: no-channel-in-input
def build_cnn():
    model = keras.Sequential()
    model.add(layers.LSTM(8, input_shape=(28, 28)))
    model.add(layers.Dense(16))
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% two convolutions without dropout
# cause: No layer is a Dropout.
# codes: no-dropout
def build_cnn():
    return keras.models.Sequential([
        layers.Conv2D(64, (3, 3), activation="relu", input_shape=(28, 28, 1)),
        layers.MaxPooling2D(2, 2),
        layers.Conv2D(64, (3, 3), activation="relu"),
        layers.MaxPooling2D(2, 2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% LeNet-5 as it was
# cause: No layer is a Dropout.
# codes: no-dropout
def build_cnn():
    return keras.Sequential([
        layers.Conv2D(6, (5, 5), input_shape=(28, 28, 1), padding="same", activation="tanh"),
        layers.AveragePooling2D((2, 2), strides=2),
        layers.Conv2D(16, (5, 5), activation="tanh"),
        layers.AveragePooling2D((2, 2), strides=2),
        layers.Conv2D(120, (5, 5), activation="tanh"),
        layers.Flatten(),
        layers.Dense(84, activation="tanh"),
        layers.Dense(10, activation="softmax"),
    ])

# %% three normalised blocks without dropout
# cause: Batch normalisation stands where a Dropout is asked for.
# codes: no-dropout
def build_cnn():
    m = keras.Sequential([keras.Input((28, 28, 1))])
    for n in (8, 16, 32):
        m.add(layers.Conv2D(n, 5, padding="same", activation="relu", kernel_regularizer=keras.regularizers.l2(1e-4)))
        m.add(layers.BatchNormalization())
        m.add(layers.MaxPool2D())
    m.add(layers.Flatten())
    m.add(layers.Dense(10, activation="softmax"))
    return m

# %% no pooling
# cause: Nothing makes the maps smaller.
# codes: no-pooling
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.5)(x)
    x = layers.Dense(128, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% inception with pooling of stride 1
# cause: The only pooling moves one pixel at a time and is padded, so the maps keep their size.
# codes: pool-size-one
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    one = layers.Conv2D(4, (1, 1), padding="same", activation="relu")(inputs)
    one = layers.Conv2D(4, (3, 3), padding="same", activation="relu")(one)
    two = layers.Conv2D(4, (1, 1), padding="same", activation="relu")(inputs)
    two = layers.Conv2D(4, (5, 5), padding="same", activation="relu")(two)
    three = layers.MaxPooling2D((3, 3), strides=(1, 1), padding="same")(inputs)
    three = layers.Conv2D(4, (1, 1), padding="same", activation="relu")(three)
    x = layers.concatenate([one, two, three], axis=3)
    x = layers.Dropout(0.3)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% logits
# cause: The last Dense has no softmax, as for from_logits=True.
# codes: output-is-logits
def build_cnn():
    n_classes = 10
    return keras.Sequential([
        layers.Conv2D(32, (5, 5), activation=keras.activations.relu, input_shape=(28, 28, 1)),
        layers.MaxPool2D((2, 2), (2, 2)),
        layers.Conv2D(64, (3, 3), activation=keras.activations.relu),
        layers.MaxPool2D((2, 2), (2, 2)),
        layers.Flatten(),
        layers.Dense(64, activation=keras.activations.relu),
        layers.Dropout(0.5),
        layers.Dense(n_classes),
    ])

# %% sigmoid for ten classes
# cause: The hidden and the last Dense have a sigmoid.
# codes: output-is-sigmoid
def build_cnn():
    return keras.models.Sequential([
        layers.Conv2D(64, (2, 2), activation="relu", input_shape=(28, 28, 1)),
        layers.MaxPool2D((2, 2)),
        layers.Flatten(),
        layers.Dropout(0.4),
        layers.Dense(128, activation="sigmoid"),
        layers.Dense(10, activation="sigmoid"),
    ])

# %% softplus at the end
# cause: The last Dense has softplus.
# codes: output-not-probabilities
def build_cnn():
    leaky = layers.LeakyReLU()
    model = keras.models.Sequential()
    model.add(layers.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(filters=16, kernel_size=(3, 3), activation=leaky))
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.1))
    model.add(layers.Conv2D(filters=8, kernel_size=(3, 3), activation=leaky))
    model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softplus"))
    return model

# %% images of 32 x 32
# cause: The input is that of another data set, 32 x 32.
# codes: other-input-shape
def build_cnn():
    return keras.Sequential([
        layers.Conv2D(6, kernel_size=(5, 5), padding="valid", activation="tanh", input_shape=(32, 32, 1)),
        layers.AveragePooling2D(pool_size=(2, 2), strides=2, padding="valid"),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% colour images
# cause: The input has three channels, as for a network that was trained on photographs.
# codes: other-input-shape
def build_cnn():
    base = keras.Sequential([
        keras.Input((28, 28, 3)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(),
    ])
    return keras.Sequential([base, layers.Flatten(), layers.Dropout(0.3), layers.Dense(10, activation="softmax")])

# %% channels first
# cause: The channel stands before height and width, as in PyTorch.
# codes: input-channels-first
def build_cnn():
    return keras.Sequential([
        keras.Input((1, 28, 28)),
        layers.Conv2D(4, (2, 2), activation="relu", padding="same"),
        layers.MaxPooling2D(pool_size=(2, 2), padding="same"),
        layers.Dropout(0.5),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% network in network
# cause: The ten outputs are those of a convolution and a global pooling; no layer is Dense.
# codes: no-dense
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 5, padding="same", activation="relu")(inputs)
    x = layers.Conv2D(16, 1, activation="relu")(x)
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    x = layers.Dropout(0.5)(x)
    x = layers.Conv2D(10, 1, activation="relu")(x)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Activation("softmax")(x))

# %% dropout of 0.0
# cause: The rate is an argument whose default is 0.0.
# codes: dropout-out-of-range
def build_cnn(dropout=0.0):
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(dropout),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% the share that is kept
# cause: The rate is 1, since the share that is kept is meant.
# codes: dropout-out-of-range
def build_cnn():
    keep_prob = 1
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(keep_prob),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% no activation anywhere
# cause: Neither the convolutions nor the hidden Dense have an activation.
# codes: no-activations
def build_cnn():
    model = keras.Sequential()
    model.add(layers.Conv2D(filters=16, kernel_size=(3, 3), padding="same", input_shape=(28, 28, 1)))
    model.add(layers.MaxPooling2D())
    model.add(layers.Conv2D(32, (3, 3)))
    model.add(layers.Conv2D(10, 3))
    model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(64))
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% one output behind ten
# cause: A Dense with one output and softmax follows the ten probabilities.
# codes: hidden-softmax
def build_cnn():
    return keras.Sequential([
        layers.Conv2D(32, 5, input_shape=(28, 28, 1)),
        layers.ReLU(),
        layers.MaxPooling2D(),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
        layers.Dense(1, activation="softmax"),
    ])

# %% softmax in the hidden Dense
# cause: Both Dense layers have softmax.
# codes: hidden-softmax
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(64, activation="softmax"),
        layers.Dense(10, activation="softmax"),
    ])

# %% dropout at the very end
# cause: A Dropout follows the last Dense.
# codes: dropout-after-output
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
        layers.Dropout(0.5),
    ])

# %% dropout on the input only
# cause: The only Dropout strikes out pixels.
# codes: dropout-on-pixels
def build_cnn():
    return keras.Sequential([
        layers.Input(shape=(28, 28, 1)),
        layers.Dropout(0.1),
        layers.Conv2D(filters=16, kernel_size=(3, 3), activation=layers.LeakyReLU()),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% one model for all calls
# cause: The model is made at the top, and the function returns it.
# codes: network-made-once
model = keras.models.Sequential()
model.add(layers.Conv2D(32, (3, 3), input_shape=(28, 28, 1)))
model.add(layers.Activation("relu"))
model.add(layers.MaxPooling2D(pool_size=(2, 2)))
model.add(layers.Dropout(0.25))
model.add(layers.Flatten())
model.add(layers.Dense(10))
model.add(layers.Activation("softmax"))


def build_cnn():
    return model

# %% a new model of old layers
# cause: The functional graph is made at the top, and only the Model inside the function.
# codes: layers-made-once
i = layers.Input(shape=(28, 28, 1))
x = layers.Conv2D(32, (3, 3), strides=2, activation="relu")(i)
x = layers.Flatten()(x)
x = layers.Dropout(0.2)(x)
x = layers.Dense(10, activation="softmax")(x)


def build_cnn():
    return keras.models.Model(i, x)

# %% nothing returned
# cause: The function compiles and prints the model and returns nothing.
# codes: network-not-returned
def build_cnn():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.summary()

# %% five poolings
# cause: The fifth pooling finds maps of 1 x 1.
# codes: pooled-to-nothing
def build_cnn():
    m = keras.Sequential([keras.Input((28, 28, 1))])
    for n in (16, 32, 64, 128, 128):
        m.add(layers.Conv2D(n, 3, padding="same", activation="relu"))
        m.add(layers.MaxPooling2D((2, 2), strides=(2, 2)))
    m.add(layers.Flatten())
    m.add(layers.Dropout(0.5))
    m.add(layers.Dense(10, activation="softmax"))
    return m

# %% size before filters
# cause: Filters and kernel size are in the wrong order.
# codes: filters-and-size-swapped
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(3, 20, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% subclass without dropout and pooling
# cause: The class has a convolution, Flatten and two Dense.
# codes: no-pooling
class MyModel(keras.Model):
    def __init__(self):
        super(MyModel, self).__init__()
        self.conv1 = layers.Conv2D(32, 3, activation="relu")
        self.flatten = layers.Flatten()
        self.d1 = layers.Dense(128, activation="relu")
        self.d2 = layers.Dense(10, activation="softmax")

    def call(self, x, **kwargs):
        return self.d2(self.d1(self.flatten(self.conv1(x))))


def build_cnn():
    return MyModel()

# %% subclass with logits
# cause: The last Dense of the class has no softmax.
# codes: output-is-logits
class Net(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.conv1 = layers.Conv2D(8, 3, activation="relu")
        self.pool = layers.MaxPooling2D()
        self.drop = layers.Dropout(0.4)
        self.flatten = layers.Flatten()
        self.d2 = layers.Dense(10)

    def call(self, x):
        return self.d2(self.flatten(self.drop(self.pool(self.conv1(x)))))


def build_cnn():
    return Net()

# %% no input shape
# cause: The first layer says no input shape.
# codes: input-not-declared
def build_cnn(**kwargs):
    model = keras.Sequential()
    model.add(layers.Conv2D(32, kernel_size=(3, 3), activation="relu"))
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% Dense on the maps
# cause: Flatten is missing, so that Dense works on each place.
# codes: no-flatten
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.2),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% softmax along axis 0
# cause: Softmax adds up over the images.
# codes: softmax-down-the-batch
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(10),
        layers.Softmax(axis=0),
    ])

# %% nine classes
# cause: The last Dense has max(label), 9, in place of 10 outputs.
# codes: wrong-number-of-classes
def build_cnn():
    num_classes = max(range(10))
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(num_classes, activation="softmax"),
    ])

# %% Monte Carlo dropout
# cause: A class of its own keeps the dropout on when the network is used.
# codes: random-when-used
class MCDropout(layers.Dropout):
    def call(self, inputs):
        return super().call(inputs, training=True)


def build_cnn():
    return keras.models.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        MCDropout(rate=0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% softmax of TensorFlow in the hidden Dense
# cause: tf.nn.softmax stands in both Dense layers.
# codes: hidden-softmax
import tensorflow as tf


def build_cnn():
    return tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(16, (3, 3), activation=tf.nn.relu, input_shape=(28, 28, 1)),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(64, activation=tf.nn.softmax),
        tf.keras.layers.Dense(10, activation=tf.nn.softmax),
    ])

# %% dropout behind the softmax of TensorFlow
# cause: A Dropout follows the last Dense, whose activation is tf.nn.softmax.
# codes: dropout-after-output
import tensorflow as tf


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, (3, 3), activation=tf.nn.relu),
        layers.MaxPooling2D(2, 2),
        layers.Flatten(),
        layers.Dense(10, activation=tf.nn.softmax),
        layers.Dropout(0.2),
    ])

# %% attention and no convolution
# cause: Patches are cut by Reshape, and Dense and attention do the rest.
# codes: no-convolution
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Reshape((28, 28))(inputs)
    x = layers.Dense(16)(x)
    x = layers.Add()([x, layers.MultiHeadAttention(num_heads=2, key_dim=8)(x, x)])
    x = layers.LayerNormalization()(x)
    x = layers.GlobalAveragePooling1D()(x)
    x = layers.Dropout(0.1)(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% two softmaxes joined for a last Dense
# cause: The probabilities of two branches go into one more Dense.
# codes: hidden-softmax
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    found = []
    for kernel in (3, 5):
        x = layers.Conv2D(8, kernel, activation="relu")(inputs)
        x = layers.MaxPooling2D()(x)
        x = layers.Dropout(0.2)(x)
        found.append(layers.Dense(10, activation="softmax")(layers.Flatten()(x)))
    x = layers.concatenate(found)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% two networks added and not averaged
# cause: The probabilities of two branches are added: each row adds up to 2.
# codes: layer-after-output
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    found = []
    for kernel in (3, 5):
        x = layers.Conv2D(8, kernel, activation="relu")(inputs)
        x = layers.MaxPooling2D()(x)
        x = layers.Dropout(0.2)(x)
        found.append(layers.Dense(10, activation="softmax")(layers.Flatten()(x)))
    return keras.Model(inputs, layers.add(found))

# %% subclass that is linear
# cause: Neither the convolution nor anything else of the class has an activation.
# codes: no-activations
class Plain(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(4, 5)
        self.pool = layers.AveragePooling2D(2)
        self.drop = layers.Dropout(0.1)
        self.flat = layers.Flatten()
        self.hidden = layers.Dense(16)
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.out(self.hidden(self.flat(self.drop(self.pool(self.conv(x))))))


def build_cnn():
    return Plain()
