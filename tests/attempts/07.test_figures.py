# The cells above the exercise, with a network that answers quickly in place of the recorded one:
# one layer, whose weights are the mean images of the classes.
import keras

SEEDS = 1
x_test, y_test = recorded.test_arrays()
_, _, x_val, y_val = recorded.training_arrays()
means = np.array([x_val[y_val == k].mean(axis=0).ravel() for k in range(10)])
model = keras.Sequential(
    [keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")]
)
model.layers[-1].set_weights([0.3 * means.T, -0.15 * (means**2).sum(axis=1)])
model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
validation_figures = model.evaluate(x_val, y_val, batch_size=500, verbose=0, return_dict=True)

# %% swapped
# cause: evaluate gives the loss first; the two names stand the other way round.
# codes: loss-and-accuracy-swapped
test_accuracy, test_loss = model.evaluate(x_test, y_test, verbose=0)

# %% validation images
# cause: The figures are those of the validation images.
# codes: validation-called-test
test_loss, test_accuracy = model.evaluate(x_val, y_val, verbose=0)

# %% divided by 255 again
# cause: The images are scaled already and were divided by 255 once more.
# codes: test-images-scaled-twice
test_loss, test_accuracy = model.evaluate(x_test / 255, y_test, verbose=0)

# %% percent
# cause: The accuracy was multiplied by 100.
# codes: accuracy-in-percent
test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = 100 * test_accuracy

# %% text
# cause: The figures were turned into text for the report.
# codes: figures-are-text
test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = f"{test_accuracy:.4f}"
test_loss = f"{test_loss:.4f}"

# %% list
# cause: evaluate gives a list of two figures, and the whole list went into one name.
# codes: evaluate-not-unpacked
test_loss = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = test_loss

# %% rounded to 2
# cause: The accuracy was rounded to two decimals before the check.
# codes: accuracy-rounded
test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = round(test_accuracy, 2)
test_loss = round(test_loss, 2)

# %% mean of the log over all ten classes
# cause: The loss is the mean of -log of all ten probabilities; only the one of the true class counts.
# codes: test-loss-over-all-classes
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -np.log(p).mean()

# %% mean of the log over all ten classes, clipped
# cause: The loss is the mean of -log of all ten probabilities; only the one of the true class counts.
# codes: test-loss-over-all-classes
p = np.clip(model.predict(x_test, verbose=0), 1e-7, 1)
test_accuracy = (p.argmax(axis=1) == y_test).mean()
test_loss = np.mean(-np.log(p))

# %% sum of the log over all ten classes, mean over images
# cause: The logarithms of all ten classes are added up; only the true class counts.
# codes: test-loss-over-all-classes
p = np.clip(model.predict(x_test, verbose=0), 1e-7, 1)
test_accuracy = (p.argmax(axis=1) == y_test).mean()
test_loss = -np.log(p).sum(axis=1).mean()

# %% only the accuracy taken from the list by index
# cause: Index 0 of evaluate's list is the loss, index 1 the accuracy; they were taken the other way round.
# codes: loss-and-accuracy-swapped
figures = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = figures[0]
test_loss = figures[1]

# %% loss is one minus accuracy
# cause: The loss is taken for the share of errors.
# codes: test-loss-of-another-formula
guesses = model.predict(x_test, verbose=0).argmax(axis=1)
test_accuracy = np.mean(guesses == y_test)
test_loss = 1 - test_accuracy

# %% a count of the right ones
# cause: The right guesses were counted and not divided by the number of images.
# codes: count-for-share
guesses = model.predict(x_test, verbose=0).argmax(axis=1)
test_accuracy = (guesses == y_test).sum()
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% argmax without axis
# cause: argmax without an axis gives one number for the whole table of outputs.
# codes: argmax-over-everything compared-by-broadcasting
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax() == y_test)
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% the example's number
# cause: The accuracy of the comment's example was copied in.
# codes: hard-coded-figures
test_accuracy = 0.8512
test_loss = 0.25

