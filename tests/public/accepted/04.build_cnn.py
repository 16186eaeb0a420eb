SEEDS = 1  # some attempts keep what a call leaves behind

import keras
from keras import layers

# %% two convolutions of 5 x 5
# cause: Pooling has strides and no window, one Dropout of 0.35 stands behind the hidden Dense.
# codes: passes
from tensorflow.keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPool2D
from tensorflow.keras.models import Sequential


def build_cnn():
    net = Sequential()
    net.add(Conv2D(32, kernel_size=(5, 5), activation="relu", input_shape=(28, 28, 1)))
    net.add(MaxPool2D(strides=(2, 2)))
    net.add(Conv2D(64, kernel_size=(5, 5), activation="relu"))
    net.add(MaxPool2D(strides=(2, 2)))
    net.add(Flatten())
    net.add(Dense(64, activation="relu"))
    net.add(Dropout(0.35))
    net.add(Dense(10, activation="softmax"))
    return net

# %% zero padding first
# cause: ZeroPadding2D has the input shape, and Dropout stands between convolution and pooling.
# codes: passes
from tensorflow.keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPool2D, ZeroPadding2D


def build_cnn():
    return keras.models.Sequential([
        ZeroPadding2D(padding=(1, 1), input_shape=(28, 28, 1)),
        Conv2D(32, 3, activation="relu"),
        Dropout(0.2),
        MaxPool2D(pool_size=2, strides=2),
        ZeroPadding2D(padding=(1, 1)),
        Conv2D(64, 3, activation="relu"),
        Dropout(0.2),
        MaxPool2D(pool_size=2, strides=2),
        Flatten(),
        Dense(128, activation="relu"),
        Dropout(0.5),
        Dense(10, activation="softmax"),
    ])

# %% two equal blocks in tf.keras
# cause: Every argument is named, and the names come from tf.keras.
# codes: passes
import tensorflow as tf


def build_cnn():
    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(filters=32, kernel_size=(3, 3), padding="same", activation="relu", input_shape=(28, 28, 1)),
        tf.keras.layers.MaxPooling2D(pool_size=(2, 2)),
        tf.keras.layers.Dropout(0.25),
        tf.keras.layers.Conv2D(filters=32, kernel_size=(3, 3), padding="same", activation="relu"),
        tf.keras.layers.MaxPooling2D(pool_size=(2, 2)),
        tf.keras.layers.Dropout(0.25),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dropout(0.5),
        tf.keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% filters of 2 x 2
# cause: The first convolution has 64 filters of 2 x 2, the second 32, each with dropout 0.3.
# codes: passes
def build_cnn():
    model = keras.Sequential()
    model.add(layers.Input((28, 28, 1)))
    model.add(layers.Conv2D(filters=64, kernel_size=2, padding="same", activation="relu"))
    model.add(layers.MaxPooling2D(pool_size=2))
    model.add(layers.Dropout(0.3))
    model.add(layers.Conv2D(filters=32, kernel_size=2, padding="same", activation="relu"))
    model.add(layers.MaxPooling2D(pool_size=2))
    model.add(layers.Dropout(0.3))
    model.add(layers.Flatten())
    model.add(layers.Dense(256, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% strides in a functional model
# cause: Three convolutions of stride 2 take the place of pooling; the variables are i and x.
# codes: passes
from tensorflow.keras.layers import Conv2D, Dense, Dropout, Flatten, Input
from tensorflow.keras.models import Model


def build_cnn():
    K = 10
    i = Input(shape=(28, 28, 1))
    x = Conv2D(32, (3, 3), strides=2, activation="relu")(i)
    x = Conv2D(64, (3, 3), strides=2, activation="relu")(x)
    x = Conv2D(128, (3, 3), strides=2, activation="relu")(x)
    x = Flatten()(x)
    x = Dropout(0.2)(x)
    x = Dense(512, activation="relu")(x)
    x = Dropout(0.2)(x)
    x = Dense(K, activation="softmax")(x)
    return Model(i, x)

# %% residual blocks with pooling of stride 1
# cause: Add joins each block with its input; the pooling inside keeps the size, a global one ends.
# codes: passes
def build_cnn():
    inputs = keras.Input(shape=(28, 28, 1), name="input")
    identity = layers.Conv2D(filters=16, kernel_size=[3, 3], padding="same", activation="relu")(inputs)
    output = layers.Conv2D(filters=16, kernel_size=[3, 3], padding="same")(identity)
    output = layers.BatchNormalization()(output)
    dropout = layers.Dropout(rate=0.25)(output)
    output = layers.Activation("relu")(dropout)
    output = layers.Add()([output, identity])
    identity = layers.Conv2D(filters=16, kernel_size=[3, 3], padding="same")(output)
    output = layers.BatchNormalization()(identity)
    output = layers.MaxPooling2D(pool_size=[3, 3], padding="same", strides=1)(output)
    dropout = layers.Dropout(rate=0.25)(output)
    output = layers.Activation("relu")(dropout)
    output = layers.Add()([output, identity])
    output = layers.GlobalAveragePooling2D()(output)
    output = layers.Dense(100, activation="relu")(output)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(output))

# %% LeakyReLU as layers
# cause: Each activation is a layer of its own, the softmax too.
# codes: passes
def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.Conv2D(32, kernel_size=(3, 3)))
    model.add(layers.LeakyReLU())
    model.add(layers.Conv2D(64, (3, 3)))
    model.add(layers.LeakyReLU(negative_slope=0.1))
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(128))
    model.add(layers.LeakyReLU(alpha=0.1))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10))
    model.add(layers.Activation("softmax"))
    return model

# %% layers with preset arguments
# cause: functools.partial makes a Conv2D with presets; the padding is written in capitals.
# codes: passes
from functools import partial

DefaultConv2D = partial(keras.layers.Conv2D, kernel_size=3, activation="relu", padding="SAME")


