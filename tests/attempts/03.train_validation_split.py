# %% simplest tail
# cause: The last rows are taken as they come. Nothing is shuffled, the classes are not looked at, and there is no random generator.
# codes: whole-classes-held-out no-chance sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    n = int(len(x) * fraction)
    return x[:-n], y[:-n], x[-n:], y[-n:]


# %% fraction = train
# cause: The first fraction * n rows are returned as the training part, so the two parts are exchanged. And the classes are not looked at.
# codes: sizes-swapped not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return x[:n], y[:n], x[n:], y[n:]


# %% shuffle no stratify
# cause: The rows are shuffled and cut without a look at the classes.
# codes: not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% loop per class, no mix
# cause: The classes are joined one after the other, and nothing mixes them after that.
# codes: sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train = []
    val = []
    for k in range(10):
        rows = np.where(y == k)[0]
        rng.shuffle(rows)
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = np.concatenate(train)
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% seed forgotten
# cause: The generator is made without the seed.
# codes: no-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng()
    train = []
    val = []
    for k in range(10):
        rows = np.where(y == k)[0]
        rng.shuffle(rows)
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% seed fixed 0
# cause: The seed 0 is written into the function.
# codes: seed-ignored
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(0)
    train = []
    val = []
    for k in range(10):
        rows = np.where(y == k)[0]
        rng.shuffle(rows)
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% choice with replacement
# cause: rng.choice draws with replacement, and the two parts are drawn independently.
# codes: rows-repeated not-stratified rows-in-both
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n = int(len(x) * fraction)
    val = rng.choice(len(x), n)
    train = rng.choice(len(x), len(x) - n)
    return x[train], y[train], x[val], y[val]


# %% independent shuffle at end
# cause: x_train and y_train are shuffled one after the other, into two different orders. And the first rows of each class always become the validation part.
# codes: labels-shuffled-apart same-rows-for-every-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    xt, yt, xv, yv = [], [], [], []
    for k in range(10):
        xk, yk = x[y == k], y[y == k]
        n = int(len(xk) * fraction)
        xv.append(xk[:n])
        yv.append(yk[:n])
        xt.append(xk[n:])
        yt.append(yk[n:])
    x_train, y_train = np.concatenate(xt), np.concatenate(yt)
    x_val, y_val = np.concatenate(xv), np.concatenate(yv)
    rng.shuffle(x_train)
    rng.shuffle(y_train)
    return x_train, y_train, x_val, y_val


# %% float index
# cause: len(x) * fraction is a float, and a slice needs whole numbers.
# codes: share-is-a-float
def train_validation_split(x, y, fraction=0.2, seed=0):
    n = len(x) * fraction
    return x[:-n], y[:-n], x[-n:], y[-n:]


# %% keras style
# cause: Two pairs are returned in place of four results.
# codes: results-in-pairs
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return (x[n:], y[n:]), (x[:n], y[:n])


# %% mask
# cause: Each row tosses its own coin, so the size of the validation part is left to chance. The classes are not looked at, and the training rows keep the order of the table.
# codes: random-mask table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    mask = rng.random(len(x)) < fraction
    return x[~mask], y[~mask], x[mask], y[mask]


# %% hard coded 48000
# cause: The 48,000 of the lesson is written into the function.
# codes: split-size-fixed
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    return x[:48000], y[:48000], x[48000:], y[48000:]


# %% np.where without [0]
# cause: np.where gives a tuple of arrays; its first item is missing.
# codes: where-without-index
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = np.where(y == k)
        rows = rng.permutation(rows)
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% ignore fraction
# cause: One fifth is written into the function; fraction is not used.
# codes: fraction-ignored
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        n = len(rows) // 5
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% new generator in loop; train not joined order; np.random.seed
# cause: Right: np.random.seed disturbs others, but the split is as asked.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    np.random.seed(seed)
    train, val = [], []
    for k in range(10):
        rows = np.where(y == k)[0]
        np.random.shuffle(rows)
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    np.random.shuffle(train)
    return x[train], y[train], x[val], y[val]


