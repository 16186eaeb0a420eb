# expect: accepted
# Activation and Softmax as layers of their own, ReLU after the pooling.

# %% build_cnn
def build_cnn():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(32, 3, use_bias=False),
            layers.BatchNormalization(),
            layers.MaxPooling2D(2),
            layers.ReLU(),
            layers.SpatialDropout2D(0.1),
            layers.Flatten(),
            layers.Dense(10),
            layers.Softmax(),
        ]
    )