# %% loss of the first batch only
# cause: Only the first 500 images were evaluated.
# codes: part-of-the-test-set
test_loss, test_accuracy = model.evaluate(x_test[:500], y_test[:500], verbose=0)

# %% one step only
# cause: A right answer: with arrays, Keras evaluates all images in spite of steps=1.
# codes: passes
test_loss, test_accuracy = model.evaluate(x_test, y_test, steps=1, verbose=0)

# %% every other image
# cause: The slice takes every second image only.
# codes: part-of-the-test-set
test_loss, test_accuracy = model.evaluate(x_test[::2], y_test[::2], verbose=0)

# %% the last batch of a loop
# cause: The figures are overwritten in each round of the loop; those of the last 1,000 images remain.
# codes: part-of-the-test-set
for start in range(0, 10000, 1000):
    x, y = x_test[start:start + 1000], y_test[start:start + 1000]
    test_loss, test_accuracy = model.evaluate(x, y, verbose=0)

# %% sorted labels
# cause: The labels were sorted and the images were not.
# codes: labels-out-of-order
test_loss, test_accuracy = model.evaluate(x_test, np.sort(y_test), verbose=0)

# %% guesses against validation labels
# cause: The guesses on the test images are compared with labels of the validation images.
# codes: labels-out-of-order
guesses = model.predict(x_test, verbose=0).argmax(axis=1)
test_accuracy = np.mean(guesses == y_val[:10000])
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% mean of the largest probability
# cause: The accuracy is the mean of the largest probability: how sure the network is, not how often it is right.
# codes: confidence-for-accuracy
p = model.predict(x_test, verbose=0)
test_accuracy = p.max(axis=1).mean()
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% mean probability of the true class
# cause: The accuracy is the mean probability of the true class; it does not look which class has the largest.
# codes: confidence-for-accuracy
p = model.predict(x_test, verbose=0)
test_accuracy = p[np.arange(10000), y_test].mean()
test_loss = -np.log(p[np.arange(10000), y_test]).mean()

# %% log base 10
# cause: The logarithm to the base 10 was used.
# codes: test-loss-of-another-formula
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -np.log10(p[np.arange(10000), y_test]).mean()

# %% no logarithm
# cause: The loss is the mean of the true class's probability with a minus, without the logarithm.
# codes: test-loss-without-logarithm
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -p[np.arange(10000), y_test].mean()

# %% one minus the true probability
# cause: The loss is the mean of 1 - p of the true class, without a logarithm.
# codes: test-loss-without-logarithm
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = np.mean(1 - p[np.arange(10000), y_test])

# %% log of the mean
# cause: The mean of the probabilities is taken first and the logarithm afterwards.
# codes: test-loss-log-of-mean
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -np.log(p[np.arange(10000), y_test].mean())

# %% no minus
# cause: The minus in front of the logarithm is missing.
# codes: test-loss-negative
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = np.log(p[np.arange(10000), y_test]).mean()

# %% sum of the logs
# cause: The losses of all images are added up, not averaged.
# codes: test-loss-not-averaged
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -np.log(p[np.arange(10000), y_test]).sum()

# %% one-hot, mean over everything
# cause: The one-hot product is averaged over images and classes, so that the loss is a tenth.
# codes: test-loss-not-averaged
p = np.clip(model.predict(x_test, verbose=0), 1e-7, 1)
one_hot = np.eye(10)[y_test]
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -np.mean(one_hot * np.log(p))

# %% every row paired with every label, all images
# cause: p[:, y_test] pairs every image with every label.
# codes: test-loss-over-all-classes
p = np.clip(model.predict(x_test, verbose=0), 1e-7, 1)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -(np.log(p) @ np.bincount(y_test, minlength=10)).mean() / len(y_test)

# %% mean absolute error
# cause: The loss is the mean absolute difference to the one-hot labels, not the cross-entropy.
# codes: test-loss-of-another-formula
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = np.abs(p - np.eye(10)[y_test]).mean()