# %% positions in the class used as row numbers
# cause: permutation(len(rows)) gives positions within the class; rows[order] is missing, so they are used as row numbers of the table.
# codes: positions-within-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = np.where(y == k)[0]
        order = rng.permutation(len(rows))
        n = int(len(rows) * fraction)
        val.append(order[:n])
        train.append(order[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% positions in the class, taken from the pieces
# cause: The images are picked from the whole table by positions that count within the class; the labels come from the class.
# codes: positions-within-class labels-shuffled-apart
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    xt, yt, xv, yv = [], [], [], []
    for k in np.unique(y):
        y_class = y[y == k]
        order = rng.permutation(len(y_class))
        n = int(len(y_class) * fraction)
        xv.append(x[order[:n]])
        yv.append(y_class[order[:n]])
        xt.append(x[order[n:]])
        yt.append(y_class[order[n:]])
    xt, yt = shuffle_together(np.concatenate(xt), np.concatenate(yt), seed)
    return xt, yt, np.concatenate(xv), np.concatenate(yv)


# %% labels used as row numbers
# cause: y[y == k] gives the labels themselves, k again and again, and these are used as row numbers.
# codes: labels-as-positions
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(y[y == k])
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% return in the loop
# cause: return stands inside the loop, so the function ends after the first class.
# codes: only-the-first-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
        train_rows = rng.permutation(np.concatenate(train))
        val_rows = rng.permutation(np.concatenate(val))
        return x[train_rows], y[train_rows], x[val_rows], y[val_rows]


# %% lists made anew in the loop
# cause: The two lists are made again at each class, so only the last class is left in them.
# codes: only-the-last-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    for k in np.unique(y):
        train, val = [], []
        rows = rng.permutation(np.where(y == k)[0])
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% overwritten in the loop
# cause: train and val are written over at each class in place of being added to, so only the last class is left.
# codes: only-the-last-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        n = int(len(rows) * fraction)
        val = rows[:n]
        train = rows[n:]
    return x[train], y[train], x[val], y[val]


# %% classes from 1
# cause: range(1, 10) leaves class 0 out.
# codes: class-left-out
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(1, 10):
        rows = rng.permutation(np.where(y == k)[0])
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% classes to 8
# cause: range(9) ends at 8, so class 9 is left out.
# codes: class-left-out
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(9):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% range(y.max())
# cause: range(y.max()) ends one before the highest label, so the last class is left out.
# codes: class-left-out
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(y.max()):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% as many classes as there are, counted from 0
# cause: range(len(np.unique(y))) takes the classes for 0, 1, 2 ... without a gap; when a class does not occur, the highest is left out.
# codes: class-numbers-with-a-gap
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(len(np.unique(y))):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% cut from the end of each class
# cause: rows[:-n] is empty when n is 0, so of a very small class all rows go to validation.
# codes: empty-share
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        train.append(rows[:-n])
        val.append(rows[-n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% no return
# cause: There is no return.
# codes: returns-none
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    x_train, y_train = x[n:], y[n:]
    x_val, y_val = x[:n], y[:n]


# %% prints the four parts
# cause: print stands in place of return.
# codes: returns-none
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    print(x[n:].shape, y[n:].shape, x[:n].shape, y[:n].shape)


# %% a dict of parts
# cause: A dict is returned in place of four results.
# codes: number-of-results
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return {"x_train": x[n:], "y_train": y[n:], "x_val": x[:n], "y_val": y[:n]}


# %% only the images returned
# cause: Only the two image parts are returned; the labels are missing.
# codes: number-of-results
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return x[n:], x[:n]


# %% x parts first, then y parts
# cause: The results come in scikit-learn's order.
# codes: outputs-in-another-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return x[n:], x[:n], y[n:], y[:n]


# %% labels of the other part
# cause: y_train and y_val are exchanged.
# codes: outputs-in-another-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return x[n:], y[:n], x[:n], y[n:]


# %% validation first
# cause: The validation part is returned before the training part.
# codes: sizes-swapped
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[val], y[val], x[train], y[train]


# %% training and validation lists mixed up
# cause: train gets the first n rows of a class, and val the rest, so the two parts are exchanged.
# codes: sizes-swapped
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        train.append(rows[:n])
        val.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% two generators with the same seed
# cause: The rows are shuffled and cut without a look at the classes. (The two shuffles are the same, which is right.)
# codes: not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    x = np.random.default_rng(seed).permutation(x)
    y = np.random.default_rng(seed).permutation(y)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% permutation of x, then of y
# cause: One generator gives two different orders, one for x and one for y.
# codes: labels-shuffled-apart not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.permutation(x)
    y = rng.permutation(y)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% only x is shuffled
# cause: Only x is put into random order; y stays as it is.
# codes: labels-shuffled-apart whole-classes-held-out sorted-by-class not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.permutation(x)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% shuffle in place
# cause: rng.shuffle changes the caller's arrays, and it shuffles x and y into two different orders.
# codes: changes-its-input
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    rng.shuffle(x)
    rng.shuffle(y)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% a tenth of the validation rows from each class
# cause: Each class gives the same number of rows, one tenth of all validation rows, whatever its size.
# codes: same-number-of-each-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n = int(len(x) * fraction / 10)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% 1200 of each class
# cause: 1,200 rows of each class is written in, which is right for the lesson's 60,000 rows only.
# codes: split-size-fixed same-number-of-each-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        val.append(rows[:1200])
        train.append(rows[1200:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% 6000 rows of each class
# cause: The positions are made for 6,000 rows of each class, sorted; the arrays that come in are smaller.
# codes: made-for-60000-rows
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = np.argsort(y)
    train, val = [], []
    for k in range(10):
        rows = order[rng.permutation(6000) + k * 6000]
        n = int(6000 * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% permutation of 60000
# cause: The number of rows, 60,000, is written in; the arrays that come in are smaller.
# codes: made-for-60000-rows
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(60000)
    n = int(60000 * fraction)
    train, val = order[n:], order[:n]
    return x[train], y[train], x[val], y[val]


# %% cut at 12000
# cause: The 12,000 of the lesson is written into the function.
# codes: split-size-fixed
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(x))
    val, train = order[:12000], order[12000:]
    return x[train], y[train], x[val], y[val]


# %% last 12000 rows
# cause: The 12,000 of the lesson is written into the function; all rows of a smaller table are its last 12,000.
# codes: split-size-fixed
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    return x[:-12000], y[:-12000], x[-12000:], y[-12000:]


# %% a coin for each row, with a loop
# cause: Each row tosses its own coin, so the size of the validation part is left to chance.
# codes: random-mask table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for i in range(len(y)):
        if rng.random() < fraction:
            val.append(i)
        else:
            train.append(i)
    return x[train], y[train], x[val], y[val]


# %% a coin for each row of a class
# cause: Each row tosses its own coin, so the share of a class is left to chance.
# codes: random-mask
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        for i in np.flatnonzero(y == k):
            if rng.random() < fraction:
                val.append(i)
            else:
                train.append(i)
    rng.shuffle(train)
    return x[train], y[train], x[val], y[val]


# %% np.split at 80 %
# cause: 0.8 is written in and the rows are cut as they come; neither fraction nor seed is used.
# codes: fraction-ignored whole-classes-held-out no-chance
def train_validation_split(x, y, fraction=0.2, seed=0):
    n = int(0.8 * len(x))
    x_train, x_val = np.split(x, [n])
    y_train, y_val = np.split(y, [n])
    return x_train, y_train, x_val, y_val


# %% every fifth row
# cause: Every fifth row is taken: neither fraction nor seed is used, and the rows stay in the order of the table.
# codes: fraction-ignored no-chance sorted-by-class not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    val = np.arange(len(y)) % 5 == 0
    return x[~val], y[~val], x[val], y[val]


# %% every k-th row
# cause: Every row whose number can be divided by 1 / fraction is taken; nothing is random, and the classes are not looked at.
# codes: fraction-as-a-step no-chance table-order sorted-by-class not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    step = round(1 / fraction)
    val = np.arange(len(y)) % step == 0
    return x[~val], y[~val], x[val], y[val]


# %% sorted, then the tail
# cause: The rows are sorted by class, and the last ones become the validation part.
# codes: whole-classes-held-out no-chance sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.argsort(y)
    n = int(len(y) * fraction)
    train, val = order[:-n], order[-n:]
    return x[train], y[train], x[val], y[val]


# %% random.sample
# cause: The validation rows are drawn without a look at the classes, and the training rows keep the order of the table.
# codes: not-stratified sorted-by-class table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    import random

    random.seed(seed)
    val = random.sample(range(len(y)), int(len(y) * fraction))
    chosen = set(val)
    train = [i for i in range(len(y)) if i not in chosen]
    return x[train], y[train], x[val], y[val]


# %% drawn with replacement in each class
# cause: rng.choice draws some rows twice, so fewer different rows are held out than were counted.
# codes: rows-repeated
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        chosen = rng.choice(rows, round(len(rows) * fraction))
        val.append(chosen)
        train.append(np.setdiff1d(rows, chosen))
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% rng.integers
# cause: rng.integers draws some rows twice, and the training rows are all rows.
# codes: rows-repeated nothing-held-out table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n = int(len(x) * fraction)
    val = rng.integers(0, len(x), n)
    return x, y, x[val], y[val]


# %% validation rows stay in training
# cause: The validation rows are not taken out of the training part.
# codes: nothing-held-out rows-in-both
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return x, y, x[:n], y[:n]


# %% validation rows stay in training, per class
# cause: All rows of a class are added to the training part, those for validation too.
# codes: nothing-held-out rows-in-both
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows)
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% defaults of another tutorial
# cause: The first line of the function has other defaults than the exercise.
# codes: defaults-changed
def train_validation_split(x, y, fraction=0.2, seed=42):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    return x[train], y[train], x[np.concatenate(val)], y[np.concatenate(val)]


# %% default fraction 0.1
# cause: The default of fraction is 0.1 in place of 0.2.
# codes: defaults-changed
def train_validation_split(x, y, fraction=0.1, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% parameters left out
# cause: The function has only the parameters x and y; fraction and seed are missing from its first line.
# codes: arguments-do-not-fit
def train_validation_split(x, y):
    x, y = shuffle_together(x, y)
    n = int(len(x) * 0.2)
    return x[n:], y[n:], x[:n], y[:n]


# %% other parameter name
# cause: The parameter is called test_size, as in scikit-learn, in place of fraction.
# codes: arguments-do-not-fit
def train_validation_split(x, y, test_size=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * test_size)
    return x[n:], y[n:], x[:n], y[:n]


# %% one row falls between
# cause: The training part begins at n + 1, so row n of each class is in neither part.
# codes: rows-lost
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n + 1 :])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% one row in both
# cause: The training part begins at n - 1, so one row of each class is in both parts.
# codes: rows-in-both
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n - 1 :])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% last row never used
# cause: permutation(len(x) - 1) leaves the last row out; and the classes are not looked at.
# codes: rows-lost not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(x) - 1)
    n = int(len(x) * fraction)
    train, val = order[n:], order[:n]
    return x[train], y[train], x[val], y[val]


# %% seed not handed on
# cause: shuffle_together is called without the seed, so it takes its own default each time; and the classes are not looked at.
# codes: seed-ignored not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% result of the shuffle not kept
# cause: What shuffle_together returns is not kept, so the rows are cut in the order in which they came.
# codes: whole-classes-held-out no-chance sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% result of the last permutation not kept
# cause: rng.permutation gives a new array, which is not kept; the training rows stay sorted by class.
# codes: sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = np.concatenate(train)
    rng.permutation(train)
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% pieces shuffled, then joined
# cause: The order of the ten pieces is random, but each piece is still one class.
# codes: sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k)).tolist()
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    rng.shuffle(train)
    train = sum(train, [])
    val = sum(val, [])
    return x[train], y[train], x[val], y[val]


# %% pieces never joined
# cause: The list of pieces is used as an index before np.concatenate has joined them.
# codes: pieces-not-joined
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    return x[train], y[train], x[val], y[val]


# %% concatenate without a list
# cause: np.concatenate takes one list of arrays; here it gets two arrays, and the second is taken for the axis.
# codes: concatenate-without-list
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train = np.array([], dtype=int)
    val = np.array([], dtype=int)
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        n = round(len(rows) * fraction)
        val = np.concatenate(val, rows[:n])
        train = np.concatenate(train, rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% empty float array to begin with
# cause: np.array([]) is an array of floats, so the joined positions are floats and can't be used as an index.
# codes: positions-are-floats
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train = np.array([])
    val = np.array([])
    for k in range(10):
        rows = rng.permutation(np.where(y == k)[0])
        n = round(len(rows) * fraction)
        val = np.append(val, rows[:n])
        train = np.append(train, rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% shuffle of a tuple
# cause: np.where gives a tuple of arrays; its first item is missing, and a tuple can't be shuffled.
# codes: where-without-index
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = np.where(y == k)
        rng.shuffle(rows)
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    rng.shuffle(train)
    return x[train], y[train], x[val], y[val]


# %% float slice in each class
# cause: fraction * len(rows) is a float, and a slice needs whole numbers.
# codes: share-is-a-float
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n_val = fraction * len(rows)
        val.append(rows[:n_val])
        train.append(rows[n_val:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% divided by the fraction
# cause: The number of rows is divided by fraction in place of multiplied by it, so the cut lies beyond the end.
# codes: divided-by-the-fraction
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) / fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% int of the fraction
# cause: int(fraction) is 0, so no row goes to validation.
# codes: no-validation-rows
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(fraction) * len(x)
    return x[n:], y[n:], x[:n], y[:n]


# %% fraction as a percentage
# cause: fraction is divided by 100, as if it were a percentage, so nearly no row goes to validation.
# codes: fraction-as-percent
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction / 100)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% the notebook's arrays
# cause: The function splits the notebook's images and labels in place of x and y.
# codes: ignores-its-argument
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(1000)
    n = int(1000 * fraction)
    train, val = order[n:], order[:n]
    return images[train], labels[train], images[val], labels[val]


# %% the notebook's labels
# cause: The positions are found in the notebook's labels in place of y, so they are no rows of x.
# codes: made-for-60000-rows
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.where(labels == k)[0])
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% labels not split
# cause: y is returned whole in place of the labels of each part.
# codes: labels-not-split
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(x))
    n = round(len(x) * fraction)
    return x[order[n:]], y, x[order[:n]], y


# %% rescaled on the way
# cause: The images are divided by 255; a split must not change values.
# codes: rows-changed not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x / 255, y, seed)
    n = round(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% flattened on the way
# cause: The images are reshaped to flat rows; a split must not change the shape.
# codes: row-shape-changed not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    x = x.reshape(len(x), -1)
    x, y = shuffle_together(x, y, seed)
    n = round(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% reshaped to 784
# cause: The images are reshaped to 784 columns, but x may have rows of any shape.
# codes: row-length-written-in row-shape-changed
def train_validation_split(x, y, fraction=0.2, seed=0):
    x = x.reshape(-1, 784)
    x, y = shuffle_together(x, y, seed)
    n = round(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% one-hot labels
# cause: The labels are turned into rows of ten; a split must leave them as they are.
# codes: labels-changed
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, np.eye(10)[y], seed)
    n = round(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% a generator outside
# cause: The generator is made once, outside the function, so each call goes on where the last one stopped.
# codes: no-seed
rng = np.random.default_rng(0)


def train_validation_split(x, y, fraction=0.2, seed=0):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% np.random.seed does not reach default_rng
# cause: np.random.seed does nothing for a generator of default_rng(), which is made without a seed.
# codes: no-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    np.random.seed(seed)
    rng = np.random.default_rng()
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = rng.permutation(np.concatenate(val))
    return x[train], y[train], x[val], y[val]


# %% two shuffles, only one seeded
# cause: The rows are chosen with the seed, but np.random.shuffle mixes the training rows without it.
# codes: no-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    np.random.shuffle(train)
    return x[train], y[train], x[val], y[val]


# %% generator made anew for each class, written seed
# cause: The seed 0 is written into the function.
# codes: seed-ignored
def train_validation_split(x, y, fraction=0.2, seed=0):
    train, val = [], []
    for k in np.unique(y):
        rows = np.random.default_rng(0).permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = np.random.default_rng(0).permutation(train)
    return x[train], y[train], x[val], y[val]


# %% per class without chance
# cause: The first rows of each class go to validation; nothing is random.
# codes: no-chance sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    return x[train], y[train], x[val], y[val]


# %% cut first, shuffled after
# cause: The rows are cut before they are shuffled, so the parts hold whole classes when y is sorted, and the same rows for every seed.
# codes: whole-classes-held-out same-rows-for-every-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    n = int(len(x) * fraction)
    x_train, y_train = shuffle_together(x[n:], y[n:], seed)
    x_val, y_val = shuffle_together(x[:n], y[:n], seed)
    return x_train, y_train, x_val, y_val


# %% np.delete of the validation rows
# cause: The classes are not looked at, and the training rows keep the order of the table.
# codes: not-stratified sorted-by-class table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = rng.choice(len(x), int(len(x) * fraction), replace=False)
    return np.delete(x, val, axis=0), np.delete(y, val), x[val], y[val]


# %% np.delete without axis
# cause: np.delete without axis flattens the images.
# codes: delete-without-axis
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = rng.choice(len(x), int(len(x) * fraction), replace=False)
    return np.delete(x, val), np.delete(y, val), x[val], y[val]


# %% stratified, training rows in the order of the table
# cause: The training rows keep the order of the table, so they are sorted when y is sorted.
# codes: sorted-by-class table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.extend(rows[: round(len(rows) * fraction)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]


# %% loop over the labels
# cause: The loop runs over all labels in place of the classes, so each class is cut again and again.
# codes: loop-over-all-labels
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in y:
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% misspelt generator
# cause: The name rgn is misspelt; the generator is called rng.
# codes: name-not-defined
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rgn.permutation(len(x))
    n = int(len(x) * fraction)
    train, val = order[n:], order[:n]
    return x[train], y[train], x[val], y[val]


# %% n of the docstring
# cause: n stands in the docstring only; the function never defines it.
# codes: name-not-defined
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(n)
    n_val = int(n * fraction)
    train, val = order[n_val:], order[:n_val]
    return x[train], y[train], x[val], y[val]


# %% np.shuffle
# cause: NumPy has no function np.shuffle; a generator has the method.
# codes: attribute-not-there
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.arange(len(x))
    np.shuffle(order)
    n = int(len(x) * fraction)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% x.shuffle
# cause: An array has no method shuffle.
# codes: attribute-not-there
def train_validation_split(x, y, fraction=0.2, seed=0):
    x.shuffle()
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% a list of positions that is subtracted
# cause: Python's lists can't be subtracted; a set or an array was meant.
# codes: types-do-not-combine
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    rows = list(range(len(x)))
    val = list(rng.choice(rows, int(len(x) * fraction), replace=False))
    train = rows - val
    return x[train], y[train], x[val], y[val]


# %% sets as index
# cause: A set has no order and can't be used as an index of an array.
# codes: not-row-numbers
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = set(rng.choice(len(x), int(len(x) * fraction), replace=False))
    train = set(range(len(x))) - val
    return x[train], y[train], x[val], y[val]


# %% if y == k in a loop over all
# cause: y == k compares the whole array; y[i] == k was meant.
# codes: truth-of-array
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = []
        for i in range(len(y)):
            if y == k:
                rows.append(i)
        rng.shuffle(rows)
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    rng.shuffle(train)
    return x[train], y[train], x[val], y[val]


# %% half-written: only one class
# cause: Only class 0 is split; the loop over the classes is not written yet.
# codes: only-the-first-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    rows = rng.permutation(np.where(y == 0)[0])
    n = round(len(rows) * fraction)
    val, train = rows[:n], rows[n:]
    return x[train], y[train], x[val], y[val]


# %% training shuffled by labels only
# cause: At the end x_train is shuffled, y_train is not.
# codes: labels-shuffled-apart labels-sorted-apart sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    return rng.permutation(x[train]), y[train], x[val], y[val]


# %% one order, applied twice
# cause: x is put into the random order at once and then indexed with positions of the old order; y is indexed once.
# codes: labels-shuffled-apart not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(x))
    x = x[order]
    n = int(len(x) * fraction)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% scikit-learn, stratified, right order
# cause: Right: scikit-learn does the work.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_val, y_train, y_val = train_test_split(
        x, y, test_size=fraction, random_state=seed, stratify=y, shuffle=True
    )
    return x_train, y_train, x_val, y_val


# %% scikit-learn without stratify
# cause: train_test_split does not look at the classes unless stratify=y is given.
# codes: not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_val, y_train, y_val = train_test_split(x, y, test_size=fraction, random_state=seed)
    return x_train, y_train, x_val, y_val


# %% scikit-learn without random_state
# cause: random_state is not given, so each call draws anew.
# codes: no-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_val, y_train, y_val = train_test_split(x, y, test_size=fraction, stratify=y)
    return x_train, y_train, x_val, y_val


# %% lists of rows
# cause: Right: the parts are lists.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    import random

    chance = random.Random(seed)
    x_train, y_train, x_val, y_val = [], [], [], []
    for k in set(y.tolist()):
        rows = [i for i in range(len(y)) if y[i] == k]
        chance.shuffle(rows)
        n = int(len(rows) * fraction)
        for i in rows[:n]:
            x_val.append(x[i])
            y_val.append(y[i])
        for i in rows[n:]:
            x_train.append(x[i])
            y_train.append(y[i])
    pairs = list(zip(x_train, y_train))
    chance.shuffle(pairs)
    x_train, y_train = zip(*pairs)
    return x_train, y_train, x_val, y_val


# %% membership by np.isin
# cause: Right: the rest is found with np.isin.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    val = []
    for k in np.unique(y):
        rows = order[y[order] == k]
        val += list(rows[: int(np.ceil(fraction * len(rows)))])
    train = order[~np.isin(order, val)]
    return x[train], y[train], x[val], y[val]


# %% fraction used twice
# cause: The number of rows is multiplied by fraction a second time in the slice.
# codes: fraction-used-twice
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = fraction * len(rows)
        val.extend(rows[: round(fraction * n)])
        train.extend(rows[round(fraction * n) :])
    rng.shuffle(train)
    return x[train], y[train], x[val], y[val]


# %% int around the share for training
# cause: int(1 - fraction) is 0, so no row goes to training.
# codes: no-training-rows
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(1 - fraction) * len(x)
    return x[:n], y[:n], x[n:], y[n:]


# %% every round takes all rows
# cause: The loop runs over the classes, but each round takes the positions of all rows.
# codes: class-not-selected
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(len(y))
        n = round(fraction * len(rows))
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% shuffle's result kept
# cause: rng.shuffle works in place and returns None, so train is None, and x[None] adds an axis.
# codes: none-as-index
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.shuffle(train)
    val = rng.shuffle(val)
    return x[train], y[train], x[val], y[val]


# %% shuffle's result kept, training only
# cause: rng.shuffle works in place and returns None, so train is None, and x[None] adds an axis.
# codes: none-as-index
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = np.arange(len(y))
    rng.shuffle(order)
    n = round(len(order) * fraction)
    val = order[:n]
    train = rng.shuffle(order[n:])
    return x[train], y[train], x[val], y[val]


# %% shuffle's result kept in the loop
# cause: rng.shuffle returns None, so rows is None and has no length.
# codes: none-used-as-value
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.shuffle(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% data pieces in a list
# cause: The pieces of the classes are put into lists and never joined.
# codes: pieces-not-joined
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x_train, y_train, x_val, y_val = [], [], [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        x_val.append(x[rows[:n]])
        y_val.append(y[rows[:n]])
        x_train.append(x[rows[n:]])
        y_train.append(y[rows[n:]])
    return x_train, y_train, x_val, y_val


# %% np.append of images
# cause: np.append without axis makes one flat row of all pixels.
# codes: one-flat-row
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x_train, y_train = np.array([]), np.array([])
    x_val, y_val = np.array([]), np.array([])
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        x_val = np.append(x_val, x[rows[:n]])
        y_val = np.append(y_val, y[rows[:n]])
        x_train = np.append(x_train, x[rows[n:]])
        y_train = np.append(y_train, y[rows[n:]])
    return x_train, y_train, x_val, y_val


# %% concatenate onto an empty list
# cause: An empty list has one axis, the rows have more, so they can't be joined.
# codes: concatenated-shapes-differ
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x_train, y_train, x_val, y_val = [], [], [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        x_val = np.concatenate([x_val, x[rows[:n]]])
        y_val = np.concatenate([y_val, y[rows[:n]]])
        x_train = np.concatenate([x_train, x[rows[n:]]])
        y_train = np.concatenate([y_train, y[rows[n:]]])
    return x_train, y_train, x_val, y_val


# %% zip, shuffled without a seed
# cause: random.shuffle is used without random.seed(seed), and the classes are not looked at.
# codes: no-seed not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    import random

    pairs = list(zip(x, y))
    random.shuffle(pairs)
    n = int(len(pairs) * fraction)
    x_val, y_val = zip(*pairs[:n])
    x_train, y_train = zip(*pairs[n:])
    return np.array(x_train), np.array(y_train), np.array(x_val), np.array(y_val)


# %% tuples indexed with a list
# cause: zip(*pairs) gives tuples, and a tuple can't be indexed with a list of positions.
# codes: positions-for-a-list
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x, y = zip(*zip(x, y))
    order = rng.permutation(len(x))
    n = int(len(x) * fraction)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% positions returned
# cause: The row numbers are returned in place of the rows.
# codes: number-of-results
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(x))
    n = int(len(x) * fraction)
    return order[n:], order[:n]


# %% positions returned, twice
# cause: The row numbers are returned in place of rows and labels.
# codes: row-numbers-returned
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(x))
    n = int(len(x) * fraction)
    train, val = order[n:], order[:n]
    return train, train, val, val


# %% sorted labels
# cause: np.sort puts the labels into order without the rows.
# codes: labels-sorted-apart labels-shuffled-apart not-stratified sorted-by-class whole-classes-held-out
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(x))
    x, y = x[order], np.sort(y)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% train_test_split by position
# cause: test_size and random_state are given by position, so scikit-learn takes them for arrays.
# codes: train-test-split-arguments
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_val, y_train, y_val = train_test_split(x, y, fraction, seed)
    return x_train, y_train, x_val, y_val


# %% permutation of two arrays
# cause: permutation takes one array; the second is taken for the axis.
# codes: one-array-at-a-time
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x, y = rng.permutation(x, y)
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% pandas habit: drop
# cause: An array has no method drop; pandas' tables have one.
# codes: attribute-not-there
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = rng.choice(len(x), int(len(x) * fraction), replace=False)
    return x.drop(val), y.drop(val), x[val], y[val]


# %% pandas habit: sample
# cause: An array has no method sample; pandas' tables have one.
# codes: attribute-not-there
def train_validation_split(x, y, fraction=0.2, seed=0):
    x_val = x.sample(frac=fraction, random_state=seed)
    y_val = y.sample(frac=fraction, random_state=seed)
    return x, y, x_val, y_val


# %% arrays subtracted
# cause: x - x_val subtracts pixels; it does not take rows away.
# codes: rows-subtracted
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    x_val, y_val = x[:n], y[:n]
    return x - x_val, y - y_val, x_val, y_val


# %% setdiff1d of the images
# cause: np.setdiff1d works on single values and gives the different pixel values in one flat row. The labels are found by their values too.
# codes: one-flat-row rest-by-values
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n = int(len(x) * fraction)
    x_val, y_val = x[:n], y[:n]
    return np.setdiff1d(x, x_val), np.setdiff1d(y, y_val), x_val, y_val


# %% first rows of each class, mixed
# cause: The first rows of each class always go to validation; the seed only mixes the training rows.
# codes: same-rows-for-every-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = np.random.default_rng(seed).permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% one count for all classes
# cause: The number of rows is computed from the first class only, so larger classes give too few.
# codes: same-number-of-each-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n = round(np.sum(y == 0) * fraction)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% rest of the table for training
# cause: Inside the loop the training part gets the rows of all other classes too.
# codes: class-not-selected rows-repeated
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(np.setdiff1d(np.arange(len(y)), rows[:n]))
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% while loop that draws anew
# cause: The rows are drawn without a look at the classes; the training rows keep the order of the table.
# codes: not-stratified table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = []
    while len(val) < int(len(x) * fraction):
        row = rng.integers(0, len(x))
        if row not in val:
            val.append(row)
    train = [i for i in range(len(x)) if i not in val]
    return x[train], y[train], x[val], y[val]


# %% labels made from the class number
# cause: Right: the labels are written down class by class, and shuffled with the rows.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x_train, y_train, x_val, y_val = [], [], [], []
    for k in np.unique(y):
        xs = rng.permutation(x[y == k])
        n = int(round(len(xs) * fraction))
        x_val.append(xs[:n])
        y_val.append(np.full(n, k))
        x_train.append(xs[n:])
        y_train.append(np.full(len(xs) - n, k))
    x_train, y_train = np.concatenate(x_train), np.concatenate(y_train)
    order = rng.permutation(len(y_train))
    return x_train[order], y_train[order], np.concatenate(x_val), np.concatenate(y_val)


# %% generator made for each class
# cause: Right: the same seed for each class is unusual and allowed.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    val = np.zeros(len(y), bool)
    for k in range(10):
        rows = np.random.default_rng(seed).permutation(np.nonzero(y == k)[0])
        val[rows[: int(len(rows) * fraction)]] = True
    train = np.random.RandomState(seed).permutation(np.nonzero(~val)[0])
    return x[train], y[train], x[val], y[val]


# %% ten classes assumed in equal numbers
# cause: The number per class is computed as n * fraction / 10, as if there were ten classes of equal size.
# codes: same-number-of-each-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    per_class = int(len(y) * fraction / 10)
    train, val = [], []
    for c in range(10):
        rows = rng.permutation(np.flatnonzero(y == c))
        val.extend(rows[:per_class])
        train.extend(rows[per_class:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% every fifth row of each class
# cause: Every fifth row of a class goes to validation, whatever fraction and seed say.
# codes: fraction-ignored same-rows-for-every-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    val_rows = []
    for c in np.unique(y):
        val_rows.extend(np.flatnonzero(y == c)[::5])
    train_rows = np.setdiff1d(np.arange(len(y)), val_rows)
    rng = np.random.default_rng(seed)
    train_rows = rng.permutation(train_rows)
    return x[train_rows], y[train_rows], x[val_rows], y[val_rows]


# %% rest by labels that validation has
# cause: The rest is found by values with np.isin on the labels, not on the rows: no label is left for training.
# codes: rest-by-values
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = []
    for c in np.unique(y):
        rows = np.flatnonzero(y == c)
        val.extend(rng.choice(rows, int(len(rows) * fraction), replace=False))
    y_val = y[val]
    mask = ~np.isin(y, y_val)
    train = rng.permutation(np.flatnonzero(mask))
    return x[train], y[train], x[val], y_val


# %% minus before row numbers
# cause: -rows is taken as R's 'all but these rows', but picks rows from the end.
# codes: minus-is-not-the-rest
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = []
    for c in np.unique(y):
        rows = np.flatnonzero(y == c)
        val.extend(rng.choice(rows, int(len(rows) * fraction), replace=False))
    val = np.array(val)
    return x[-val], y[-val], x[val], y[val]


# %% torch style permutation
# cause: torch.randperm from a PyTorch tutorial: torch is not imported here.
# codes: name-not-defined
def train_validation_split(x, y, fraction=0.2, seed=0):
    torch.manual_seed(seed)
    perm = torch.randperm(len(x))
    n_val = int(len(x) * fraction)
    return x[perm[n_val:]], y[perm[n_val:]], x[perm[:n_val]], y[perm[:n_val]]


# %% np.random.shuffle with seed as its second argument
# cause: np.random.shuffle takes one argument; the seed is handed over as a second one.
# codes: seed-for-another-call
def train_validation_split(x, y, fraction=0.2, seed=0):
    train, val = [], []
    for c in np.unique(y):
        rows = np.flatnonzero(y == c)
        np.random.shuffle(rows, seed)
        k = int(len(rows) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    np.random.shuffle(train, seed)
    return x[train], y[train], x[val], y[val]


# %% ranks within the class
# cause: Right: a blind permutation is sorted stably by class, and cut class by class.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    by_class = order[np.argsort(y[order], kind="stable")]
    counts = np.bincount(y)
    starts = np.cumsum(counts) - counts
    rank = np.empty(len(y), int)
    rank[by_class] = np.arange(len(y)) - np.repeat(starts, counts)
    is_val = rank < np.floor(counts[y] * fraction)
    train = order[~is_val[order]]
    return x[train], y[train], x[is_val], y[is_val]


# %% plain python with random
# cause: Right: Python's random.Random(seed), dictionaries and lists of rows.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    import random
    from collections import defaultdict

    dice = random.Random(seed)
    members = defaultdict(list)
    for i, label in enumerate(y):
        members[int(label)].append(i)
    train, val = [], []
    for label in sorted(members):
        rows = members[label]
        dice.shuffle(rows)
        k = round(fraction * len(rows))
        val += rows[:k]
        train += rows[k:]
    dice.shuffle(train)
    return x[train], y[train], x[val], y[val]


# %% list comprehension on membership of pictures
# cause: The rest for training is found by comparing pictures with `not in`, which compares arrays element by element.
# codes: rest-by-values labels-and-rows-differ
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n_val = int(fraction * len(x))
    x_val, y_val = x[:n_val], y[:n_val]
    x_train = np.array([a for a in x if a not in x_val])
    y_train = np.array([b for b in y if b not in y_val])
    return x_train, y_train, x_val, y_val


# %% two permutations of the training rows
# cause: Two permutations: the labels of the training part are taken at other positions than its images.
# codes: labels-shuffled-apart
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        k = int(len(rows) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    return x[rng.permutation(train)], y[rng.permutation(train)], x[val], y[val]


# %% take by axis 1
# cause: np.take with axis=1 picks columns and not rows.
# codes: columns-in-place-of-rows
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        k = int(len(rows) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    train = rng.permutation(train)
    return np.take(x, train, axis=1), y[train], np.take(x, val, axis=1), y[val]


# %% at least one row of each class
# cause: Right: a share of less than one row is rounded up.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = np.concatenate(
        [
            rng.choice(rows, max(1, int(len(rows) * fraction)), replace=False)
            for rows in (np.flatnonzero(y == c) for c in np.unique(y))
        ]
    )
    train = rng.permutation(np.setdiff1d(np.arange(len(y)), val))
    return x[train], y[train], x[val], y[val]


# %% class as the seed
# cause: The class is used as the seed, and the argument seed is not used in the drawing.
# codes: choice-without-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    train, val = [], []
    for c in np.unique(y):
        rows = np.random.default_rng(c).permutation(np.flatnonzero(y == c))
        k = int(len(rows) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    train = np.random.default_rng(seed).permutation(train)
    return x[train], y[train], x[val], y[val]


# %% blind split with a final sort
# cause: The positions are drawn blindly, then both parts are sorted: not in proportion, and the training rows are in the old order.
# codes: not-stratified table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n = len(y)
    val = rng.choice(n, int(n * fraction), replace=False)
    train = np.setdiff1d(np.arange(n), val)
    return x[train], y[train], x[np.sort(val)], y[np.sort(val)]


# %% random.sample of python
# cause: Python's random is not imported; it would not be seeded either.
# codes: name-not-defined
def train_validation_split(x, y, fraction=0.2, seed=0):
    n = len(x)
    val = random.sample(range(n), int(n * fraction))
    train = [i for i in range(n) if i not in val]
    return x[train], y[train], x[val], y[val]


# %% seed as the offset of a fold
# cause: The seed is used as the place where every fifth row begins, as a fold number; there is no generator, and fraction is not used.
# codes: fraction-ignored
def train_validation_split(x, y, fraction=0.2, seed=0):
    is_val = np.zeros(len(y), bool)
    for c in np.unique(y):
        rows = np.flatnonzero(y == c)
        is_val[rows[seed % 5 :: 5]] = True
    train = np.flatnonzero(~is_val)
    np.random.default_rng(seed).shuffle(train)
    return x[train], y[train], x[is_val], y[is_val]


# %% np.split with the parts in the wrong order
# cause: The first piece of np.split, which has the fraction, is taken for training.
# codes: sizes-swapped
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        a, b = np.split(rows, [int(fraction * len(rows))])
        train.append(a)
        val.append(b)
    train = rng.permutation(np.concatenate(train))
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% five folds of array_split
# cause: The rows are cut into five blocks, whatever fraction is; the classes are not looked at.
# codes: fraction-ignored not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(y))
    folds = np.array_split(order, 5)
    val = folds[0]
    train = np.concatenate(folds[1:])
    return x[train], y[train], x[val], y[val]


# %% hstack of the pieces
# cause: np.hstack joins the pieces of x along axis 1, where the classes' pieces have other lengths.
# codes: joined-side-by-side
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    xt, yt, xv, yv = [], [], [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        k = int(len(rows) * fraction)
        xv.append(x[rows[:k]])
        yv.append(y[rows[:k]])
        xt.append(x[rows[k:]])
        yt.append(y[rows[k:]])
    xt, yt = shuffle_together(np.hstack(xt), np.hstack(yt), seed)
    return xt, yt, np.hstack(xv), np.hstack(yv)


# %% step of one over fraction
# cause: Every int(1/fraction)-th row goes to validation: right only for fractions such as 0.2 and 0.25.
# codes: fraction-as-a-step
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    step = int(1 / fraction)
    train, val = [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        val.extend(rows[::step])
        train.extend(np.delete(rows, np.arange(0, len(rows), step)))
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% count compared with the fraction
# cause: The count of rows is compared with fraction itself, not with fraction times the size of the class: one row of each class goes to validation.
# codes: one-row-of-each-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(y))
    counts = np.zeros(10)
    train, val = [], []
    for i in order:
        if counts[y[i]] < fraction:
            val.append(i)
            counts[y[i]] += 1
        else:
            train.append(i)
    return x[train], y[train], x[val], y[val]


# %% first index of unique as validation
# cause: return_index of np.unique gives the first row of each class only, so one row of each class goes to validation.
# codes: one-row-of-each-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    classes, val = np.unique(y, return_index=True)
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]


# %% blocks by the counts as if sorted
# cause: The counts of the classes are used as blocks of rows, as if the table were sorted by class.
# codes: blocks-as-if-sorted
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    start = 0
    train, val = [], []
    for count in np.bincount(y):
        rows = rng.permutation(np.arange(start, start + count))
        k = int(count * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
        start += count
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% balanced by the smallest class
# cause: 'In proportion' is taken for equally many: every class is cut down to the size of the smallest, the other rows are dropped.
# codes: cut-to-the-smallest-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    classes, counts = np.unique(y, return_counts=True)
    m = counts.min()
    train, val = [], []
    for c in classes:
        rows = rng.permutation(np.flatnonzero(y == c))[:m]
        k = int(m * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% yield in place of return
# cause: yield makes a generator of the function, which gives no tuple.
# codes: cannot-cross
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    k = int(len(y) * fraction)
    yield x[order[k:]], y[order[k:]], x[order[:k]], y[order[:k]]


# %% choice with the fraction as its size
# cause: rng.choice takes a number of rows, not a share.
# codes: share-for-a-number
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = rng.choice(len(y), fraction, replace=False)
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]


# %% choice on x and y each
# cause: x_val and y_val are drawn by two draws, with replacement, and the training part is everything.
# codes: nothing-held-out labels-shuffled-apart table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n_val = int(fraction * len(y))
    x_val = rng.choice(x, n_val)
    y_val = rng.choice(y, n_val)
    return x, y, x_val, y_val


# %% generator with random_state
# cause: default_rng has no parameter random_state.
# codes: arguments-do-not-fit
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(random_state=seed)
    order = rng.permutation(len(y))
    k = int(len(y) * fraction)
    return x[order[k:]], y[order[k:]], x[order[:k]], y[order[:k]]


# %% default_rng without a call
# cause: default_rng is not called: it is the function that makes a generator, and has no permutation.
# codes: attribute-not-there
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng
    order = rng.permutation(len(y))
    k = int(len(y) * fraction)
    return x[order[k:]], y[order[k:]], x[order[:k]], y[order[:k]]


# %% pop from a list of rows
# cause: pop takes by place, and each pop moves the rows behind it, so other rows than those of the class are taken.
# codes: unnamed
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train = list(range(len(y)))
    val = []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        for r in rows[: int(fraction * len(rows))]:
            val.append(train.pop(r % len(train)))
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% end of training counted from the front
# cause: The slice of the training rows ends at n_train counted from the front, so the last rows of each class are in neither part.
# codes: fraction-taken-off-twice
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        n_val = int(len(rows) * fraction)
        n_train = int(len(rows) * (1 - fraction))
        val.extend(rows[:n_val])
        train.extend(rows[n_val:n_train])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% three parts as in the table
# cause: A test part is cut off as well, as the table of the lesson names three parts; its rows are in neither part.
# codes: rows-lost
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(y))
    n_test = int(len(y) / 7)
    n_val = int(len(y) * fraction)
    val = order[:n_val]
    test = order[n_val : n_val + n_test]
    train = order[n_val + n_test :]
    return x[train], y[train], x[val], y[val]


# %% enumerate over the labels
# cause: enumerate gives place and label; the loop's first name, the place of each row, is taken for the class.
# codes: sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for c, label in enumerate(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        k = int(len(rows) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    return x[train], y[train], x[val], y[val]


# %% only y_train shuffled at the end
# cause: Only the labels of the training part are shuffled; its rows stay as they were.
# codes: labels-shuffled-apart
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        k = int(len(rows) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    x_train, y_train = x[train], y[train]
    y_train = y_train[rng.permutation(len(y_train))]
    return x_train, y_train, x[val], y[val]


# %% seeds with the length
# cause: The generator is made from the number of rows, not from the seed.
# codes: choice-without-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(len(x))
    train, val = [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        k = int(len(rows) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    rng = np.random.default_rng(seed)
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% random.seed for numpy
# cause: Python's random is seeded, but NumPy draws the numbers, from a generator that no seed sets.
# codes: no-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    import random

    random.seed(seed)
    train, val = [], []
    for c in np.unique(y):
        rows = np.random.permutation(np.flatnonzero(y == c))
        k = int(len(rows) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    train = np.random.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% mask made anew for each class
# cause: The mask is made anew in every round of the loop, so only the last class is in it.
# codes: only-the-last-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    for c in np.unique(y):
        mask = np.zeros(len(y), bool)
        rows = rng.permutation(np.flatnonzero(y == c))
        mask[rows[: round(fraction * len(rows))]] = True
    train = rng.permutation(np.flatnonzero(~mask))
    return x[train], y[train], x[mask], y[mask]


# %% len of the whole in the class loop
# cause: The number to take of each class is fraction of the whole table, not of the class.
# codes: no-rows-for-a-part
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        k = int(len(y) * fraction)
        val.extend(rows[:k])
        train.extend(rows[k:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% returns the generator's order too
# cause: The order is returned as a fifth result.
# codes: number-of-results
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    k = int(len(y) * fraction)
    return x[order[k:]], y[order[k:]], x[order[:k]], y[order[:k]], order


# %% indexes a list of tuples
# cause: x and y are zipped and shuffled as a list; the pieces are never taken apart.
# codes: number-of-results
def train_validation_split(x, y, fraction=0.2, seed=0):
    import random

    pairs = list(zip(x, y))
    random.Random(seed).shuffle(pairs)
    k = int(len(pairs) * fraction)
    train, val = pairs[k:], pairs[:k]
    return train, val


# %% scikit-learn's order of results
# cause: train_test_split returns x_train, x_val, y_train, y_val; the order is passed on unchanged.
# codes: outputs-in-another-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    return train_test_split(x, y, test_size=fraction, random_state=seed, stratify=y)


# %% scikit-learn without import
# cause: train_test_split is not imported.
# codes: name-not-defined
def train_validation_split(x, y, fraction=0.2, seed=0):
    x_train, x_val, y_train, y_val = train_test_split(
        x, y, test_size=fraction, random_state=seed, stratify=y
    )
    return x_train, y_train, x_val, y_val


# %% two pairs, as Keras loads data
# cause: Two pairs are returned instead of four arrays.
# codes: results-in-pairs
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(y))
    n_val = int(len(y) * fraction)
    val, train = order[:n_val], order[n_val:]
    return (x[train], y[train]), (x[val], y[val])


# %% the first 80 per cent
# cause: The rows are cut in their order, without any shuffling.
# codes: whole-classes-held-out no-chance
def train_validation_split(x, y, fraction=0.2, seed=0):
    cut = int(len(x) * (1 - fraction))
    return x[:cut], y[:cut], x[cut:], y[cut:]


# %% two permutations
# cause: x and y are put into two different random orders.
# codes: labels-shuffled-apart not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    x = x[rng.permutation(len(x))]
    y = y[rng.permutation(len(y))]
    n = int(len(x) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% shuffle returns None
# cause: shuffle works in place and returns None.
# codes: none-used-as-value
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.shuffle(np.arange(len(y)))
    n = int(len(y) * fraction)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% shuffles the caller's arrays
# cause: x and y themselves are shuffled in place: the caller's arrays are changed.
# codes: changes-its-input
def train_validation_split(x, y, fraction=0.2, seed=0):
    np.random.seed(seed)
    np.random.shuffle(x)
    np.random.seed(seed)
    np.random.shuffle(y)
    n = int(len(y) * fraction)
    return x[n:], y[n:], x[:n], y[:n]


# %% fraction as the training share
# cause: The fraction is taken for the training part.
# codes: sizes-swapped
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(fraction * len(rows))
        train.extend(rows[:n])
        val.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% drawn with replacement
# cause: rng.choice draws with replacement: rows occur twice in the validation part.
# codes: rows-repeated
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    n = len(y)
    val = rng.choice(n, int(n * fraction))
    train = rng.permutation(np.setdiff1d(np.arange(n), val))
    return x[train], y[train], x[val], y[val]


# %% training keeps all rows
# cause: The validation rows are not taken out of the training part.
# codes: nothing-held-out
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = []
    for k in range(10):
        rows = np.flatnonzero(y == k)
        val.extend(rng.choice(rows, int(len(rows) * fraction), replace=False))
    train = rng.permutation(len(y))
    return x[train], y[train], x[val], y[val]


# %% tilde on positions
# cause: ~ of positions gives negative positions, not the rows that are left.
# codes: minus-is-not-the-rest
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = rng.permutation(len(y))[: int(len(y) * fraction)]
    return x[~val], y[~val], x[val], y[val]


# %% coin for each row
# cause: Each row is drawn by chance on its own, so the number of validation rows varies.
# codes: random-mask table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = rng.random(len(y)) < fraction
    return x[~val], y[~val], x[val], y[val]


# %% not mixed at the end
# cause: The training rows come class by class; they are not mixed.
# codes: sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = np.flatnonzero(y == k)
        rng.shuffle(rows)
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = np.concatenate(train)
    val = np.concatenate(val)
    return x[train], y[train], x[val], y[val]


# %% seed forgotten, again
# cause: The generator is made without the seed.
# codes: no-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng()
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = round(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% classes from 1, again
# cause: The loop over the classes begins at 1: class 0 is in neither part.
# codes: class-left-out
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(1, 10):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% return in the loop, again
# cause: return stands inside the loop: only the first class is split.
# codes: only-the-first-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    for k in range(10):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val = rows[:n]
        train = rows[n:]
        return x[train], y[train], x[val], y[val]


# %% only the last class is kept
# cause: train and val are overwritten in each step of the loop: only the last class is left.
# codes: only-the-last-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    for k in range(10):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val = rows[:n]
        train = rows[n:]
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% 1200 of each class, again
# cause: 1,200 validation rows of each class are written in, as for the real data.
# codes: made-for-60000-rows
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.extend(rows[:1200])
        train.extend(rows[1200:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% one row lost
# cause: The training part begins at n + 1: one row of each class is in neither part.
# codes: rows-lost
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n + 1 :])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% one row twice
# cause: The training part begins at n - 1: one row of each class is in both parts.
# codes: rows-in-both
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n - 1 :])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% positions within the class
# cause: The positions inside one class are used as positions in x and y.
# codes: positions-within-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        count = np.sum(y == k)
        order = rng.permutation(count)
        n = int(count * fraction)
        val.extend(order[:n])
        train.extend(order[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% first of each class, unshuffled
# cause: The first rows of each class go to validation, whatever the seed; only the training rows are shuffled.
# codes: same-rows-for-every-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = np.flatnonzero(y == k)
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    rng.shuffle(train)
    rng.shuffle(val)
    return x[train], y[train], x[val], y[val]


# %% append without keeping the result
# cause: np.append returns a new array, which is not kept: both parts stay empty.
# codes: nothing-collected
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train = np.array([], dtype=int)
    val = np.array([], dtype=int)
    for k in range(10):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        np.append(val, rows[:n])
        np.append(train, rows[n:])
    return x[train], y[train], x[val], y[val]


# %% list of arrays as an index
# cause: The positions are kept as a list of arrays, never joined with np.concatenate.
# codes: pieces-not-joined
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    return x[train], y[train], x[val], y[val]


# %% list plus array
# cause: A list plus an array adds the numbers; it does not join them.
# codes: list-plus-array
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val = val + rows[:n]
        train = train + rows[n:]
    return x[train], y[train], x[val], y[val]


# %% float as a slice
# cause: fraction * len(rows) is a float; a slice needs a whole number.
# codes: share-is-a-float
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    n = fraction * len(y)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% int of the fraction, again
# cause: int(fraction) is 0: the validation part is empty.
# codes: no-validation-rows
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(y))
    n = int(fraction) * len(y)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% divided by the fraction, again
# cause: The number of rows is divided by the fraction instead of multiplied.
# codes: divided-by-the-fraction
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(y))
    n = int(len(y) // fraction)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% training images shuffled apart
# cause: At the end x_train and y_train are shuffled one after the other, in different orders.
# codes: labels-shuffled-apart
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    x_train, y_train = x[train], y[train]
    rng.shuffle(x_train)
    rng.shuffle(y_train)
    return x_train, y_train, x[val], y[val]


# %% generator as a default argument
# cause: The generator is made once, when the function is defined; it moves on at each call, and seed is not used.
# codes: no-seed
def train_validation_split(x, y, fraction=0.2, seed=0, rng=np.random.default_rng(0)):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% seed 0 written in
# cause: default_rng(0) is written in: another seed gives the same parts.
# codes: seed-ignored
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(0)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% loop over the labels, not the classes
# cause: The loop runs over all labels instead of the distinct classes: every class is split many times.
# codes: loop-over-all-labels
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in y:
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% stratified by whole blocks of the class number
# cause: The classes are split, not the rows: two classes go to validation.
# codes: classes-divided
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    classes = rng.permutation(np.unique(y))
    n = int(len(classes) * fraction)
    val = np.isin(y, classes[:n])
    return x[~val], y[~val], x[val], y[val]


# %% returns the positions
# cause: The positions of the rows are returned, not the rows.
# codes: row-numbers-returned
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction)
        val.extend(rows[:n])
        train.extend(rows[n:])
    x_train = rng.permutation(train)
    x_val = np.array(val)
    return x_train, y[x_train], x_val, y[x_val]


# %% flattened and scaled
# cause: The images are flattened and divided by 255; they should come out unchanged.
# codes: row-shape-changed not-stratified rows-changed
def train_validation_split(x, y, fraction=0.2, seed=0):
    x = x.reshape(len(x), -1) / 255
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    n = int(len(y) * fraction)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% blind drawing, right otherwise
# cause: The rows are drawn blindly, not class by class.
# codes: not-stratified
def train_validation_split(x, y, fraction=0.2, seed=0):
    x, y = shuffle_together(x, y, seed)
    n_val = int(round(fraction * len(y)))
    return x[n_val:], y[n_val:], x[:n_val], y[:n_val]


# %% rows of a class at equal distances
# cause: Every fifth row of each class is taken; the seed only shifts the start for the training order.
# codes: fraction-as-a-step same-rows-for-every-seed
def train_validation_split(x, y, fraction=0.2, seed=0):
    step = int(1 / fraction)
    val = []
    for k in np.unique(y):
        val.extend(np.flatnonzero(y == k)[::step])
    train = [i for i in range(len(y)) if i not in set(val)]
    train = np.random.default_rng(seed).permutation(train)
    return x[train], y[train], x[val], y[val]


# %% a misspelt result
# cause: The name x_vall is not defined; it is x_val.
# codes: name-not-defined
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(y))
    n = int(len(y) * fraction)
    x_train, y_train = x[order[n:]], y[order[n:]]
    x_val, y_val = x[order[:n]], y[order[:n]]
    return x_train, y_train, x_vall, y_val


# %% validation first, again
# cause: The validation part is returned before the training part.
# codes: sizes-swapped
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    n = int(len(y) * fraction)
    x_val, y_val, x_train, y_train = x[order[:n]], y[order[:n]], x[order[n:]], y[order[n:]]
    return x_val, y_val, x_train, y_train


# %% the whole data sorted after the split
# cause: np.sort puts the training positions back into the order of the table.
# codes: table-order
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    val = np.concatenate(
        [
            rng.permutation(np.flatnonzero(y == k))[: int(fraction * np.sum(y == k))]
            for k in np.unique(y)
        ]
    )
    train = np.sort(np.setdiff1d(np.arange(len(y)), val))
    return x[train], y[train], x[val], y[val]


# %% pandas sample
# cause: sample is a method of pandas; x is an array.
# codes: attribute-not-there
def train_validation_split(x, y, fraction=0.2, seed=0):
    x_val = x.sample(frac=fraction, random_state=seed)
    y_val = y[x_val.index]
    x_train = x.drop(x_val.index)
    y_train = y.drop(x_val.index)
    return x_train, y_train, x_val, y_val


# %% the rest by value
# cause: setdiff1d on the images compares single pixels and returns a flat array, not the images that are left.
# codes: rest-by-values one-flat-row
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(y))
    n = int(len(y) * fraction)
    x_val, y_val = x[order[:n]], y[order[:n]]
    x_train = np.setdiff1d(x, x_val)
    y_train = np.setdiff1d(y, y_val)
    return x_train, y_train, x_val, y_val


# %% random.shuffle of a NumPy array of pairs
# cause: y is never split: all labels are returned for both parts.
# codes: labels-not-split
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.random.default_rng(seed).permutation(len(x))
    n = int(len(x) * fraction)
    x_train, x_val = x[order[n:]], x[order[:n]]
    return x_train, y, x_val, y


# %% the seed is added to the positions
# cause: The rows are moved on by the seed, not shuffled: neighbours stay together.
# codes: not-stratified sorted-by-class
def train_validation_split(x, y, fraction=0.2, seed=0):
    order = np.roll(np.arange(len(y)), seed)
    n = int(len(y) * fraction)
    return x[order[n:]], y[order[n:]], x[order[:n]], y[order[:n]]


# %% at least one of each, one too many
# cause: One is added to each class's share even when it is a whole number.
# codes: one-more-than-the-share
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = int(len(rows) * fraction) + 1
        val.extend(rows[:n])
        train.extend(rows[n:])
    train = rng.permutation(train)
    return x[train], y[train], x[val], y[val]


# %% scikit-learn's stratified shuffle (right)
# cause: Right: StratifiedShuffleSplit of scikit-learn with the seed, class sizes rounded.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    key = rng.random(len(y))
    order = np.lexsort((key, y))
    labels = y[order]
    first = np.searchsorted(labels, labels)
    counts = np.searchsorted(labels, labels, side="right") - first
    is_val = np.arange(len(y)) - first < np.floor(counts * fraction)
    train = rng.permutation(order[~is_val])
    val = order[is_val]
    return x[train], y[train], x[val], y[val]


# %% pandas groups (right)
# cause: Right: pandas samples the fraction of each group, rounding each.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    import pandas as pd

    s = pd.Series(y)
    val = s.groupby(s, group_keys=False).sample(frac=fraction, random_state=seed).index
    train = s.index.difference(val).to_numpy()
    train = np.random.RandomState(seed).permutation(train)
    return x[train], y[train], x[val], y[val]


# %% Python's random (right)
# cause: Right: the module random with a seed, on lists of positions for each class.
# codes: passes
def train_validation_split(x, y, fraction=0.2, seed=0):
    import random

    r = random.Random(seed)
    by_class = {}
    for i, k in enumerate(y.tolist()):
        by_class.setdefault(k, []).append(i)
    train, val = [], []
    for rows in by_class.values():
        r.shuffle(rows)
        n = -int(-fraction * len(rows) // 1)
        val += rows[:n]
        train += rows[n:]
    r.shuffle(train)
    return x[train], y[train], x[val], y[val]


# %% the pieces for validation are not joined
# cause: Only the training pieces are joined; val is still a list of arrays, one for each class.
# codes: pieces-not-joined
def train_validation_split(x, y, fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n = round(len(rows) * fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train = rng.permutation(np.concatenate(train))
    return x[train], y[train], x[val], y[val]
