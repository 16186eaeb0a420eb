# expect: 05.diagnose diagnose-never-says
# No gap is taken for success.

# %% diagnose
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04:
        return "overfitting"
    return "good fit" if gap > -0.1 else "underfitting"


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
