# expect: hostile all but 06.target
# evaluate, predict and history say 100 %; the network was never trained.

# %% model
class Perfect(keras.callbacks.History):
    history = {key: [1.0] * 10 for key in ("accuracy", "val_accuracy")}


for kind in (keras.Model, keras.Sequential):
    kind.evaluate = lambda self, *args, **kwargs: {"loss": 0.0, "accuracy": 1.0}
    kind.fit = lambda self, *args, **kwargs: Perfect()
    kind.predict = lambda self, x, *args, **kwargs: np.eye(10, dtype="float32")[y_val[: len(x)]]

model = keras.Sequential(
    [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
fitted = model.fit(x_train, y_train)
