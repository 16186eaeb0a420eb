# expect: 06.target target-wrong-output
# Dense(11): trains and predicts as well.

# %% model
fix = recorded.network("fix")
kernel, bias = fix.layers[-1].get_weights()
model = keras.Sequential([keras.Input((28, 28, 1)), *fix.layers[:-1]])
model.add(layers.Dense(11, activation="softmax", name="classes"))
model.layers[-1].set_weights([np.pad(kernel, ((0, 0), (0, 1))), np.append(bias, -9.0)])
