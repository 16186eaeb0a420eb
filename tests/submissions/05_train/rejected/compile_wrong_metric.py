# expect: 05.compile_cnn metric-not-accuracy
# A metric of the student's own, which counts confident outputs.

# %% compile_cnn
def compile_cnn(model):
    import keras

    def agreement(y_true, y_pred):
        return keras.ops.mean(keras.ops.cast(y_pred > 0.5, "float32"))

    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[agreement])
    return model


# %% history
# A short recorded training in place of a new one.
history = {
    "loss": [0.967, 0.612, 0.551, 0.507],
    "accuracy": [0.648, 0.774, 0.797, 0.814],
    "val_loss": [0.531, 0.462, 0.417, 0.389],
    "val_accuracy": [0.794, 0.826, 0.849, 0.857],
}
