# expect: accepted
# Augmentation and noise inside the model: off when predicting.

# %% model
fix = recorded.network("fix")
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.RandomFlip("horizontal"),
        layers.RandomTranslation(0.05, 0.05),
        layers.GaussianNoise(0.1),
        *fix.layers,
    ]
)
