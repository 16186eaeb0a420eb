# expect: 05.training_history history-lost
# Keeps the model under the name of its history.

# %% history
history = compile_cnn(build_baseline())
history.fit(
    x_train[:1280],
    y_train[:1280],
    validation_data=(x_val[:500], y_val[:500]),
    epochs=3,
    verbose=0,
)
