# expect: accepted
# A loop chooses and copies the row; dropout gives nested lists.

# %% dropout
def dropout(x, rate, rng):
    return np.where(rng.random(x.shape) < rate, 0, x / (1 - rate)).tolist()


# %% best_experiment
def best_experiment(results):
    best = None
    for row in results:
        if best is None or row["val_accuracy"] > best["val_accuracy"]:
            best = row
        elif row["val_accuracy"] == best["val_accuracy"] and row["val_loss"] < best["val_loss"]:
            best = row
    return dict(best)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
