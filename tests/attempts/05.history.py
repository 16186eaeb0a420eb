import keras
from keras import layers

RECORD = {
    "accuracy": [0.6493, 0.7701, 0.8011, 0.8142, 0.8231, 0.8302, 0.8333],
    "loss": [0.972, 0.613, 0.548, 0.512, 0.488, 0.471, 0.461],
    "val_accuracy": [0.7952, 0.8301, 0.8487, 0.8602, 0.8655, 0.8711, 0.8722],
    "val_loss": [0.571, 0.471, 0.433, 0.401, 0.382, 0.367, 0.361],
}


def recorded_run(**changes):
    run = keras.callbacks.History()
    run.history = {**RECORD, **changes}
    run.epoch = list(range(len(run.history["loss"])))
    run.params = {"epochs": len(run.epoch), "steps": 375, "verbose": 0}
    return run


# %% no validation
# cause: fit got no validation data.
# codes: history-without-validation
history = keras.callbacks.History()
history.history = {
    "accuracy": [0.65, 0.77, 0.80, 0.81, 0.82, 0.83, 0.83],
    "loss": [0.97, 0.61, 0.55, 0.51, 0.49, 0.47, 0.46],
}


# %% one epoch
# cause: fit ran its default of one epoch.
# codes: history-one-epoch
history = keras.callbacks.History()
history.history = {
    "accuracy": [0.65],
    "loss": [0.97],
    "val_accuracy": [0.79],
    "val_loss": [0.53],
}


# %% the model in history
# cause: The model is assigned, not what fit returns.
# codes: history-lost
history = keras.Sequential([keras.Input((4,)), layers.Dense(2)])


# %% labels broken
# cause: The labels don't belong to the images.
# codes: history-not-learning
history = keras.callbacks.History()
history.history = {
    "accuracy": [0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10],
    "loss": [2.31, 2.30, 2.30, 2.30, 2.30, 2.30, 2.30],
    "val_accuracy": [0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10],
    "val_loss": [2.30, 2.30, 2.30, 2.30, 2.30, 2.30, 2.30],
}


# %% fit not assigned
# cause: history is None.
# codes: history-lost
history = None


# %% history of a model that was not trained
# cause: A History without any epoch.
# codes: history-empty
history = keras.callbacks.History()


# %% epochs 0
# cause: fit with epochs=0 records nothing.
# codes: history-empty
history = keras.callbacks.History()
history.history = {}


# %% LiveCurve in history
# cause: The callback is assigned, not what fit returns.
# codes: callback-for-value
class LiveCurve(keras.callbacks.Callback):
    pass


history = LiveCurve()


# %% fit without parentheses
# cause: The method fit is assigned, not called.
# codes: history-not-called
history = keras.Sequential([keras.Input((4,)), layers.Dense(2)]).fit


# %% evaluate in history
# cause: What evaluate returns is assigned: loss and accuracy.
# codes: history-lost
history = [0.389, 0.857]


# %% only the accuracy list
# cause: One list of the history is assigned.
# codes: history-lost
history = [0.65, 0.77, 0.80, 0.81, 0.82, 0.83, 0.83]


# %% evaluate as a dict
# cause: What evaluate returns is assigned, as a dict of single numbers.
# codes: history-lost
history = {"accuracy": 0.857, "loss": 0.389}


# %% params of the history
# cause: history.params is assigned, not history.history.
# codes: history-lost
history = {"verbose": 0, "epochs": 7, "steps": 375}


# %% epoch list
# cause: history.epoch is assigned, not history.history.
# codes: history-lost
history = [0, 1, 2, 3, 4, 5, 6]


# %% model and history
# cause: A tuple with the model and the history is assigned.
# codes: history-lost
history = (None, {"loss": [0.9, 0.6, 0.5], "accuracy": [0.6, 0.7, 0.8]})


# %% learning rate 1
# cause: The learning rate was too large: the loss stays near 2.3.
# codes: history-not-learning
history = {
    "accuracy": [0.10, 0.099, 0.101, 0.10, 0.098, 0.10, 0.10],
    "loss": [2938.2, 3.08, 2.41, 2.33, 2.32, 2.31, 2.31],
    "val_accuracy": [0.10, 0.10, 0.10, 0.10, 0.10, 0.10, 0.10],
    "val_loss": [2.33, 2.32, 2.31, 2.31, 2.31, 2.31, 2.31],
}


