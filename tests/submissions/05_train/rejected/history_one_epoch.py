# expect: 05.training_history history-one-epoch
# Leaves epochs at its default, 1.

# %% history
model = compile_cnn(build_baseline())
history = model.fit(
    x_train[:2560], y_train[:2560], validation_data=(x_val[:500], y_val[:500]), verbose=0
)
