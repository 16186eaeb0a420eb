# %% no rule for ties
# cause: Among equal accuracies the first row wins.
# codes: best-tie
def best_experiment(results):
    return max(results, key=lambda row: row["val_accuracy"])

# %% loss first
# cause: The lowest validation loss decides.
# codes: best-by-loss
def best_experiment(results):
    return min(results, key=lambda r: r["val_loss"])

# %% training accuracy
# cause: The training accuracy decides.
# codes: best-by-training
def best_experiment(results):
    return max(results, key=lambda r: r["accuracy"])

# %% score in place of row
# cause: The accuracy is returned, not the row.
# codes: best-score-for-row
def best_experiment(results):
    return max(row["val_accuracy"] for row in results)

# %% sorts the input
# cause: list.sort changes the caller's list.
# codes: changes-its-input
def best_experiment(results):
    results.sort(key=lambda row: (row["val_accuracy"], -row["val_loss"]))
    return results[-1]

# %% tie the wrong way round
# cause: Among equal accuracies the highest loss wins.
# codes: best-tie-highest-loss
def best_experiment(results):
    return sorted(results, key=lambda row: (row["val_accuracy"], row["val_loss"]))[-1]

# %% test accuracy
# cause: The test accuracy decides.
# codes: best-by-test
def best_experiment(results):
    return max(results, key=lambda r: r["test_accuracy"])

# %% position
# cause: The position of the row is returned.
# codes: best-position-for-row
def best_experiment(results):
    scores = [row["val_accuracy"] for row in results]
    return scores.index(max(scores))

# %% argmax
# cause: The position of the row is returned.
# codes: best-position-for-row
def best_experiment(results):
    return np.argmax([r["val_accuracy"] for r in results])

# %% only the dropout rate
# cause: The dropout rate of the row is returned, not the row.
# codes: best-score-for-row
def best_experiment(results):
    best = max(results, key=lambda row: (row["val_accuracy"], -row["val_loss"]))
    return best["dropout"]

# %% list of one row
# cause: A list of the best rows is returned.
# codes: best-list-for-row
def best_experiment(results):
    top = max(r["val_accuracy"] for r in results)
    return [r for r in results if r["val_accuracy"] == top]

# %% the sorted list
# cause: The whole sorted list is returned.
# codes: best-list-for-row
def best_experiment(results):
    return sorted(results, key=lambda r: (-r["val_accuracy"], r["val_loss"]))

# %% max of dicts
# cause: Dicts have no order; a key function is missing.
# codes: best-compares-dicts
def best_experiment(results):
    return max(results)

# %% sorted dicts
# cause: Dicts have no order; a key function is missing.
# codes: best-compares-dicts
def best_experiment(results):
    return sorted(results)[-1]

# %% list as a table
# cause: results is a list, and is asked for a column as if it were a table.
# codes: best-list-as-table
def best_experiment(results):
    return max(results["val_accuracy"])

# %% list as a table, with argmax
# cause: results is a list, and is asked for a column as if it were a table.
# codes: best-list-as-table
def best_experiment(results):
    i = np.argmax(results["val_accuracy"])
    return results[i]

# %% attribute of a dict
# cause: A value of a dict is read with square brackets, not with a point.
# codes: best-attribute-of-dict
def best_experiment(results):
    return max(results, key=lambda row: (row.val_accuracy, -row.val_loss))

# %% misspelt key
# cause: The key is val_accuracy, not val_acc.
# codes: best-misspelt-key
def best_experiment(results):
    return max(results, key=lambda row: (row["val_acc"], -row["val_loss"]))

# %% validation accuracy spelt out
# cause: The key is val_accuracy.
# codes: best-misspelt-key
def best_experiment(results):
    best = results[0]
    for row in results:
        if row["validation_accuracy"] > best["validation_accuracy"]:
            best = row
    return best

# %% key is a text
# cause: key= wants a function, and gets a text.
# codes: best-key-is-text
def best_experiment(results):
    return max(results, key="val_accuracy")