def build_cnn():
    return keras.models.Sequential([
        DefaultConv2D(filters=32, kernel_size=7, input_shape=[28, 28, 1]),
        keras.layers.MaxPooling2D(pool_size=2),
        DefaultConv2D(filters=64),
        DefaultConv2D(filters=64),
        keras.layers.MaxPooling2D(pool_size=2),
        keras.layers.Flatten(),
        keras.layers.Dense(units=128, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(units=64, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(units=10, activation="softmax"),
    ])

# %% three VGG blocks with batch normalisation
# cause: Two convolutions and two normalisations a block; the dropout rises from 0.2 to 0.5.
# codes: passes
def build_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters, rate in ((8, 0.2), (16, 0.3), (32, 0.4)):
        for _ in range(2):
            model.add(layers.Conv2D(filters, (3, 3), activation="relu", padding="same", kernel_initializer="he_uniform"))
            model.add(layers.BatchNormalization())
        model.add(layers.MaxPooling2D((2, 2)))
        model.add(layers.Dropout(rate))
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax", name="output"))
    return model

# %% normalisation without scale, windows of 4 x 4
# cause: The convolutions have no bias, and the pooling windows are 4 x 4, padded.
# codes: passes
def build_cnn():
    m = keras.Sequential()
    m.add(layers.InputLayer(shape=(28, 28, 1)))
    m.add(layers.Conv2D(filters=16, kernel_size=(3, 3), padding="same", use_bias=False, activation="relu"))
    m.add(layers.BatchNormalization(scale=False))
    m.add(layers.MaxPooling2D(pool_size=(4, 4), strides=(4, 4), padding="same"))
    m.add(layers.Dropout(0.25))
    m.add(layers.Conv2D(filters=32, kernel_size=(3, 3), padding="same", use_bias=False, activation="relu"))
    m.add(layers.BatchNormalization(axis=3, scale=False))
    m.add(layers.MaxPooling2D(pool_size=(4, 4), strides=(4, 4), padding="same"))
    m.add(layers.Dropout(0.25))
    m.add(layers.Flatten())
    m.add(layers.Dense(128, activation="relu"))
    m.add(layers.Dense(10, activation="softmax"))
    return m

# %% LeNet-5 with a dropout
# cause: tanh, average pooling, Dense of 120 and 84 as in LeNet-5, and one Dropout more.
# codes: passes
def build_cnn():
    model = keras.Sequential(name="LeNet-5")
    model.add(keras.Input((28, 28, 1)))
    model.add(layers.Conv2D(6, kernel_size=(5, 5), strides=(1, 1), activation="tanh", padding="same"))
    model.add(layers.AveragePooling2D(pool_size=(2, 2), strides=2, padding="valid"))
    model.add(layers.Conv2D(16, kernel_size=(5, 5), strides=(1, 1), activation="tanh", padding="valid"))
    model.add(layers.AveragePooling2D(pool_size=(2, 2), strides=2, padding="valid"))
    model.add(layers.Flatten())
    model.add(layers.Dense(120, activation="tanh"))
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(84, activation=keras.activations.tanh))
    model.add(layers.Dense(10, activation=keras.activations.softmax))
    return model

# %% a class that inherits from Sequential
# cause: The class adds its layers in __init__ and compiles itself.
# codes: passes
class LeNet(keras.Sequential):
    def __init__(self, nb_classes):
        super().__init__()
        self.add(keras.Input((28, 28, 1)))
        self.add(layers.Conv2D(6, (5, 5), activation="tanh", padding="same"))
        self.add(layers.AveragePooling2D((2, 2), (2, 2)))
        self.add(layers.Conv2D(16, (5, 5), activation="tanh"))
        self.add(layers.AveragePooling2D((2, 2), (2, 2)))
        self.add(layers.Dropout(0.25))
        self.add(layers.Flatten())
        self.add(layers.Dense(120, activation="tanh"))
        self.add(layers.Dense(nb_classes, activation="softmax"))
        self.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])


def build_cnn():
    return LeNet(10)

# %% separable convolutions only
# cause: Every convolution is a SeparableConv2D, and a global pooling takes the place of Flatten.
# codes: passes
def build_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    model.add(layers.SeparableConv2D(32, 3, activation="relu"))
    model.add(layers.SeparableConv2D(64, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.SeparableConv2D(64, 3, activation="relu"))
    model.add(layers.SeparableConv2D(128, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Dropout(0.3))
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(32, activation="relu"))
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% four inception branches
# cause: 1 x 1, 3 x 3 and 5 x 5 branches and a pooled one are joined by concatenate.
# codes: passes
def build_cnn():
    x = inputs = keras.Input((28, 28, 1))
    branch_a = layers.Conv2D(8, 1, activation="relu", strides=2)(x)
    branch_b = layers.Conv2D(8, 1, activation="relu")(x)
    branch_b = layers.Conv2D(8, 3, activation="relu", strides=2, padding="same")(branch_b)
    branch_c = layers.AveragePooling2D(3, strides=2, padding="same")(x)
    branch_c = layers.Conv2D(8, 3, activation="relu", padding="same")(branch_c)
    branch_d = layers.Conv2D(8, 1, activation="relu")(x)
    branch_d = layers.Conv2D(8, 3, activation="relu", padding="same")(branch_d)
    branch_d = layers.Conv2D(8, 3, activation="relu", strides=2, padding="same")(branch_d)
    x = layers.concatenate([branch_a, branch_b, branch_c, branch_d], axis=-1)
    x = layers.Dropout(0.4)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs=inputs, outputs=layers.Dense(10, activation="softmax")(x))

# %% squeeze and excitation
# cause: A small network of two Dense with sigmoid at the end weighs the channels.
# codes: passes
def squeeze(x, ratio=4):
    channels = x.shape[-1]
    weights = layers.GlobalAveragePooling2D()(x)
    weights = layers.Reshape((1, 1, channels))(weights)
    weights = layers.Dense(channels // ratio, activation="relu", use_bias=False)(weights)
    weights = layers.Dense(channels, activation="sigmoid", use_bias=False)(weights)
    return layers.multiply([x, weights])


def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, padding="same", activation="relu", kernel_initializer="he_normal")(inputs)
    x = squeeze(x)
    x = layers.MaxPooling2D()(x)
    x = squeeze(layers.Conv2D(32, 3, padding="same", activation="relu")(x))
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.3)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% a small DenseNet
# cause: Each step is normalised, convolved and joined to what it got; a transition halves the maps.
# codes: passes
def dense_block(x, steps, growth):
    for _ in range(steps):
        y = layers.BatchNormalization(epsilon=1.001e-5)(x)
        y = layers.Activation("relu")(y)
        y = layers.Conv2D(growth, (3, 3), padding="same", kernel_initializer="he_normal", kernel_regularizer=keras.regularizers.l2(1e-4))(y)
        y = layers.Dropout(0.2)(y)
        x = layers.Concatenate()([x, y])
    return x


