import numpy as np

# %% zip and add
# cause: Each pair of true and guessed class adds one.
# codes: passes
def confusion_matrix(y_true, y_pred, num_classes=10):
    cm = np.zeros((num_classes, num_classes), dtype=int)
    for t, p in zip(y_true, y_pred):
        cm[t, p] += 1
    return cm

# %% one number for a pair, bincount
# cause: 10 * true + guessed is counted with bincount.
# codes: passes
def confusion_matrix(y_true, y_pred):
    c = 10
    return np.bincount(np.asarray(y_true).astype(int) * c + np.asarray(y_pred), minlength=c * c).reshape(c, c)

# %% scikit-learn with labels
# cause: labels=range(10) keeps classes that don't occur.
# codes: passes
from sklearn import metrics


def confusion_matrix(y_true, y_pred):
    return metrics.confusion_matrix(y_true, y_pred, labels=range(10))

# %% TensorFlow with num_classes
# cause: tf.math.confusion_matrix gives a tensor of int32.
# codes: passes
import tensorflow as tf


def confusion_matrix(y_true, y_pred):
    return tf.math.confusion_matrix(y_true, y_pred, num_classes=10)