# %% row compared with a number
# cause: best is a number at first and a row later; the row is compared as a number.
# codes: best-row-for-number
def best_experiment(results):
    best = 0
    for row in results:
        if row["val_accuracy"] > best:
            best = row
    return best

# %% return in the loop
# cause: The return stands inside the loop, so only the first row is looked at.
# codes: return-in-loop
def best_experiment(results):
    best = results[0]
    for row in results:
        if row["val_accuracy"] > best["val_accuracy"]:
            best = row
        return best

# %% first improvement returned
# cause: The loop ends at the first row that is better than the first one.
# codes: best-first-improvement
def best_experiment(results):
    best = results[0]
    for row in results:
        if row["val_accuracy"] > best["val_accuracy"]:
            return row
    return best

# %% score not updated
# cause: The best score is never updated, so every row beats it and the last one stays.
# codes: best-score-not-raised
def best_experiment(results):
    best_score = 0
    best = None
    for row in results:
        if row["val_accuracy"] > best_score:
            best = row
    return best

# %% compared with the first only
# cause: The comparison is always with the first row; the last row that beats it stays.
# codes: best-last-improvement
def best_experiment(results):
    best = results[0]
    first = results[0]["val_accuracy"]
    for row in results:
        if row["val_accuracy"] > first:
            best = row
    return best

# %% compared with the row before
# cause: Each row is compared with the one before it, not with the best so far.
# codes: best-beats-row-before
def best_experiment(results):
    best = results[0]
    for i in range(1, len(results)):
        if results[i]["val_accuracy"] > results[i - 1]["val_accuracy"]:
            best = results[i]
    return best

# %% both conditions
# cause: A row must be better in both, accuracy and loss, to take the lead.
# codes: best-needs-both
def best_experiment(results):
    best = results[0]
    for row in results[1:]:
        if row["val_accuracy"] > best["val_accuracy"] and row["val_loss"] < best["val_loss"]:
            best = row
    return best

# %% either condition
# cause: A row that is better in one of the two takes the lead.
# codes: best-needs-either
def best_experiment(results):
    best = results[0]
    for row in results:
        if row["val_accuracy"] > best["val_accuracy"]:
            best = row
        elif row["val_loss"] < best["val_loss"]:
            best = row
    return best

# %% or
# cause: A row that is better in one of the two takes the lead.
# codes: best-needs-either
def best_experiment(results):
    best = results[0]
    for row in results:
        if row["val_accuracy"] > best["val_accuracy"] or row["val_loss"] < best["val_loss"]:
            best = row
    return best

# %% accuracy less loss
# cause: The difference of accuracy and loss decides.
# codes: best-mixes-scores
def best_experiment(results):
    return max(results, key=lambda row: row["val_accuracy"] - row["val_loss"])

# %% accuracy by loss
# cause: The quotient of accuracy and loss decides.
# codes: best-mixes-scores
def best_experiment(results):
    return max(results, key=lambda row: row["val_accuracy"] / row["val_loss"])

# %% mean of both accuracies
# cause: The mean of training and validation accuracy decides.
# codes: best-mixes-scores
def best_experiment(results):
    return max(results, key=lambda r: (r["accuracy"] + r["val_accuracy"]) / 2)

# %% smallest gap
# cause: The smallest gap between training and validation decides.
# codes: best-by-gap
def best_experiment(results):
    return min(results, key=lambda r: abs(r["accuracy"] - r["val_accuracy"]))

# %% smallest signed gap
# cause: The difference of training and validation accuracy decides.
# codes: best-by-gap
def best_experiment(results):
    return min(results, key=lambda r: r["accuracy"] - r["val_accuracy"])

# %% last of equals
# cause: Among equal accuracies the last row wins.
# codes: best-tie
def best_experiment(results):
    best = results[0]
    for row in results:
        if row["val_accuracy"] >= best["val_accuracy"]:
            best = row
    return best

