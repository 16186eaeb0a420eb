# expect: 06.best_experiment best-by-training
# Chooses on training accuracy.

# %% best_experiment
def best_experiment(results):
    return max(results, key=lambda row: row["accuracy"])


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
