# %% no target
# cause: 0.92 is written in; target is not used.
# codes: diagnose-ignores-target
def diagnose(history, target=0.92):
    acc, val = history["accuracy"][-1], history["val_accuracy"][-1]
    loss = history["val_loss"]
    if acc - val > 0.04 and loss[-1] > 1.1 * min(loss):
        return "overfitting"
    if acc < 0.92:
        return "underfitting"
    return "good fit"


# %% lists compared with a number
# cause: A list is compared with a number; the last value is meant.
# codes: list-for-one-value
def diagnose(history, target=0.92):
    if history["accuracy"] < target:
        return "underfitting"
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    return "good fit"


# %% lists compared with each other
# cause: Two lists are compared; Python then compares their first values.
# codes: list-compared-with-list
def diagnose(history, target=0.92):
    if history["accuracy"] > history["val_accuracy"]:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% lists subtracted
# cause: Lists can't be subtracted; the last values are meant.
# codes: list-for-one-value
def diagnose(history, target=0.92):
    gap = history["accuracy"] - history["val_accuracy"]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% underfit
# cause: The word is spelt otherwise.
# codes: diagnose-other-words
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfit"
    if history["accuracy"][-1] < target:
        return "underfit"
    return "good fit"


# %% History object
# cause: history is the dict already; history.history is for what fit returns.
# codes: history-dict-as-object
def diagnose(history, target=0.92):
    h = history.history
    gap = h["accuracy"][-1] - h["val_accuracy"][-1]
    if gap > 0.04 and h["val_loss"][-1] > 1.1 * min(h["val_loss"]):
        return "overfitting"
    if h["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% attributes
# cause: A dict's values are read with square brackets, not as attributes.
# codes: history-dict-as-object
def diagnose(history, target=0.92):
    gap = history.accuracy[-1] - history.val_accuracy[-1]
    if gap > 0.04 and history.val_loss[-1] > 1.1 * min(history.val_loss):
        return "overfitting"
    if history.accuracy[-1] < target:
        return "underfitting"
    return "good fit"


# %% gap only
# cause: Overfitting is decided by the gap alone; the validation loss is not looked at.
# codes: diagnose-gap-alone
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.02:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% gap only, target first
# cause: Overfitting is decided by the gap alone; the validation loss is not looked at.
# codes: diagnose-gap-alone
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if history["accuracy"][-1] < target:
        return "underfitting"
    if gap > 0.05:
        return "overfitting"
    return "good fit"


# %% validation loss only
# cause: Overfitting is decided by the validation loss alone; the gap is not looked at.
# codes: diagnose-loss-alone
def diagnose(history, target=0.92):
    val_loss = history["val_loss"]
    if val_loss[-1] > 1.1 * min(val_loss):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% validation loss only, target first
# cause: Overfitting is decided by the validation loss alone; the gap is not looked at.
# codes: diagnose-loss-alone
def diagnose(history, target=0.92):
    val_loss = history["val_loss"]
    if max(history["accuracy"]) < target:
        return "underfitting"
    if val_loss[-1] > 1.1 * min(val_loss):
        return "overfitting"
    return "good fit"


# %% or in place of and
# cause: One of the two facts is enough here: or in place of and.
# codes: diagnose-or-for-and
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    rising = history["val_loss"][-1] > 1.1 * min(history["val_loss"])
    if gap > 0.04 or rising:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% or in place of and, target first
# cause: One of the two facts is enough here: or in place of and.
# codes: diagnose-or-for-and
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    rising = history["val_loss"][-1] > 1.1 * min(history["val_loss"])
    if history["accuracy"][-1] < target:
        return "underfitting"
    if gap > 0.04 or rising:
        return "overfitting"
    return "good fit"


# %% validation accuracy against target, first
# cause: The validation accuracy is compared with the target; that of an overfitting network is below it.
# codes: diagnose-validation-against-target
def diagnose(history, target=0.92):
    if history["val_accuracy"][-1] < target:
        return "underfitting"
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    return "good fit"


# %% noise is a turn
# cause: One epoch in which the validation loss rises a little is taken for a turn.
# codes: diagnose-noise
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > history["val_loss"][-2]:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% above the lowest by anything
# cause: A validation loss that is a little above its lowest value is taken for a turn.
# codes: diagnose-noise
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% any gap
# cause: Any gap is called overfitting.
# codes: diagnose-any-gap
def diagnose(history, target=0.92):
    if history["accuracy"][-1] > history["val_accuracy"][-1]:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% training loss below validation loss
# cause: A validation loss above the training loss is called overfitting.
# codes: diagnose-loss-gap
def diagnose(history, target=0.92):
    if history["val_loss"][-1] > history["loss"][-1]:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% gap with abs
# cause: abs loses the sign of the gap: validation above training counts as overfitting.
# codes: diagnose-leak
def diagnose(history, target=0.92):
    gap = abs(history["accuracy"][-1] - history["val_accuracy"][-1])
    if gap > 0.005:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% gap the wrong way round
# cause: The gap is validation minus training, so that of overfitting is negative.
# codes: diagnose-gap-reversed
def diagnose(history, target=0.92):
    gap = history["val_accuracy"][-1] - history["accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% first epoch
# cause: [0] is the first epoch, not the last.
# codes: diagnose-first-epoch
def diagnose(history, target=0.92):
    gap = history["accuracy"][0] - history["val_accuracy"][0]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][0] < target:
        return "underfitting"
    return "good fit"


# %% mean accuracy
# cause: The mean over all epochs is compared, not the last value.
# codes: diagnose-mean-of-epochs
def diagnose(history, target=0.92):
    gap = np.mean(history["accuracy"]) - np.mean(history["val_accuracy"])
    if gap > 0.02 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if np.mean(history["accuracy"]) < target:
        return "underfitting"
    return "good fit"


# %% training loss for validation loss
# cause: The turn is looked for in the training loss, which goes on falling.
# codes: diagnose-training-loss
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["loss"][-1] > 1.1 * min(history["loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% compared with the first value
# cause: The last validation loss is compared with the first one, not with the lowest.
# codes: diagnose-against-first
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > history["val_loss"][0]:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% percent
# cause: The gap is compared with 4, as if accuracies were percentages.
# codes: diagnose-percent
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 4 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% max for min
# cause: The last validation loss is compared with the highest, which it can't exceed.
# codes: diagnose-never-says
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > max(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% words swapped
# cause: The two words are swapped.
# codes: diagnose-swapped
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "underfitting"
    if history["accuracy"][-1] < target:
        return "overfitting"
    return "good fit"


# %% comparison with the target turned
# cause: The comparison with the target is turned: above it is called underfitting.
# codes: diagnose-target-reversed
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] > target:
        return "underfitting"
    return "good fit"


# %% target accuracy exactly
# cause: == compares for equality, which never holds for these numbers.
# codes: diagnose-equals
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] == target:
        return "good fit"
    return "underfitting"


# %% never good
# cause: No branch says good fit.
# codes: diagnose-never-says
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    return "underfitting"


# %% never overfitting
# cause: No branch says overfitting.
# codes: diagnose-never-says
def diagnose(history, target=0.92):
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% no else
# cause: The last return is missing, so that a good fit gives None.
# codes: returns-none
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    elif history["accuracy"][-1] < target:
        return "underfitting"


# %% print for return
# cause: The words are printed, not returned.
# codes: returns-none
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        print("overfitting")
    elif history["accuracy"][-1] < target:
        print("underfitting")
    else:
        print("good fit")


# %% return in the loop
# cause: return stands inside the loop, so only the first epoch is looked at.
# codes: diagnose-first-epoch
def diagnose(history, target=0.92):
    for a, v in zip(history["accuracy"], history["val_accuracy"]):
        if a - v > 0.04:
            return "overfitting"
        elif a < target:
            return "underfitting"
        else:
            return "good fit"


# %% later ifs win
# cause: The later if overwrites the answer of the earlier one.
# codes: diagnose-never-says
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        result = "overfitting"
    if history["accuracy"][-1] < target:
        result = "underfitting"
    else:
        result = "good fit"
    return result


# %% old key
# cause: The key is accuracy; acc is its old name.
# codes: key-not-there
def diagnose(history, target=0.92):
    gap = history["acc"][-1] - history["val_acc"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["acc"][-1] < target:
        return "underfitting"
    return "good fit"


# %% validation_loss
# cause: The key is val_loss.
# codes: key-not-there
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["validation_loss"][-1] > 1.1 * min(history["validation_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% seven epochs
# cause: Epoch 6 is written in: shorter and longer trainings end elsewhere.
# codes: epoch-out-of-range
def diagnose(history, target=0.92):
    gap = history["accuracy"][6] - history["val_accuracy"][6]
    if gap > 0.04 and history["val_loss"][6] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][6] < target:
        return "underfitting"
    return "good fit"


# %% length as an index
# cause: The last index is len - 1.
# codes: epoch-out-of-range
def diagnose(history, target=0.92):
    n = len(history["accuracy"])
    gap = history["accuracy"][n] - history["val_accuracy"][n]
    if gap > 0.04 and history["val_loss"][n] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][n] < target:
        return "underfitting"
    return "good fit"


# %% numpy methods on lists
# cause: A list has no method min.
# codes: attribute-not-there
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * history["val_loss"].min():
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% train_ac for train_acc
# cause: gap is misspelt, so the name is not defined.
# codes: name-not-defined
def diagnose(history, target=0.92):
    train_acc = history["accuracy"][-1]
    val_acc = history["val_accuracy"][-1]
    if train_ac - val_acc > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if train_acc < target:
        return "underfitting"
    return "good fit"


# %% arrays compared
# cause: Arrays are compared as a whole: no one truth value.
# codes: list-for-one-value
def diagnose(history, target=0.92):
    acc, val = np.array(history["accuracy"]), np.array(history["val_accuracy"])
    if acc - val > 0.04:
        return "overfitting"
    if acc < target:
        return "underfitting"
    return "good fit"


# %% target as a percentage
# cause: The accuracy is multiplied by 100 and compared with 0.92.
# codes: diagnose-percent
def diagnose(history, target=0.92):
    acc, val = history["accuracy"][-1] * 100, history["val_accuracy"][-1] * 100
    if acc - val > 4 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if acc < target:
        return "underfitting"
    return "good fit"


# %% underscore word
# cause: good_fit is not the word that is asked for.
# codes: diagnose-other-words
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good_fit"


# %% a list of words
# cause: A list is returned, not one word.
# codes: diagnose-other-words
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return ["overfitting"]
    if history["accuracy"][-1] < target:
        return ["underfitting"]
    return ["good fit"]


# %% sorts the losses
# cause: sort changes the caller's list.
# codes: changes-its-input
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    last = history["val_loss"][-1]
    history["val_loss"].sort()
    if gap > 0.04 and last > 1.1 * history["val_loss"][0]:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% table by rows
# cause: Nothing is wrong: each row of the table as a condition.
# codes: passes
def diagnose(history, target=0.92):
    train, val = history["accuracy"][-1], history["val_accuracy"][-1]
    gap = train - val
    turned = history["val_loss"][-1] >= 1.25 * min(history["val_loss"])
    if gap > 0.06 and turned:
        return "overfitting"
    elif train < target and val < target:
        return "underfitting"
    else:
        return "good fit"


# %% trend of the last three epochs
# cause: Nothing is wrong.
# codes: passes
def diagnose(history, target=0.92):
    losses = np.array(history["val_loss"])
    rising = (np.diff(losses[-4:]) > 0).all()
    gap = np.mean(history["accuracy"][-2:]) - np.mean(history["val_accuracy"][-2:])
    if max(history["accuracy"]) < target:
        return "underfitting"
    return "overfitting" if rising and gap > 0.03 else "good fit"


# %% place of the lowest loss
# cause: Nothing is wrong.
# codes: passes
def diagnose(history, target=0.92):
    losses = history["val_loss"]
    turned = losses.index(min(losses)) < len(losses) - 3
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if turned and gap >= 0.05 and history["accuracy"][-1] >= target:
        return "overfitting"
    return "good fit" if history["accuracy"][-1] >= target else "underfitting"


# %% halves
# cause: Nothing is wrong.
# codes: passes
def diagnose(history, target=0.92):
    losses = history["val_loss"]
    quarter = max(1, len(losses) // 4)
    late, before = np.mean(losses[-quarter:]), np.mean(losses[-2 * quarter : -quarter])
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if late > before and gap > 0.05:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% gap of losses
# cause: The gap is taken of the losses, not of the accuracies.
# codes: diagnose-loss-gap
def diagnose(history, target=0.92):
    gap = history["val_loss"][-1] - history["loss"][-1]
    if gap > 0.1 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% high training only
# cause: A high training accuracy alone is called overfitting.
# codes: diagnose-high-training
def diagnose(history, target=0.92):
    if history["accuracy"][-1] > 0.97:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% loss vs target
# cause: The loss is compared with the target, which is an accuracy.
# codes: diagnose-never-says
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["loss"][-1] > target:
        return "underfitting"
    return "good fit"


# %% strict rows
# cause: Curves that match no row of the table get no answer.
# codes: returns-none
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["val_loss"][-1] > 1.1 * min(history["val_loss"])
    if history["accuracy"][-1] < target and gap < 0.04 and not turned:
        return "underfitting"
    if gap > 0.04 and turned:
        return "overfitting"
    if history["accuracy"][-1] >= target and gap < 0.04 and not turned:
        return "good fit"


# %% strict rows else good
# cause: Curves below the target that match no row are called a good fit.
# codes: diagnose-misses-underfitting
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["val_loss"][-1] > 1.1 * min(history["val_loss"])
    if history["accuracy"][-1] < target and gap < 0.04 and not turned:
        return "underfitting"
    if gap > 0.04 and turned:
        return "overfitting"
    return "good fit"


# %% max val
# cause: Nothing is wrong.
# codes: passes
def diagnose(history, target=0.92):
    best = np.argmin(history["val_loss"])
    turned = history["val_loss"][-1] / history["val_loss"][best] > 1.2
    gap = max(history["accuracy"]) - max(history["val_accuracy"])
    if turned and gap > 0.03:
        return "overfitting"
    return "underfitting" if max(history["val_accuracy"]) < target and max(history["accuracy"]) < target else "good fit"


# %% upper case
# cause: Nothing is wrong: capital letters are let pass.
# codes: passes
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "Overfitting"
    if history["accuracy"][-1] < target:
        return "Underfitting"
    return "Good fit"


# %% ampersand for and
# cause: & is used for and.
# codes: ampersand-for-and
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 & history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% assigns target
# cause: The target is replaced by 0.9.
# codes: diagnose-ignores-target
def diagnose(history, target=0.92):
    target = 0.9
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% gap threshold 0.1
# cause: The limit for the gap is too high.
# codes: diagnose-limit-too-high
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.1 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% rise doubled
# cause: The limit for the rise of the loss is too high.
# codes: diagnose-limit-too-high
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 2 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% val acc falls
# cause: The fall of the validation accuracy is tested, not the rise of its loss.
# codes: diagnose-accuracy-for-loss
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_accuracy"][-1] < max(history["val_accuracy"]) - 0.01:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% still rising
# cause: Whether the curve still rises is tested, not whether it reaches the target.
# codes: diagnose-sees-underfitting
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] > history["accuracy"][-2]:
        return "underfitting"
    return "good fit"


# %% compares last with the epoch before
# cause: The loss is called turned when the last epoch is higher than the one before.
# codes: diagnose-noise
def diagnose(history, target=0.92):
    v = history["val_loss"]
    if history["accuracy"][-1] - history["val_accuracy"][-1] > 0.05 and v[-1] > v[-2]:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% gap in per cent
# cause: The gap is compared with 5, as if it were in per cent.
# codes: diagnose-percent
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    v = history["val_loss"]
    if gap > 5 and v[-1] > min(v) * 1.25:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% underfitting first
# cause: Let pass: no clear case is overfitting with training below the aim.
# codes: passes
def diagnose(history, target=0.92):
    a = history["accuracy"][-1]
    v = history["val_loss"]
    if a < target:
        return "underfitting"
    if a - history["val_accuracy"][-1] > 0.05 and v[-1] > 1.2 * min(v):
        return "overfitting"
    return "good fit"


# %% validation accuracy decides
# cause: Let pass: training and validation end on the same side of the aim in the clear cases, except in overfitting.
# codes: passes
def diagnose(history, target=0.92):
    v = history["val_loss"]
    if history["accuracy"][-1] - history["val_accuracy"][-1] > 0.05 and v[-1] > 1.2 * min(v):
        return "overfitting"
    if history["val_accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% argmin is of arrays
# cause: v.argmin(): a list has no argmin.
# codes: attribute-not-there
def diagnose(history, target=0.92):
    v = history["val_loss"]
    turned = v.argmin() < len(v) - 3
    if history["accuracy"][-1] - history["val_accuracy"][-1] > 0.05 and turned:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% turned when the lowest is not the last
# cause: A validation loss counts as turned as soon as its lowest value is not the last.
# codes: diagnose-noise
def diagnose(history, target=0.92):
    v = history["val_loss"]
    turned = np.argmin(v) != len(v) - 1
    if history["accuracy"][-1] - history["val_accuracy"][-1] > 0.05 and turned:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% loss gap
# cause: The gap is taken between the losses, not the accuracies.
# codes: diagnose-loss-gap
def diagnose(history, target=0.92):
    gap = history["val_loss"][-1] - history["loss"][-1]
    if gap > 0.06 and history["val_loss"][-1] > 1.25 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% small gap is a good fit
# cause: A small gap alone is called a good fit, whatever the training accuracy.
# codes: diagnose-misses-underfitting
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    v = history["val_loss"]
    if gap < 0.04:
        return "good fit"
    if v[-1] > 1.2 * min(v):
        return "overfitting"
    return "underfitting"


# %% three independent ifs
# cause: Three ifs that don't cover all cases: a large gap with a falling loss gets None.
# codes: returns-none
def diagnose(history, target=0.92):
    a, va, v = history["accuracy"][-1], history["val_accuracy"][-1], history["val_loss"]
    gap = a - va
    if a < target and gap < 0.02:
        return "underfitting"
    if gap > 0.06 and v[-1] > 1.2 * min(v):
        return "overfitting"
    if a >= target and gap < 0.02:
        return "good fit"


# %% target is the gap
# cause: The gap is compared with target.
# codes: diagnose-never-says
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    v = history["val_loss"]
    if gap > target and v[-1] > 1.2 * min(v):
        return "overfitting"
    elif gap < target:
        return "underfitting"
    return "good fit"


# %% loop over the epochs with return
# cause: The verdict is returned in the first epoch of the loop.
# codes: diagnose-first-epoch
def diagnose(history, target=0.92):
    for i in range(len(history["loss"])):
        gap = history["accuracy"][i] - history["val_accuracy"][i]
        if gap > 0.05 and history["val_loss"][i] > min(history["val_loss"]) * 1.2:
            return "overfitting"
        elif history["accuracy"][i] < target:
            return "underfitting"
        else:
            return "good fit"


# %% absolute gap
# cause: Let pass: no clear case has validation far above training and a validation loss that rose.
# codes: passes
def diagnose(history, target=0.92):
    gap = abs(history["accuracy"][-1] - history["val_accuracy"][-1])
    v = history["val_loss"]
    if gap > 0.05 and v[-1] > 1.2 * min(v):
        return "overfitting"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% pops the lists
# cause: pop() takes the last value out of the caller's lists.
# codes: changes-its-input
def diagnose(history, target=0.92):
    a = history["accuracy"].pop()
    va = history["val_accuracy"].pop()
    v = history["val_loss"]
    if a - va > 0.05 and v[-1] > 1.2 * min(v):
        return "overfitting"
    return "underfitting" if a < target else "good fit"


# %% right with numpy
# cause: Nothing is wrong: arrays and a list of words.
# codes: passes
def diagnose(history, target=0.92):
    h = {k: np.asarray(v) for k, v in history.items()}
    gap = (h["accuracy"] - h["val_accuracy"])[-1]
    turned = h["val_loss"][-1] / h["val_loss"].min() > 1.15
    words = ["good fit", "underfitting", "overfitting"]
    return words[2 if gap > 0.04 and turned else int(h["accuracy"][-1] < target)]


# %% right with match
# cause: Nothing is wrong: both facts are matched as a pair.
# codes: passes
def diagnose(history, target=0.92):
    *_, acc = history["accuracy"]
    *_, val = history["val_accuracy"]
    losses = history["val_loss"]
    match (acc - val >= 0.03, losses[-1] - min(losses) >= 0.15 * min(losses)):
        case (True, True):
            return "overfitting"
        case _ if acc >= target:
            return "good fit"
    return "underfitting"


# %% best validation accuracy against target
# cause: A validation accuracy that once reached the target is called a good fit.
# codes: diagnose-never-says
def diagnose(history, target=0.92):
    if max(history["val_accuracy"]) >= target:
        return "good fit"
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.05 and history["val_loss"][-1] > 1.2 * min(history["val_loss"]):
        return "overfitting"
    return "underfitting"


# %% two facts nested without else
# cause: A large gap without a turned loss falls through to None.
# codes: returns-none
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.05:
        if history["val_loss"][-1] > 1.2 * min(history["val_loss"]):
            return "overfitting"
    elif history["accuracy"][-1] < target:
        return "underfitting"
    else:
        return "good fit"


# %% nested, large gap is never underfitting
# cause: With a large gap and a falling loss it answers good fit without looking at the aim.
# codes: diagnose-misses-underfitting
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.05:
        if history["val_loss"][-1] > 1.2 * min(history["val_loss"]):
            return "overfitting"
        return "good fit"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% target minus validation
# cause: The gap is the target minus the validation accuracy.
# codes: diagnose-misses-overfitting
def diagnose(history, target=0.92):
    gap = target - history["val_accuracy"][-1]
    if gap > 0.05 and history["val_loss"][-1] > 1.2 * min(history["val_loss"]):
        return "overfitting"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% lowest loss three epochs ago
# cause: Let pass: in the clear cases the lowest value lies well before the end, or at the end.
# codes: passes
def diagnose(history, target=0.92):
    v = history["val_loss"]
    turned = v.index(min(v)) < len(v) - 3
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and turned:
        return "overfitting"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% gap rounded to a whole number
# cause: round without digits makes every gap 0.
# codes: diagnose-percent
def diagnose(history, target=0.92):
    gap = round(history["accuracy"][-1] - history["val_accuracy"][-1])
    if gap > 0 and history["val_loss"][-1] > 1.2 * min(history["val_loss"]):
        return "overfitting"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% accuracy as a text
# cause: The accuracy is turned into a text and compared with a number.
# codes: types-do-not-combine
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.05 and history["val_loss"][-1] > 1.2 * min(history["val_loss"]):
        return "overfitting"
    return "underfitting" if str(history["accuracy"][-1]) < target else "good fit"


# %% loss threshold absolute
# cause: The rise is compared with a fixed 0.25 in loss, not a quarter of the lowest.
# codes: diagnose-limit-too-high
def diagnose(history, target=0.92):
    v = history["val_loss"]
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.05 and v[-1] - min(v) > 0.25:
        return "overfitting"
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% averages of the last five
# cause: Let pass: means of the last five epochs name the clear cases rightly.
# codes: passes
def diagnose(history, target=0.92):
    a = np.mean(history["accuracy"][-5:])
    va = np.mean(history["val_accuracy"][-5:])
    v = history["val_loss"]
    if a - va > 0.03 and np.mean(v[-5:]) > 1.15 * min(v):
        return "overfitting"
    return "underfitting" if a < target else "good fit"


# %% key with a capital
# cause: The key is written Accuracy.
# codes: key-not-there
def diagnose(history, target=0.92):
    gap = history["Accuracy"][-1] - history["val_accuracy"][-1]
    return "overfitting" if gap > 0.05 else "underfitting"


# %% all words in one text
# cause: A sentence is returned, not one of the words.
# codes: diagnose-other-words
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.05 and history["val_loss"][-1] > 1.2 * min(history["val_loss"]):
        return "The network is overfitting."
    return "underfitting" if history["accuracy"][-1] < target else "good fit"


# %% history indexed by number
# cause: history[1] reads the dict by position.
# codes: key-not-there
def diagnose(history, target=0.92):
    gap = history[1][-1] - history[3][-1]
    if gap > 0.05 and history[2][-1] > 1.2 * min(history[2]):
        return "overfitting"
    return "underfitting" if history[1][-1] < target else "good fit"


# %% unpacks the dict
# cause: Unpacking a dict gives its keys, not its lists.
# codes: types-do-not-combine
def diagnose(history, target=0.92):
    loss, accuracy, val_loss, val_accuracy = history
    gap = accuracy[-1] - val_accuracy[-1]
    if gap > 0.05 and val_loss[-1] > 1.2 * min(val_loss):
        return "overfitting"
    return "underfitting" if accuracy[-1] < target else "good fit"


# %% gap reversed
# cause: The gap is validation minus training: its sign is wrong.
# codes: diagnose-gap-reversed
def diagnose(history, target=0.92):
    gap = history["val_accuracy"][-1] - history["accuracy"][-1]
    turned = history["val_loss"][-1] > 1.2 * min(history["val_loss"])
    if gap > 0.04 and turned:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% ignores target
# cause: 0.92 is written out; the argument target is not used.
# codes: diagnose-ignores-target
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    if gap > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if history["accuracy"][-1] < 0.92:
        return "underfitting"
    return "good fit"


# %% turned compares with last but one
# cause: Whether the loss has turned is seen by the last epoch alone, where noise decides.
# codes: diagnose-noise
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["val_loss"][-1] > history["val_loss"][-2]
    if gap > 0.04 and turned:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% training loss in place of val loss
# cause: The training loss is looked at for the turn, not the validation loss.
# codes: diagnose-training-loss
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["loss"][-1] > 1.1 * min(history["loss"])
    if gap > 0.04 and turned:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% best accuracy rather than last
# cause: Let pass: in the clear cases the best epoch's accuracies say the same as the last ones.
# codes: passes
def diagnose(history, target=0.92):
    acc = max(history["accuracy"])
    val = max(history["val_accuracy"])
    if acc - val > 0.04 and history["val_loss"][-1] > 1.1 * min(history["val_loss"]):
        return "overfitting"
    if acc < target:
        return "underfitting"
    return "good fit"


# %% whole list compared with a number
# cause: The whole list is compared with the target, not its last value.
# codes: list-for-one-value
def diagnose(history, target=0.92):
    if history["accuracy"] < target:
        return "underfitting"
    if history["accuracy"] - history["val_accuracy"] > 0.05:
        return "overfitting"
    return "good fit"


# %% gap in per cent again
# cause: The gap is compared with 6, as if accuracies were in per cent.
# codes: diagnose-percent
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["val_loss"][-1] > 1.25 * min(history["val_loss"])
    if gap > 6 and turned:
        return "overfitting"
    elif history["accuracy"][-1] < target:
        return "underfitting"
    else:
        return "good fit"


# %% missing else returns None
# cause: No answer for a training above the aim with a large gap whose loss has not turned: the function gives None.
# codes: returns-none
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["val_loss"][-1] > 1.2 * min(history["val_loss"])
    if gap > 0.06 and turned:
        return "overfitting"
    if history["accuracy"][-1] < target and gap < 0.02:
        return "underfitting"
    if history["accuracy"][-1] >= target and gap < 0.02:
        return "good fit"


# %% validation decides
# cause: Let pass: in the clear cases the two accuracies and the aim tell all three words apart.
# codes: passes
def diagnose(history, target=0.92):
    if history["val_accuracy"][-1] >= target:
        return "good fit"
    if history["accuracy"][-1] >= target:
        return "overfitting"
    return "underfitting"


# %% a quarter taken as 0.25 more
# cause: "A quarter above" is taken as 0.25 more, not as 25 per cent more.
# codes: diagnose-limit-too-high
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["val_loss"][-1] - min(history["val_loss"]) >= 0.25
    if gap > 0.05 and turned:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% turned since first epoch
# cause: The last validation loss is compared with the first epoch's, not with the lowest.
# codes: diagnose-against-first
def diagnose(history, target=0.92):
    gap = history["accuracy"][-1] - history["val_accuracy"][-1]
    turned = history["val_loss"][-1] > history["val_loss"][0]
    if gap > 0.05 and turned:
        return "overfitting"
    if history["accuracy"][-1] < target:
        return "underfitting"
    return "good fit"


# %% right: numpy table
# cause: A right answer with a small table of the two facts.
# codes: passes
def diagnose(history, target=0.92):
    h = {k: np.asarray(v) for k, v in history.items()}
    large = h["accuracy"][-1] - h["val_accuracy"][-1] > 0.04
    turned = h["val_loss"][-1] / h["val_loss"].min() > 1.12
    reached = h["accuracy"][-1] >= target
    return {(True, True): "overfitting"}.get((bool(large), bool(turned)), "good fit" if reached else "underfitting")


# %% right: epoch of the minimum
# cause: A right answer: the loss at the end against that at the best epoch, found by index.
# codes: passes
def diagnose(history, target=0.92):
    losses = list(history["val_loss"])
    best = losses.index(min(losses))
    risen = (losses[-1] - losses[best]) / losses[best]
    *_, a = history["accuracy"]
    *_, v = history["val_accuracy"]
    verdict = "good fit" if a >= target else "underfitting"
    return "overfitting" if a - v > 0.03 and risen > 0.2 else verdict


# %% right: np.where
# cause: Right: two choices by np.where, which gives a text in an array without axes.
# codes: passes
def diagnose(history, target=0.92):
    training, validation = history["accuracy"][-1], history["val_accuracy"][-1]
    turned = history["val_loss"][-1] > 1.1 * min(history["val_loss"])
    overfits = training - validation > 0.04 and turned
    words = np.where(max(training, validation) < target, "underfitting", "good fit")
    return np.where(overfits, "overfitting", words)
