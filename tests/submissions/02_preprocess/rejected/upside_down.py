# expect: 02.to_images pixels-scrambled
# Rows from the bottom up.

# %% to_images
def to_images(x):
    return x.reshape(-1, 28, 28, 1)[:, ::-1]
