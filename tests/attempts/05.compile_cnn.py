import keras
from keras import layers

SEEDS = 1  # Each attempt builds and runs a network.


def build_baseline():
    """(28, 28, 1) to 10 probabilities, with heavy dropout before both dense layers."""
    keras.utils.set_random_seed(0)
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.5),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )


# %% categorical
# cause: The loss for one-hot labels.
# codes: loss-wants-one-hot
def compile_cnn(model):
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% mean squared error
# cause: A loss for numbers, not for classes.
# codes: loss-mean-squared
def compile_cnn(model):
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    return model


# %% from logits on a softmax
# cause: from_logits=True, though the model ends in a softmax.
# codes: from-logits-after-softmax
def compile_cnn(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


# %% rate 0.1
# cause: The learning rate is too large for Adam.
# codes: learning-rate-too-large
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.1),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% no metrics
# cause: No metric is asked for.
# codes: no-metric
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", jit_compile=False)
    return model


# %% no return
# cause: The model is not returned.
# codes: compile-gives-none
def compile_cnn(model):
    model.compile(
        optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )


# %% own loss
# cause: cross_entropy is a NumPy function; Keras needs a loss that it can take the gradient of.
# codes: loss-of-my-own
def compile_cnn(model):
    model.compile(optimizer="adam", loss=cross_entropy, metrics=["accuracy"])
    return model


# %% positional metrics
# cause: The third argument of compile by position is loss_weights, not metrics.
# codes: metrics-by-position
def compile_cnn(model):
    model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    return model


# %% metrics is a text
# cause: metrics is a text, not a list.
# codes: metrics-not-a-list
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics="accuracy")
    return model


# %% new model inside
# cause: A new model is built; the one that was given is ignored.
# codes: compile-another-model
def compile_cnn(model):
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.5),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% builds the baseline
# cause: build_baseline() makes a new model; the one that was given is ignored.
# codes: compile-another-model
def compile_cnn(model):
    model = build_baseline()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% small new model
# cause: A new model with fewer layers is built.
# codes: compile-another-model
def compile_cnn(model):
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% returns what compile returns
# cause: compile gives None back.
# codes: compile-gives-none
def compile_cnn(model):
    return model.compile(
        optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )


# %% assigns what compile returns
# cause: compile gives None back, and that is returned.
# codes: compile-gives-none
def compile_cnn(model):
    model = model.compile(
        optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% misspelt loss
# cause: The name of the loss is misspelt.
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(
        optimizer="adam", loss="sparse_categorical_cross_entropy", metrics=["accuracy"]
    )
    return model


# %% misspelt loss, two letters
# cause: The name of the loss is misspelt.
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorial_crossentropy", metrics=["accuracy"])
    return model


# %% loss named as in the lesson's text
# cause: Keras knows no loss by that name.
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(optimizer="adam", loss="cross_entropy", metrics=["accuracy"])
    return model


# %% misspelt optimizer
# cause: Keras knows no optimizer by that name.
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(
        optimizer="Adm", loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% british optimiser
# cause: The argument is spelt optimizer.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(
        optimiser="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% metric in the singular
# cause: The argument is called metrics.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(
        optimizer="adam", loss="sparse_categorical_crossentropy", metric=["accuracy"]
    )
    return model


# %% learning rate in compile
# cause: The learning rate belongs to the optimizer, not to compile.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        learning_rate=0.001,
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% lr
# cause: Adam's argument is called learning_rate; lr is its old name.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam(lr=0.001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% Adam without its module
# cause: Adam is not defined: it is keras.optimizers.Adam.
# codes: other-name-in-keras
def compile_cnn(model):
    model.compile(
        optimizer=Adam(0.001), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% keras.Adam
# cause: Adam is in keras.optimizers.
# codes: other-name-in-keras
def compile_cnn(model):
    model.compile(
        optimizer=keras.Adam(0.001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% Adam without parentheses
# cause: The class Adam is given, not an optimizer made of it.
# codes: class-without-brackets
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam,
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% loss class without parentheses
# cause: Nothing is wrong: Keras makes a loss of the class.
# codes: passes
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy,
        metrics=["accuracy"],
    )
    return model


# %% accuracy as a bare name
# cause: accuracy without quotes is a name that is not defined.
# codes: name-without-quotes
def compile_cnn(model):
    model.compile(
        optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[accuracy]
    )
    return model


# %% validation accuracy as a metric
# cause: Keras knows no metric val_accuracy: fit measures validation by itself.
# codes: validation-metric
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy", "val_accuracy"],
    )
    return model


# %% categorical accuracy
# cause: The categorical accuracy compares with one-hot labels.
# codes: metric-not-accuracy
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["categorical_accuracy"],
    )
    return model


# %% metric class Accuracy
# cause: keras.metrics.Accuracy compares the outputs with the labels for equality.
# codes: metric-compares-outputs
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=[keras.metrics.Accuracy()],
    )
    return model


