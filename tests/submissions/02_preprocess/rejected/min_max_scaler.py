# expect: 02.rescale scaled-by-own-maximum
# scikit-learn's MinMaxScaler, pixel by pixel.

# %% rescale
def rescale(images):
    from sklearn.preprocessing import MinMaxScaler

    flat = images.reshape(len(images), -1)
    return MinMaxScaler().fit_transform(flat).reshape(images.shape).astype("float32")
