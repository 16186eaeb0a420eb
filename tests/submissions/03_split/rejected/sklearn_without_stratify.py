# expect: 03.split_stratified not-stratified
# train_test_split without stratify.

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_val, y_train, y_val = train_test_split(x, y, test_size=fraction, random_state=seed)
    return x_train, y_train, x_val, y_val
