import numpy as np

# %% summed
# cause: The prices are added and not averaged.
# codes: loss-summed
def cross_entropy(y_pred, y):
    y_pred = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return -np.sum(np.log(y_pred[np.arange(len(y)), y]))

# %% labels taken for one-hot rows
# cause: The labels are multiplied as if they were one-hot rows.
# codes: labels-as-one-hot
def cross_entropy(y_pred, y_true):
    y_pred = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return -np.sum(y_true * np.log(y_pred)) / len(y_true)

# %% never clipped
# cause: A probability of 0 has an infinite price.
# codes: loss-infinite
def cross_entropy(probabilities, y):
    return float(np.mean(-np.log(probabilities[np.arange(len(y)), y])))
