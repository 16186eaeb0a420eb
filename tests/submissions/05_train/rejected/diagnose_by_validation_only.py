# expect: 05.diagnose diagnose-never-says
# Asks only whether validation has reached the target.

# %% diagnose
def diagnose(history, target=0.92):
    return "good fit" if history["val_accuracy"][-1] >= target else "underfitting"


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