# %% first of a sorted list
# cause: sorted begins with the lowest accuracy.
# codes: best-takes-worst
def best_experiment(results):
    return sorted(results, key=lambda row: (row["val_accuracy"], -row["val_loss"]))[0]

# %% min of the tuple
# cause: min takes the lowest accuracy.
# codes: best-takes-worst
def best_experiment(results):
    return min(results, key=lambda row: (row["val_accuracy"], row["val_loss"]))

# %% max of the loss
# cause: The highest loss is taken.
# codes: best-takes-worst
def best_experiment(results):
    return max(results, key=lambda row: row["val_loss"])

# %% loss first, accuracy second
# cause: The order of the two scores is swapped.
# codes: best-by-loss
def best_experiment(results):
    return min(results, key=lambda row: (row["val_loss"], -row["val_accuracy"]))

# %% negative accuracy kept in max
# cause: The sign of the accuracy is turned and max is kept.
# codes: best-takes-worst
def best_experiment(results):
    return max(results, key=lambda row: (-row["val_accuracy"], row["val_loss"]))

# %% most epochs
# cause: The most epochs decide.
# codes: best-longest
def best_experiment(results):
    return max(results, key=lambda row: row["epochs"])

# %% highest dropout
# cause: The highest dropout rate decides.
# codes: best-by-dropout
def best_experiment(results):
    return max(results, key=lambda row: row["dropout"])

# %% sorted by tuple of all values
# cause: The rows are compared by their first value, the dropout rate.
# codes: best-by-dropout
def best_experiment(results):
    return max(results, key=lambda row: tuple(row.values()))

# %% second row
# cause: The position of the docstring's answer is written in.
# codes: best-fixed-position
def best_experiment(results):
    return results[1]

# %% dropout 0.3
# cause: The docstring's answer is written in; no row has this rate.
# codes: best-written-in
def best_experiment(results):
    for row in results:
        if row["dropout"] == 0.3:
            return row

# %% the notebook's results
# cause: The function reads a list of the notebook, not its parameter.
# codes: best-from-the-notebook
runs_of_mine = [
    {"dropout": 0.0, "width": 32, "epochs": 20, "seed": 0, "accuracy": 0.98, "loss": 0.05, "val_accuracy": 0.915, "val_loss": 0.33},
    {"dropout": 0.3, "width": 32, "epochs": 20, "seed": 0, "accuracy": 0.93, "loss": 0.19, "val_accuracy": 0.919, "val_loss": 0.23},
]
def best_experiment(rows):
    return max(runs_of_mine, key=lambda row: (row["val_accuracy"], -row["val_loss"]))

# %% writes into the row
# cause: A new entry is written into the caller's rows.
# codes: changes-its-input
def best_experiment(results):
    for row in results:
        row["score"] = (row["val_accuracy"], -row["val_loss"])
    return max(results, key=lambda row: row["score"])

# %% part of the row
# cause: Only some entries of the row are returned.
# codes: best-changed-row
def best_experiment(results):
    best = max(results, key=lambda row: (row["val_accuracy"], -row["val_loss"]))
    return {"dropout": best["dropout"], "val_accuracy": best["val_accuracy"]}

# %% row with the best of everything
# cause: A new dict is made from the best value of each column.
# codes: best-changed-row
def best_experiment(results):
    best = {}
    for key in results[0]:
        best[key] = max(row[key] for row in results)
    return best

# %% pandas row
# cause: A pandas row is returned, not a dict.
# codes: best-values-for-row
import pandas as pd
def best_experiment(results):
    table = pd.DataFrame(results)
    return table.sort_values(["val_accuracy", "val_loss"], ascending=[False, True]).iloc[0]

# %% pandas table
# cause: A table is returned, not a dict.
# codes: best-values-for-row
import pandas as pd
def best_experiment(results):
    table = pd.DataFrame(results)
    return table[table.val_accuracy == table.val_accuracy.max()].nsmallest(1, "val_loss")

