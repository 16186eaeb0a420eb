# expect: accepted
# Plain Python, one row at a time.

# %% softmax
import math


def softmax(logits):
    rows = []
    for row in logits.tolist():
        top = max(row)
        powers = [math.exp(score - top) for score in row]
        total = sum(powers)
        rows.append([power / total for power in powers])
    return rows


# %% after tiny-data
print("an extra cell")


# %% cross_entropy
def cross_entropy(probabilities, y):
    total = 0.0
    for row, label in zip(probabilities, y):
        total -= math.log(max(float(row[int(label)]), 1e-7))
    return total / len(y)


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
