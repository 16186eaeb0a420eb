# expect: 05.compile_cnn compile-freezes-weights
# Took "the layers stay as they are" for an order.

# %% compile_cnn
def compile_cnn(model):
    model.trainable = False
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model
