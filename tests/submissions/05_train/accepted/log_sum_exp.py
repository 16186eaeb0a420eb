# expect: accepted
# Softmax by logarithms, the loss by one-hot rows and an added epsilon.

# %% softmax
def softmax(logits):
    peak = logits.max(axis=-1, keepdims=True)
    log_total = peak + np.log(np.exp(logits - peak).sum(axis=-1, keepdims=True))
    return np.exp(logits - log_total)


# %% cross_entropy
def cross_entropy(probabilities, y):
    one_hot = np.zeros_like(probabilities)
    one_hot[np.arange(y.size), y] = 1.0
    return -(one_hot * np.log(probabilities + 1e-8)).sum(axis=1).mean()


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