def build_cnn():
    inp = layers.Input(shape=(28, 28, 1))
    x = layers.Conv2D(16, 3, padding="same")(inp)
    x = dense_block(x, 3, 8)
    x = layers.Conv2D(int(x.shape[-1] * 0.5), 1)(x)
    x = layers.AveragePooling2D((2, 2), strides=(2, 2))(x)
    x = dense_block(x, 3, 8)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.models.Model(inp, layers.Dense(10, activation="softmax")(x))

# %% depthwise and pointwise, ReLU up to 6
# cause: A convolution of stride 2, then depthwise ones; ReLU ends at 6.0.
# codes: passes
def build_cnn():
    img_input = keras.Input(shape=(28, 28, 1))
    x = layers.ZeroPadding2D(padding=((0, 1), (0, 1)))(img_input)
    x = layers.Conv2D(8, (3, 3), padding="valid", use_bias=False, strides=(2, 2))(x)
    x = layers.BatchNormalization(axis=-1)(x)
    x = layers.ReLU(6.0)(x)
    for filters in (16, 32):
        x = layers.DepthwiseConv2D((3, 3), padding="same", depth_multiplier=1, strides=(1, 1), use_bias=False)(x)
        x = layers.BatchNormalization(axis=-1)(x)
        x = layers.ReLU(6.0)(x)
        x = layers.Conv2D(filters, (1, 1), padding="same", use_bias=False)(x)
        x = layers.BatchNormalization(axis=-1)(x)
        x = layers.ReLU(6.0)(x)
    x = layers.GlobalAveragePooling2D(keepdims=True)(x)
    x = layers.Dropout(1e-3)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(10)(x)
    return keras.Model(img_input, layers.Activation(activation="softmax")(x))

# %% subclass that passes training on
# cause: A class of its own; call has the argument training and gives it to the dropout.
# codes: passes
from tensorflow.keras import Model
from tensorflow.keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPool2D


class FashionModel(Model):
    def __init__(self, num_classes=10):
        super(FashionModel, self).__init__(name="fashion_model")
        self.conv1 = Conv2D(32, 3, activation="relu")
        self.pool1 = MaxPool2D(2, strides=2)
        self.dropout = Dropout(rate=0.5)
        self.flatten = Flatten()
        self.d1 = Dense(128, activation="relu")
        self.d2 = Dense(num_classes, activation="softmax")

    def call(self, x, training=False):
        x = self.pool1(self.conv1(x))
        x = self.dropout(x, training=training)
        return self.d2(self.d1(self.flatten(x)))


def build_cnn():
    return FashionModel()

# %% subclass around a Sequential
# cause: The class holds a whole Sequential in self.model and calls it.
# codes: passes
class FashionNet(keras.Model):
    def __init__(self, input_shape, output_shape):
        super().__init__()
        self.model = keras.Sequential([
            keras.Input(shape=input_shape),
            layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
            layers.MaxPooling2D(pool_size=(2, 2)),
            layers.Conv2D(64, kernel_size=(3, 3), activation="relu"),
            layers.MaxPooling2D(pool_size=(2, 2)),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(output_shape, activation="softmax"),
        ])

    def call(self, x):
        return self.model(x)


def build_cnn():
    return FashionNet((28, 28, 1), 10)

# %% SELU with its own initialiser
# cause: Pooling comes before the normalisation; activations are selu with lecun_normal.
# codes: passes
def build_cnn(input_shape=(28, 28, 1), classes=10):
    model = keras.Sequential([keras.Input(input_shape)])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, (3, 3), padding="same", activation="selu", kernel_initializer="lecun_normal"))
        model.add(layers.MaxPooling2D(pool_size=(2, 2)))
        model.add(layers.BatchNormalization())
    model.add(layers.Dropout(0.3))
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="selu", kernel_initializer="lecun_normal"))
    model.add(layers.Dense(classes, activation="softmax"))
    return model

# %% swish given as a function
# cause: Convolution, normalisation, then Activation(swish), where swish is Keras's function.
# codes: passes
from tensorflow.keras.activations import swish


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, (3, 3)),
        layers.BatchNormalization(),
        layers.Activation(swish),
        layers.MaxPooling2D((2, 2)),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(64, activation=swish),
        layers.Dense(10, activation="softmax"),
    ])

# %% augmentation as a Sequential in front
# cause: A nested Sequential of RandomFlip, RandomRotation, RandomZoom and RandomContrast comes first.
# codes: passes
def augmentation():
    return keras.Sequential([
        layers.RandomFlip("horizontal"),
        layers.RandomRotation(0.1),
        layers.RandomZoom(0.1),
        layers.RandomContrast(0.1),
    ], name="data_augmentation")


def build_cnn():
    inputs = keras.Input(shape=(28, 28, 1))
    x = augmentation()(inputs)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.5)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, outputs)

# %% rescaled to -1 and 1, strided, LeakyReLU with alpha
# cause: Rescaling(1 / 127.5, offset=-1) first, and strides in place of pooling.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1.0 / 127.5, offset=-1),
        layers.Conv2D(16, kernel_size=4, strides=2, padding="same"),
        layers.LeakyReLU(alpha=0.2),
        layers.Dropout(0.4),
        layers.Conv2D(32, kernel_size=4, strides=2, padding="same"),
        layers.LeakyReLU(alpha=0.2),
        layers.Dropout(0.4),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% noise on the pixels, weight penalty
# cause: GaussianNoise comes first; every layer has an L2 penalty.
# codes: passes
from tensorflow.keras.regularizers import l2


