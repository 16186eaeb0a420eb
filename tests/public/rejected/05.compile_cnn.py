import keras

# %% loss for one-hot labels
# cause: categorical_crossentropy wants one-hot rows.
# codes: loss-wants-one-hot
def compile_cnn(model):
    model.compile(loss=keras.losses.categorical_crossentropy, optimizer="adam", metrics=["accuracy"], jit_compile=False)
    return model

# %% from_logits after the softmax
# cause: The loss takes the probabilities for logits.
# codes: from-logits-after-softmax
def compile_cnn(model):
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"], jit_compile=False)
    return model

# %% nadam
# cause: The optimizer is Nadam, not Adam.
# codes: not-adam
def compile_cnn(model):
    model.compile(loss="sparse_categorical_crossentropy", optimizer="nadam", metrics=["accuracy"], jit_compile=False)
    return model

# %% RMSprop
# cause: The optimizer is RMSprop, not Adam.
# codes: not-adam
def compile_cnn(model):
    model.compile(optimizer=keras.optimizers.RMSprop(), loss="sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    return model
