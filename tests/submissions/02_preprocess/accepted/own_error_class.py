# expect: accepted
# A subclass of ValueError; assert turned into one; labels of the table's own type.

# %% after setup
class BadTable(ValueError):
    """A table that can't be used."""

# %% preprocess
def preprocess(table):
    try:
        assert table.shape[1] == 785, "columns"
        x, y = table[:, 1:], table[:, 0]
        assert x.min() >= 0 and x.max() <= 255, "pixels"
        assert y.min() >= 0 and y.max() <= 9, "labels"
    except AssertionError as error:
        raise BadTable(str(error)) from None
    return rescale(to_images(x)), y