# %% mse of classes
# cause: The loss is the mean squared difference of class numbers.
# codes: test-loss-of-another-formula
guesses = model.predict(x_test, verbose=0).argmax(axis=1)
test_accuracy = np.mean(guesses == y_test)
test_loss = np.mean((guesses.astype(float) - y_test) ** 2)

# %% softmax once more
# cause: The network ends with a softmax already; a second one was applied.
# codes: test-loss-softmax-twice
p = model.predict(x_test, verbose=0)
p = np.exp(p) / np.exp(p).sum(axis=1, keepdims=True)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -np.log(p[np.arange(10000), y_test]).mean()

# %% the loss from the validation figures
# cause: The loss is that of the validation images, copied from the cell above.
# codes: validation-called-test
test_accuracy = np.mean(model.predict(x_test, verbose=0).argmax(axis=1) == y_test)
test_loss = validation_figures["loss"]

# %% the dict itself
# cause: evaluate gives a dict here, and the whole dict went into both names.
# codes: evaluate-not-unpacked
test_accuracy = test_loss = model.evaluate(x_test, y_test, verbose=0, return_dict=True)

# %% one-element tuples by a comma
# cause: A comma at the end of the line makes a tuple of each figure.
# codes: comma-makes-tuple
loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = accuracy,
test_loss = loss,

# %% the right-or-wrong array without mean
# cause: The array of right and wrong guesses was not averaged.
# codes: figure-for-each-image
test_accuracy = model.predict(x_test, verbose=0).argmax(axis=1) == y_test
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% one loss for each image
# cause: The loss is an array with one value for each image; the mean is missing.
# codes: figure-for-each-image
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test)
test_loss = -np.log(p[np.arange(10000), y_test])

# %% a function in place of its result
# cause: The parentheses of the call of item are missing, so that the name holds a function.
# codes: wrong-type
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=1) == y_test).item
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% recompiled with another loss
# cause: compile with mean squared error replaces the cross-entropy.
# codes: test-loss-of-another-formula
import keras
one_hot = keras.utils.to_categorical(y_test, 10)
copy = keras.models.clone_model(model)
copy.set_weights(model.get_weights())
copy.compile(loss="mse", metrics=["accuracy"])
test_loss, test_accuracy = copy.evaluate(x_test, one_hot, verbose=0)

# %% recompiled with from_logits
# cause: A right answer: Keras sees that the network ends with a softmax and takes the logits before it.
# codes: passes
import keras
copy = keras.models.clone_model(model)
copy.set_weights(model.get_weights())
copy.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
test_loss, test_accuracy = copy.evaluate(x_test, y_test, verbose=0)

# %% the baseline in place of model
# cause: The recorded baseline was evaluated, not the model.
# codes: another-network
baseline = recorded.network("baseline")
guesses = baseline.predict(x_test, verbose=0)
test_accuracy = np.mean(guesses.argmax(axis=1) == y_test)
test_loss = -np.log(guesses[np.arange(10000), y_test]).mean()

# %% a rebuilt network without its weights
# cause: The clone has new random weights.
# codes: not-the-trained-model
import keras
keras.utils.set_random_seed(3)
copy = keras.models.clone_model(model)
copy.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
test_loss, test_accuracy = copy.evaluate(x_test, y_test, verbose=0)

# %% images turned upside down
# cause: The images were turned upside down before they were evaluated.
# codes: test-images-altered
test_loss, test_accuracy = model.evaluate(x_test[:, ::-1], y_test, verbose=0)

# %% loss of Keras function without mean, then round
# cause: A right answer: the mean of Keras's losses, rounded to four decimals.
# codes: passes
import keras
p = model.predict(x_test, verbose=0)
losses = np.array(keras.losses.sparse_categorical_crossentropy(y_test, p))
test_loss = round(float(losses.mean()), 4)
test_accuracy = round(float((p.argmax(-1) == y_test).mean()), 4)

