# expect: accepted
# Augmentation, noise and normalisation inside the model, each only while training.

# %% build_model
def build_model():
    images = keras.Input((28, 28, 1))
    tensor = layers.RandomFlip("horizontal")(images)
    tensor = layers.GaussianNoise(0.05)(tensor)
    tensor = layers.Rescaling(2.0, offset=-1.0)(tensor)
    tensor = layers.Conv2D(8, 5, strides=2, kernel_regularizer="l2")(tensor)
    tensor = layers.BatchNormalization(momentum=0.9)(tensor)
    tensor = layers.SpatialDropout2D(0.1)(layers.LeakyReLU()(tensor))
    tensor = layers.Flatten()(layers.MaxPooling2D()(tensor))
    return keras.Model(images, layers.Softmax()(layers.Dense(10)(tensor)))