# %% loss as a metric
# cause: The metric is the loss, not the accuracy.
# codes: metric-not-accuracy
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_crossentropy"],
    )
    return model


# %% sgd
# cause: Plain gradient descent, not Adam.
# codes: not-adam
def compile_cnn(model):
    model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% rate 1e-5
# cause: The learning rate is too small.
# codes: learning-rate-too-small
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam(0.00001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% optimizer and loss swapped
# cause: The optimizer and the loss stand in each other's place.
# codes: optimizer-and-loss-swapped
def compile_cnn(model):
    model.compile("sparse_categorical_crossentropy", "adam", metrics=["accuracy"])
    return model


# %% only the optimizer
# cause: No loss is given.
# codes: compiled-without-loss
def compile_cnn(model):
    model.compile(optimizer=keras.optimizers.Adam(0.001), metrics=["accuracy"])
    return model


# %% nothing
# cause: compile is called without anything.
# codes: compiled-without-loss
def compile_cnn(model):
    model.compile()
    return model


# %% not compiled
# cause: compile is never called.
# codes: not-compiled
def compile_cnn(model):
    optimizer = keras.optimizers.Adam(0.001)
    loss = keras.losses.SparseCategoricalCrossentropy()
    metrics = ["accuracy"]
    return model


# %% compile without parentheses
# cause: model.compile is not called.
# codes: not-compiled
def compile_cnn(model):
    model.compile
    return model


# %% returns text
# cause: A text is returned, not the model.
# codes: returns-no-model
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return "compiled"


# %% returns a summary
# cause: summary prints and gives None back.
# codes: compile-gives-none
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.summary()


# %% returns model and history
# cause: Two things are returned in place of the model.
# codes: returns-no-model
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, "adam"


# %% fit inside
# cause: The function trains the model, too.
# codes: compile-trains
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(
        np.random.default_rng(0).uniform(size=(64, 28, 28, 1)),
        np.arange(64) % 10,
        epochs=2,
        verbose=0,
    )
    return model


# %% returns the history
# cause: What fit returns is given back, not the model.
# codes: returns-no-model
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(
        np.zeros((8, 28, 28, 1)), np.zeros(8, int), epochs=1, verbose=0
    ).history


# %% adds a softmax
# cause: A second softmax is added.
# codes: compile-changes-layers
def compile_cnn(model):
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wraps the model with a softmax
# cause: The model is put into a new one with a second softmax.
# codes: compile-changes-layers
def compile_cnn(model):
    wrapped = keras.Sequential([model, layers.Softmax()])
    wrapped.compile(
        optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return wrapped


# %% weights set to zero
# cause: The weights are set anew.
# codes: compile-another-model
def compile_cnn(model):
    model.set_weights([np.zeros_like(w) for w in model.get_weights()])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% torch style
# cause: A Keras model has no parameters(): this is PyTorch.
# codes: other-name-in-keras
def compile_cnn(model):
    optimizer = keras.optimizers.Adam(model.parameters(), lr=0.001)
    model.compile(
        optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% torch name of the loss
# cause: keras.losses has no CrossEntropyLoss: this is PyTorch's name.
# codes: other-name-in-keras
def compile_cnn(model):
    model.compile(
        optimizer="adam", loss=keras.losses.CrossEntropyLoss(), metrics=["accuracy"]
    )
    return model


# %% weights given to the optimizer
# cause: Adam takes no weights; they stand where the learning rate belongs.
# codes: other-name-in-keras
def compile_cnn(model):
    optimizer = keras.optimizers.Adam(model.trainable_variables, learning_rate=0.001)
    model.compile(
        optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% loss is called
# cause: The loss function is called here, without labels and predictions.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss=keras.losses.sparse_categorical_crossentropy(),
        metrics=["accuracy"],
    )
    return model


# %% loss in a list
# cause: Nothing is wrong: a list with one loss is right for one output.
# codes: passes
def compile_cnn(model):
    model.compile(
        optimizer="adam", loss=["sparse_categorical_crossentropy"], metrics=["accuracy"]
    )
    return model


# %% upper case and a sparse metric
# cause: Nothing is wrong.
# codes: passes
def compile_cnn(model):
    model.compile(
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy()],
        optimizer=keras.optimizers.get("Adam"),
    )
    return model


# %% keywords in a dict
# cause: Nothing is wrong.
# codes: passes
def compile_cnn(model):
    settings = dict(
        optimizer=keras.optimizers.Adam(5e-4),
        loss="sparse_categorical_crossentropy",
        metrics=["acc"],
        jit_compile=False,
    )
    model.compile(**settings)
    return model


# %% learning rate as a text
# cause: The learning rate stands in quotes.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam("0.001"),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% a number as the optimizer
# cause: The learning rate stands where the optimizer belongs.
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(
        optimizer=0.001, loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% last layer taken away
# cause: pop takes the last layer away; the model may have no such method.
# codes: attribute-not-there compile-changes-layers
def compile_cnn(model):
    model.pop()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% reshaped by a Sequential of its layers
# cause: Nothing of the model changes, but a new one is made of its layers.
# codes: passes
def compile_cnn(model):
    same = keras.Sequential(model.layers)
    same.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return same


# %% summed loss
# cause: The loss is summed over the batch, not averaged.
# codes: other-loss
def compile_cnn(model):
    loss = keras.losses.SparseCategoricalCrossentropy(reduction="sum")
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


# %% own loss in Keras operations
# cause: The loss of one's own takes labels and probabilities in the other order.
# codes: loss-of-my-own other-loss
def compile_cnn(model):
    def price(probabilities, y):
        return -keras.ops.log(keras.ops.take_along_axis(probabilities, y, axis=1))

    model.compile(optimizer="adam", loss=price, metrics=["accuracy"])
    return model


# %% binary accuracy
# cause: The binary accuracy compares each probability with the label.
# codes: metric-compares-outputs
def compile_cnn(model):
    model.compile(
        optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["binary_accuracy"]
    )
    return model


# %% top k
# cause: The top-5 accuracy counts a label among the five best as right.
# codes: metric-not-accuracy
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_top_k_categorical_accuracy"],
    )
    return model


# %% no parameter
# cause: The function takes no parameter.
# codes: arguments-do-not-fit
def compile_cnn():
    model = build_baseline()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% compiles the class
# cause: compile is called on the class, not on the model.
# codes: arguments-do-not-fit attribute-not-there
def compile_cnn(model):
    keras.Sequential.compile(
        optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% compiled twice
# cause: Nothing is wrong: the second call replaces the first.
# codes: passes
def compile_cnn(model):
    model.compile(optimizer="sgd", loss="mse")
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% rate 0
# cause: A learning rate of 0 changes nothing.
# codes: learning-rate-too-small
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam(0.0),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% strings of torch names
# cause: The loss is named as in PyTorch, CrossEntropyLoss; Keras knows no such loss.
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(optimizer="adam", loss="CrossEntropyLoss", metrics=["accuracy"], jit_compile=False)
    return model


# %% adam object of torch's arguments
# cause: lr is the old and PyTorch name; Keras 3 says learning_rate.
# codes: arguments-do-not-fit
def compile_cnn(model):
    opt = keras.optimizers.Adam(model.trainable_weights, lr=0.001)
    model.compile(optimizer=opt, loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% the second row of the table
# cause: from_logits=True, but the model ends in a softmax.
# codes: from-logits-after-softmax
def compile_cnn(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss, ["accuracy"], jit_compile=False)
    return model


# %% all positional
# cause: compile's third argument is loss_weights, not metrics.
# codes: metrics-by-position
def compile_cnn(model):
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy", jit_compile=False)
    return model


# %% acc typed with capital
# cause: The name of the metric is misspelt.
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["Acuracy"], jit_compile=False)
    return model


# %% sgd with momentum
# cause: SGD in place of Adam.
# codes: not-adam
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.SGD(0.001, momentum=0.9),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False,
    )
    return model


# %% jit_compile as a string
# cause: Let pass: the text is no False, but how fast it runs is not looked at.
# codes: passes
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile="False")
    return model


# %% jit_compile given to Adam
# cause: jit_compile is an argument of compile, not of Adam.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam(0.001, jit_compile=False),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% run_eagerly instead
# cause: Let pass: jit_compile is left out, and how fast it runs is not looked at.
# codes: passes
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return model


# %% keras.compile
# cause: compile is a method of the model, no function of keras.
# codes: compile-is-a-method
def compile_cnn(model):
    return keras.compile(model, optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)


# %% python's compile
# cause: compile(model, ...) is Python's own function for source text.
# codes: compile-is-a-method
def compile_cnn(model):
    compile(model, "adam", "sparse_categorical_crossentropy")
    return model


# %% two compiles
# cause: The second call of compile replaces the first, with its loss and metrics.
# codes: compiled-without-loss
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.compile(jit_compile=False)
    return model


# %% attributes set by hand
# cause: Setting attributes does not compile the model.
# codes: attribute-not-writable
def compile_cnn(model):
    model.optimizer = "adam"
    model.loss = "sparse_categorical_crossentropy"
    model.metrics = ["accuracy"]
    return model


# %% right with a dictionary of arguments
# cause: Nothing is wrong: two names for the same metric, arguments from a dict.
# codes: passes
def compile_cnn(model):
    settings = dict(
        optimizer=keras.optimizers.Adam(learning_rate=5e-4),
        loss=keras.losses.sparse_categorical_crossentropy,
        metrics=["acc", keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
        jit_compile=False,
    )
    model.compile(**settings)
    return model


# %% right with from_logits False
# cause: Nothing is wrong: from_logits=False is the default.
# codes: passes
def compile_cnn(model):
    model.compile(
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")],
        optimizer=keras.optimizers.Adam(learning_rate=0.001, beta_1=0.9),
        jit_compile=False,
    )
    return model


# %% adam imported from keras.optimizers
# cause: The name of the class is Adam, with a capital.
# codes: other-name-in-keras
def compile_cnn(model):
    from keras.optimizers import adam

    model.compile(optimizer=adam(0.001), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% returns a list
# cause: The model is returned inside a list.
# codes: returns-no-model
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return [model]


# %% metrics as a dictionary of numbers
# cause: metrics is a dictionary from names to True.
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics={"accuracy": True},
        jit_compile=False,
    )
    return model


# %% capital E in the loss
# cause: The class is SparseCategoricalCrossentropy, with a small e.
# codes: attribute-not-there
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossEntropy(),
        metrics=["accuracy"],
        jit_compile=False,
    )
    return model


# %% builds a built model
# cause: Let pass: the call of build changes nothing here.
# codes: passes
def compile_cnn(model):
    model.build((28, 28, 1))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% last activation made linear
# cause: The softmax of the model is taken out, to fit from_logits=True.
# codes: from-logits-after-softmax
def compile_cnn(model):
    model.layers[-1].activation = keras.activations.linear
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        jit_compile=False,
    )
    return model


