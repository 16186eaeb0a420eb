# expect: 06.best_experiment return-in-loop
# Returns the first row that beats its predecessor.

# %% best_experiment
def best_experiment(results):
    best = results[0]
    for row in results[1:]:
        if row["val_accuracy"] > best["val_accuracy"]:
            best = row
        return best


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
