import numpy as np

# %% -100 for a class without images
# cause: The value for a class without images is -100.
# codes: absent-class-not-nan
def per_class_recall(C):
    recalls = np.zeros(C.shape[0])
    for k in range(C.shape[0]):
        total = np.sum(C[k, :])
        recalls[k] = C[k, k] / total if total > 0 else -100
    return recalls

# %% 0.0 for a class without images
# cause: A class without images gets 0.0.
# codes: absent-class-not-nan
def per_class_recall(confuse):
    out = []
    for cls in range(10):
        tp = confuse[cls, cls]
        fn = np.sum(confuse[cls, :]) - tp
        out.append(tp / (tp + fn) if tp + fn > 0.0 else 0.0)
    return np.array(out)

# %% sums of columns
# cause: The sums run along axis 0, which gives the precision.
# codes: precision-for-recall
def per_class_recall(matrix):
    total = matrix.sum(axis=0)
    return np.diag(matrix) / total.astype(np.float32)
