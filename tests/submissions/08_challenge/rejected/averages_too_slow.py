# expect: 08.build_model averages-too-slow
# The momentum is so near to 1 that the averages never arrive, on 48,000 images neither.

# %% build_model
def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (16, 32):
        model.add(layers.Conv2D(filters, 3, strides=2))
        model.add(layers.BatchNormalization(momentum=0.9999))
        model.add(layers.ReLU())
    model.add(layers.Flatten())
    model.add(layers.Dense(10, activation="softmax"))
    return model
