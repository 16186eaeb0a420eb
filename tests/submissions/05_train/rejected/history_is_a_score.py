# expect: 05.training_history history-lost
# Overwrites the history with what evaluate returns.

# %% history
model = compile_cnn(build_baseline())
history = model.evaluate(x_val[:500], y_val[:500], verbose=0)