# %% loss is nan
# cause: The loss is not a number.
# codes: history-not-learning
history = {
    "accuracy": [0.12, 0.10, 0.10, 0.10],
    "loss": [float("nan")] * 4,
    "val_accuracy": [0.10, 0.10, 0.10, 0.10],
    "val_loss": [float("nan")] * 4,
}


# %% no metric
# cause: compile was told no metric.
# codes: history-without-accuracy
history = {"loss": [0.9, 0.6, 0.5, 0.45], "val_loss": [0.7, 0.5, 0.45, 0.4]}


# %% two epochs
# cause: Only two epochs were trained.
# codes: history-one-epoch
history = {
    "accuracy": [0.65, 0.77],
    "loss": [0.97, 0.61],
    "val_accuracy": [0.79, 0.83],
    "val_loss": [0.53, 0.46],
}


# %% validation every second epoch
# cause: Validation was measured in every second epoch only.
# codes: history-uneven
history = {
    "accuracy": [0.65, 0.77, 0.80, 0.81, 0.82, 0.83],
    "loss": [0.97, 0.61, 0.55, 0.51, 0.49, 0.47],
    "val_accuracy": [0.83, 0.85, 0.86],
    "val_loss": [0.46, 0.42, 0.40],
}


# %% validation labels wrong
# cause: The validation labels don't belong to the validation images.
# codes: history-validation-apart
history = {
    "accuracy": [0.65, 0.77, 0.80, 0.81, 0.82, 0.83, 0.83],
    "loss": [0.97, 0.61, 0.55, 0.51, 0.49, 0.47, 0.46],
    "val_accuracy": [0.10, 0.10, 0.11, 0.10, 0.10, 0.10, 0.10],
    "val_loss": [4.1, 4.4, 4.6, 4.8, 4.9, 5.0, 5.1],
}


# %% json text
# cause: A text is assigned.
# codes: history-lost
history = "{'loss': [0.9, 0.6], 'accuracy': [0.7, 0.8]}"


# %% a dict
# cause: Nothing is wrong: the dict inside the History.
# codes: passes
history = {
    "accuracy": [0.65, 0.77, 0.80, 0.81, 0.82, 0.83, 0.83],
    "loss": [0.97, 0.61, 0.55, 0.51, 0.49, 0.47, 0.46],
    "val_accuracy": [0.79, 0.83, 0.85, 0.86, 0.86, 0.87, 0.87],
    "val_loss": [0.53, 0.46, 0.42, 0.39, 0.38, 0.37, 0.36],
}


# %% trained for real
# cause: Nothing is wrong: a short training.
# codes: passes
_rng = np.random.default_rng(0)
_y = _rng.integers(0, 2, 200)
_x = _rng.normal(0, 1, (200, 4)) + 3 * _y[:, None]
_model = keras.Sequential([keras.Input((4,)), layers.Dense(2, activation="softmax")])
_model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
_model.layers[0].set_weights([np.array([[-1.0, 1.0]] * 4), np.array([6.0, -6.0])])
history = _model.fit(_x, _y, epochs=3, validation_split=0.2, verbose=0)


# %% a list of losses and accuracies
# cause: The four lists stand in a list, without their names.
# codes: history-lost
history = [[0.9, 0.6, 0.5], [0.6, 0.7, 0.8], [0.7, 0.5, 0.4], [0.7, 0.8, 0.8]]


# %% an array
# cause: An array of accuracies is assigned.
# codes: history-lost
history = np.array([0.65, 0.77, 0.80, 0.81])


# %% a number
# cause: The last accuracy is assigned.
# codes: history-lost
history = 0.857


# %% wrong pixels for validation
# cause: The validation images were multiplied by 255.
# codes: history-validation-apart
history = {
    "accuracy": [0.65, 0.77, 0.80, 0.81],
    "loss": [0.97, 0.61, 0.55, 0.51],
    "val_accuracy": [0.31, 0.28, 0.33, 0.30],
    "val_loss": [210.4, 260.2, 250.9, 280.0],
}


# %% names of one's own
# cause: The lists have other names than those of Keras.
# codes: history-lost
history = {
    "train_loss": [0.97, 0.61, 0.55],
    "train_acc": [0.65, 0.77, 0.80],
    "valid_loss": [0.53, 0.46, 0.42],
    "valid_acc": [0.79, 0.83, 0.85],
}


