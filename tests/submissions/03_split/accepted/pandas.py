# expect: accepted
# groupby and sample, with prints and warnings on the way.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    import sys
    import warnings

    import pandas as pd

    print("splitting", len(y), "rows")
    print("on standard error", file=sys.stderr)
    warnings.warn("only a warning")
    labels = pd.Series(y)
    val = labels.groupby(labels).sample(frac=fraction, random_state=seed)
    train = labels.drop(val.index).sample(frac=1, random_state=seed)
    return x[train.index], train, x[val.index], val
