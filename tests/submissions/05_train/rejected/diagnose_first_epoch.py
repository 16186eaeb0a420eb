# expect: 05.diagnose diagnose-first-epoch
# Looks at the first epoch for the gap.

# %% diagnose
def diagnose(history, target=0.92):
    if history["accuracy"][0] - history["val_accuracy"][0] > 0.04:
        return "overfitting"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