# %% a loop over all images
# cause: A right answer: a Python loop that counts.
# codes: passes
p = model.predict(x_test, verbose=0)
right, total = 0, 0
for row, label in zip(p, y_test):
    right += int(np.argmax(row) == label)
    total -= np.log(max(row[label], 1e-7))
test_accuracy = right / len(y_test)
test_loss = total / len(y_test)

# %% accuracy of rounded scores against one-hot labels
# cause: Rounds all 100,000 scores and compares them with one-hot labels place by place: the many zeros count as right.
# codes: threshold-for-argmax
probs = model.predict(x_test, verbose=0)
onehot = np.eye(10)[y_test]
test_accuracy = np.mean(np.round(probs) == onehot)
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% loss of the largest score
# cause: Takes the log of the largest score of each image, not of the score of the true class.
# codes: test-loss-of-the-guess
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(np.argmax(p, axis=1) == y_test)
test_loss = -np.mean(np.log(np.max(p, axis=1)))

# %% evaluate on the predictions
# cause: Evaluates the network against its own guesses in place of the labels.
# codes: compared-with-itself
guess = np.argmax(model.predict(x_test, verbose=0), axis=1)
test_loss, test_accuracy = model.evaluate(x_test, guess, verbose=0)

# %% the baseline of the next section
# cause: Evaluates the recorded baseline, not `model`.
# codes: cell-error
net = recorded.network("baseline")
test_loss, test_accuracy = net.evaluate(x_test, y_test, batch_size=500, verbose=0)

# %% keys with val_
# cause: Asks the dictionary for `val_accuracy`, a key that only a training history has.
# codes: cell-error
figures = model.evaluate(x_test, y_test, verbose=0, return_dict=True)
test_accuracy = figures["val_accuracy"]
test_loss = figures["val_loss"]

# %% history of fit
# cause: Takes `.history` of what evaluate returns, as after fit.
# codes: cell-error
h = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = h.history["accuracy"][-1]
test_loss = h.history["loss"][-1]

# %% rounded to one decimal
# cause: Rounds the accuracy to one decimal, as in the report of 92.1 %, but of a share.
# codes: accuracy-rounded
loss, acc = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = round(acc, 1)
test_loss = round(loss, 1)

# %% first batch only, pytorch style
# cause: Stops after the first batch of 500 images.
# codes: part-of-the-test-set
correct, total, losses = 0, 0, []
for start in range(0, len(x_test), 500):
    xb, yb = x_test[start:start + 500], y_test[start:start + 500]
    p = model.predict(xb, verbose=0)
    correct += (p.argmax(1) == yb).sum()
    total += len(yb)
    losses.append(-np.log(p[np.arange(len(yb)), yb]).mean())
    break
test_accuracy = correct / total
test_loss = np.mean(losses)

# %% sums the loss over the batches, pytorch style
# cause: The loss is the sum of the batch means, not divided by the number of batches.
# codes: test-loss-not-averaged
correct, loss_sum = 0, 0.0
for start in range(0, 10000, 500):
    xb, yb = x_test[start:start + 500], y_test[start:start + 500]
    p = model.predict(xb, verbose=0)
    correct += (p.argmax(1) == yb).sum()
    loss_sum += -np.log(p[np.arange(len(yb)), yb] + 1e-9).mean()
test_accuracy = correct / 10000
test_loss = loss_sum

# %% the whole dictionary
# cause: Sets the accuracy to the whole result of evaluate, loss and accuracy together.
# codes: evaluate-not-unpacked
test_accuracy = model.evaluate(x_test, y_test, verbose=0)
test_loss = test_accuracy[0]

# %% right by hand
# cause: Right: NumPy by hand.
# codes: passes
p = model.predict(x_test, batch_size=500, verbose=0)
test_accuracy = sum(int(np.argmax(row) == t) for row, t in zip(p, y_test)) / len(y_test)
test_loss = -sum(np.log(max(row[t], 1e-7)) for row, t in zip(p, y_test)) / len(y_test)

