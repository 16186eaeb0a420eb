# expect: 05.compile_cnn metrics-by-position
# The third argument by position is loss_weights, not metrics.

# %% compile_cnn
def compile_cnn(model):
    model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    return model


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
