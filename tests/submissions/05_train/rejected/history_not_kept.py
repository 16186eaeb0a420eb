# expect: 05.training_history not-defined
# fit is called and its result is not kept.

# %% history
model = compile_cnn(build_baseline())
model.fit(x_train[:640], y_train[:640], validation_data=(x_val[:200], y_val[:200]), verbose=0)