# %% right with numpy scalars in an array
# cause: Right: unpacks an array of the two figures.
# codes: passes
both = np.array(model.evaluate(x_test, y_test, batch_size=1000, verbose=0))
test_loss = both[:1]
test_accuracy = both[1:]

# %% one-hot guesses against one-hot labels
# cause: All 100,000 entries of one-hot guesses and one-hot labels are compared, not the 10,000 classes.
# codes: entries-for-images
p = model.predict(x_test, verbose=0)
guess = np.eye(10)[p.argmax(axis=1)]
test_accuracy = np.mean(guess == np.eye(10)[y_test])
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% the labels on both sides
# cause: y_test is compared with itself: the guesses were overwritten by the labels.
# codes: compared-with-itself
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]
pred = model.predict(x_test, verbose=0).argmax(axis=1)
pred = y_test
test_accuracy = np.sum(pred == y_test) / y_test.size

# %% loss to one decimal
# cause: The loss is rounded to one decimal.
# codes: test-loss-rounded
test_loss, test_accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
test_loss = float(f"{test_loss:.1f}")

# %% validation figures copied
# cause: The figures are those of the validation images.
# codes: validation-called-test
test_accuracy = validation_figures["accuracy"]
test_loss = validation_figures["loss"]

# %% scaled again
# cause: The test images are divided by 255 a second time.
# codes: test-images-scaled-twice
x_test_scaled = x_test / 255.0
test_loss, test_accuracy = model.evaluate(x_test_scaled, y_test, verbose=0)

# %% percent, again
# cause: The accuracy is given in per cent, not as a share from 0 to 1.
# codes: accuracy-in-percent
test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
test_accuracy = test_accuracy * 100

# %% argmax axis 0
# cause: argmax(axis=0) gives the best image of each class, ten numbers, not the class of each image.
# codes: argmax-over-everything
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(p.argmax(axis=0) == y_test[:10])
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% loss is one minus accuracy, again
# cause: The loss is computed as 1 minus the accuracy, not as cross-entropy.
# codes: test-loss-of-another-formula
p = model.predict(x_test, verbose=0)
test_accuracy = (p.argmax(axis=1) == y_test).mean()
test_loss = 1 - test_accuracy

# %% log base 2
# cause: The cross-entropy is computed with log2 and not with the natural logarithm.
# codes: test-loss-of-another-formula
p = model.predict(x_test, verbose=0)
test_accuracy = (p.argmax(axis=1) == y_test).mean()
test_loss = -np.mean(np.log2(p[np.arange(len(y_test)), y_test] + 1e-12))

# %% sum of losses
# cause: The losses of all images are summed, not averaged.
# codes: test-loss-not-averaged
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(np.argmax(p, 1) == y_test)
test_loss = -np.log(np.clip(p[np.arange(10000), y_test], 1e-7, 1)).sum()

# %% mean over all ten columns
# cause: The one-hot product is averaged over images and classes, so that the loss is a tenth.
# codes: test-loss-not-averaged
p = model.predict(x_test, verbose=0)
onehot = np.eye(10)[y_test]
test_accuracy = np.mean(np.argmax(p, 1) == y_test)
test_loss = -np.mean(onehot * np.log(np.clip(p, 1e-7, 1)))

# %% forgot the minus
# cause: The minus sign of the cross-entropy is missing, so that the loss is negative.
# codes: test-loss-negative
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(np.argmax(p, 1) == y_test)
test_loss = np.mean(np.log(np.clip(p[np.arange(10000), y_test], 1e-7, 1)))

# %% mean squared error
# cause: The loss is the mean squared difference to one-hot labels, not the cross-entropy.
# codes: test-loss-of-another-formula
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(np.argmax(p, 1) == y_test)
test_loss = np.mean((p - np.eye(10)[y_test]) ** 2)

