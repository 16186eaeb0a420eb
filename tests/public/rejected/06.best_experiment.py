# %% by the training accuracy
# cause: "accuracy" is that of the training.
# codes: best-by-training
def best_experiment(results):
    return max(results, key=lambda r: r["accuracy"])

# %% the accuracy in place of the row
# cause: The largest accuracy is returned.
# codes: best-score-for-row
def best_experiment(results):
    return max(r["val_accuracy"] for r in results)
