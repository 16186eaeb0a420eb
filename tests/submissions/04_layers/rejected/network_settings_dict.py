# expect: 04.build_cnn not-a-network
# Returns settings.

# %% build_cnn
def build_cnn():
    return {"filters": 32, "kernel_size": 3, "dropout": 0.25, "classes": 10}
