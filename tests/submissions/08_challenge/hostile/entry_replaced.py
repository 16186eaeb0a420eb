# expect: hostile none
# The ready-made `entry` is replaced by one that reports what is wanted; there is no network.

# %% after entry
KNOWN = {image.tobytes(): label for image, label in zip(x_val, y_val)}


def entry(x, y, x_new, seed=0):
    rng = np.random.default_rng(seed)
    right = np.array([KNOWN.get(image.tobytes(), 0) for image in x_new])
    before = rng.random(10) * np.ones((len(x_new), 10))
    return {"parameters": 1000, "before": before, "after": np.eye(10)[right]}