# %% values of the row
# cause: The values of the row are returned without their names.
# codes: best-values-for-row
def best_experiment(results):
    best = max(results, key=lambda row: (row["val_accuracy"], -row["val_loss"]))
    return list(best.values())

# %% printed
# cause: The row is printed and not returned.
# codes: returns-none
def best_experiment(results):
    print(max(results, key=lambda row: (row["val_accuracy"], -row["val_loss"])))

# %% sort gives None
# cause: list.sort returns None.
# codes: none-used-as-value
def best_experiment(results):
    return results.sort(key=lambda row: row["val_accuracy"])[0]

# %% returns sort
# cause: list.sort returns None.
# codes: changes-its-input returns-none
def best_experiment(results):
    return results.sort(key=lambda row: row["val_accuracy"])

# %% name of a key without quotes
# cause: val_accuracy is a text and needs quotes.
# codes: name-not-defined
def best_experiment(results):
    return max(results, key=lambda row: row[val_accuracy])

# %% best not defined
# cause: best is used before it has a value.
# codes: used-before-assigned
def best_experiment(results):
    for row in results:
        if row["val_accuracy"] > best["val_accuracy"]:
            best = row
    return best

# %% rounded
# cause: The accuracies are rounded, so nearly equal ones count as equal.
# codes: best-rounds
def best_experiment(results):
    return max(results, key=lambda row: (round(row["val_accuracy"], 3), -row["val_loss"]))

# %% rounded to two digits
# cause: The accuracies are rounded, so nearly equal ones count as equal.
# codes: best-rounds
def best_experiment(results):
    return max(results, key=lambda row: (round(row["val_accuracy"], 2), -row["val_loss"]))

# %% row index as a key
# cause: A row is a dict, and is asked for a position.
# codes: best-misspelt-key
def best_experiment(results):
    return max(results, key=lambda row: (row[5], -row[6]))

# %% loop over indices, returned index
# cause: The position of the row is returned.
# codes: best-position-for-row
def best_experiment(results):
    best = 0
    for i in range(len(results)):
        if results[i]["val_accuracy"] > results[best]["val_accuracy"]:
            best = i
    return best

# %% one past the end
# cause: The index runs one past the last row.
# codes: index-out-of-range
def best_experiment(results):
    best = results[0]
    for i in range(len(results)):
        if results[i + 1]["val_accuracy"] > best["val_accuracy"]:
            best = results[i + 1]
    return best

# %% loops over numbers as rows
# cause: The loop variable is a position, and is used as a row.
# codes: best-position-as-row
def best_experiment(results):
    best = results[0]
    for row in range(len(results)):
        if row["val_accuracy"] > best["val_accuracy"]:
            best = row
    return best

# %% text compared
# cause: The names of the keys are returned, not a row: max of a dict looks at its keys.
# codes: best-text-for-row
def best_experiment(results):
    best = max(results[0])
    return best

# %% right: loop
# cause: none
# codes: passes
def best_experiment(results):
    best = None
    for row in results:
        if best is None or row["val_accuracy"] > best["val_accuracy"]:
            best = row
        if row["val_accuracy"] == best["val_accuracy"] and row["val_loss"] < best["val_loss"]:
            best = row
    return best

# %% right: two steps
# cause: none
# codes: passes
def best_experiment(results):
    top = max([r["val_accuracy"] for r in results])
    candidates = [r for r in results if r["val_accuracy"] == top]
    candidates.sort(key=lambda r: r["val_loss"])
    return candidates[0]

# %% right: two stable sorts
# cause: none
# codes: passes
def best_experiment(results):
    by_loss = sorted(results, key=lambda r: r["val_loss"])
    return sorted(by_loss, key=lambda r: r["val_accuracy"], reverse=True)[0]

