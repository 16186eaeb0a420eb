SEEDS = 1  # each attempt trains a network


def train(model, x, y):
    sums = np.asarray(model(x[:32])).sum(axis=1)
    logits = not np.allclose(sums, 1, atol=1e-3)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    model.fit(x, y, batch_size=128, epochs=8, verbose=0)


# %% shared model
# cause: One model is made outside the function and returned at every call.
# codes: builds-share-state
the_model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)


def build_model():
    return the_model

# %% shared layers
# cause: The layers are made outside the function.
# codes: builds-share-state
stack = [
    layers.Conv2D(8, 3, activation="relu"),
    layers.MaxPooling2D(3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
]


def build_model():
    return keras.Sequential([keras.Input((28, 28, 1)), *stack])

# %% too many parameters
# cause: A wide Dense after Flatten is over the budget.
# codes: too-many-parameters
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(2500, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x[:500], y[:500], verbose=0)

# %% new model lost
# cause: train builds a new model, trains it, and does not return it.
# codes: training-lost
def build_model():
    return keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )


def train(model, x, y):
    model = build_model()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=2, verbose=0)

# %% no return
# cause: build_model returns nothing.
# codes: build-returns-none
def build_model():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )

# %% Add of unequal shapes
# cause: A convolution without padding makes the correction smaller than the input.
# codes: added-shapes-differ
def build_model():
    images = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, activation="relu")(images)
    y = layers.Conv2D(16, 3, activation="relu")(x)
    x = layers.Flatten()(layers.Add()([x, y]))
    return keras.Model(images, layers.Dense(10, activation="softmax")(x))

# %% batch normalisation
# cause: It is right.
# codes: passes
def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.MaxPooling2D()])
    for filters in (24, 48):
        model.add(layers.Conv2D(filters, 3, padding="same"))
        model.add(layers.BatchNormalization())
        model.add(layers.ReLU())
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% returns the summary
# cause: build_model returns what summary() gives, None.
# codes: build-returns-none
def build_model():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    return model.summary()

# %% returns a list
# cause: build_model returns a list of layers.
# codes: build-gives-no-model
def build_model():
    return [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
    ]

# %% returns a tensor
# cause: build_model returns the output of the last layer.
# codes: build-gives-no-model
def build_model():
    x = keras.Input((28, 28, 1))
    x = layers.Flatten()(x)
    return layers.Dense(10, activation="softmax")(x)

# %% returns the class
# cause: The class of the network is returned, without parentheses.
# codes: build-gives-no-model
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.flat = layers.Flatten()
        self.dense = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.dense(self.flat(x))


def build_model():
    return Net

# %% forward for call
# cause: The method is called forward, as in PyTorch, and not call.
# codes: layer-without-call
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.flat = layers.Flatten()
        self.dense = layers.Dense(10, activation="softmax")

    def forward(self, x):
        return self.dense(self.flat(x))


def build_model():
    return Net()

# %% no super
# cause: super().__init__() is missing.
# codes: super-init-missing
class Net(keras.Model):
    def __init__(self):
        self.flat = layers.Flatten()
        self.dense = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.dense(self.flat(x))


def build_model():
    return Net()

# %% stub left
# cause: The stub is still there.
# codes: not-implemented
def build_model():
    raise NotImplementedError()

# %% Input(28, 28, 1)
# cause: The shape is no tuple.
# codes: input-shape-not-a-tuple
def build_model():
    return keras.Sequential(
        [
            keras.Input(28, 28, 1),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )

# %% Dense without layers
# cause: Dense is written without `layers.`.
# codes: prefix-missing
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            Dense(10, activation="softmax"),
        ]
    )

# %% batchnorm misspelt
# cause: The layer is called BatchNormalization.
# codes: no-such-name-in-keras
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.BatchNorm(),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )

# %% no list
# cause: Sequential gets the layers one by one.
# codes: layers-not-in-a-list
def build_model():
    return keras.Sequential(
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    )

# %% no Flatten
# cause: Without Flatten there are ten scores for every place of the map.
# codes: not-ten-scores
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )

# %% nine outputs
# cause: The last layer has nine outputs.
# codes: not-ten-scores
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(9, activation="softmax"),
        ]
    )

# %% one output
# cause: The last layer has one output.
# codes: not-ten-scores
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )

# %% eleven outputs
# cause: The last layer has eleven outputs.
# codes: not-ten-scores
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(11, activation="softmax"),
        ]
    )

