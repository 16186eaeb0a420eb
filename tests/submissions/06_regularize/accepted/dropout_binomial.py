# expect: accepted
# Draws keep or drop from a binomial; sorts by a tuple.

# %% dropout
def dropout(x, rate, rng):
    kept = rng.binomial(1, 1 - rate, size=x.shape)
    return kept * x / (1 - rate)


# %% best_experiment
def best_experiment(results):
    return sorted(results, key=lambda row: (-row["val_accuracy"], row["val_loss"]))[0]


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
