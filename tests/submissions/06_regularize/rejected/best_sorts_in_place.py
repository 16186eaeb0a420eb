# expect: 06.best_experiment changes-its-input
# Sorts the caller's list.

# %% best_experiment
def best_experiment(results):
    results.sort(key=lambda row: (-row["val_accuracy"], row["val_loss"]))
    return results[0]


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
