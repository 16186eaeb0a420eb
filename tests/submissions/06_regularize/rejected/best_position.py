# expect: 06.best_experiment best-position-for-row
# Returns the position of the row.

# %% best_experiment
def best_experiment(results):
    return int(np.argmax([row["val_accuracy"] for row in results]))


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
