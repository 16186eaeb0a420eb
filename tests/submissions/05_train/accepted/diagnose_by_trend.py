# expect: accepted
# Means of the last epochs and a fitted slope in place of single values.

# %% diagnose
def mean_of_end(values):
    return float(np.mean(values[-3:]))


def diagnose(history, target=0.92):
    half = len(history["val_loss"]) // 2
    slope = np.polyfit(np.arange(half), history["val_loss"][-half:], 1)[0]
    gap = mean_of_end(history["accuracy"]) - mean_of_end(history["val_accuracy"])
    if gap > 0.035 and slope > 0:
        return "overfitting"
    if max(history["accuracy"]) < target:
        return "underfitting"
    return "good fit"


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
