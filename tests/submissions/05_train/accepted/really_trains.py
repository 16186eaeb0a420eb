# expect: accepted
# A real training, on few images, kept as the History object itself.

# %% history
model = compile_cnn(build_baseline())
model.optimizer.learning_rate = 0.002
history = model.fit(
    x_train[:8000],
    y_train[:8000],
    validation_data=(x_val[:1000], y_val[:1000]),
    batch_size=64,
    epochs=3,
    verbose=0,
)
