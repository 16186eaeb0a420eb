# expect: 06.best_experiment best-longest
# Takes the most epochs.

# %% best_experiment
def best_experiment(results):
    return max(results, key=lambda row: row["epochs"])


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