# %% Add()(x, y)
# cause: The two tensors stand in no list.
# codes: merge-without-list
def build_model():
    images = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(images)
    y = layers.Conv2D(8, 3, padding="same", activation="relu")(x)
    x = layers.Flatten()(layers.Add()(x, y))
    return keras.Model(images, layers.Dense(10, activation="softmax")(x))

# %% Add([x, y])
# cause: Add is made with the tensors and not called with them.
# codes: merge-without-list
def build_model():
    images = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(images)
    y = layers.Conv2D(8, 3, padding="same", activation="relu")(x)
    x = layers.Flatten()(layers.Add([x, y]))
    return keras.Model(images, layers.Dense(10, activation="softmax")(x))

# %% x + y of other channels
# cause: The two tensors have other numbers of channels.
# codes: added-shapes-differ
def build_model():
    images = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(images)
    y = layers.Conv2D(16, 3, padding="same", activation="relu")(x)
    x = layers.Flatten()(x + y)
    return keras.Model(images, layers.Dense(10, activation="softmax")(x))

# %% layer not applied
# cause: Flatten is made and not called with x.
# codes: layer-not-applied
def build_model():
    images = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, activation="relu")(images)
    x = layers.Flatten()
    return keras.Model(images, layers.Dense(10, activation="softmax")(x))

# %% np.maximum
# cause: NumPy is called with a symbol.
# codes: numpy-on-symbols
def build_model():
    images = keras.Input((28, 28, 1))
    x = np.maximum(layers.Conv2D(8, 3)(images), 0)
    return keras.Model(images, layers.Dense(10, activation="softmax")(layers.Flatten()(x)))

# %% build_model(x)
# cause: build_model has a parameter that entry does not give.
# codes: arguments-do-not-fit
def build_model(filters):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )

# %% train(x, y)
# cause: train has two parameters; entry gives three.
# codes: train-takes-other-arguments
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(x, y):
    model = build_model()
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)
    return model

# %% one-hot loss
# cause: The loss wants one-hot labels.
# codes: labels-of-another-kind
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)

# %% one-hot labels
# cause: The labels are one-hot and the loss wants numbers.
# codes: labels-of-another-kind
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, keras.utils.to_categorical(y), epochs=3, verbose=0)

# %% mse with numbers
# cause: A squared error compares ten outputs with one number.
# codes: labels-of-another-kind
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "mse")
    model.fit(x, y, epochs=3, verbose=0)

# %% no compile
# cause: train does not compile.
# codes: train-does-not-compile
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.fit(x, y, epochs=3, verbose=0)

# %% metrics text
# cause: The metrics are a text.
# codes: train-metrics-in-no-list
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy", metrics="accuracy")
    model.fit(x, y, epochs=3, verbose=0)

# %% metrics by position
# cause: The metrics stand in the place of loss_weights.
# codes: train-metrics-by-position
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    model.fit(x, y, epochs=3, verbose=0)

# %% loss misspelt
# cause: The loss's name is misspelt.
# codes: unknown-loss-or-optimizer
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)

# %% y_train of the notebook
# cause: x of the call is paired with y_train of the notebook, which is longer.
# codes: images-and-labels-unequal
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y_train, epochs=3, verbose=0)

# %% only compiled
# cause: train compiles and does not fit.
# codes: training-lost
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy")

# %% trainable False
# cause: The layers are frozen.
# codes: training-lost
def build_model():
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.trainable = False
    return model

# %% x times 255 in place
# cause: train changes the images it was given.
# codes: changes-its-input
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    x *= 255
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)

# %% y - 1
# cause: train moves the labels, so that the loss meets -1.
# codes: labels-changed-in-train
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y.astype(int) - 1, epochs=3, verbose=0)

# %% y + 1
# cause: train moves the labels, so that the loss meets 10.
# codes: labels-changed-in-train
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y + 1, epochs=3, verbose=0)

# %% shuffled x only
# cause: The images are shuffled without their labels.
# codes: does-not-learn
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    x = np.random.default_rng(1).permutation(x)
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)

# %% learning rate 10
# cause: The learning rate is far too large.
# codes: one-class-for-all
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile(keras.optimizers.Adam(10.0), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=2, verbose=0)

# %% learning rate 1e-7
# cause: The learning rate is far too small.
# codes: scores-hardly-change
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile(keras.optimizers.Adam(1e-7), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=2, verbose=0)

# %% momentum 0.9999
# cause: The moving averages of the batch normalisation never arrive.
# codes: averages-too-slow
def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (16, 32):
        model.add(layers.Conv2D(filters, 3, strides=2))
        model.add(layers.BatchNormalization(momentum=0.9999))
        model.add(layers.ReLU())
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% dropout always on
# cause: Dropout is left on when the network is used.
# codes: random-at-inference
class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten()
        self.drop = layers.Dropout(0.5)
        self.head = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.head(self.drop(self.flatten(x), training=True))


