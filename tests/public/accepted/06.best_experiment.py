# %% largest of pairs
# cause: max with a key of accuracy and negative loss.
# codes: passes
def best_experiment(results):
    return max(results, key=lambda r: (r["val_accuracy"], -r["val_loss"]))

# %% sorted in a table
# cause: pandas sorts by both columns; the row is looked up by its position.
# codes: passes
import pandas as pd


def best_experiment(results):
    table = pd.DataFrame(results)
    order = table.sort_values(["val_accuracy", "val_loss"], ascending=[False, True])
    return results[order.index[0]]
