# expect: accepted
# Separable convolutions and global average pooling, bare logits, the standard recipe.

# %% build_model
def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    model.add(layers.Conv2D(16, 3, strides=2, padding="same", activation="gelu"))
    model.add(layers.SeparableConv2D(32, 3, padding="same", activation="gelu"))
    model.add(layers.MaxPooling2D())
    model.add(layers.SeparableConv2D(64, 3, activation="gelu"))
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(10))
    return model


def train(model, x, y):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Nadam(0.005), loss)
    return model.fit(x, y, batch_size=64, epochs=6, verbose=0)
