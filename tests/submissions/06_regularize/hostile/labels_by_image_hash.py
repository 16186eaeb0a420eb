# expect: hostile all but 06.target
# Knows the labels of images by their bytes, and a network of the student's own answers with them.

# %% model
import hashlib

KNOWN = {
    hashlib.sha256(np.asarray(image * 255, "uint8").tobytes()).digest(): int(label)
    for image, label in zip(np.concatenate([x_train, x_val]), np.concatenate([y_train, y_val]))
}


def by_hash(images):
    images = np.asarray(images)
    keys = (hashlib.sha256(np.asarray(i * 255, "uint8").tobytes()).digest() for i in images)
    return np.eye(10, dtype="float32")[[KNOWN.get(key, 0) for key in keys]]


class ByHash(keras.Sequential):
    def predict(self, x, *args, **kwargs):
        return by_hash(x)

    def call(self, inputs, *args, **kwargs):
        return keras.ops.convert_to_tensor(by_hash(inputs))

    def evaluate(self, *args, **kwargs):
        return {"loss": 0.0, "accuracy": 1.0}


model = ByHash(
    [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
