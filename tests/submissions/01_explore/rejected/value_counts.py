# expect: 01.class_counts sorted-by-frequency
# pandas puts the most frequent class first.

# %% class_counts
def class_counts(y):
    import pandas as pd

    return pd.Series(y).value_counts()