def build_cnn():
    inp = layers.Input((28, 28, 1))
    x = layers.GaussianNoise(0.1)(inp)
    for filters in (16, 32):
        x = layers.Conv2D(filters, (3, 3), padding="same", kernel_regularizer=l2(1e-4))(x)
        x = layers.BatchNormalization()(x)
        x = layers.LeakyReLU(0.1)(x)
        x = layers.MaxPooling2D((2, 2))(x)
        x = layers.Dropout(0.3)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, kernel_regularizer="l2", bias_regularizer=keras.regularizers.L1(1e-5))(x)
    x = layers.LeakyReLU(0.1)(x)
    return keras.Model(inp, layers.Dense(10, activation="softmax")(x))

# %% largest norm and he_uniform
# cause: The weights have a largest norm, initialisers are he_uniform and a constant.
# codes: passes
from tensorflow.keras.constraints import MaxNorm


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, (3, 3), activation="relu", kernel_initializer="he_uniform", kernel_constraint=MaxNorm(3), bias_initializer=keras.initializers.Constant(0.1)),
        layers.Dropout(0.2),
        layers.Conv2D(32, (3, 3), activation="relu", padding="same", kernel_constraint=keras.constraints.max_norm(3)),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dense(128, activation="relu", kernel_constraint=MaxNorm(3)),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ])

# %% normalisation of the pixels
# cause: BatchNormalization is the first layer, before any convolution.
# codes: passes
def build_cnn():
    model = keras.models.Sequential()
    model.add(layers.BatchNormalization(input_shape=(28, 28, 1)))
    model.add(layers.Conv2D(32, (3, 3), activation="relu"))
    model.add(layers.Dropout(0.25))
    model.add(layers.Conv2D(16, (3, 3), activation="relu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% two kernels side by side
# cause: A branch of 3 x 3 and one of 5 x 5 see the same pixels and are joined.
# codes: passes
def build_cnn():
    visible = layers.Input(shape=(28, 28, 1))
    conv1 = layers.Conv2D(16, kernel_size=3, activation="relu")(visible)
    flat1 = layers.Flatten()(layers.MaxPooling2D(pool_size=(2, 2))(conv1))
    conv2 = layers.Conv2D(8, kernel_size=5, activation="relu")(visible)
    flat2 = layers.Flatten()(layers.MaxPooling2D(pool_size=(2, 2))(conv2))
    merge = layers.concatenate([flat1, flat2])
    merge = layers.Dropout(0.3)(merge)
    hidden = layers.Dense(32, activation="relu")(merge)
    return keras.Model(inputs=visible, outputs=layers.Dense(10, activation="softmax")(hidden))

# %% global maximum in place of Flatten
# cause: An encoder that ends with GlobalMaxPooling2D has a classifier put on it.
# codes: passes
def build_cnn():
    encoder_input = keras.Input(shape=(28, 28, 1), name="img")
    x = layers.Conv2D(16, 3, activation="relu")(encoder_input)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(3)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.Dropout(0.25)(x)
    encoder = keras.Model(encoder_input, layers.GlobalMaxPooling2D()(x), name="encoder")
    img = keras.Input(shape=(28, 28, 1), name="image")
    return keras.Model(img, layers.Dense(10, activation="softmax")(encoder(img)), name="classifier")

# %% three equal channels for a VGG block
# cause: The grey image is put together three times, as networks for colour images want it.
# codes: passes
def build_cnn():
    grey = layers.Input((28, 28, 1))
    x = layers.Concatenate(axis=-1)([grey, grey, grey])
    x = layers.Conv2D(16, (3, 3), activation="relu", padding="same", name="block1_conv1")(x)
    x = layers.Conv2D(16, (3, 3), activation="relu", padding="same", name="block1_conv2")(x)
    x = layers.MaxPooling2D((2, 2), strides=(2, 2), name="block1_pool")(x)
    x = layers.Conv2D(32, (3, 3), activation="relu", padding="same", name="block2_conv1")(x)
    x = layers.MaxPooling2D((2, 2), strides=(2, 2), name="block2_pool")(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(64, activation="relu", name="fc1")(x)
    x = layers.Dropout(0.5)(x)
    return keras.Model(grey, layers.Dense(10, activation="softmax", name="predictions")(x), name="vgg")

# %% convolutions before one pooling
# cause: Two convolutions, one pooling, dropout 0.25 before and 0.5 behind the hidden Dense.
# codes: passes
def build_cnn():
    return keras.models.Sequential([
        layers.Conv2D(32, kernel_size=3, padding="same", activation="relu", kernel_initializer="he_normal", input_shape=[28, 28, 1]),
        layers.Conv2D(64, kernel_size=3, padding="same", activation="relu", kernel_initializer="he_normal"),
        layers.MaxPool2D(),
        layers.Flatten(),
        layers.Dropout(0.25),
        layers.Dense(64, activation="relu", kernel_initializer="he_normal"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ])

# %% input layer of the older kind
# cause: InputLayer gets input_shape, and the layers have the older names.
# codes: passes
def build_cnn():
    model = keras.Sequential()
    model.add(layers.InputLayer(input_shape=(28, 28, 1)))
    model.add(layers.Convolution2D(32, (3, 3), padding="same"))
    model.add(layers.Activation("relu"))
    model.add(layers.MaxPool2D((2, 2), (2, 2)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(10))
    model.add(layers.Softmax())
    return model

# %% whole maps dropped
# cause: The only dropout is a SpatialDropout2D.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="swish"),
        layers.SpatialDropout2D(0.2),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% PReLU and ELU layers
# cause: One activation is learned, one is ELU with an alpha of its own.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, padding="same", activation="linear"),
        layers.PReLU(shared_axes=[1, 2]),
        layers.MaxPooling2D((2, 2), padding="same"),
        layers.Conv2D(32, 3, padding="same", activation="linear"),
        layers.ELU(alpha=0.5),
        layers.MaxPooling2D((2, 2), padding="same"),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(32, activation="linear"),
        layers.PReLU(),
        layers.Dense(10, activation="softmax"),
    ])

# %% data format written out
# cause: Every layer says data_format="channels_last", and the input is named by its backend's rule.
# codes: passes
def build_cnn():
    shape = (28, 28, 1) if keras.backend.image_data_format() == "channels_last" else (1, 28, 28)
    return keras.Sequential([
        keras.Input(shape=shape, batch_size=None, dtype="float32"),
        layers.Conv2D(32, 3, data_format="channels_last", dilation_rate=1, groups=1, use_bias=True, activation="relu"),
        layers.MaxPooling2D(2, data_format="channels_last"),
        layers.Dropout(0.3, noise_shape=None, seed=42),
        layers.Flatten(data_format="channels_last"),
        layers.Dense(10, activation="softmax", dtype="float32"),
    ])

# %% operators for a skip
# cause: The skip is written with +, and the pixels are centred with - and *.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = (inputs - 0.5) * 2.0
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(x)
    shortcut = x
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(x)
    x = x + shortcut
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.3)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% residual blocks with a projection
# cause: Where the maps get smaller, a convolution of 1 x 1 with stride 2 brings the input along.
# codes: passes
def residual(x, filters, stride):
    y = layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False)(x)
    y = layers.BatchNormalization()(y)
    y = layers.Activation("relu")(y)
    y = layers.Conv2D(filters, 3, padding="same", use_bias=False)(y)
    y = layers.BatchNormalization()(y)
    if stride > 1:
        x = layers.Conv2D(filters, 1, strides=stride, padding="same", use_bias=False)(x)
        x = layers.BatchNormalization()(x)
    return layers.Activation("relu")(layers.add([y, x]))


def build_cnn():
    inputs = keras.Input([28, 28, 1])
    x = layers.Conv2D(8, 3, padding="same")(inputs)
    for filters, stride in ((8, 1), (16, 2), (16, 1), (32, 2)):
        x = residual(x, filters, stride)
    x = layers.GlobalAvgPool2D()(x)
    x = layers.Dropout(0.5)(x)
    return keras.Model(inputs=[inputs], outputs=[layers.Dense(10, activation="softmax")(x)])

# %% squeezed and expanded
# cause: A 1 x 1 convolution squeezes the channels, 1 x 1 and 3 x 3 ones expand them.
# codes: passes
def fire(x, squeeze, expand):
    y = layers.Conv2D(squeeze, 1, activation="relu")(x)
    left = layers.Conv2D(expand, 1, activation="relu")(y)
    right = layers.Conv2D(expand, 3, padding="same", activation="relu")(y)
    return layers.concatenate([left, right], axis=3)


def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(3, strides=2)(x)
    x = fire(x, 4, 8)
    x = fire(x, 8, 16)
    x = layers.Dropout(0.5)(x)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(10, "softmax")(x))

