# expect: 06.best_experiment best-by-test
# Uses the test score where there is one.

# %% best_experiment
def best_experiment(results):
    return max(results, key=lambda row: row.get("test_accuracy", row["val_accuracy"]))


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