# %% metric renamed
# cause: Nothing is wrong: the metric is named acc.
# codes: passes
history = {
    "acc": [0.65, 0.77, 0.80],
    "loss": [0.97, 0.61, 0.55],
    "val_acc": [0.79, 0.83, 0.85],
    "val_loss": [0.53, 0.46, 0.42],
}


# %% empty dict of lists
# cause: The lists are empty.
# codes: history-empty
history = {"accuracy": [], "loss": [], "val_accuracy": [], "val_loss": []}


# %% predictions in history
# cause: What predict returns is assigned.
# codes: history-lost
history = np.full((12, 10), 0.1)


# %% sparse metric only for training
# cause: Validation has no accuracy.
# codes: history-without-accuracy
history = {
    "accuracy": [0.65, 0.77, 0.80],
    "loss": [0.97, 0.61, 0.55],
    "val_loss": [0.53, 0.46, 0.42],
}


# %% the class History
# cause: The class is assigned, not what fit returns.
# codes: history-not-called
history = keras.callbacks.History


# %% a list of the callbacks
# cause: history holds the list of callbacks.
# codes: callback-for-value
import fmnist_lab

callbacks = [fmnist_lab.training.LiveCurve()]
history = callbacks


# %% early stopping object
# cause: history holds the EarlyStopping callback.
# codes: callback-for-value
history = keras.callbacks.EarlyStopping(patience=2)


# %% CSV logger
# cause: history holds the CSVLogger callback, as a tutorial saves its curves.
# codes: callback-for-value
history = keras.callbacks.CSVLogger("log.csv")


# %% an empty History made by hand
# cause: A History object was made by hand and fit was never called.
# codes: history-empty
history = keras.callbacks.History()


# %% the compiled result
# cause: history = model.compile(...) is None.
# codes: history-lost
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
history = model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")


# %% ten epochs
# cause: Let pass: three more epochs than asked for make a longer curve.
# codes: passes
history = recorded_run(**{k: v + v[-3:] for k, v in RECORD.items()})


# %% epochs from a range from 1
# cause: Let pass: six epochs make a curve, too.
# codes: passes
history = recorded_run(**{k: v[:6] for k, v in RECORD.items()})


# %% weights not fresh
# cause: Let pass: the model was built in another cell and trained twice; a good first epoch is no proof of it.
# codes: passes
history = recorded_run(
    accuracy=[0.835, 0.838, 0.841, 0.843, 0.846, 0.848, 0.850],
    loss=[0.455, 0.447, 0.44, 0.433, 0.426, 0.42, 0.416],
    val_accuracy=[0.874, 0.877, 0.879, 0.881, 0.883, 0.885, 0.886],
    val_loss=[0.355, 0.349, 0.343, 0.337, 0.333, 0.328, 0.325],
)


# %% validation is the training data
# cause: Let pass: the training images were given as validation_data, which the numbers alone can't show.
# codes: passes
history = recorded_run(
    val_accuracy=[0.7977, 0.8333, 0.8511, 0.8623, 0.8688, 0.8744, 0.8766],
)


# %% validation split
# cause: Let pass: validation_split in place of the validation arrays, which the numbers alone can't show.
# codes: passes
history = recorded_run(val_accuracy=[n / 9600 for n in (7634, 7970, 8150, 8262, 8311, 8366, 8377)])


# %% tuple of model and history
# cause: The assignment packs model and history in one tuple.
# codes: history-lost
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
history = model, recorded_run()


# %% comma at the end
# cause: A comma behind the call makes a tuple of one.
# codes: history-lost
history = (recorded_run(),)


# %% misspelt name
# cause: What fit returned is in hist; history is never set.
# codes: not-defined
hist = recorded_run()


# %% a dictionary typed by hand
# cause: Only the last values were kept, one number each.
# codes: history-lost
history = {k: v[-1] for k, v in recorded_run().history.items()}


# %% right with a second metric
# cause: Nothing is wrong: something more is recorded.
# codes: passes
history = recorded_run(lr=[0.001] * 7)


# %% zip of the curves
# cause: A zip object of the losses, not read.
# codes: cannot-cross
history = zip(RECORD["loss"], RECORD["val_loss"])


# %% keys of the history
# cause: history.history.keys() is assigned.
# codes: cannot-cross
history = recorded_run().history.keys()


