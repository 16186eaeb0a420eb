# expect: 03.split_repeatable no-seed
# train_test_split without random_state.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_val, y_train, y_val = train_test_split(x, y, test_size=fraction, stratify=y)
    return x_train, y_train, x_val, y_val
