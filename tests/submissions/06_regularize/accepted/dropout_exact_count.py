# expect: accepted
# Drops exactly the share, at places drawn without replacement.

# %% dropout
def dropout(x, rate, rng):
    flat = np.array(x, dtype=float).ravel()
    dropped = rng.permutation(flat.size)[: round(rate * flat.size)]
    flat[dropped] = 0
    return flat.reshape(x.shape) / (1 - rate)


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
