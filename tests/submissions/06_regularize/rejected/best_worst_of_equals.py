# expect: 06.best_experiment best-tie-highest-loss
# Breaks ties by the higher loss.

# %% best_experiment
def best_experiment(results):
    return max(results, key=lambda row: (row["val_accuracy"], row["val_loss"]))


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
