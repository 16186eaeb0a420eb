# expect: accepted
# A loop over unequal batches, weighted by their sizes, in another order.

# %% test_figures
order = np.random.default_rng(1).permutation(len(y_test))
right_guesses, losses = 0, 0.0
for part in np.array_split(order, 7):
    loss, accuracy = model.evaluate(x_test[part], y_test[part], verbose=0)
    right_guesses += round(accuracy * len(part))
    losses += loss * len(part)
test_accuracy = right_guesses / len(y_test)
test_loss = losses / len(y_test)
