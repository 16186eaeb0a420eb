# expect: 02.preprocess wrong-kind-of-error
# assert raises AssertionError.

# %% preprocess
def preprocess(table):
    assert table.shape[1] == 785
    x, y = table[:, 1:], table[:, 0]
    assert x.min() >= 0 and x.max() <= 255
    assert y.min() >= 0 and y.max() <= 9
    return rescale(to_images(x)), y
