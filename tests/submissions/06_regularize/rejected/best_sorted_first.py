# expect: 06.best_experiment best-takes-worst
# Sorts upwards and takes the first.

# %% best_experiment
def best_experiment(results):
    return sorted(results, key=lambda row: row["val_accuracy"])[0]


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
