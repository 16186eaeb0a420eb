# expect: 05.training_history history-without-validation
# fit without validation_data.

# %% history
model = compile_cnn(build_baseline())
history = model.fit(x_train[:1280], y_train[:1280], epochs=3, verbose=0)
