# expect: accepted
# Mixed precision for the whole notebook, an optimizer that scales the loss, NumPy and warnings strict.

# %% softmax
import warnings

np.seterr(all="raise")
warnings.simplefilter("error")


def softmax(logits):
    powers = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


# %% compile_cnn
keras.mixed_precision.set_global_policy("mixed_float16")


def compile_cnn(model):
    optimizer = keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam())
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% history
import pandas as pd

history = pd.DataFrame(
    {
        "loss": [0.97, 0.61, 0.55],
        "accuracy": [0.65, 0.77, 0.80],
        "val_loss": [0.53, 0.46, 0.42],
        "val_accuracy": [0.79, 0.83, 0.85],
    }
)