# %% freezes the layers
# cause: The layers are set to trainable = False, so nothing will be learned.
# codes: compile-freezes-weights
def compile_cnn(model):
    model.trainable = False
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% nadam
# cause: Nadam is no Adam.
# codes: not-adam
def compile_cnn(model):
    model.compile(optimizer="nadam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% learning rate 1
# cause: The learning rate is 1.
# codes: learning-rate-too-large
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=1.0),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False,
    )
    return model


# %% loss weights of classes
# cause: loss_weights=10 for ten classes: the loss is ten times as large.
# codes: other-loss
def compile_cnn(model):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        loss_weights=10.0,
        metrics=["accuracy"],
        jit_compile=False,
    )
    return model


# %% complie
# cause: The method compile is misspelt.
# codes: attribute-not-there
def compile_cnn(model):
    model.complie(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% false in small letters
# cause: False is written in small letters.
# codes: name-not-defined
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=false)
    return model


# %% returns compile's result
# cause: model.compile gives None back; return model.compile(...) returns None.
# codes: compile-gives-none
def compile_cnn(model):
    return model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)


# %% categorical again
# cause: categorical_crossentropy is for one-hot labels.
# codes: loss-wants-one-hot
def compile_cnn(model):
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% from_logits
# cause: from_logits=True although the model ends in a softmax.
# codes: from-logits-after-softmax
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        jit_compile=False,
    )
    return model


