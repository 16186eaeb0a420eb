import numpy as np

# %% the gap alone
# cause: A gap above a threshold is called overfitting, whatever the loss does.
# codes: diagnose-gap-alone
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.045:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"

# %% loss compared with loss
# cause: A validation loss above the training loss is called overfitting.
# codes: diagnose-loss-gap
def diagnose(history, target=0.92):
    if history["val_loss"][-1] > history["loss"][-1]:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"
