"""From a table of pixels to a network that names clothes: the whole course on one page.

    python first_network.py

Trains for about two minutes on two cores, draws curves.png and writes network.keras.
The test images stay closed here: open them once, with the network that you hand over (lesson 07).
"""

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers

from fmnist_lab import data  # finds Kaggle's table, or fetches it

EPOCHS, BATCH_SIZE, SEED = 9, 256, 0
keras.utils.set_random_seed(SEED)

# The table: the label first, then 784 pixels from 0 to 255 (lessons 01 and 02).
table = data.load_table("train")
y = np.array(table[:, 0])
x = table[:, 1:].reshape(-1, 28, 28, 1).astype("float32") / 255

# The split: of each class a fifth is kept for validation (lesson 03).
rng = np.random.default_rng(SEED)
classes = [rng.permutation(np.flatnonzero(y == label)) for label in range(10)]
val = np.concatenate([rows[: len(rows) // 5] for rows in classes])
train = rng.permutation(np.concatenate([rows[len(rows) // 5 :] for rows in classes]))

# The network: three convolutions, then two dense layers (lessons 04 and 06).
model = keras.Sequential([keras.Input((28, 28, 1)), layers.RandomFlip("horizontal")])
for filters, padding in ((32, "same"), (64, "valid"), (128, "valid")):
    model.add(layers.Conv2D(filters, 3, padding=padding, use_bias=False))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.BatchNormalization(momentum=0.9))
    model.add(layers.Activation("relu"))
model.add(layers.Flatten())
model.add(layers.Dropout(0.2))
model.add(layers.Dense(128, activation="relu"))
model.add(layers.Dropout(0.4))
model.add(layers.Dense(10, activation="softmax"))

# The training: a rate that rises for a quarter of all steps and then falls to 0 (lessons 05, 06).
steps = EPOCHS * int(np.ceil(len(train) / BATCH_SIZE))
rate = keras.optimizers.schedules.CosineDecay(
    0.0012, decay_steps=steps - steps // 4, warmup_target=0.012, warmup_steps=steps // 4
)
model.compile(
    optimizer=keras.optimizers.AdamW(rate, weight_decay=0.2),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
    jit_compile=False,
    steps_per_execution=25,
)
history = model.fit(
    x[train],
    y[train],
    validation_data=(x[val], y[val]),
    batch_size=BATCH_SIZE,
    epochs=EPOCHS,
    verbose=2,
).history
model.save("network.keras")

# The curves (lesson 05).
for key, line in (("accuracy", "--"), ("val_accuracy", "-")):
    plt.plot(range(1, EPOCHS + 1), history[key], line, label=key)
plt.xlabel("epoch")
plt.ylabel("share right")
plt.legend()
plt.savefig("curves.png")


def probabilities(images):
    """The mean of what the network says of the images and of their mirror images."""
    mirrored = images[:, :, ::-1]
    return (model.predict(images, verbose=0) + model.predict(mirrored, verbose=0)) / 2


right = probabilities(x[val]).argmax(axis=1) == y[val]
print(f"validation accuracy: {right.mean():.4f}")