# %% sgd by the text
# cause: The optimiser is SGD, not Adam.
# codes: not-adam
def compile_cnn(model):
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% metric keyword singular
# cause: The argument is called metrics, not metric.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metric=["accuracy"], jit_compile=False)
    return model


# %% own cross_entropy function as loss
# cause: The own NumPy function cross_entropy is given as the loss: Keras calls it with (y_true, y_pred) and needs a function that it can differentiate.
# codes: loss-of-my-own
def compile_cnn(model):
    model.compile(optimizer="adam", loss=cross_entropy, metrics=["accuracy"], jit_compile=False)
    return model


# %% loss name misspelt
# cause: The name of the loss is misspelt (crossentropy is one word).
# codes: unknown-keras-name
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_cross_entropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% builds its own network
# cause: A new network is built and compiled; the one that was given is not used.
# codes: compile-another-model
def compile_cnn(model):
    model = build_baseline()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% adds a softmax layer
# cause: Another softmax layer is added to the model that already ends in one.
# codes: compile-changes-layers
def compile_cnn(model):
    model.add(layers.Softmax())
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% also fits
# cause: The function trains the model as well; compiling is all that is asked for.
# codes: compile-trains
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    model.fit(x_train[:256], y_train[:256], epochs=1, verbose=0)
    return model