def build_model():
    return Network()

# %% trained in build_model
# cause: build_model trains the network.
# codes: starts-trained
def build_model():
    model = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )
    train(model, x_train[:5000], y_train[:5000])
    return model

# %% load_model
# cause: The network is read from a file of an earlier lesson.
# codes: weights-from-a-file
def build_model():
    return keras.models.load_model("mine.keras")

# %% history returned
# cause: It is right.
# codes: passes
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def train(model, x, y):
    model.compile("adam", "sparse_categorical_crossentropy")
    return model.fit(x, y, batch_size=64, epochs=3, verbose=0)

# %% logits and own loss
# cause: It is right.
# codes: passes
def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10),
        ]
    )


def train(model, x, y):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.AdamW(0.003), loss)
    for _ in range(3):
        order = np.random.permutation(len(x))
        model.fit(x[order], y[order], batch_size=64, verbose=0)


# %% shared head
# cause: The last Dense layer is made outside the function, so its weights survive in every new network.
# codes: builds-share-state
head = layers.Dense(10)


def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        head,
    ])


# %% mirrored images, labels forgotten
# cause: train appends mirrored images to x, but y keeps its length.
# codes: images-and-labels-unequal
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


def train(model, x, y):
    x = np.concatenate([x, x[:, :, ::-1]])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=128, epochs=8, verbose=0)


# %% label smoothing in the sparse loss
# cause: SparseCategoricalCrossentropy has no argument label_smoothing; CategoricalCrossentropy has it.
# codes: label-smoothing-in-sparse-loss
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


def train(model, x, y):
    loss = keras.losses.SparseCategoricalCrossentropy(label_smoothing=0.1)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    model.fit(x, y, batch_size=128, epochs=8, verbose=0)


# %% label smoothing with integer labels
# cause: CategoricalCrossentropy wants one-hot labels, and y holds integers.
# codes: labels-of-another-kind
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


def train(model, x, y):
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    model.fit(x, y, batch_size=128, epochs=8, verbose=0)


# %% rescaled once more
# cause: Rescaling divides by 255 images that are in 0 to 1 already, and SGD learns next to nothing from them.
# codes: images-too-dark
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


def train(model, x, y):
    model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=128, epochs=8, verbose=0)


# %% train with its arguments in another order
# cause: train is defined with (x, y, model); entry calls it with (model, x, y).
# codes: train-takes-other-arguments
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


def train(x, y, model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=128, epochs=8, verbose=0)


# %% train without x and y
# cause: train has one parameter and uses the notebook's x_train; entry gives it three arguments.
# codes: train-takes-other-arguments
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


def train(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x_train, y_train, batch_size=128, epochs=8, verbose=0)


# %% the same 128 images again and again
# cause: The loop always takes the first 128 images, so the network sees only those.
# codes: does-not-learn
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


def train(model, x, y):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    for epoch in range(8):
        model.train_on_batch(x[:128], y[:128])


# %% the last layer is one number
# cause: The network gives the number of the class (argmax), one value an image, not ten scores.
# codes: not-ten-scores
def build_model():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, strides=2, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dense(10, activation="softmax")(layers.Flatten()(x))
    return keras.Model(inputs, keras.ops.argmax(x, axis=1))


# %% noise in call
# cause: call adds noise each time, in training and after it, so the same image gets other scores.
# codes: random-at-inference
class Noisy(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(16, 3, strides=2, activation="relu")
        self.pool = layers.MaxPooling2D(2)
        self.flat = layers.Flatten()
        self.out = layers.Dense(10, activation="softmax")

    def call(self, x):
        x = x + 0.1 * keras.random.normal((28, 28, 1))
        return self.out(self.flat(self.pool(self.conv(x))))


def build_model():
    return Noisy()


# %% right: train returns a number
# cause: Right: train trains the model it gets, with one-hot labels of its own, and returns the last loss.
# codes: passes
def build_model():
    picture = keras.Input((28, 28, 1))
    x = layers.SeparableConv2D(16, 3, strides=2, activation="relu")(picture)
    x = layers.Conv2D(24, 3, activation="relu")(layers.MaxPooling2D()(x))
    return keras.Model(picture, layers.Dense(10)(layers.Flatten()(x)))


def train(model, x, y):
    loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.05)
    model.compile(optimizer=keras.optimizers.Adam(0.003), loss=loss)
    history = model.fit(x, np.eye(10)[y], batch_size=64, epochs=8, verbose=0)
    return history.history["loss"][-1]


