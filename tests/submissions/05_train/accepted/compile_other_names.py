# expect: accepted
# Loss and metric objects, the metric named acc, AdamW.

# %% compile_cnn
def compile_cnn(model):
    import keras

    model.compile(
        optimizer=keras.optimizers.AdamW(learning_rate=3e-4, weight_decay=1e-4),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[
            keras.metrics.SparseCategoricalAccuracy(name="acc"),
            "sparse_top_k_categorical_accuracy",
        ],
    )
    return model


# %% history
history = {
    "loss": [0.97, 0.61, 0.55],
    "acc": [0.65, 0.77, 0.80],
    "val_loss": [0.53, 0.46, 0.42],
    "val_acc": [0.79, 0.83, 0.85],
    "learning_rate": [0.001, 0.001, 0.0005],
}