# %% right: reduce
# cause: none
# codes: passes
from functools import reduce
def best_experiment(results):
    def better(a, b):
        if a["val_accuracy"] != b["val_accuracy"]:
            return a if a["val_accuracy"] > b["val_accuracy"] else b
        return a if a["val_loss"] <= b["val_loss"] else b
    return reduce(better, results)

# %% row and score
# cause: The row and its score are returned together.
# codes: number-of-results
def best_experiment(results):
    best = max(results, key=lambda row: (row["val_accuracy"], -row["val_loss"]))
    return best, best["val_accuracy"]

# %% begins with an empty dict
# cause: best begins as an empty dict, which has no accuracy.
# codes: best-starts-empty
def best_experiment(results):
    best = {}
    for row in results:
        if row["val_accuracy"] > best["val_accuracy"]:
            best = row
    return best

# %% begins with None
# cause: best begins as None, which has no accuracy.
# codes: best-starts-as-none
def best_experiment(results):
    best = None
    for row in results:
        if row["val_accuracy"] > best["val_accuracy"]:
            best = row
    return best

# %% score begins as None
# cause: The best score begins as None, which can't be compared.
# codes: best-starts-as-none
def best_experiment(results):
    best, score = None, None
    for row in results:
        if row["val_accuracy"] > score:
            best, score = row, row["val_accuracy"]
    return best

# %% training loss among equals
# cause: Among equal accuracies the training loss decides, not the validation loss.
# codes: best-tie-other-entry
def best_experiment(results):
    return max(results, key=lambda row: (row["val_accuracy"], -row["loss"]))

# %% fewest epochs among equals
# cause: Among equal accuracies the fewest epochs decide.
# codes: best-tie-other-entry
def best_experiment(results):
    return min(results, key=lambda row: (-row["val_accuracy"], row["epochs"]))

# %% last row left out
# cause: The loop ends one row too early.
# codes: best-leaves-out-an-end
def best_experiment(results):
    best = results[0]
    for i in range(len(results) - 1):
        row = results[i]
        if (row["val_accuracy"], -row["val_loss"]) > (best["val_accuracy"], -best["val_loss"]):
            best = row
    return best

# %% first row left out
# cause: The search begins with the second row.
# codes: best-leaves-out-an-end
def best_experiment(results):
    return max(results[1:], key=lambda row: (row["val_accuracy"], -row["val_loss"]))

# %% and in the key
# cause: The and of two numbers gives the second one: the loss decides alone.
# codes: best-by-loss
def best_experiment(results):
    return max(results, key=lambda row: row["val_accuracy"] and -row["val_loss"])

# %% threshold written in
# cause: A limit is written in, and the first row above it is taken.
# codes: best-written-in
def best_experiment(results):
    for row in results:
        if row["val_accuracy"] >= 0.919:
            return row


# %% sort in place, then pop
# cause: The list of the caller is sorted in place and its last row taken out.
# codes: changes-its-input
def best_experiment(results):
    results.sort(key=lambda r: (r["val_accuracy"], -r["val_loss"]))
    return results.pop()


# %% best starts at the first and compares to index
# cause: The loop runs over numbers from 1 and reads results[i - 1], so the last row is never looked at.
# codes: best-leaves-out-an-end
def best_experiment(results):
    best = results[0]
    for i in range(1, len(results)):
        row = results[i - 1]
        if row["val_accuracy"] > best["val_accuracy"]:
            best = row
        elif row["val_accuracy"] == best["val_accuracy"] and row["val_loss"] < best["val_loss"]:
            best = row
    return best


# %% global name runs over the argument
# cause: The function reads the recorded runs of the lesson, not its argument.
# codes: best-from-the-notebook
runs = recorded.curves()


def best_experiment(results):
    best = None
    top = 0
    for run in runs:
        score = max(run["history"]["val_accuracy"])
        if score > top:
            top = score
            best = run
    return best


