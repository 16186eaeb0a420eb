# expect: 06.target target-underfits
# Really trains, for two epochs on 2,000 images.

# %% model
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3),
        layers.MaxPooling2D(2),
        layers.Activation("relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
model.fit(x_train[:2000], y_train[:2000], epochs=2, verbose=0)
