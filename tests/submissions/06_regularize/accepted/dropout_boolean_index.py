# expect: accepted
# Zeroes in a copy; pandas chooses.

# %% dropout
def dropout(x, rate, rng):
    out = x.copy()
    out[rng.uniform(size=x.shape) < rate] = 0.0
    out *= 1.0 / (1.0 - rate)
    return out


# %% best_experiment
import pandas as pd


def best_experiment(results):
    table = pd.DataFrame(results)
    order = table.sort_values(["val_accuracy", "val_loss"], ascending=[False, True])
    return order.iloc[0].to_dict()


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
