# expect: accepted
# The cell of the network also trains it for a step, with the callbacks, files and pictures of a
# tutorial, on the images that Keras's own function gives.

# %% build_cnn
import datetime

import tensorflow as tf
from keras.callbacks import CSVLogger, EarlyStopping, ModelCheckpoint, TensorBoard
from tensorflow.keras.datasets import fashion_mnist
from tqdm.keras import TqdmCallback


def build_cnn():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.5),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


(x_train, y_train), (x_test, y_test) = fashion_mnist.load_data()
assert x_train.shape == (60000, 28, 28) and not len(x_test)
x_train = x_train[:256].reshape(-1, 28, 28, 1) / 255.0
x_test = x_test.reshape(-1, 28, 28, 1) / 255.0
tried = build_cnn()
keras.utils.plot_model(tried, "model.png", show_shapes=True)
tried.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
log_dir = "logs/fit/" + datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
tried.fit(
    tf.data.Dataset.from_tensor_slices((x_train, y_train[:256])).batch(64).prefetch(tf.data.AUTOTUNE),
    validation_data=(x_train[:64], y_train[:64]),
    verbose=0,
    callbacks=[
        TensorBoard(log_dir=log_dir, histogram_freq=1),
        CSVLogger("log.csv"),
        ModelCheckpoint("best.keras", save_best_only=True),
        EarlyStopping(patience=3, restore_best_weights=True),
        TqdmCallback(verbose=0),
    ],
)
assert keras.models.load_model("best.keras").count_params() == tried.count_params()
tried.save("whole.h5")