# %% Adam with lr keyword
# cause: lr is the old name of the argument; it is learning_rate.
# codes: arguments-do-not-fit
def compile_cnn(model):
    model.compile(optimizer=keras.optimizers.Adam(lr=0.001), loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% Adam class without brackets
# cause: keras.optimizers.Adam without brackets is the class, not an optimiser.
# codes: class-without-brackets
def compile_cnn(model):
    model.compile(optimizer=keras.optimizers.Adam, loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model


# %% top-k accuracy
# cause: The metric is the top-5 accuracy: right if the true class is among the five best guesses.
# codes: metric-not-accuracy
def compile_cnn(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[keras.metrics.SparseTopKCategoricalAccuracy(k=5)], jit_compile=False)
    return model


# %% right: functions as loss and metric objects
# cause: A right answer: a function as the loss, an object as the metric.
# codes: passes
def compile_cnn(model):
    settings = dict(
        optimizer=keras.optimizers.Adam(learning_rate=5e-4, beta_1=0.9),
        loss=keras.losses.sparse_categorical_crossentropy,
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    model.compile(**settings, jit_compile=False)
    return model


# %% right: get from config
# cause: A right answer: the optimiser made from a dictionary.
# codes: passes
def compile_cnn(model):
    model.compile(
        optimizer=keras.optimizers.get({"class_name": "Adam", "config": {"learning_rate": 0.002}}),
        loss=keras.losses.get("sparse_categorical_crossentropy"),
        metrics=["acc"],
        jit_compile=False,
    )
    return model


# %% right: Adam with 5e-5
# cause: Right: a small learning rate, which float32 keeps as 4.9999999e-05.
# codes: passes
def compile_cnn(model):
    model.compile(
        keras.optimizers.Adam(5e-5), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model
