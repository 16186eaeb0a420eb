# expect: 06.best_experiment best-by-training
# Chooses on training loss.

# %% best_experiment
def best_experiment(results):
    return min(results, key=lambda row: row["loss"])


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
