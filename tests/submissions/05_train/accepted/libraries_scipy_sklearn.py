# expect: accepted
# SciPy's softmax and scikit-learn's log_loss.

# %% softmax
from scipy.special import softmax as scipy_softmax


def softmax(logits):
    return scipy_softmax(logits, axis=1)


# %% cross_entropy
from sklearn.metrics import log_loss


def cross_entropy(probabilities, y):
    return log_loss(y, probabilities, labels=range(10))


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
