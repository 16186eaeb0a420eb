# expect: 06.best_experiment best-score-for-row
# Returns the score, not the row.

# %% best_experiment
def best_experiment(results):
    return max(row["val_accuracy"] for row in results)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