# %% extractor and head in two models
# cause: A Sequential of two Sequential models, features and classifier.
# codes: passes
def build_cnn():
    features = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, (3, 3), activation="relu", dilation_rate=2),
        layers.MaxPool2D(2, 2),
    ], name="features")
    classifier = keras.Sequential([
        layers.Flatten(),
        layers.Dropout(0.4),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ], name="classifier")
    return keras.Sequential([keras.Input((28, 28, 1)), features, classifier])

# %% built by hand
# cause: No Input: the model is built with build(input_shape=...).
# codes: passes
def build_cnn():
    model = keras.Sequential([
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    model.build(input_shape=(None, 28, 28, 1))
    model.summary()
    return model

# %% a list of layers from a table
# cause: Tuples say the kinds of layers, and a loop makes them.
# codes: passes
ARCHITECTURE = [("conv", 16), ("pool", 2), ("conv", 32), ("pool", 2), ("drop", 0.25), ("dense", 64)]


def build_cnn():
    stack = [keras.Input((28, 28, 1))]
    for kind, n in ARCHITECTURE:
        if kind == "conv":
            stack.append(layers.Conv2D(n, 3, activation="relu", padding="same"))
        elif kind == "pool":
            stack.append(layers.MaxPooling2D(n))
        elif kind == "drop":
            stack.append(layers.Dropout(n))
        else:
            stack += [layers.Flatten(), layers.Dense(n, activation="relu")]
    return keras.Sequential([*stack, layers.Dense(10, activation="softmax")])

# %% spatial attention by a sigmoid map
# cause: A map of one filter with sigmoid weighs the places.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
    mask = layers.Conv2D(1, 7, padding="same", activation="sigmoid")(x)
    x = layers.Multiply()([x, mask])
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% maxout of two convolutions
# cause: The larger of two convolutions takes the place of an activation.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    a = layers.Conv2D(16, 3)(inputs)
    b = layers.Conv2D(16, 3)(inputs)
    x = layers.maximum([a, b])
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(32, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% a clone of a pattern
# cause: The network is read back from its own configuration.
# codes: passes
PATTERN = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(16, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Dropout(0.3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])


def build_cnn():
    return keras.Sequential.from_config(PATTERN.get_config())

# %% mean of two small networks
# cause: Two branches each end in a softmax, and their mean is given.
# codes: passes
def branch(x, kernel):
    x = layers.Conv2D(8, kernel, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    return layers.Dense(10, activation="softmax")(x)


def build_cnn():
    inputs = keras.Input((28, 28, 1))
    outputs = layers.average([branch(inputs, 3), branch(inputs, 5)])
    return keras.Model(inputs, outputs)

# %% dropout called with training
# cause: training=True stands in the call of a layer; Keras's predict switches it off all the same.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.5)(x, training=True)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% mean of two models
# cause: Two whole models are called with the same input, and their outputs are averaged.
# codes: passes
def one(filters):
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(filters, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


def build_cnn():
    model_input = keras.Input(shape=(28, 28, 1))
    outputs = [model(model_input) for model in (one(4), one(8))]
    return keras.Model(model_input, layers.Average()(outputs), name="ensemble")

# %% activations of TensorFlow
# cause: Activations are given as tf.nn.relu and tf.nn.softmax.
# codes: passes
import tensorflow as tf


def build_cnn():
    return tf.keras.Sequential([
        tf.keras.layers.Conv2D(32, (3, 3), padding="same", activation=tf.nn.relu, input_shape=(28, 28, 1)),
        tf.keras.layers.MaxPooling2D((2, 2), strides=2),
        tf.keras.layers.Conv2D(64, (3, 3), padding="same", activation=tf.nn.relu),
        tf.keras.layers.MaxPooling2D((2, 2), strides=2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.3),
        tf.keras.layers.Dense(128, activation=tf.nn.relu),
        tf.keras.layers.Dense(10, activation=tf.nn.softmax),
    ])

# %% swish of TensorFlow with strides
# cause: tf.nn.swish and tf.nn.silu, and a stride of 2 in place of pooling.
# codes: passes
import tensorflow as tf


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation=tf.nn.silu),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(32, activation=tf.nn.swish),
        layers.Dense(10, activation=tf.nn.softmax),
    ])

# %% SELU with AlphaDropout
# cause: The dropout that belongs to SELU.
# codes: passes
def build_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    model.add(layers.Conv2D(32, kernel_size=(3, 3), activation="selu", kernel_initializer="lecun_normal"))
    model.add(layers.Conv2D(32, (3, 3), activation="selu", kernel_initializer="lecun_normal"))
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.AlphaDropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="selu", kernel_initializer="lecun_normal"))
    model.add(layers.AlphaDropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% LSTM over the rows of the maps
# cause: The pooled maps become a sequence of rows for an LSTM.
# codes: passes
def build_cnn():
    inp = keras.Input(shape=(28, 28, 1))
    x = layers.Conv2D(8, (3, 3), padding="same", activation="relu")(inp)
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Reshape(target_shape=(14, 14 * 8))(x)
    x = layers.LSTM(16)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs=inp, outputs=layers.Dense(10, activation="softmax")(x))