# %% filter with a dict per accuracy
# cause: Of the rows with equal accuracy the first is kept: the loss has no say.
# codes: best-tie
def best_experiment(results):
    by_accuracy = {}
    for row in results:
        if row["val_accuracy"] not in by_accuracy:
            by_accuracy[row["val_accuracy"]] = row
    return by_accuracy[max(by_accuracy)]


# %% right: min over indices
# cause: Right: the index with the lowest pair of minus accuracy and loss.
# codes: passes
def best_experiment(results):
    pairs = [(-r["val_accuracy"], r["val_loss"], i) for i, r in enumerate(results)]
    return results[min(pairs)[2]]


# %% right: two passes with np.lexsort
# cause: Right: np.lexsort sorts by the last key first.
# codes: passes
def best_experiment(results):
    accuracy = np.array([r["val_accuracy"] for r in results])
    loss = np.array([r["val_loss"] for r in results])
    return results[np.lexsort((loss, -accuracy))[0]]


# %% loss not reset with a new leader
# cause: When a row with a higher accuracy takes the lead, its loss is not remembered, so ties are compared with the loss of another row.
# codes: best-loss-not-kept
def best_experiment(results):
    best = results[0]
    best_acc = best["val_accuracy"]
    best_loss = best["val_loss"]
    for row in results:
        if row["val_accuracy"] > best_acc:
            best_acc = row["val_accuracy"]
            best = row
        elif row["val_accuracy"] == best_acc and row["val_loss"] < best_loss:
            best_loss = row["val_loss"]
            best = row
    return best


# %% np.max of the rows
# cause: np.max compares the dicts themselves, which have no order.
# codes: best-compares-dicts
def best_experiment(results):
    return np.max(results)


# %% sort_values on the list
# cause: results is a list; sort_values belongs to a pandas table.
# codes: best-list-as-table
def best_experiment(results):
    return results.sort_values("val_accuracy").iloc[-1]


# %% max as a method
# cause: A list has no method max.
# codes: best-list-as-table
def best_experiment(results):
    return results.max(key=lambda row: row["val_accuracy"])


# %% position among the tied rows
# cause: The position of the best among the tied rows is used as a position in the whole list.
# codes: best-position-of-ties
def best_experiment(results):
    top = max(row["val_accuracy"] for row in results)
    losses = [row["val_loss"] for row in results if row["val_accuracy"] == top]
    return results[losses.index(min(losses))]


# %% lowest loss of all among the tied
# cause: The lowest loss is taken over all rows, and no row with the highest accuracy has it.
# codes: best-nothing-left
def best_experiment(results):
    top = max(row["val_accuracy"] for row in results)
    low = min(row["val_loss"] for row in results)
    return [r for r in results if r["val_accuracy"] == top and r["val_loss"] == low][0]


# %% return only for ties
# cause: There is a return only for the case of a tie.
# codes: returns-none
def best_experiment(results):
    top = max(row["val_accuracy"] for row in results)
    ties = [row for row in results if row["val_accuracy"] == top]
    if len(ties) > 1:
        return min(ties, key=lambda row: row["val_loss"])


# %% weighted score
# cause: Accuracy and a tenth of the loss are mixed into one score.
# codes: best-mixes-scores
def best_experiment(results):
    return max(results, key=lambda r: r["val_accuracy"] - 0.1 * r["val_loss"])


# %% sum of accuracy and loss
# cause: Accuracy and loss are added, so a high loss counts as good.
# codes: best-mixes-scores
def best_experiment(results):
    return max(results, key=lambda r: r["val_accuracy"] + r["val_loss"])


# %% only a lead above one standard error counts
# cause: A row takes the lead only when it is better by more than 0.0025, as noise was read about.
# codes: best-rounds
def best_experiment(results):
    best = results[0]
    for row in results[1:]:
        if row["val_accuracy"] > best["val_accuracy"] + 0.0025:
            best = row
    return best


