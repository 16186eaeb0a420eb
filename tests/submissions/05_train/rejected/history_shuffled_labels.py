# expect: 05.training_history history-not-learning
# Shuffles the images without their labels: nothing can be learned.

# %% history
order = np.random.default_rng(0).permutation(3000)
model = compile_cnn(build_baseline())
history = model.fit(
    x_train[order],
    y_train[:3000],
    validation_data=(x_val[:1000], y_val[:1000]),
    batch_size=128,
    epochs=3,
    verbose=0,
)
