import numpy as np

# %% gap and lowest loss
# cause: The gap at the end and the rise of the validation loss above its lowest value decide.
# codes: passes
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["val_loss"][-1] > 1.1 * min(history["val_loss"])
    if gap > 0.045 and turned:
        return "overfitting"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"