# %% only runs of 20 epochs
# cause: Only rows with 20 epochs are compared, since a fair comparison has the same epochs.
# codes: best-leaves-out-rows
def best_experiment(results):
    fair = [r for r in results if r["epochs"] == 20]
    return max(fair, key=lambda r: (r["val_accuracy"], -r["val_loss"]))


# %% only runs that do not overfit
# cause: Rows whose training accuracy is more than 0.02 above validation are left out.
# codes: best-leaves-out-rows
def best_experiment(results):
    good = [r for r in results if r["accuracy"] - r["val_accuracy"] < 0.02]
    return max(good, key=lambda r: (r["val_accuracy"], -r["val_loss"]))


# %% dict of the values
# cause: The values of the row are returned as dict_values, without their names.
# codes: cannot-cross
def best_experiment(results):
    return max(results, key=lambda r: (r["val_accuracy"], -r["val_loss"])).values()


# %% pandas to_dict of a table
# cause: to_dict of a table of one row gives a dict of dicts, not the row.
# codes: best-changed-row
def best_experiment(results):
    import pandas as pd

    df = pd.DataFrame(results).sort_values(["val_accuracy", "val_loss"], ascending=[False, True])
    return df.head(1).to_dict()


# %% max of a number
# cause: max is called on the accuracy of one row, a single number.
# codes: not-iterable
def best_experiment(results):
    for row in results:
        if row["val_accuracy"] == max(row["val_accuracy"]):
            return row


# %% brackets behind the number
# cause: max gives the highest accuracy, a number, which has no entries.
# codes: best-number-as-row
def best_experiment(results):
    best = max(row["val_accuracy"] for row in results)
    return best["dropout"]


# %% enumerate the wrong way round
# cause: enumerate gives the position first; row and position are swapped.
# codes: best-position-as-row
def best_experiment(results):
    best, top = 0, 0
    for row, i in enumerate(results):
        if row["val_accuracy"] > top:
            best, top = i, row["val_accuracy"]
    return results[best]


# %% sorted twice, loss last
# cause: The second sort, by the loss, undoes the first one, by the accuracy.
# codes: best-by-loss
def best_experiment(results):
    ranked = sorted(results, key=lambda r: r["val_accuracy"], reverse=True)
    ranked = sorted(ranked, key=lambda r: r["val_loss"])
    return ranked[0]


# %% epochs of history
# cause: The rows are read like the recorded runs, with a history in them.
# codes: best-misspelt-key
def best_experiment(results):
    return max(results, key=lambda r: max(r["history"]["val_accuracy"]))


# %% threshold of the target
# cause: Rows from 0.92 on are kept, and no row has so much.
# codes: best-nothing-left
def best_experiment(results):
    good = [r for r in results if r["val_accuracy"] >= 0.92]
    return max(good, key=lambda r: (r["val_accuracy"], -r["val_loss"]))

# %% pandas
# cause: pd is not defined in this notebook: pandas was not imported.
# codes: name-not-defined
def best_experiment(results):
    df = pd.DataFrame(results)
    return df.sort_values(["val_accuracy", "val_loss"], ascending=[False, True]).iloc[0].to_dict()

# %% starts at 0.9
# cause: The best so far starts at 0.9, so that nothing is found when every accuracy is lower.
# codes: best-starts-too-high
def best_experiment(results):
    best_acc = 0.9
    best = None
    for r in results:
        if r["val_accuracy"] > best_acc:
            best_acc = r["val_accuracy"]
            best = r
        elif r["val_accuracy"] == best_acc and r["val_loss"] < best["val_loss"]:
            best = r
    return best

# %% return inside the loop
# cause: return stands in the loop, so that only the first row is looked at.
# codes: return-in-loop
def best_experiment(results):
    best = results[0]
    for r in results:
        if (r["val_accuracy"], -r["val_loss"]) > (best["val_accuracy"], -best["val_loss"]):
            best = r
        return best

