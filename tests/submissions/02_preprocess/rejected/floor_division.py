# expect: 02.rescale fractions-cut-off
# // instead of /.

# %% rescale
def rescale(images):
    return (images // 255).astype(np.float32)