# %% an LSTM in each row, then over the rows
# cause: TimeDistributed encodes each row, a second LSTM the rows, behind a convolution.
# codes: passes
def build_cnn():
    x = inp = keras.Input(shape=(28, 28, 1))
    x = layers.Conv2D(4, 3, strides=2, padding="same", activation="relu")(x)
    x = layers.Dropout(0.2)(x)
    encoded_rows = layers.TimeDistributed(layers.LSTM(8))(x)
    encoded_columns = layers.LSTM(8)(encoded_rows)
    x = layers.Flatten()(encoded_columns)
    return keras.Model(inp, layers.Dense(10, activation="softmax")(x))

# %% two GRU and a Bidirectional
# cause: GRU with return_sequences, then one that reads both ways.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Reshape((14, 112)),
        layers.GRU(16, return_sequences=True),
        layers.Bidirectional(layers.GRU(8, return_sequences=True)),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(16),
        layers.Activation("relu"),
        layers.Dense(10),
        layers.Activation("softmax"),
    ])

# %% one-dimensional convolution behind the maps
# cause: The maps are reshaped to 25 steps of 10 for Conv1D and MaxPooling1D.
# codes: passes
def build_cnn():
    input1 = keras.Input(shape=(28, 28, 1))
    x = layers.Conv2D(16, (3, 3), padding="same", activation="relu")(input1)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(10, 3, activation="relu")(x)
    x = layers.Conv2D(10, 3)(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.3)(x)
    x = layers.Flatten()(x)
    x = layers.Reshape(target_shape=(25, 10))(x)
    x = layers.Conv1D(10, 3, padding="same", activation="relu")(x)
    x = layers.MaxPooling1D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs=input1, outputs=layers.Dense(10, activation="softmax")(x))

# %% patches with attention
# cause: A convolution of stride 7 makes patches; attention, normalisation and a mean follow.
# codes: passes
def build_cnn():
    inputs = layers.Input(shape=(28, 28, 1))
    x = layers.Conv2D(16, kernel_size=7, strides=7, activation="relu")(inputs)
    x = layers.Reshape((16, 16))(x)
    for _ in range(2):
        x1 = layers.LayerNormalization(epsilon=1e-6)(x)
        attention = layers.MultiHeadAttention(num_heads=4, key_dim=4, dropout=0.1)(x1, x1)
        x2 = layers.Add()([attention, x])
        x3 = layers.LayerNormalization(epsilon=1e-6)(x2)
        x3 = layers.Dense(32, activation="gelu")(x3)
        x3 = layers.Dropout(0.1)(x3)
        x3 = layers.Dense(16, activation=keras.activations.gelu)(x3)
        x = layers.Add()([x3, x2])
    x = layers.GlobalAveragePooling1D()(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.5)(x)
    return keras.Model(inputs=inputs, outputs=layers.Dense(10, activation="softmax")(x))

# %% resized and cut in the middle
# cause: Resizing to 32 x 32 as for LeNet, then CenterCrop.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Resizing(36, 36),
        layers.CenterCrop(height=32, width=32),
        layers.Rescaling(scale=1 / 255),
        layers.Conv2D(6, 5, activation="tanh"),
        layers.AveragePooling2D(2),
        layers.Conv2D(16, 5, activation="tanh"),
        layers.AveragePooling2D(2),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% made larger again
# cause: UpSampling2D and Conv2DTranspose, as in an autoencoder with a head.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, (3, 3), activation="relu", padding="same")(inputs)
    x = layers.MaxPooling2D((2, 2), padding="same")(x)
    x = layers.Conv2D(8, (3, 3), activation="relu", padding="same")(x)
    x = layers.MaxPooling2D((2, 2), padding="same")(x)
    x = layers.Conv2DTranspose(8, 3, strides=2, activation="relu", padding="same")(x)
    x = layers.UpSampling2D((2, 2))(x)
    x = layers.Conv2D(1, (3, 3), activation="sigmoid", padding="same")(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% functions of keras.ops
# cause: relu, mean and softmax are called as functions of keras.ops.
# codes: passes
from keras import ops


def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3)(inputs)
    x = ops.relu(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.3)(x)
    x = layers.Conv2D(16, 3)(x)
    x = ops.leaky_relu(x, negative_slope=0.1)
    x = ops.mean(x, axis=(1, 2))
    x = layers.Dense(10)(x)
    return keras.Model(inputs, ops.softmax(x))

