# expect: 05.diagnose diagnose-noise
# One uptick of the validation loss is enough.

# %% diagnose
def diagnose(history, target=0.92):
    losses = history["val_loss"]
    if any(later > earlier for earlier, later in zip(losses, losses[1:])):
        return "overfitting" if history["accuracy"][-1] >= target else "underfitting"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