# %% values of the history
# cause: history.history.values() is assigned.
# codes: cannot-cross
history = recorded_run().history.values()


# %% right: a list of histories
# cause: fit ran in a loop of one epoch each, the histories in a list: together they are one history.
# codes: passes
history = [recorded_run(**{k: v[i : i + 1] for k, v in RECORD.items()}) for i in range(7)]


# %% last of a loop
# cause: fit ran in a loop of single epochs, and history is the last one alone.
# codes: history-one-epoch
for i in range(7):
    history = recorded_run(**{k: v[i : i + 1] for k, v in RECORD.items()})


# %% the optimizer
# cause: history holds the optimizer of the model.
# codes: cannot-cross
history = keras.optimizers.Adam()


# %% lambda
# cause: A function that would train is assigned, never called.
# codes: history-not-called
history = lambda: recorded_run()


# %% a file name
# cause: The name of a file is assigned.
# codes: history-lost
history = "history.json"


# %% one-element lists from evaluate
# cause: What evaluate returned was put into lists of one value.
# codes: history-one-epoch
history = {"loss": [0.46], "accuracy": [0.83], "val_loss": [0.36], "val_accuracy": [0.87]}


# %% a dict of dicts
# cause: The history is put into a dict by the model's name.
# codes: history-lost
history = {"baseline": recorded_run().history}


# %% a dict of the History
# cause: The History object is put into a dict under the name history.
# codes: history-lost
history = {"history": recorded_run()}


# %% percent
# cause: The accuracies were multiplied by 100.
# codes: history-in-percent
history = recorded_run(
    accuracy=[100 * a for a in RECORD["accuracy"]], val_accuracy=[100 * a for a in RECORD["val_accuracy"]]
)


# %% ellipsis left
# cause: The dots of the comment are assigned.
# codes: cannot-cross
history = ...


# %% one fit for each epoch
# cause: fit is called in a loop, one epoch each; history holds only the last call's.
# codes: history-one-epoch
for epoch in range(7):
    history = recorded_run(**{name: values[epoch : epoch + 1] for name, values in RECORD.items()})


# %% stopped early
# cause: EarlyStopping was told mode="max" for the loss and ended the training after two epochs.
# codes: history-one-epoch
history = recorded_run(**{name: values[:2] for name, values in RECORD.items()})
history.params["epochs"] = 7


# %% rows for images
# cause: fit gets the flat rows of the softmax regression, and raises an error.
# codes: cell-error
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])
model.compile("sgd", "sparse_categorical_crossentropy")
history = model.fit(np.zeros((4, 784)), np.zeros(4), verbose=0)


# %% build_baseline without parentheses
# cause: The function itself is compiled, not the model that it gives.
# codes: cell-error
def build_baseline():
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])


model = build_baseline
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(np.zeros((4, 28, 28, 1)), np.zeros(4), verbose=0)


# %% the model's own history
# cause: Nothing is wrong: Keras keeps what fit returns in the model, too.
# codes: passes
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])
model.history = recorded_run()
history = model.history


# %% a dict of tuples
# cause: Nothing is wrong: the dict of the history, copied, with tuples in it.
# codes: passes
history = {name: tuple(values) for name, values in recorded_run().history.items()}


# %% right: a table of pandas
# cause: Right: the curves as a DataFrame, as books draw them.
# codes: passes
import pandas as pd

history = pd.DataFrame(recorded_run().history)


# %% right: a table read from a CSV file
# cause: Right: CSVLogger's file, or to_csv's, with a column for the number of the epoch.
# codes: passes
import io

import pandas as pd

table = pd.DataFrame(RECORD)
table["epoch"] = range(len(table))
history = pd.read_csv(io.StringIO(table.to_csv()))


# %% right: JSON of a table
# cause: Right: to_json gives a dict by epoch for each name.
# codes: passes
import json

import pandas as pd

history = json.loads(pd.DataFrame(RECORD).to_json())


# %% right: a dict for each epoch
# cause: Right: one dict of numbers for each epoch, as a LambdaCallback collects them.
# codes: passes
history = [
    {name: np.float32(values[epoch]) for name, values in RECORD.items()} for epoch in range(7)
]


# %% a table without the losses
# cause: The columns lost their names.
# codes: history-lost
import pandas as pd

history = pd.DataFrame(pd.DataFrame(RECORD).to_numpy())