# %% right: mean of two networks
# cause: Right: one model whose scores are the mean of two small networks.
# codes: passes
def build_model():
    picture = keras.Input((28, 28, 1))
    scores = []
    for filters in (8, 12):
        x = layers.Conv2D(filters, 3, strides=2, activation="relu")(picture)
        x = layers.Flatten()(layers.MaxPooling2D()(x))
        scores.append(layers.Dense(10, activation="softmax")(x))
    return keras.Model(picture, layers.Average()(scores))

# %% no return, again
# cause: The model is built and not returned.
# codes: build-returns-none
def build_model():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% forgot flatten
# cause: Without Flatten the scores have four axes: images x 26 x 26 x 10.
# codes: not-ten-scores
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% one output, again
# cause: The last layer has one unit, the class as a number, and not ten.
# codes: not-ten-scores
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(1),
    ])

# %% input without channel
# cause: The input is declared as 28 x 28 without the channel, which a convolution needs.
# codes: no-channel-in-input
def build_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% input 784
# cause: The input is declared as 784 numbers, and the images are 28 x 28 x 1.
# codes: network-takes-other-images
def build_model():
    return keras.Sequential([
        keras.Input((784,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])

# %% global model
# cause: The model is made outside build_model, so that every call gives the same trained network.
# codes: builds-share-state
shared = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Flatten(),
    layers.Dense(32, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
def build_model():
    return shared

# %% fitted inside
# cause: build_model trains the network before it returns it, so that it is not untrained.
# codes: starts-trained
def build_model():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x_train[:3000], y_train[:3000], epochs=3, verbose=0)
    return model

# %% returns compile
# cause: compile returns None, and that is what build_model returns.
# codes: build-returns-none
def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    return model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")

# %% residual unequal filters
# cause: The block's input has 1 channel and its output 32, which can't be added.
# codes: added-shapes-differ
def build_model():
    inp = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(inp)
    y = layers.Conv2D(32, 3, padding="same")(x)
    x = layers.Add()([x, y])
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inp, layers.Dense(10, activation="softmax")(x))

# %% residual without same
# cause: Without padding="same" the convolution's output is smaller than its input, so that they can't be added.
# codes: added-shapes-differ
def build_model():
    inp = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, activation="relu")(inp)
    y = layers.Conv2D(16, 3)(x)
    x = x + y
    x = layers.Flatten()(x)
    return keras.Model(inp, layers.Dense(10, activation="softmax")(x))

# %% returns output tensor
# cause: It returns the output of the last layer and not a keras.Model.
# codes: build-gives-no-model
def build_model():
    inp = keras.Input((28, 28, 1))
    x = layers.Flatten()(inp)
    out = layers.Dense(10, activation="softmax")(x)
    return out

# %% list of layers
# cause: It returns a list of layers, not a model.
# codes: build-gives-no-model
def build_model():
    return [
        layers.Conv2D(16, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]

# %% layers made in call
# cause: The layers are made in call, anew at each call, so that what is learned is lost.
# codes: layers-made-in-call
class Net(keras.Model):
    def call(self, x):
        x = layers.Flatten()(x)
        return layers.Dense(10, activation="softmax")(x)
def build_model():
    return Net()

# %% kernel size forgotten
# cause: Conv2D needs a kernel size besides the number of filters.
# codes: layer-argument-missing
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% separable misspelt
# cause: The layer is called SeparableConv2D; SeparableConvolution2d does not exist.
# codes: no-such-name-in-keras
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.SeparableConvolution2d(32, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% pooled too often
# cause: Five poolings halve 28 pixels to nothing: there is nothing left to pool.
# codes: pooled-to-nothing
def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (8, 16, 32, 64, 64):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model

# %% dropout 0.99
# cause: Dropout with rate 0.99 leaves one value in a hundred, so that the network learns next to nothing.
# codes: does-not-learn
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dropout(0.99),
        layers.Dense(10, activation="softmax"),
    ])

# %% Rescaling by 255
# cause: A Rescaling layer divides by 255 pixels that are in [0, 1] already, so that the network sees next to black images.
# codes: images-too-dark
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1.0 / 255),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10, activation="softmax"),
    ])

# %% softmax over images
# cause: The softmax goes along axis 0, the images, and not along the classes.
# codes: softmax-over-batch
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(10),
        layers.Softmax(axis=0),
    ])

# %% train on the notebook's images
# cause: train takes x_train and y_train of the notebook and not the images that it is given.
# codes: trains-on-other-images
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
def train(model, x, y):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x_train, y_train, epochs=1, batch_size=256, verbose=0)

