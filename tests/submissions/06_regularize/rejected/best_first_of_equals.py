# expect: 06.best_experiment best-tie
# No rule for ties: the first of equals.

# %% best_experiment
def best_experiment(results):
    return max(results, key=lambda row: row["val_accuracy"])


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
