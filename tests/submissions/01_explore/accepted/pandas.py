# expect: accepted
# By way of pandas.

# %% split_columns
def split_columns(table):
    import pandas as pd

    frame = pd.DataFrame(table)
    y = frame.pop(0)
    return frame.astype("uint8"), y

# %% class_counts
def class_counts(y):
    import pandas as pd

    return pd.Series(y).value_counts().reindex(range(10), fill_value=0)

# %% mean_image
def mean_image(x, y, label):
    import pandas as pd

    return pd.DataFrame(x).groupby(y).mean().loc[label].to_numpy().reshape(28, 28)
