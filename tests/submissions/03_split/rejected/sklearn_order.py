# expect: 03.split_sizes outputs-in-another-order
# Returns what scikit-learn returns.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    return train_test_split(x, y, test_size=fraction, stratify=y, random_state=seed)