# %% loop forgets to update the best
# cause: The best accuracy so far is never updated, so that the last row above the first one is returned.
# codes: best-last-improvement
def best_experiment(results):
    best_acc = results[0]["val_accuracy"]
    best = results[0]
    for r in results[1:]:
        if r["val_accuracy"] > best_acc:
            best = r
    return best

# %% standard error tie
# cause: Rows within one standard error of the best count as equal; the rule stated says equal.
# codes: best-rounds
def best_experiment(results):
    top = max(r["val_accuracy"] for r in results)
    near = [r for r in results if top - r["val_accuracy"] < 0.0025]
    return min(near, key=lambda r: r["val_loss"])

# %% numpy argmax on the list of dicts
# cause: np.argmax is given dicts, which can't be compared with each other.
# codes: best-compares-dicts
def best_experiment(results):
    return results[np.argmax(results)]

# %% max over a dict comprehension by accuracy
# cause: Rows are kept in a dict under their accuracy, so that of rows with equal accuracy only the last is left.
# codes: best-tie
def best_experiment(results):
    by_acc = {r["val_accuracy"]: r for r in results}
    return by_acc[max(by_acc)]

# %% test accuracy if there
# cause: It chooses by the score on test images where a row has one.
# codes: best-by-test
def best_experiment(results):
    if "test_accuracy" in results[0]:
        return max(results, key=lambda r: r["test_accuracy"])
    return max(results, key=lambda r: (r["val_accuracy"], -r["val_loss"]))

# %% prints
# cause: It prints the best row and returns nothing.
# codes: returns-none
def best_experiment(results):
    best = max(results, key=lambda r: (r["val_accuracy"], -r["val_loss"]))
    print("best:", best)

# %% pops the loss
# cause: pop takes the score out of the rows that were passed in.
# codes: changes-its-input
def best_experiment(results):
    best, best_key = None, None
    for r in results:
        key = (r.pop("val_accuracy"), -r["val_loss"])
        if best_key is None or key > best_key:
            best, best_key = r, key
    return best

# %% new dict with three keys
# cause: It returns a new dict with only some of the row's entries.
# codes: best-changed-row
def best_experiment(results):
    b = max(results, key=lambda r: (r["val_accuracy"], -r["val_loss"]))
    return {"dropout": b["dropout"], "epochs": b["epochs"], "val_accuracy": b["val_accuracy"]}

# %% history as in runs
# cause: The rows have no "history"; each has numbers under its keys.
# codes: best-misspelt-key
def best_experiment(results):
    return max(results, key=lambda r: (r["history"]["val_accuracy"][-1], -r["history"]["val_loss"][-1]))

# %% reverse both
# cause: reverse=True turns both directions round, so that the highest loss comes first among equal ones.
# codes: best-tie-highest-loss
def best_experiment(results):
    ranked = sorted(results, key=lambda r: (r["val_accuracy"], r["val_loss"]), reverse=True)
    return ranked[0]

# %% skips the first
# cause: The loop starts at the second row, and the best starts as None: the first row is never looked at.
# codes: best-leaves-out-an-end
def best_experiment(results):
    best = None
    for i in range(1, len(results)):
        r = results[i]
        if best is None or (r["val_accuracy"], -r["val_loss"]) > (best["val_accuracy"], -best["val_loss"]):
            best = r
    return best

# %% wide only
# cause: It looks only at the rows with dropout above 0.
# codes: best-leaves-out-rows
def best_experiment(results):
    with_dropout = [r for r in results if r["dropout"] > 0]
    return max(with_dropout, key=lambda r: (r["val_accuracy"], -r["val_loss"]))

# %% right: functools reduce
# cause: Right: reduce with a comparison of two rows.
# codes: passes
def best_experiment(results):
    from functools import reduce
    def better(a, b):
        if a["val_accuracy"] != b["val_accuracy"]:
            return a if a["val_accuracy"] > b["val_accuracy"] else b
        return a if a["val_loss"] <= b["val_loss"] else b
    return reduce(better, results)