# %% activations called as functions
# cause: gelu, elu and tanh of keras.activations are called on tensors.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = keras.activations.gelu(layers.Conv2D(8, 3)(inputs))
    x = layers.MaxPooling2D()(x)
    x = keras.activations.elu(layers.Conv2D(8, 3)(x))
    x = layers.Dropout(0.3)(x)
    x = layers.Flatten()(x)
    x = keras.activations.tanh(layers.Dense(16)(x))
    return keras.Model(inputs, keras.activations.softmax(layers.Dense(10)(x)))

# %% further augmentation
# cause: Brightness, crop, shear, erasing, and Resizing behind them.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.RandomBrightness(0.2, value_range=(0, 1)),
        layers.RandomCrop(26, 26),
        layers.Resizing(28, 28),
        layers.RandomShear(0.1, 0.1),
        layers.RandomErasing(value_range=(0, 1)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% the half of the image
# cause: Slices of the input go through two branches.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    upper, lower = inputs[:, :14], inputs[:, 14:]
    halves = []
    for half in (upper, lower):
        x = layers.Conv2D(8, 3, activation="relu")(half)
        x = layers.MaxPooling2D()(x)
        halves.append(layers.Flatten()(x))
    x = layers.concatenate(halves)
    x = layers.Dropout(0.3)(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% normalised weights and unit vectors
# cause: SpectralNormalization around a convolution, UnitNormalization before the last Dense.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.SpectralNormalization(layers.Conv2D(8, 3, activation="relu")),
        layers.MaxPooling2D(),
        layers.Conv2D(16, 3, activation="relu"),
        layers.ActivityRegularization(l2=1e-4),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.UnitNormalization(),
        layers.Dense(10, activation="softmax"),
    ])

# %% mean and largest value of the maps
# cause: Average and max pooling of the same maps are joined, in tf.keras's short names.
# codes: passes
import tensorflow as tf


def build_cnn():
    L = tf.keras.layers
    inputs = L.Input((28, 28, 1))
    x = L.Conv2D(16, 3, activation=tf.keras.activations.leaky_relu)(inputs)
    x = L.Concatenate()([L.GlobalAvgPool2D()(x), L.GlobalMaxPool2D()(x)])
    x = L.Dropout(0.3)(x)
    return tf.keras.Model(inputs, L.Dense(10, activation=tf.keras.activations.softmax)(x))

# %% a layer of one's own
# cause: A layer class clips at 6, as ReLU6 is written by hand.
# codes: passes
class ReLU6(layers.Layer):
    def call(self, inputs):
        return keras.ops.clip(inputs, 0.0, 6.0)


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3),
        ReLU6(),
        layers.MaxPooling2D(),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(16, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% Lambda that makes three channels
# cause: A Lambda repeats the grey channel.
# codes: passes
import tensorflow as tf


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Lambda(lambda t: tf.image.grayscale_to_rgb(t)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% more than a hundred layers behind a Lambda
# cause: Forty blocks that begin as identities, and Dropout and Dense at the very end.
# codes: passes
def build_cnn():
    x = inputs = keras.Input((28, 28, 1))
    x = layers.Lambda(lambda t: t * 2 - 1)(x)
    x = layers.Conv2D(4, 3, strides=4)(x)
    for _ in range(40):
        y = layers.Conv2D(4, 3, padding="same", activation="relu")(x)
        y = layers.BatchNormalization(gamma_initializer="zeros")(y)
        x = layers.Add()([x, y])
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.4)(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% a ready-made application without its weights
# cause: MobileNetV2 of keras.applications on images that were made 32 x 32 in three channels.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Resizing(32, 32)(inputs)
    x = layers.Concatenate()([x, x, x])
    base = keras.applications.MobileNetV2(input_shape=(32, 32, 3), alpha=0.35, include_top=False, weights=None)
    x = base(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.2)(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% float16 in single layers
# cause: The convolution computes in mixed_float16, the last Dense in float32.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu", dtype="mixed_float16"),
        layers.MaxPooling2D(dtype="mixed_float16"),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax", dtype="float32"),
    ])

# %% a class around a functional model
# cause: The class gives inputs and outputs to keras.Model in __init__ and has no call.
# codes: passes
class FashionCNN(keras.Model):
    def __init__(self, **kwargs):
        inputs = keras.Input(shape=(28, 28, 1))
        x = layers.Conv2D(8, 3, activation="relu")(inputs)
        x = layers.MaxPooling2D()(x)
        x = layers.Dropout(0.25)(x)
        x = layers.Flatten()(x)
        outputs = layers.Dense(10, activation="softmax")(x)
        super().__init__(inputs=inputs, outputs=outputs, **kwargs)


def build_cnn():
    return FashionCNN(name="fashion")

# %% a class that gives a list to Sequential
# cause: super().__init__ of a Sequential gets the list of layers.
# codes: passes
class Classifier(keras.Sequential):
    def __init__(self):
        super().__init__([
            layers.Conv2D(8, 3, activation="relu", input_shape=(28, 28, 1)),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax"),
        ])


def build_cnn():
    return Classifier()

# %% highway
# cause: A gate with sigmoid mixes a layer with its input, by 1 - gate.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, strides=2, activation="relu")(inputs)
    x = layers.GlobalAveragePooling2D()(x)
    for _ in range(2):
        gate = layers.Dense(8, bias_initializer=keras.initializers.Constant(-3))(x)
        gate = layers.Activation("sigmoid")(gate)
        new = layers.Activation("elu")(layers.Dense(8)(x))
        x = layers.Add()([layers.Multiply()([gate, new]), layers.Multiply()([1.0 - gate, x])])
        x = layers.Dropout(0.1)(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% an activation written by hand
# cause: The activation is a function of the notebook, x * tanh(softplus(x)).
# codes: passes
import tensorflow as tf


def my_mish(x):
    return x * tf.math.tanh(tf.math.softplus(x))


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation=my_mish),
        layers.MaxPooling2D(),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(16, activation=lambda t: tf.nn.leaky_relu(t, alpha=0.01)),
        layers.Dense(10, activation="softmax"),
    ])

# %% rare activations
# cause: mish, softsign, hard_sigmoid and exponential by name.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="mish"),
        layers.MaxPooling2D(),
        layers.Conv2D(8, 3, activation="softsign"),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(16, activation="hard_sigmoid"),
        layers.Dense(16, activation="exponential"),
        layers.Dense(10, activation="softmax"),
    ])

