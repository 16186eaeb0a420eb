# expect: 06.best_experiment best-by-gap
# Chooses the smallest gap.

# %% best_experiment
def best_experiment(results):
    return min(results, key=lambda row: row["accuracy"] - row["val_accuracy"])


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
