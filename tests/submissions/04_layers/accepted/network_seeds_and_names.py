# expect: accepted
# Every layer has a name and a seed of its own.

# %% build_cnn
def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu", kernel_initializer=keras.initializers.GlorotUniform(1), name="conv"),
        layers.MaxPooling2D(2, name="pool"),
        layers.Dropout(0.3, name="drop"),
        layers.Flatten(name="flat"),
        layers.Dense(10, activation="softmax", kernel_initializer=keras.initializers.GlorotUniform(2), name="out"),
    ], name="cnn")