# %% weighted sum of two softmaxes
# cause: The probabilities of two branches are added with weights 0.3 and 0.7.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.2)(x)
    early = layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x))
    late = layers.Dense(10, activation="softmax")(layers.Flatten()(x))
    return keras.Model(inputs, 0.3 * early + 0.7 * late)

# %% scores of two branches added before the softmax
# cause: Two Dense without activation are added, and one softmax follows.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    scores = []
    for kernel in (3, 5):
        x = layers.Conv2D(8, kernel, activation="relu", padding="same")(inputs)
        x = layers.AveragePooling2D(pool_size=(4, 4))(x)
        x = layers.Dropout(0.2)(x)
        scores.append(layers.Dense(10)(layers.Flatten()(x)))
    return keras.Model(inputs, layers.Softmax()(layers.add(scores)))

# %% layers from a list, called in a loop
# cause: A functional model made by a loop over layers.
# codes: passes
def build_cnn():
    stack = [
        layers.Conv2D(8, (3, 1), activation="relu"),
        layers.Conv2D(8, (1, 3), activation="relu"),
        layers.MaxPool2D(pool_size=(2, 1)),
        layers.MaxPool2D(pool_size=(1, 2)),
        layers.Flatten(),
        layers.Dropout(0.25),
        layers.Dense(10, activation="softmax"),
    ]
    x = inputs = keras.Input((28, 28, 1))
    for layer in stack:
        x = layer(x)
    return keras.Model(inputs, x)

# %% one block used twice
# cause: The same convolution is applied to the image and to its mirror image.
# codes: passes
def build_cnn():
    inputs = keras.Input((28, 28, 1))
    tower = keras.Sequential([
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
    ])
    mirrored = layers.Permute((2, 1, 3))(inputs)
    x = layers.maximum([tower(inputs), tower(mirrored)])
    x = layers.Dropout(0.3)(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))

# %% subclass with blocks of its own
# cause: A block is a Layer subclass with a list of layers; the model keeps blocks in a list.
# codes: passes
class Block(layers.Layer):
    def __init__(self, filters, rate):
        super().__init__()
        self.steps = [layers.Conv2D(filters, 3, padding="same"), layers.BatchNormalization(), layers.ReLU(), layers.MaxPooling2D(), layers.Dropout(rate)]

    def call(self, x, training=None):
        for step in self.steps:
            x = step(x, training=training) if isinstance(step, (layers.Dropout, layers.BatchNormalization)) else step(x)
        return x


class BlockNet(keras.Model):
    def __init__(self):
        super().__init__()
        self.blocks = [Block(8, 0.2), Block(16, 0.3)]
        self.flatten = layers.Flatten()
        self.out = layers.Dense(10, activation="softmax")

    def call(self, inputs, training=None):
        x = inputs
        for block in self.blocks:
            x = block(x, training=training)
        return self.out(self.flatten(x))


def build_cnn():
    model = BlockNet()
    model.build((None, 28, 28, 1))
    return model

# %% softmax written as an operation in a subclass
# cause: The last Dense has no activation, and call ends with tf.nn.softmax.
# codes: passes
import tensorflow as tf


class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = tf.keras.layers.Conv2D(8, 5, activation=tf.nn.relu)
        self.pool = tf.keras.layers.MaxPool2D(2, strides=2)
        self.flatten = tf.keras.layers.Flatten()
        self.drop = tf.keras.layers.Dropout(rate=0.5)
        self.out = tf.keras.layers.Dense(10)

    def call(self, x, is_training=False):
        x = tf.reshape(x, [-1, 28, 28, 1])
        x = self.flatten(self.pool(self.conv(x)))
        x = self.out(self.drop(x, training=is_training))
        if not is_training:
            x = tf.nn.softmax(x)
        return x


def build_cnn():
    return Net()

# %% sigmoid and a subclass
# cause: The convolution of the class has a sigmoid, and pooling takes means.
# codes: passes
class Smooth(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(4, 5, activation="sigmoid")
        self.pool = layers.AveragePooling2D(2)
        self.drop = layers.Dropout(0.1)
        self.flat = layers.Flatten()
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.out(self.flat(self.drop(self.pool(self.conv(x)))))


def build_cnn():
    return Smooth()

# %% a convolution of one's own class
# cause: A class inherits from Conv2D and multiplies with a sigmoid of itself.
# codes: passes
class GatedConv2D(layers.Conv2D):
    def call(self, inputs):
        x = super().call(inputs)
        return x * keras.ops.sigmoid(x)


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        GatedConv2D(8, 3),
        layers.MaxPooling2D(),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% residual units as layers
# cause: Residual units of a class of their own hold the convolutions and the dropout.
# codes: passes
class ResidualUnit(layers.Layer):
    def __init__(self, filters, strides=1, activation="relu", **kwargs):
        super().__init__(**kwargs)
        self.activation = keras.activations.get(activation)
        self.main_layers = [
            layers.Conv2D(filters, 3, strides=strides, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.Dropout(0.1),
            layers.Conv2D(filters, 3, padding="same", use_bias=False),
            layers.BatchNormalization(),
        ]
        self.skip_layers = []
        if strides > 1:
            self.skip_layers = [layers.Conv2D(filters, 1, strides=strides, padding="same", use_bias=False), layers.BatchNormalization()]

    def call(self, inputs):
        Z = inputs
        for layer in self.main_layers:
            Z = layer(Z)
        skip_Z = inputs
        for layer in self.skip_layers:
            skip_Z = layer(skip_Z)
        return self.activation(Z + skip_Z)


def build_cnn():
    model = keras.models.Sequential([keras.Input((28, 28, 1))])
    model.add(ResidualUnit(4, strides=2))
    model.add(ResidualUnit(4))
    model.add(layers.GlobalAvgPool2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% the only convolution inside a wrapper
# cause: SpectralNormalization is wrapped around the convolution.
# codes: passes
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.SpectralNormalization(layers.Conv2D(8, 3, strides=2, activation="relu")),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
