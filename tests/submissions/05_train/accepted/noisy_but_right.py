# expect: accepted
# Prints, warnings and log lines everywhere.

# %% softmax
import logging
import sys
import warnings


def softmax(logits):
    print("softmax of", logits.shape)
    warnings.warn("this is only a warning")
    print("to standard error", file=sys.stderr)
    e = np.exp(logits - np.max(logits, axis=1)[:, np.newaxis])
    return (e.T / e.sum(axis=1)).T


# %% compile_cnn
def compile_cnn(model):
    import keras

    logging.getLogger("student").error("compiling")
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.summary()
    return model


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
