# expect: 05.cross_entropy loss-summed
# Adds up over the batch.

# %% cross_entropy
def cross_entropy(probabilities, y):
    picked = np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1)
    return float(-np.log(picked).sum())


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
