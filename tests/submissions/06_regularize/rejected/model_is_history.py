# expect: 06.target target-not-a-model
# model = model.fit(...): the history takes the model's place.

# %% model
model = recorded.network("fix")
model.compile(loss="sparse_categorical_crossentropy", jit_compile=False)
model = model.fit(x_train[:256], y_train[:256], verbose=0)
