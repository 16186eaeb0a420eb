# expect: 02.to_images ignores-its-argument
# Uses the notebook's table in place of x.

# %% to_images
def to_images(x):
    return table[:20, 1:].reshape(-1, 28, 28, 1)
