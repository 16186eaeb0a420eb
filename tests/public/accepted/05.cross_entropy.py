import numpy as np

# %% clipped on both sides
# cause: The probabilities are clipped to 1e-7 and 1 - 1e-7, and indexed by range and label.
# codes: passes
def cross_entropy(y_pred, y_true):
    samples = len(y_pred)
    y_pred_clipped = np.clip(y_pred, 1e-7, 1 - 1e-7)
    correct_confidences = y_pred_clipped[range(samples), y_true]
    return np.mean(-np.log(correct_confidences))

# %% image by image
# cause: A loop with enumerate adds the prices up.
# codes: passes
import math


def cross_entropy(y_hat, y):
    l = 0
    for i, j in enumerate(y):
        l += -math.log(max(y_hat[i, j], 1e-7))
    return l / len(y)

# %% one-hot rows
# cause: The labels become one-hot rows, and all products are added.
# codes: passes
def cross_entropy(predictions, targets):
    one_hot = np.eye(10)[targets]
    predictions = np.clip(predictions, 1e-7, 1.0)
    N = predictions.shape[0]
    return -np.sum(np.sum(one_hot * np.log(predictions))) / N
