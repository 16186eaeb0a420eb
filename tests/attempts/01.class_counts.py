# %% a
# cause: bincount ends at the largest label that occurs.
# codes: absent-class-lost
def class_counts(y):
    return np.bincount(y)

# %% dict
# cause: A dict of counts is returned in place of an array.
# codes: counts-in-a-dict
def class_counts(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    return counts

# %% histogram
# cause: The ten bins lie between the smallest and the largest label that occur.
# codes: bins-follow-the-data
def class_counts(y):
    return np.histogram(y, bins=10)[0]

# %% 1..10
# cause: The range begins with 1, so class 0 is not counted.
# codes: classes-from-one
def class_counts(y):
    return [np.sum(y == k) for k in range(1, 10)]

# %% unique both
# cause: np.unique gives the classes and the counts, and both are returned.
# codes: classes-and-counts-together
def class_counts(y):
    return np.unique(y, return_counts=True)

# %% return inside loop
# cause: The return is indented too far: the function ends after the first label.
# codes: return-in-loop
def class_counts(y):
    counts = [0] * 10
    for label in y:
        counts[label] += 1
        return counts

# %% share
# cause: The mean of a comparison is a share and not a count.
# codes: shares-for-counts
def class_counts(y):
    return [np.mean(y == k) for k in range(10)]

# %% sum axis
# cause: The loop goes over the labels, not over the ten classes.
# codes: loop-over-labels
def class_counts(y):
    return [len(y[y == k]) for k in y]

# %% sum(y==k) python
# cause: Right.
# codes: passes
def class_counts(y):
    return [sum(y == k) for k in range(10)]

# %% minlength by position
# cause: The second parameter of np.bincount is weights, not minlength.
# codes: minlength-by-position
def class_counts(y):
    return np.bincount(y, 10)

# %% method count of an array
# cause: count belongs to lists; a NumPy array has none.
# codes: attribute-not-there
def class_counts(y):
    counts = []
    for k in range(10):
        counts.append(y.count(k))
    return counts

# %% fancy index
# cause: counts[y] += 1 adds one only once for each label, however often it stands in y.
# codes: each-class-counted-once
def class_counts(y):
    counts = np.zeros(10, dtype=int)
    counts[y] += 1
    return counts

# %% =+
# cause: =+ 1 sets the entry to 1; += adds.
# codes: each-class-counted-once
def class_counts(y):
    counts = [0] * 10
    for label in y:
        counts[label] =+ 1
    return counts

# %% = 1
# cause: The entry is set to 1 and not increased.
# codes: each-class-counted-once
def class_counts(y):
    counts = np.zeros(10)
    for label in y:
        counts[label] = 1
    return counts

# %% added but not kept
# cause: counts[label] + 1 computes a number and keeps it nowhere.
# codes: counts-all-zero
def class_counts(y):
    counts = np.zeros(10)
    for label in y:
        counts[label] + 1
    return counts

# %% compared but not assigned
# cause: == compares; nothing is ever added.
# codes: counts-all-zero
def class_counts(y):
    counts = [0] * 10
    for label in y:
        counts[label] == counts[label] + 1
    return counts

# %% append in the inner loop
# cause: append stands in the inner loop: there is an entry for each label and class.
# codes: append-in-inner-loop
def class_counts(y):
    counts = []
    for k in range(10):
        n = 0
        for label in y:
            if label == k:
                n += 1
            counts.append(n)
    return counts

# %% counter not reset
# cause: n starts at 0 once, so each class is counted on top of the earlier ones.
# codes: earlier-classes-included
def class_counts(y):
    counts = []
    n = 0
    for k in range(10):
        for label in y:
            if label == k:
                n += 1
        counts.append(n)
    return counts

# %% cumsum
# cause: The counts are added up from class to class.
# codes: earlier-classes-included
def class_counts(y):
    return np.cumsum(np.bincount(y, minlength=10))

# %% range(9)
# cause: range(9) ends at 8, so class 9 is not counted.
# codes: last-class-lost
def class_counts(y):
    return np.array([(y == k).sum() for k in range(9)])

# %% range(0, 9) in zeros
# cause: range(0, 9) ends at 8, so class 9 stays 0.
# codes: last-class-lost
def class_counts(y):
    counts = np.zeros(10)
    for k in range(0, 9):
        counts[k] = np.sum(y == k)
    return counts

# %% range(1, 10) in zeros
# cause: range(1, 10) begins at 1, so class 0 stays 0.
# codes: classes-from-one
def class_counts(y):
    counts = np.zeros(10)
    for k in range(1, 10):
        counts[k] = np.sum(y == k)
    return counts

# %% Counter
# cause: A Counter is returned in place of an array.
# codes: counts-in-a-dict
def class_counts(y):
    from collections import Counter
    return Counter(y.tolist())

# %% pairs of Counter
# cause: most_common gives pairs of class and count, the most frequent first.
# codes: classes-and-counts-together
def class_counts(y):
    from collections import Counter
    return Counter(y.tolist()).most_common()

# %% values of a Counter
# cause: A Counter keeps the order in which the labels first appear.
# codes: sorted-by-frequency
def class_counts(y):
    from collections import Counter
    return list(Counter(y.tolist()).values())

# %% sorted pairs
# cause: The pairs of a dict are class and count together.
# codes: classes-and-counts-together
def class_counts(y):
    counts = {}
    for label in y:
        counts[int(label)] = counts.get(int(label), 0) + 1
    return sorted(counts.items())

# %% printed
# cause: The counts are printed and not returned.
# codes: returns-none
def class_counts(y):
    for k in range(10):
        print(k, (y == k).sum())

# %% range of an array
# cause: range needs a number: len(y).
# codes: range-of-array
def class_counts(y):
    counts = [0] * 10
    for i in range(y):
        counts[y[i]] += 1
    return counts

# %% position for label
# cause: The position i is used in place of the label y[i].
# codes: position-for-label
def class_counts(y):
    counts = [0] * 10
    for i in range(len(y)):
        counts[i] += 1
    return counts

# %% label for position
# cause: The loop gives labels, which are then used as positions in y.
# codes: label-as-position
def class_counts(y):
    counts = np.zeros(10)
    for label in y:
        counts[y[label]] += 1
    return counts

# %% index of a list of nothing
# cause: An empty list has no entries that could be increased.
# codes: list-without-entries
def class_counts(y):
    counts = []
    for label in y:
        counts[label] += 1
    return counts

# %% dict without a start
# cause: The key does not exist yet when it is increased.
# codes: first-time-key
def class_counts(y):
    counts = {}
    for label in y:
        counts[label] += 1
    return counts

# %% count of non-zero
# cause: The labels that are not 0 are counted, all together.
# codes: one-number-for-ten
def class_counts(y):
    return np.count_nonzero(y)

# %% number of classes
# cause: The number of different labels is returned.
# codes: one-number-for-ten
def class_counts(y):
    return len(set(y.tolist()))

# %% counts overwritten
# cause: Each round of the loop overwrites counts, so only class 9 is left.
# codes: one-number-for-ten
def class_counts(y):
    for k in range(10):
        counts = np.sum(y == k)
    return counts

# %% return in the loop over the classes
# cause: The return stands in the loop, so only class 0 is counted.
# codes: one-number-for-ten return-in-loop
def class_counts(y):
    for k in range(10):
        return np.sum(y == k)

# %% return in the loop after append
# cause: The return stands in the loop: the list has one entry.
# codes: return-in-loop
def class_counts(y):
    counts = []
    for k in range(10):
        counts.append(np.sum(y == k))
        return counts

# %% return in the loop into zeros
# cause: The return stands in the loop, so only class 0 is filled in.
# codes: return-in-loop
def class_counts(y):
    counts = np.zeros(10, dtype=int)
    for k in range(10):
        counts[k] = np.sum(y == k)
        return counts

# %% a parenthesis too late
# cause: sum adds the arrays of all comparisons, one class after the other.
# codes: summed-over-classes
def class_counts(y):
    return sum(y == k for k in range(10))

# %% sum over the wrong axis
# cause: The sum runs over the classes and not over the labels.
# codes: summed-over-classes
def class_counts(y):
    return (y[:, None] == np.arange(10)).sum(axis=1)

# %% if with an array
# cause: y == k is an array of True and False, not one truth value.
# codes: condition-for-all-labels
def class_counts(y):
    counts = [0] * 10
    for k in range(10):
        if y == k:
            counts[k] += 1
    return counts

# %% length of where
# cause: np.where gives a tuple of one array, whose length is 1.
# codes: length-of-where
def class_counts(y):
    return np.array([len(np.where(y == k)) for k in range(10)])

# %% length of the comparison
# cause: A comparison has as many entries as y, True or False.
# codes: length-of-comparison
def class_counts(y):
    return np.array([len(y == k) for k in range(10)])

# %% comparison with the ten classes
# cause: n labels and ten classes can't be compared place by place.
# codes: comparison-needs-an-axis
def class_counts(y):
    return np.sum(y == np.arange(10))

# %% cut to ten
# cause: bincount ends at the largest label that occurs, and a slice adds nothing.
# codes: absent-class-lost
def class_counts(y):
    return np.bincount(y)[:10]

# %% unique counts
# cause: np.unique leaves out classes that do not occur.
# codes: absent-class-lost
def class_counts(y):
    labels, counts = np.unique(y, return_counts=True)
    return counts

# %% only classes that occur
# cause: The loop goes over the labels that occur, so absent classes have no entry.
# codes: absent-class-lost
def class_counts(y):
    return [np.sum(y == k) for k in np.unique(y)]

# %% up to the largest label
# cause: The range ends at the largest label that occurs.
# codes: absent-class-lost
def class_counts(y):
    return [int((y == k).sum()) for k in range(y.max() + 1)]

# %% the whole histogram
# cause: np.histogram gives the counts and the edges of the bins, and both are returned.
# codes: counts-and-edges-together
def class_counts(y):
    return np.histogram(y, bins=10, range=(0, 10))

# %% uint8 counts
# cause: Counts in uint8 wrap around after 255.
# codes: uint8-wraparound
def class_counts(y):
    counts = np.zeros(10, dtype=np.uint8)
    for label in y:
        counts[label] += 1
    return counts

# %% zeros like y
# cause: zeros_like(y) has as many entries as y, and its type.
# codes: zeros-like-y
def class_counts(y):
    counts = np.zeros_like(y)
    for label in y:
        counts[label] += 1
    return counts

# %% eleven
# cause: minlength=11 asks for eleven entries.
# codes: eleven-classes
def class_counts(y):
    return np.bincount(y, minlength=11)

# %% known counts
# cause: The counts of the training table are written in.
# codes: ignores-its-argument
def class_counts(y):
    return np.full(10, 6000)

# %% labels of the notebook
# cause: The labels of the notebook's table are counted, not y.
# codes: ignores-its-argument name-not-defined
def class_counts(y):
    labels = table[:, 0]
    return np.bincount(labels, minlength=10)

# %% sum of the labels of a class
# cause: The labels of a class are added up and not counted.
# codes: sums-for-counts
def class_counts(y):
    return [y[y == k].sum(dtype=int) for k in range(10)]

# %% most frequent first
# cause: The counts are sorted by size.
# codes: sorted-by-frequency
def class_counts(y):
    return np.sort(np.bincount(y, minlength=10))[::-1]

# %% first label skipped
# cause: The loop begins at 1, so the first label is not counted.
# codes: label-skipped
def class_counts(y):
    counts = [0] * 10
    for i in range(1, len(y)):
        counts[y[i]] += 1
    return counts

# %% last label skipped
# cause: The loop stops one label too early.
# codes: label-skipped
def class_counts(y):
    counts = [0] * 10
    for i in range(len(y) - 1):
        counts[y[i]] += 1
    return counts

# %% starts at one
# cause: The counts start at 1 and not at 0.
# codes: counts-start-at-one
def class_counts(y):
    counts = [1] * 10
    for label in y:
        counts[label] += 1
    return counts

# %% label minus one
# cause: The classes are taken for 1 to 10, so class 0 goes to the last place.
# codes: classes-from-one
def class_counts(y):
    counts = np.zeros(10)
    for label in y.tolist():
        counts[label - 1] += 1
    return counts

# %% np.count
# cause: NumPy has no function count.
# codes: attribute-not-there
def class_counts(y):
    return [np.count(y == k) for k in range(10)]

# %% misspelt minlength
# cause: The parameter is called minlength.
# codes: arguments-do-not-fit
def class_counts(y):
    return np.bincount(y, min_length=10)

# %% rows appended
# cause: append gives None, which is then returned.
# codes: returns-none
def class_counts(y):
    counts = []
    for k in range(10):
        last = counts.append((y == k).sum())
    return last

# %% append to an array
# cause: An array has no method append.
# codes: attribute-not-there
def class_counts(y):
    counts = np.array([])
    for k in range(10):
        counts.append((y == k).sum())
    return counts

# %% histogram with edges
# cause: Right.
# codes: passes
def class_counts(y):
    return np.histogram(y, bins=np.arange(11) - 0.5)[0]

# %% list count
# cause: Right.
# codes: passes
def class_counts(y):
    return [y.tolist().count(k) for k in range(10)]

# %% add.at
# cause: Right.
# codes: passes
def class_counts(y):
    counts = np.zeros(10)
    np.add.at(counts, y, 1)
    return counts

# %% text keys
# cause: A dict is returned.
# codes: counts-in-a-dict
def class_counts(y):
    return {str(k): int((y == k).sum()) for k in range(10)}

# %% sum of y
# cause: The labels are added up.
# codes: one-number-for-ten
def class_counts(y):
    return sum(y == y)

# %% count of True with and
# cause: `is` compares objects.
# codes: is-for-equal
def class_counts(y):
    counts = [0] * 10
    for label in y:
        for k in range(10):
            if label is k:
                counts[k] += 1
    return counts

# %% else adds too
# cause: Each comparison is counted, equal or not.
# codes: length-of-comparison
def class_counts(y):
    counts = [0] * 10
    for label in y:
        for k in range(10):
            counts[k] += 1
    return counts

# %% not equal
# cause: != counts the labels of all other classes.
# codes: other-classes-counted
def class_counts(y):
    return [(y != k).sum() for k in range(10)]

# %% greater or equal
# cause: >= counts larger labels too.
# codes: other-classes-counted
def class_counts(y):
    return [(y >= k).sum() for k in range(10)]

# %% sorted y only
# cause: The labels are sorted, not counted.
# codes: labels-not-counted
def class_counts(y):
    return np.sort(y)

# %% y itself
# cause: The labels themselves are returned.
# codes: labels-not-counted
def class_counts(y):
    counts = y
    return counts

# %% matrix of comparisons
# cause: The comparisons are not added up.
# codes: comparisons-not-added
def class_counts(y):
    return np.array([y == k for k in range(10)])

# %% positions
# cause: The positions are returned, not their number.
# codes: not-an-array
def class_counts(y):
    return [np.where(y == k)[0] for k in range(10)]

# %% mean times
# cause: Right.
# codes: passes
def class_counts(y):
    return [np.mean(y == k) * len(y) for k in range(10)]

# %% count in uint8 sum
# cause: The sum is made in uint8.
# codes: uint8-wraparound
def class_counts(y):
    return [np.sum(y == k, dtype=y.dtype) for k in range(10)]

# %% string of counts
# cause: A text is returned.
# codes: not-an-array
def class_counts(y):
    return str(np.bincount(y, minlength=10))

# %% generator
# cause: A generator is returned.
# codes: cannot-cross
def class_counts(y):
    return ((y == k).sum() for k in range(10))

# %% argmax
# cause: Only the most frequent class is returned.
# codes: one-number-for-ten
def class_counts(y):
    return np.bincount(y).argmax()

# %% largest count
# cause: The counts up to the largest are compared, not listed.
# codes: one-number-for-ten
def class_counts(y):
    return max(np.bincount(y))

# %% minlength 9
# cause: minlength=9 gives nine entries when there is no class 9.
# codes: last-class-lost
def class_counts(y):
    return np.bincount(y, minlength=9)

# %% histogram range 0 to 9
# cause: Right: ten bins between 0 and 9.
# codes: passes
def class_counts(y):
    return np.histogram(y, bins=10, range=(0, 9))[0]

# %% histogram edges 0 to 9
# cause: The edges 0 to 9 make nine bins, and the last one has two classes.
# codes: nine-bins
def class_counts(y):
    return np.histogram(y, bins=range(10))[0]

# %% counter of an array as one
# cause: The keys are right and asked class by class.
# codes: passes
def class_counts(y):
    from collections import Counter
    found = Counter(y)
    return [found[k] for k in range(10)]

# %% changes y
# cause: y itself is sorted.
# codes: changes-its-input
def class_counts(y):
    y.sort()
    return np.bincount(y, minlength=10)

# %% n instead of len
# cause: n is the name of the docstring and not defined.
# codes: name-not-defined
def class_counts(y):
    counts = [0] * 10
    for i in range(n):
        counts[y[i]] += 1
    return counts

# %% y.shape
# cause: y.shape is a tuple and not a number.
# codes: range-of-array
def class_counts(y):
    counts = [0] * 10
    for i in range(y.shape):
        counts[y[i]] += 1
    return counts

# %% class and count as rows
# cause: Class and count come in rows of two.
# codes: classes-and-counts-together
def class_counts(y):
    return [[k, int((y == k).sum())] for k in range(10)]

# %% two dimensions
# cause: The counts have an axis too many.
# codes: counts-axis-too-many
def class_counts(y):
    return np.array([[(y == k).sum()] for k in range(10)])

# %% only the printed last
# cause: print gives None.
# codes: returns-none
def class_counts(y):
    return print(np.bincount(y, minlength=10))

# %% half
# cause: Each label is counted twice.
# codes: counted-twice
def class_counts(y):
    counts = [0] * 10
    for label in y:
        counts[label] += 1
        counts[label] += 1
    return counts

# %% Counter returned
# cause: A Counter holds only the labels that occur, and is no array of ten counts.
# codes: counts-in-a-dict
def class_counts(y):
    from collections import Counter
    return Counter(y)

# %% Counter not imported
# cause: Counter was never imported.
# codes: name-not-defined
def class_counts(y):
    c = Counter(y)
    return [c[i] for i in range(10)]

# %% pandas value_counts on array
# cause: A NumPy array has no value_counts; that is pandas.
# codes: attribute-not-there
def class_counts(y):
    return y.value_counts().sort_index()

# %% pd not imported
# cause: pd is not imported in this notebook.
# codes: name-not-defined
def class_counts(y):
    return pd.Series(y).value_counts().reindex(range(10), fill_value=0).values

# %% sorted by frequency
# cause: most_common sorts by frequency, not by class.
# codes: sorted-by-frequency
def class_counts(y):
    from collections import Counter
    c = Counter(y.tolist())
    for k in range(10):
        c.setdefault(k, 0)
    return np.array([n for _, n in c.most_common()])

# %% histogram with bins 10
# cause: np.histogram without a range stretches its ten bins from the smallest to the largest label.
# codes: bins-follow-the-data
def class_counts(y):
    counts, edges = np.histogram(y, bins=10)
    return counts

# %% histogram bins arange(10)
# cause: arange(10) as edges gives nine bins, the last of which holds 8 and 9.
# codes: nine-bins
def class_counts(y):
    return np.histogram(y, bins=np.arange(10))[0]

# %% range 1..10 MATLAB
# cause: The loop counts the classes 1 to 10, not 0 to 9.
# codes: classes-from-one
def class_counts(y):
    counts = np.zeros(10)
    for k in range(1, 11):
        counts[k - 1] = np.sum(y == k)
    return counts

# %% adds the label
# cause: It adds the label rather than 1.
# codes: sums-for-counts
def class_counts(y):
    counts = [0] * 10
    for i in y:
        counts[i] += i
    return counts

# %% enumerate mix-up
# cause: It uses the position i as the class and adds the label.
# codes: labels-not-counted
def class_counts(y):
    counts = np.zeros(10, dtype=int)
    for i, label in enumerate(y):
        if i < 10:
            counts[i] = label
    return counts

# %% dict of unique
# cause: A dictionary is returned, without the classes that do not occur.
# codes: counts-in-a-dict
def class_counts(y):
    values, counts = np.unique(y, return_counts=True)
    return dict(zip(values, counts))

# %% pads at the end
# cause: The missing classes' zeros are appended at the end, so the counts stand at wrong places.
# codes: absent-class-lost
def class_counts(y):
    values, counts = np.unique(y, return_counts=True)
    result = np.zeros(10, dtype=int)
    result[:len(counts)] = counts
    return result

# %% is instead of ==
# cause: `y is k` is False always, so nothing is counted.
# codes: is-for-equal
def class_counts(y):
    result = []
    for k in range(10):
        n = 0
        for label in y:
            if label is k:
                n += 1
        result.append(n)
    return np.array(result)

# %% n not reset
# cause: n isn't set back to 0 for each class, so the counts run on.
# codes: earlier-classes-included
def class_counts(y):
    result = []
    n = 0
    for k in range(10):
        for label in y:
            if label == k:
                n += 1
        result.append(n)
    return np.array(result)

# %% mean share
# cause: The shares are returned, not the counts.
# codes: shares-for-counts
def class_counts(y):
    return np.array([np.mean(y == k) for k in range(10)])

# %% percent
# cause: The counts are given in percent.
# codes: shares-for-counts
def class_counts(y):
    return 100 * np.bincount(y, minlength=10) / len(y)

# %% y.count
# cause: A NumPy array has no method count; lists have.
# codes: attribute-not-there
def class_counts(y):
    return [y.count(k) for k in range(10)]

# %% np.count again
# cause: NumPy has no function count.
# codes: attribute-not-there
def class_counts(y):
    return [np.count(y, k) for k in range(10)]

# %% count_nonzero two arguments
# cause: count_nonzero(y, k) takes k as an axis rather than the label.
# codes: second-argument-is-axis
def class_counts(y):
    return np.array([np.count_nonzero(y, k) for k in range(10)])

# %% sum of y where
# cause: It adds up the labels themselves rather than counting them: y[y == k].sum() is k times the count.
# codes: sums-for-counts
def class_counts(y):
    return np.array([y[y == k].sum() for k in range(10)])

# %% where size right
# cause: A right answer with the first array of np.where.
# codes: passes
def class_counts(y):
    return tuple(np.where(y == k)[0].size for k in range(10))

# %% if chain with elif typo
# cause: The chain of ifs has no branch for class 7.
# codes: single-classes-miscounted
def class_counts(y):
    c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = c8 = c9 = 0
    for v in y:
        if v == 0: c0 += 1
        elif v == 1: c1 += 1
        elif v == 2: c2 += 1
        elif v == 3: c3 += 1
        elif v == 4: c4 += 1
        elif v == 5: c5 += 1
        elif v == 6: c6 += 1
        elif v == 8: c8 += 1
        elif v == 9: c9 += 1
    return [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9]

# %% one number
# cause: Only the number of different classes is returned.
# codes: one-number-for-ten
def class_counts(y):
    return len(set(y))

# %% list times zero with dictionary KeyError
# cause: counts[label] += 1 with an empty dictionary: the key is not there yet.
# codes: first-time-key
def class_counts(y):
    counts = {}
    for label in y:
        counts[label] += 1
    return list(counts.values())

# %% dict.get order of occurrence
# cause: The counts stand in the order in which the classes first occur, and classes that don't occur are missing.
# codes: sorted-by-frequency
def class_counts(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    return list(counts.values())

# %% CLASS_NAMES as key
# cause: The loop compares the labels with the class names, which are text, so nothing is counted.
# codes: counts-all-zero
def class_counts(y):
    return [int(sum(y == name)) for name in data.CLASS_NAMES]

# %% table given to it
# cause: It takes column 0 of y, but y is already the labels, with one axis.
# codes: labels-have-no-columns
def class_counts(y):
    labels = y[:, 0]
    return np.bincount(labels, minlength=10)

# %% return in the loop
# cause: The return stands in the loop: only the first count comes out.
# codes: return-in-loop
def class_counts(y):
    counts = np.zeros(10, int)
    for k in range(10):
        counts[k] = (y == k).sum()
        return counts

# %% np.add.at right
# cause: A right answer.
# codes: passes
def class_counts(y):
    out = np.zeros(10, dtype="int32")
    np.add.at(out, y, 1)
    return out

# %% compares without new axis
# cause: y and arange(10) have different lengths and can't be compared one by one.
# codes: comparison-needs-an-axis
def class_counts(y):
    return (y == np.arange(10)).sum(axis=0)


# %% unique with both results
# cause: np.unique gives two arrays, the values and the counts; both are returned.
# codes: classes-and-counts-together
def class_counts(y):
    counts = np.unique(y, return_counts=True)
    return counts


# %% pandas value_counts
# cause: value_counts belongs to pandas; y is an array.
# codes: attribute-not-there
def class_counts(y):
    return y.value_counts().sort_index().values


# %% value_counts by frequency
# cause: pandas sorts the counts by frequency, not by class, and leaves out classes that don't occur.
# codes: sorted-by-frequency
def class_counts(y):
    import pandas as pd

    return pd.Series(y).value_counts().to_numpy()


# %% classes 1 to 10
# cause: The classes are counted from 1 to 10; they are 0 to 9.
# codes: classes-from-one
def class_counts(y):
    y = list(y)
    return np.array([y.count(k) for k in range(1, 11)])


# %% list indexed with the whole array
# cause: A list can't be indexed with an array; the loop over the labels is missing.
# codes: array-for-whole-number
def class_counts(y):
    counts = [0] * 10
    counts[y] += 1
    return counts


# %% shares in per cent
# cause: The counts are divided by the number of labels: shares, not counts.
# codes: shares-for-counts
def class_counts(y):
    counts = np.bincount(y, minlength=10)
    return 100 * counts / len(y)


# %% sums the labels
# cause: The labels of each class are added up, so each count is multiplied by its label.
# codes: sums-for-counts
def class_counts(y):
    counts = []
    for k in range(10):
        counts.append(y[y == k].sum())
    return counts


# %% =+ for +=
# cause: `=+ 1` sets the counter to 1 instead of adding 1.
# codes: each-class-counted-once
def class_counts(y):
    counts = np.zeros(10, int)
    for label in y:
        counts[label] =+ 1
    return counts


# %% the values of a dictionary, as they come
# cause: The dictionary only holds classes that occur, in the order of their first occurrence.
# codes: sorted-by-frequency
def class_counts(y):
    counts = {}
    for label in y:
        if label in counts:
            counts[label] += 1
        else:
            counts[label] = 1
    return list(counts.values())


# %% a dictionary with ten entries
# cause: A dictionary is returned instead of the ten counts.
# codes: counts-in-a-dict
def class_counts(y):
    counts = dict.fromkeys(range(10), 0)
    for label in y:
        counts[int(label)] += 1
    return counts


# %% most frequent first, again
# cause: The counts are sorted by size and no longer in the order of the classes.
# codes: sorted-by-frequency
def class_counts(y):
    counts = np.bincount(y, minlength=10)
    return np.sort(counts)[::-1]


# %% sum over the wrong axis, again
# cause: The sum runs over the classes, axis 1, and gives 1 for each label.
# codes: summed-over-classes
def class_counts(y):
    same = y[:, None] == np.arange(10)
    return same.sum(axis=1)


# %% counts the names
# cause: The labels are compared with the names of the classes; they are numbers.
# codes: counts-all-zero
def class_counts(y):
    labels = y.tolist()
    return [labels.count(name) for name in data.CLASS_NAMES]


# %% precedence of the dot
# cause: k.sum() is called before the comparison; brackets around y == k are missing.
# codes: attribute-not-there
def class_counts(y):
    counts = np.zeros(10)
    for k in range(10):
        counts[k] = y == k.sum()
    return counts


# %% counters start again in each step
# cause: The list of counters is made inside the loop: only the last label is counted.
# codes: last-label-only
def class_counts(y):
    for label in y:
        counts = [0] * 10
        counts[label] += 1
    return counts


# %% if chain without 9
# cause: There is no branch for class 9: its else raises the count of 8.
# codes: single-classes-miscounted
def class_counts(y):
    counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    for v in y:
        if v == 0:
            counts[0] += 1
        elif v == 1:
            counts[1] += 1
        elif v == 2:
            counts[2] += 1
        elif v == 3:
            counts[3] += 1
        elif v == 4:
            counts[4] += 1
        elif v == 5:
            counts[5] += 1
        elif v == 6:
            counts[6] += 1
        elif v == 7:
            counts[7] += 1
        else:
            counts[8] += 1
    return counts


# %% groupby without sorting
# cause: groupby only joins neighbours; without sorting each run of equal labels is counted alone.
# codes: runs-for-classes
def class_counts(y):
    from itertools import groupby

    counts = [0] * 10
    for k, group in groupby(y):
        counts[k] = len(list(group))
    return counts


# %% nonzero labels
# cause: count_nonzero counts the labels that are not 0, the same number for every class.
# codes: class-not-compared
def class_counts(y):
    return [np.count_nonzero(y) for k in range(10)]


# %% enumerate mixed up
# cause: enumerate gives (position, label); the position is used as the class.
# codes: position-for-label
def class_counts(y):
    counts = np.zeros(10, dtype=int)
    for label, i in enumerate(y):
        counts[label] += 1
    return counts


# %% recursion on the rest
# cause: The recursive call has no end: the empty array is never caught.
# codes: calls-itself-without-end
def class_counts(y):
    counts = class_counts(y[1:])
    counts[y[0]] += 1
    return counts


# %% np.add.at (right)
# cause: Right: np.add.at adds for each occurrence.
# codes: passes
def class_counts(y):
    counts = np.zeros(10, dtype=np.int64)
    np.add.at(counts, y, 1)
    return counts


# %% sorted and searched (right)
# cause: Right: differences of positions in the sorted labels.
# codes: passes
def class_counts(y):
    s = np.sort(y)
    edges = np.searchsorted(s, np.arange(11))
    return edges[1:] - edges[:-1]