# %% labels as column
# cause: The labels are made a column, so that == compares every image with every label.
# codes: compared-by-broadcasting
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(np.argmax(p, 1) == y_test.reshape(-1, 1))
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% whole list
# cause: Both names get the list of both figures that evaluate returns.
# codes: evaluate-not-unpacked
test_loss = test_accuracy = model.evaluate(x_test, y_test, verbose=0)

# %% strings
# cause: The figures are text from an f-string.
# codes: figures-are-text
a, b = model.evaluate(x_test, y_test, verbose=0)
test_loss = f"{a:.4f}"
test_accuracy = f"{b:.4f}"

# %% functions
# cause: The figures are functions that were never called.
# codes: wrong-type
def test_accuracy():
    return model.evaluate(x_test, y_test, verbose=0)[1]
def test_loss():
    return model.evaluate(x_test, y_test, verbose=0)[0]

# %% return_dict wrong keys
# cause: The key is "accuracy"; "acc" does not exist.
# codes: cell-error
figures = model.evaluate(x_test, y_test, verbose=0, return_dict=True)
test_accuracy = figures["acc"]
test_loss = figures["loss"]

# %% recompiled with mse
# cause: The model is compiled anew with another loss, so that the figure is not cross-entropy.
# codes: test-loss-of-another-formula
model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
y_hot = np.eye(10)[y_test]
test_loss, test_accuracy = model.evaluate(x_test, y_hot, verbose=0)

# %% only the loss
# cause: test_accuracy is spelt test_acc, so that the name test_accuracy does not exist.
# codes: not-defined
test_loss, test_acc = model.evaluate(x_test, y_test, verbose=0)

# %% median loss
# cause: It takes the median of the losses, not the mean.
# codes: test-loss-of-another-formula
p = model.predict(x_test, verbose=0)
test_accuracy = np.mean(np.argmax(p, 1) == y_test)
test_loss = float(np.median(-np.log(np.clip(p[np.arange(10000), y_test], 1e-7, 1))))

# %% mean of probability
# cause: The accuracy is the mean probability of the true class, not the share of right guesses.
# codes: confidence-for-accuracy
p = model.predict(x_test, verbose=0)
test_accuracy = p[np.arange(10000), y_test].mean()
test_loss = model.evaluate(x_test, y_test, verbose=0)[0]

# %% shuffled images
# cause: The images are shuffled and the labels are not.
# codes: labels-out-of-order
order = np.random.default_rng(0).permutation(len(x_test))
test_loss, test_accuracy = model.evaluate(x_test[order], y_test, verbose=0)

# %% training set
# cause: The figures are measured on the training images.
# codes: unnamed
x_train, y_train, _, _ = recorded.training_arrays()
test_loss, test_accuracy = model.evaluate(x_train[:12000], y_train[:12000], verbose=0)

# %% baseline evaluated
# cause: It evaluates the recorded baseline, not the network model.
# codes: cell-error
other = recorded.network("baseline")
test_loss, test_accuracy = other.evaluate(x_test, y_test, batch_size=500, verbose=0)

# %% right: batches by hand
# cause: Right: predict in batches of 1,000 and sum the losses.
# codes: passes
hits, total = 0, 0.0
for start in range(0, 10000, 1000):
    q = np.asarray(model(x_test[start:start + 1000])).astype("float64")
    t = y_test[start:start + 1000]
    hits += int((q.argmax(axis=1) == t).sum())
    total -= np.log(np.maximum(q[np.arange(1000), t], 1e-7)).sum()
test_accuracy, test_loss = hits / 10000, total / 10000

# %% right: keras metrics
# cause: Right: Keras's metric and loss objects.
# codes: passes
import keras
p = model.predict(x_test, verbose=0)
metric = keras.metrics.SparseCategoricalAccuracy()
metric.update_state(y_test, p)
test_accuracy = metric.result()
test_loss = keras.ops.mean(keras.losses.sparse_categorical_crossentropy(y_test, p))
