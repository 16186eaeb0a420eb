# expect: 06.best_experiment best-by-loss
# Chooses on the loss first.

# %% best_experiment
def best_experiment(results):
    return min(results, key=lambda row: row["val_loss"])


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
