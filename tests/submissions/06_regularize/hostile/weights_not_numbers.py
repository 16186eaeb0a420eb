# expect: hostile all but 06.target
# NaN and infinity for weights, which compare with nothing.

# %% model
model = keras.Sequential(
    [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
)
model.layers[-1].set_weights([np.full((784, 10), np.nan), np.full(10, np.inf)])
