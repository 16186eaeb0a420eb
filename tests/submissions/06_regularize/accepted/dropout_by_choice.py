# expect: accepted
# np.where and rng.choice; list.index of the best.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.choice([False, True], size=x.shape, p=[rate, 1 - rate])
    return np.where(kept, x / (1 - rate), 0)


# %% best_experiment
def best_experiment(results):
    keys = [(row["val_accuracy"], -row["val_loss"]) for row in results]
    return results[keys.index(max(keys))]


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