# %% train with categorical loss
# cause: The labels are integers; categorical_crossentropy wants one-hot rows.
# codes: labels-of-another-kind
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
def train(model, x, y):
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)

# %% train one cycle of lesson 06
# cause: one_cycle is a function of lesson 06's notebook, which is not defined in this one.
# codes: name-not-defined
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
def train(model, x, y):
    model.compile(keras.optimizers.AdamW(one_cycle(0.01, 3, 128)), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)

# %% train forgot compile
# cause: train fits the model without having compiled it.
# codes: train-does-not-compile
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
def train(model, x, y):
    model.fit(x, y, epochs=3, verbose=0)

# %% train without fit
# cause: train compiles the model and never fits it.
# codes: training-lost
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
def train(model, x, y):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")

# %% train rate 10
# cause: The learning rate of 10 is far too high for Adam.
# codes: one-class-for-all
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
def train(model, x, y):
    model.compile(optimizer=keras.optimizers.Adam(10.0), loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)

# %% train rate tiny
# cause: The learning rate of 1e-7 is so small that nothing is learned in the time.
# codes: scores-hardly-change
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
def train(model, x, y):
    model.compile(optimizer=keras.optimizers.Adam(1e-7), loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=3, verbose=0)

# %% frozen
# cause: trainable is set to False, so that nothing is learned.
# codes: training-lost
def build_model():
    model = keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    model.trainable = False
    return model

# %% zero kernels
# cause: All weights start at zero, and behind a ReLU no gradient comes back.
# codes: one-class-for-all
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Flatten(),
        layers.Dense(64, activation="relu", kernel_initializer="zeros"),
        layers.Dense(10, activation="softmax", kernel_initializer="zeros")])

# %% parameter in build_model
# cause: build_model has a parameter without a default, and entry calls it without arguments.
# codes: arguments-do-not-fit
def build_model(filters):
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Conv2D(filters, 3, activation="relu"), layers.Flatten(), layers.Dense(10, activation="softmax")])

# %% argmax inside
# cause: The model ends with argmax: the class and not ten scores.
# codes: not-ten-scores
def build_model():
    inp = keras.Input((28, 28, 1))
    s = layers.Dense(10, activation="softmax")(layers.Flatten()(inp))
    return keras.Model(inp, keras.ops.argmax(s, axis=-1))

# %% right: subclass with logits
# cause: Right: a subclass with logits and an augmentation layer.
# codes: passes
class Small(keras.Model):
    def __init__(self):
        super().__init__()
        self.body = keras.Sequential([layers.Conv2D(16, 3, strides=2, activation="relu"), layers.Flatten()])
        self.drop = layers.Dropout(0.2)
        self.head = layers.Dense(10)
    def call(self, x, training=None):
        return self.head(self.drop(self.body(x), training=training))
def build_model():
    return Small()

# %% right: own loop and residual
# cause: Right: a residual network trained in a loop by hand.
# codes: passes
def build_model():
    inp = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(inp)
    y = layers.SeparableConv2D(16, 3, padding="same")(x)
    x = layers.Activation("relu")(layers.Add()([x, y]))
    x = layers.Flatten()(x)
    return keras.Model(inp, layers.Dense(10)(x))
def train(model, x, y):
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    rng = np.random.default_rng(0)
    for epoch in range(6):
        order = rng.permutation(len(x))
        for start in range(0, len(x), 100):
            part = order[start:start + 100]
            model.train_on_batch(x[part], y[part])


# %% eight filters, averaged at once
# cause: Global average pooling leaves eight numbers of each image, so the loss falls very slowly.
# codes: does-not-learn
def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10, activation="softmax"),
    ])

# %% two outputs, in a list
# cause: The network gives its scores and something else; entry takes one output.
# codes: not-ten-scores
def build_model():
    images = keras.Input((28, 28, 1))
    features = layers.Flatten()(layers.Conv2D(8, 5, strides=2, activation="relu")(images))
    return keras.Model(images, [layers.Dense(10, "softmax")(features), layers.Dense(2)(features)])

# %% two outputs, in a dict
# cause: The network gives its scores and something else by name; entry takes one output.
# codes: not-ten-scores
def build_model():
    images = keras.Input((28, 28, 1))
    features = layers.Flatten()(layers.Conv2D(8, 5, strides=2, activation="relu")(images))
    outputs = {"kind": layers.Dense(10, "softmax")(features), "more": layers.Dense(2)(features)}
    return keras.Model(images, outputs)
