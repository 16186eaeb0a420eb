# %% inverted mask
# cause: The rate is read as the share to keep.
# codes: dropout-keeps-rate
def dropout(x, rate, rng):
    mask = rng.random(x.shape) < rate
    return x * mask / (1 - rate)

# %% no scaling
# cause: What is kept is not scaled up.
# codes: dropout-not-scaled
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return x * mask

# %% divided by the rate
# cause: What is kept is divided by the rate.
# codes: dropout-divided-by-rate
def dropout(x, rate, rng):
    out = x / rate if rate > 0 else x
    return np.where(rng.random(x.shape) < rate, 0, out)

# %% own generator
# cause: The random numbers come from NumPy's global generator.
# codes: dropout-ignores-generator
def dropout(x, rate, rng):
    mask = np.random.rand(*x.shape) >= rate
    return x * mask / (1 - rate)

# %% seed inside
# cause: A generator with a fixed seed is made in the function.
# codes: dropout-own-seed
def dropout(x, rate, rng):
    rng = np.random.default_rng(0)
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate)

# %% same columns
# cause: One random number for each column.
# codes: dropout-one-mask-for-all
def dropout(x, rate, rng):
    mask = rng.random(x.shape[-1]) >= rate
    return x * mask / (1 - rate)

# %% in place
# cause: Zeros are written into the caller's array.
# codes: changes-its-input
def dropout(x, rate, rng):
    mask = rng.random(x.shape) < rate
    x[mask] = 0
    return x / (1 - rate)

# %% all or nothing
# cause: One random number decides for the whole array.
# codes: dropout-all-or-nothing
def dropout(x, rate, rng):
    if rng.random() < rate:
        return np.zeros_like(x)
    return x / (1 - rate)

# %% exact count
# cause: Exactly rate * n values are dropped, so they are not independent.
# codes: dropout-exact-count
def dropout(x, rate, rng):
    result = x.copy().reshape(-1)
    n = int(rate * result.size)
    places = rng.choice(result.size, n, replace=False)
    result[places] = 0
    return result.reshape(x.shape) / (1 - rate)

# %% exact count in each row
# cause: Exactly the same number of values is dropped in each row.
# codes: dropout-exact-count
def dropout(x, rate, rng):
    ranks = rng.random(x.shape).argsort(axis=-1).argsort(axis=-1)
    kept = ranks >= round(rate * x.shape[-1])
    return x * kept / (1 - rate)

# %% shuffled mask
# cause: A mask with a fixed number of zeros is shuffled.
# codes: dropout-exact-count
def dropout(x, rate, rng):
    mask = np.ones(x.size)
    mask[: int(x.size * rate)] = 0
    rng.shuffle(mask)
    return x * mask.reshape(x.shape) / (1 - rate)

# %% drawn with replacement
# cause: The places are drawn with replacement, so some are drawn twice and fewer values are dropped.
# codes: dropout-drawn-with-replacement
def dropout(x, rate, rng):
    out = x.flatten()
    out[rng.integers(0, out.size, size=int(rate * out.size))] = 0
    return out.reshape(x.shape) / (1 - rate)

# %% choice with replacement
# cause: rng.choice draws with replacement unless told otherwise.
# codes: dropout-drawn-with-replacement
def dropout(x, rate, rng):
    result = np.array(x)
    drop = rng.choice(x.size, round(x.size * rate))
    result.flat[drop] = 0
    return result / (1 - rate)

# %% one number for each row, mask too short
# cause: len(x) random numbers for an array with more values: the shapes can't be broadcast.
# codes: dropout-mask-shape
def dropout(x, rate, rng):
    mask = rng.random(len(x)) >= rate
    return x * mask / (1 - rate)

# %% the size of the example
# cause: The eight of the docstring is written in as the number of random numbers.
# codes: dropout-mask-shape
def dropout(x, rate, rng):
    mask = rng.random(8) > rate
    return x * mask / (1 - rate)

# %% size in place of shape
# cause: x.size numbers in one row; the mask has not the shape of x.
# codes: dropout-mask-shape
def dropout(x, rate, rng):
    mask = rng.random(x.size) >= rate
    return np.where(mask, x / (1 - rate), 0)

# %% random of x
# cause: rng.random takes a shape, and gets the values.
# codes: dropout-random-of-values
def dropout(x, rate, rng):
    mask = rng.random(x) >= rate
    return x * mask / (1 - rate)

# %% shape called
# cause: x.shape is a tuple, not a method.
# codes: not-callable
def dropout(x, rate, rng):
    mask = rng.random(x.shape()) >= rate
    return x * mask / (1 - rate)

# %% generator called
# cause: The generator itself is called; its method random is meant.
# codes: dropout-generator-called
def dropout(x, rate, rng):
    mask = rng(x.shape) >= rate
    return x * mask / (1 - rate)

# %% rand of the generator
# cause: A Generator has no method rand.
# codes: dropout-no-such-method
def dropout(x, rate, rng):
    mask = rng.rand(*x.shape) >= rate
    return x * mask / (1 - rate)

# %% random with the shape spread
# cause: rng.random takes one shape, and gets several numbers.
# codes: shape-not-in-brackets
def dropout(x, rate, rng):
    mask = rng.random(*x.shape) >= rate
    return x * mask / (1 - rate)

# %% randint
# cause: A Generator has no method randint.
# codes: dropout-no-such-method
def dropout(x, rate, rng):
    mask = rng.randint(0, 2, size=x.shape)
    return x * mask / (1 - rate)

# %% coin for every value
# cause: Each value is dropped with one half, whatever the rate is.
# codes: dropout-ignores-rate
def dropout(x, rate, rng):
    mask = rng.integers(0, 2, size=x.shape)
    return x * mask / (1 - rate)

# %% half written in
# cause: 0.5 is written in where the rate is meant.
# codes: dropout-ignores-rate
def dropout(x, rate, rng):
    kept = rng.random(x.shape) > 0.5
    return x * kept / (1 - rate)

# %% rounded random numbers
# cause: Rounded uniform numbers are 0 or 1 with one half each, whatever the rate is.
# codes: dropout-ignores-rate
def dropout(x, rate, rng):
    mask = np.round(rng.random(x.shape))
    return x * mask / (1 - rate)

# %% integers below one
# cause: rng.integers(0, 1) gives only 0: everything is dropped.
# codes: dropout-drops-all
def dropout(x, rate, rng):
    mask = rng.integers(0, 1, size=x.shape)
    return x * mask / (1 - rate)

# %% random as integers
# cause: Uniform numbers below 1 become 0 as integers: everything is dropped.
# codes: dropout-drops-all
def dropout(x, rate, rng):
    mask = rng.random(x.shape).astype(int)
    return x * mask / (1 - rate)

# %% rate in percent
# cause: The rate is taken for a percentage, so hardly anything is dropped.
# codes: dropout-rate-in-percent
def dropout(x, rate, rng):
    mask = rng.random(x.shape) * 100 >= rate
    return x * mask / (1 - rate)

# %% rate as integer percent
# cause: Numbers from 0 to 99 are compared with a rate between 0 and 1.
# codes: dropout-rate-in-percent
def dropout(x, rate, rng):
    return np.where(rng.integers(0, 100, x.shape) < rate, 0, x / (1 - rate))

# %% choice with the shares swapped
# cause: The probabilities of 0 and 1 are swapped.
# codes: dropout-keeps-rate
def dropout(x, rate, rng):
    mask = rng.choice([0, 1], size=x.shape, p=[1 - rate, rate])
    return x * mask / (1 - rate)

# %% binomial of the rate
# cause: The mask is 1 with the probability rate.
# codes: dropout-keeps-rate
def dropout(x, rate, rng):
    mask = rng.binomial(1, rate, size=x.shape)
    return x * mask / (1 - rate)

# %% only scaled down
# cause: Nothing is dropped: all values are multiplied by 1 - rate.
# codes: dropout-drops-nothing
def dropout(x, rate, rng):
    return x * (1 - rate)

# %% only scaled up
# cause: Nothing is dropped: all values are divided by 1 - rate.
# codes: dropout-drops-nothing
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return x / (1 - rate)

# %% mask overwritten
# cause: The second line turns the zeros that the first one wrote into ones: nothing is dropped.
# codes: dropout-drops-nothing
def dropout(x, rate, rng):
    mask = rng.random(x.shape)
    mask[mask < rate] = 0
    mask[mask < 1] = 1
    return x * mask / (1 - rate)

# %% random numbers as factors
# cause: The values are multiplied by the random numbers themselves, not by keep or drop.
# codes: dropout-no-decision
def dropout(x, rate, rng):
    mask = rng.random(x.shape)
    return x * mask / (1 - rate)

# %% kept numbers are not ones
# cause: Dropped places are set to 0, and the kept ones keep the random number as a factor.
# codes: dropout-random-factors
def dropout(x, rate, rng):
    mask = rng.random(x.shape)
    mask[mask < rate] = 0
    return x * mask / (1 - rate)

# %% layer in inference
# cause: A Keras layer that is called without training=True drops nothing.
# codes: dropout-does-nothing
def dropout(x, rate, rng):
    layer = keras.layers.Dropout(rate)
    return layer(x)

# %% the layer of Keras
# cause: Keras's layer draws from its own generator, not from rng.
# codes: dropout-ignores-generator
def dropout(x, rate, rng):
    return keras.layers.Dropout(rate)(x, training=True)

# %% first values
# cause: Always the first values are dropped; nothing is random.
# codes: dropout-not-random
def dropout(x, rate, rng):
    out = x.flatten()
    n = int(rate * len(out))
    out[:n] = 0
    return out.reshape(x.shape) / (1 - rate)

# %% first rows
# cause: Always the first rows are dropped; nothing is random.
# codes: dropout-not-random dropout-whole-rows
def dropout(x, rate, rng):
    out = x.copy()
    out[: int(len(x) * rate)] = 0
    return out / (1 - rate)

# %% every fifth value
# cause: Values at regular places are dropped; nothing is random.
# codes: dropout-not-random
def dropout(x, rate, rng):
    out = x.flatten()
    if rate > 0:
        out[:: round(1 / rate)] = 0
    return out.reshape(x.shape) / (1 - rate)

# %% compares the values
# cause: The values of x are compared with the rate; nothing is random.
# codes: dropout-compares-values
def dropout(x, rate, rng):
    return np.where(x < rate, 0, x / (1 - rate))

# %% compares the values, mask style
# cause: The values of x are compared with the rate; nothing is random.
# codes: dropout-compares-values
def dropout(x, rate, rng):
    kept = x >= rate
    return x * kept / (1 - rate)

# %% random rows in a loop
# cause: One random number for each row.
# codes: dropout-whole-rows
def dropout(x, rate, rng):
    out = x.copy()
    for i in range(len(out)):
        if rng.random() < rate:
            out[i] = 0
    return out / (1 - rate)

# %% comprehension over rows
# cause: The loop runs over the rows, and a dropped row becomes one 0.
# codes: dropout-whole-rows
def dropout(x, rate, rng):
    return [row / (1 - rate) if rng.random() >= rate else 0 for row in x]

# %% loops over two axes
# cause: The loops are written for an array with two axes.
# codes: dropout-two-axes-only
def dropout(x, rate, rng):
    rows, columns = x.shape
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            if rng.random() >= rate:
                out[i, j] = x[i, j] / (1 - rate)
    return out

# %% mask with two sizes
# cause: The mask is made for an array with two axes.
# codes: dropout-two-axes-only
def dropout(x, rate, rng):
    mask = rng.random((x.shape[0], x.shape[1])) >= rate
    return x * mask / (1 - rate)

# %% nothing returned
# cause: The return is missing.
# codes: returns-none
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    out = x * mask / (1 - rate)

# %% printed
# cause: The result is printed and not returned.
# codes: returns-none
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    print(x * mask / (1 - rate))

# %% returns the mask
# cause: The mask is returned, without x.
# codes: dropout-returns-mask
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return mask

# %% scaled mask
# cause: The scaled mask is returned, without x.
# codes: dropout-returns-mask
def dropout(x, rate, rng):
    return (rng.random(x.shape) >= rate) / (1 - rate)

# %% a pair
# cause: The result and the mask are returned together.
# codes: dropout-returns-pair
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate), mask

# %% removes values
# cause: The dropped values are left out of the array.
# codes: dropout-removes-values
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return x[mask] / (1 - rate)

# %% flat result
# cause: A list of all values is built, without the shape of x.
# codes: dropout-flat
def dropout(x, rate, rng):
    out = []
    for value in x.flatten():
        if rng.random() < rate:
            out.append(0)
        else:
            out.append(value / (1 - rate))
    return np.array(out)

# %% missing parentheses
# cause: Without parentheses x * mask is divided by 1, and the rate is then subtracted.
# codes: dropout-precedence
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return x * mask / 1 - rate

# %% scaled by one less the rate
# cause: What is kept is multiplied by 1 - rate, as in the older form of dropout.
# codes: dropout-scaled-down
def dropout(x, rate, rng):
    mask = rng.random(x.shape) > rate
    return x * mask * (1 - rate)

# %% multiplied by the rate
# cause: What is kept is multiplied by the rate.
# codes: dropout-scaled-by-rate
def dropout(x, rate, rng):
    mask = rng.random(x.shape) > rate
    return x * mask * rate

# %% one plus the rate
# cause: What is kept is multiplied by 1 + rate.
# codes: dropout-times-one-plus-rate
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return x * kept * (1 + rate)

# %% scaled by the count
# cause: The share that was really kept is used in place of 1 - rate.
# codes: dropout-scaled-by-count
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return x * kept * kept.size / kept.sum()

# %% scaled to the old mean
# cause: The result is scaled so that its mean is the mean of x.
# codes: dropout-scaled-by-count
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    out = x * kept
    return out * x.mean() / out.mean()

# %% scaled twice
# cause: The division by 1 - rate is done twice.
# codes: dropout-scaled-twice
def dropout(x, rate, rng):
    x = x / (1 - rate)
    kept = rng.random(x.shape) >= rate
    return x * kept / (1 - rate)

# %% normal numbers
# cause: Normal random numbers are compared with the rate, not uniform ones.
# codes: dropout-normal-numbers
def dropout(x, rate, rng):
    mask = rng.normal(size=x.shape) >= rate
    return x * mask / (1 - rate)

# %% uniform from minus one
# cause: Uniform numbers from -1 to 1 lie below the rate more often than the rate says.
# codes: dropout-wide-numbers
def dropout(x, rate, rng):
    mask = rng.uniform(-1, 1, x.shape) >= rate
    return x * mask / (1 - rate)

# %% whole numbers
# cause: The result is cut to whole numbers.
# codes: dropout-whole-numbers
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return (x * kept / (1 - rate)).astype(int)

# %% truth of an array
# cause: An if over a whole array of random numbers.
# codes: truth-of-array
def dropout(x, rate, rng):
    if rng.random(x.shape) < rate:
        return 0
    return x / (1 - rate)

# %% misspelt name
# cause: The name mask is defined and masks is used.
# codes: name-not-defined
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return x * masks / (1 - rate)

# %% random of the standard library
# cause: Python's module random is used, which was not imported, in place of rng.
# codes: dropout-not-from-rng
def dropout(x, rate, rng):
    return np.array([0 if random.random() < rate else v / (1 - rate) for v in x.ravel()]).reshape(x.shape)

# %% the seed of the generator
# cause: The generator is passed to np.random.seed, which wants a number.
# codes: dropout-seeds-with-generator
def dropout(x, rate, rng):
    np.random.seed(rng)
    mask = np.random.rand(*x.shape) >= rate
    return x * mask / (1 - rate)

# %% global seed
# cause: The global generator is seeded with a fixed number at each call.
# codes: dropout-own-seed
def dropout(x, rate, rng):
    np.random.seed(42)
    mask = np.random.rand(*x.shape) >= rate
    return x * mask / (1 - rate)

# %% one form of dropout, another scale of rate
# cause: The rate is read as the share to keep, consistently.
# codes: dropout-keeps-rate
def dropout(x, rate, rng):
    keep = rng.random(x.shape) < rate
    return np.where(keep, x / max(rate, 1e-9), 0.0)

# %% inverted mask, no scaling
# cause: The rate is read as the share to keep, and nothing is scaled.
# codes: dropout-keeps-rate
def dropout(x, rate, rng):
    return x * (rng.random(x.shape) <= rate)

# %% alias
# cause: out is the same array as x, so the caller's array is changed.
# codes: changes-its-input
def dropout(x, rate, rng):
    out = x
    out[rng.random(out.shape) < rate] = 0
    return out / (1 - rate)

# %% NaN for dropped
# cause: Dropped values are marked with NaN, not with 0.
# codes: dropout-other-than-zero
def dropout(x, rate, rng):
    return np.where(rng.random(x.shape) < rate, np.nan, x / (1 - rate))

# %% pixels in a loop over the batch, one mask
# cause: One mask of the shape of one image is used for all images.
# codes: dropout-one-mask-for-all
def dropout(x, rate, rng):
    mask = rng.random(x.shape[1:]) >= rate
    return np.array([row * mask for row in x]) / (1 - rate)

# %% nothing for rate zero
# cause: For the rate 0 no return is reached.
# codes: dropout-rate-zero
def dropout(x, rate, rng):
    if rate > 0:
        kept = rng.random(x.shape) >= rate
        return x * kept / (1 - rate)

# %% rate zero refused
# cause: The rate 0 is refused, though it is allowed.
# codes: dropout-rate-zero
def dropout(x, rate, rng):
    if not 0 < rate < 1:
        raise ValueError("rate must lie between 0 and 1")
    return x * (rng.random(x.shape) >= rate) / (1 - rate)

# %% True for drop
# cause: The mask says what is dropped, and x is multiplied by it.
# codes: dropout-keeps-rate
def dropout(x, rate, rng):
    dropped = rng.random(x.shape) < rate
    return x / (1 - rate) * dropped

# %% right: where
# cause: none
# codes: passes
def dropout(x, rate, rng):
    return np.where(rng.random(x.shape) < rate, 0, x / (1 - rate))

# %% right: loop over flat
# cause: none
# codes: passes
def dropout(x, rate, rng):
    out = np.zeros(x.size)
    for i, value in enumerate(x.flat):
        if rng.random() > rate:
            out[i] = value / (1 - rate)
    return out.reshape(x.shape)

# %% right: choice with probabilities
# cause: none
# codes: passes
def dropout(x, rate, rng):
    keep = 1 - rate
    return x * rng.choice([0, 1 / keep], p=[rate, keep], size=x.shape)

# %% right: new array, then zeros
# cause: none
# codes: passes
def dropout(x, rate, rng):
    x = x / (1 - rate)
    x[rng.random(x.shape) < rate] = 0
    return x

# %% right: nested lists
# cause: none
# codes: passes
def dropout(x, rate, rng):
    mask = rng.random(x.shape) < 1 - rate
    return (x * mask * (1 / (1 - rate))).tolist()

# %% two masks
# cause: Two masks are drawn, one for the values and one for the scale.
# codes: dropout-drops-twice
def dropout(x, rate, rng):
    out = np.where(rng.random(x.shape) >= rate, x, 0)
    return np.where(rng.random(x.shape) >= rate, out / (1 - rate), 0)

# %% dropped ones stay as they were
# cause: Dropped values are left as they were, and not set to 0.
# codes: dropout-drops-nothing
def dropout(x, rate, rng):
    kept = rng.random(x.shape) >= rate
    return np.where(kept, x / (1 - rate), x)

# %% comparison in place of assignment
# cause: == compares, and changes nothing.
# codes: dropout-drops-nothing
def dropout(x, rate, rng):
    out = x / (1 - rate)
    out[rng.random(x.shape) < rate] == 0
    return out

# %% loop variable set to 0
# cause: The loop variable is set to 0, and the array is not.
# codes: dropout-does-nothing
def dropout(x, rate, rng):
    out = x.copy()
    for value in out.flat:
        if rng.random() < rate:
            value = 0
    return out

# %% choice without probabilities
# cause: Without p, 0 and 1 are chosen equally often.
# codes: dropout-ignores-rate
def dropout(x, rate, rng):
    return x * rng.choice([0, 1], size=x.shape) / (1 - rate)

# %% one binomial number
# cause: One number is drawn for the whole array.
# codes: dropout-all-or-nothing
def dropout(x, rate, rng):
    return x * rng.binomial(1, 1 - rate) / (1 - rate)

# %% random numbers as an index
# cause: The random numbers themselves are used as an index, without a comparison.
# codes: index-not-whole
def dropout(x, rate, rng):
    out = x.copy()
    out[rng.random(x.shape)] = 0
    return out / (1 - rate)

# %% return in the inner loop
# cause: The return stands inside the loop: only the first row is worked on.
# codes: return-in-loop
def dropout(x, rate, rng):
    out = np.zeros(x.shape)
    for i in range(len(x)):
        out[i] = x[i] * (rng.random(x[i].shape) >= rate) / (1 - rate)
        return out

# %% rate of the kept, in percent
# cause: The probability is given in percent, which binomial refuses.
# codes: dropout-probability-out-of-range
def dropout(x, rate, rng):
    return x * rng.binomial(1, 100 - rate, x.shape) / (1 - rate)


# %% PyTorch eval flag
# cause: An argument training was added whose default is False, so nothing is dropped when it isn't given.
# codes: dropout-does-nothing
def dropout(x, rate, rng, training=False):
    if not training:
        return x
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate)


# %% two draws (mask twice)
# cause: The random numbers are drawn twice, once for dropping and once for scaling, so some kept values are not scaled.
# codes: dropout-scales-a-part
def dropout(x, rate, rng):
    out = np.where(rng.random(x.shape) < rate, 0.0, x)
    out = np.where(rng.random(x.shape) >= rate, out / (1 - rate), out)
    return out


# %% right: loop over np.ndindex
# cause: Right: a loop over all values, one draw for each.
# codes: passes
def dropout(x, rate, rng):
    result = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        dropped = rng.uniform() < rate
        result[place] = 0.0 if dropped else x[place] / (1 - rate)
    return result


# %% noise in place of zeros
# cause: Normal noise is multiplied in (Gaussian dropout) and nothing becomes 0.
# codes: dropout-no-decision
def dropout(x, rate, rng):
    noise = rng.normal(1.0, np.sqrt(rate / (1 - rate)), size=x.shape)
    return x * noise


# %% where without parentheses
# cause: x / 1 - rate subtracts the rate from the kept values: the parentheses are missing.
# codes: dropout-precedence
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return np.where(mask, x / 1 - rate, 0)


# %% scale without parentheses
# cause: 1 / 1 - rate is 1 - rate: the parentheses around 1 - rate are missing.
# codes: dropout-scaled-down
def dropout(x, rate, rng):
    scale = 1 / 1 - rate
    mask = rng.random(x.shape) >= rate
    return x * mask * scale


# %% only positive values scaled
# cause: Those that are greater than 0 are scaled; negative kept values are not.
# codes: dropout-scales-a-part
def dropout(x, rate, rng):
    out = np.where(rng.random(x.shape) < rate, 0, x)
    out[out > 0] = out[out > 0] / (1 - rate)
    return out


# %% uniform gets the shape as its lowest number
# cause: The first argument of uniform is the lower end, not the shape.
# codes: dropout-shape-as-number
def dropout(x, rate, rng):
    keep = rng.uniform(x.shape) > rate
    return x * keep / (1 - rate)


# %% minus in front of a mask
# cause: A mask of True and False is turned round by ~, not by a minus.
# codes: minus-of-booleans
def dropout(x, rate, rng):
    dropped = rng.random(x.shape) < rate
    return x * (-dropped) / (1 - rate)


# %% random with an integer dtype
# cause: rng.random makes only floating-point numbers.
# codes: dropout-random-makes-floats
def dropout(x, rate, rng):
    mask = rng.random(x.shape, dtype=int)
    return x * mask / (1 - rate)


# %% choice with one probability
# cause: choice needs one probability for each of its two values.
# codes: dropout-one-probability
def dropout(x, rate, rng):
    mask = rng.choice([0, 1], size=x.shape, p=rate)
    return x * mask / (1 - rate)


# %% choice with a list of one probability
# cause: choice needs one probability for each of its two values.
# codes: dropout-one-probability
def dropout(x, rate, rng):
    mask = rng.choice([0, 1], size=x.shape, p=[1 - rate])
    return x * mask / (1 - rate)


# %% picks values from x
# cause: Values are picked from x at random; the array is flat and shorter.
# codes: dropout-removes-values
def dropout(x, rate, rng):
    keep = int(x.size * (1 - rate))
    return rng.choice(x.flatten(), keep, replace=False) / (1 - rate)


# %% layer returned
# cause: The Dropout layer is made and returned, and never called on x.
# codes: layer-not-a-model
def dropout(x, rate, rng):
    return keras.layers.Dropout(rate)


# %% TensorFlow
# cause: tf is not imported in this notebook.
# codes: name-not-defined
def dropout(x, rate, rng):
    return tf.nn.dropout(x, rate).numpy()


# %% smallest values dropped
# cause: The smallest values of x are dropped; nothing is random.
# codes: dropout-compares-values
def dropout(x, rate, rng):
    limit = np.quantile(np.abs(x), rate)
    return np.where(np.abs(x) < limit, 0, x / (1 - rate))


# %% quantile of the random numbers
# cause: The limit is the quantile of the random numbers, so the count is always the same.
# codes: dropout-exact-count
def dropout(x, rate, rng):
    r = rng.random(x.shape)
    return np.where(r < np.quantile(r, rate), 0, x / (1 - rate))


# %% zeros of one axis
# cause: The result is made with one axis, and an item of it can't hold a row.
# codes: sequence-for-number
def dropout(x, rate, rng):
    out = np.zeros(len(x))
    for i in range(len(x)):
        if rng.random() >= rate:
            out[i] = x[i] / (1 - rate)
    return out


# %% floor division
# cause: // cuts the digits behind the point.
# codes: dropout-whole-numbers
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return x * mask // (1 - rate)


# %% the rate as second argument of random
# cause: The second argument of rng.random is the dtype, not the rate.
# codes: shape-not-in-brackets
def dropout(x, rate, rng):
    mask = rng.random(x.shape, rate)
    return x * mask / (1 - rate)


# %% binomial of x
# cause: The first argument of binomial is the number of trials, and x was given.
# codes: dropout-random-of-values
def dropout(x, rate, rng):
    return rng.binomial(x, 1 - rate) / (1 - rate)


# %% rate of neurons (whole columns)
# cause: Whole columns are dropped: one number is drawn for each column.
# codes: dropout-one-mask-for-all
def dropout(x, rate, rng):
    out = np.array(x)
    for j in range(x.shape[-1]):
        if rng.random() < rate:
            out[..., j] = 0
    return out / (1 - rate)


# %% shuffled values
# cause: The values of x are permuted before the mask, so the kept ones stand in other places.
# codes: dropout-moves-values
def dropout(x, rate, rng):
    shuffled = rng.permutation(x.ravel()).reshape(x.shape)
    return shuffled * (rng.random(x.shape) >= rate) / (1 - rate)


# %% mean added for the dropped
# cause: Dropped values become the mean of x, not 0.
# codes: dropout-other-than-zero
def dropout(x, rate, rng):
    return np.where(rng.random(x.shape) < rate, x.mean(), x / (1 - rate))


# %% dropped ones become one
# cause: Dropped values become 1, not 0.
# codes: dropout-other-than-zero
def dropout(x, rate, rng):
    out = x / (1 - rate)
    out[rng.random(x.shape) < rate] = 1
    return out


# %% right: integers up to a million
# cause: Right: whole numbers below a million, compared with the rate in millionths.
# codes: passes
def dropout(x, rate, rng):
    draws = rng.integers(0, 1_000_000, size=x.shape)
    return np.where(draws < rate * 1_000_000, 0.0, np.true_divide(x, 1 - rate))

# %% divides by rate
# cause: The kept values are divided by the rate, the share that is dropped, and not by the share that is kept.
# codes: dropout-divided-by-rate
def dropout(x, rate, rng):
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / rate, 0.0) if rate > 0 else x.copy()

# %% rescaled to the old mean
# cause: The kept values are scaled so that the result has exactly the mean of x, and not by 1 / (1 - rate).
# codes: dropout-scaled-by-count
def dropout(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    out = x * mask
    if out.mean() == 0:
        return out
    return out * (x.mean() / out.mean())

# %% scaled by the kept count
# cause: The kept values are divided by the share that happened to be kept in this draw, and not by 1 - rate.
# codes: dropout-scaled-by-count
def dropout(x, rate, rng):
    mask = rng.random(x.shape) > rate
    kept_share = mask.mean()
    return x * mask / kept_share if kept_share > 0 else x * 0.0

# %% shuffle of a fixed number of zeros
# cause: A fixed number of values is dropped and shuffled to a place; the values are not dropped independently.
# codes: dropout-exact-count
def dropout(x, rate, rng):
    n_drop = int(round(rate * x.size))
    mask = np.ones(x.size)
    mask[:n_drop] = 0
    rng.shuffle(mask)
    return x * mask.reshape(x.shape) / (1 - rate)

# %% PyTorch
# cause: torch is not installed and nothing of it is imported in this notebook.
# codes: name-not-defined
def dropout(x, rate, rng):
    return torch.nn.functional.dropout(torch.tensor(x), p=rate).numpy()

# %% keras layer
# cause: keras.layers.Dropout draws its own random numbers and not those of the generator that is passed in.
# codes: dropout-ignores-generator
def dropout(x, rate, rng):
    return np.asarray(keras.layers.Dropout(rate)(x, training=True))

# %% keras layer without training
# cause: A Dropout layer called without training=True drops nothing.
# codes: dropout-does-nothing
def dropout(x, rate, rng):
    layer = keras.layers.Dropout(rate)
    return np.array(layer(x))

# %% python loop over rows
# cause: The loop goes over the rows of x, so that each row as a whole is kept or dropped.
# codes: dropout-whole-rows
def dropout(x, rate, rng):
    out = []
    for row in x:
        if rng.random() < rate:
            out.append(row * 0)
        else:
            out.append(row / (1 - rate))
    return np.array(out)

# %% two loops for images x features
# cause: Two nested loops fit an array of two dimensions only; x may have any shape.
# codes: dropout-two-axes-only
def dropout(x, rate, rng):
    out = np.zeros(x.shape)
    rows, cols = x.shape
    for i in range(rows):
        for j in range(cols):
            if rng.random() >= rate:
                out[i, j] = x[i, j] / (1 - rate)
    return out

# %% integers mask to 100
# cause: The random integers go from 0 to 9, so that the rate is in effect rounded up to tenths.
# codes: dropout-coarse-rate
def dropout(x, rate, rng):
    draw = rng.integers(0, 10, size=x.shape)
    return np.where(draw / 10 < rate, 0.0, x / (1 - rate))

# %% draws from a normal
# cause: The random numbers are drawn from a normal distribution, not evenly between 0 and 1, so that the share dropped is not the rate.
# codes: dropout-normal-numbers
def dropout(x, rate, rng):
    noise = rng.normal(size=x.shape)
    return np.where(noise < rate, 0.0, x / (1 - rate))

# %% multiplies by 1 - rate as at prediction
# cause: The kept values are multiplied by 1 - rate, as the older dropout does when predicting.
# codes: dropout-scaled-down
def dropout(x, rate, rng):
    keep_prob = 1 - rate
    mask = rng.random(x.shape) < keep_prob
    return x * mask * keep_prob

# %% scaled everything first then returned x
# cause: The result is in out, but x is returned.
# codes: dropout-does-nothing
def dropout(x, rate, rng):
    mask = rng.uniform(size=x.shape) > rate
    out = x * mask
    out = out / (1 - rate)
    return x

# %% int result
# cause: zeros_like(x, dtype=int) makes an array of integers, so that the decimals are cut off.
# codes: dropout-whole-numbers
def dropout(x, rate, rng):
    out = np.zeros_like(x, dtype=int)
    keep = rng.random(x.shape) >= rate
    out[keep] = x[keep] / (1 - rate)
    return out

# %% half-written
# cause: The mask is made and never used: nothing is dropped.
# codes: dropout-drops-nothing
def dropout(x, rate, rng):
    mask = rng.random(x.shape) < rate
    # set to zero where mask
    scaled = x / (1 - rate)
    return scaled

# %% doctest copied
# cause: It returns the numbers of the example and uses neither x nor the rate.
# codes: dropout-copies-example
def dropout(x, rate, rng):
    return np.array([2., 0., 0., 0., 2., 2., 2., 2.])

# %% loop over the flat copy
# cause: flatten gives a copy with one dimension and the result is not put back into the shape of x.
# codes: dropout-flat
def dropout(x, rate, rng):
    flat = x.flatten()
    for i in range(len(flat)):
        flat[i] = 0 if rng.random() < rate else flat[i] / (1 - rate)
    return flat

# %% np.where without the third argument
# cause: np.where with two arguments of three raises.
# codes: where-with-two-arguments
def dropout(x, rate, rng):
    mask = rng.random(x.shape) < rate
    return np.where(mask, 0) * x / (1 - rate)

# %% masked array
# cause: np.ma.masked_array hides the dropped values and keeps them; they are not 0.
# codes: dropout-drops-nothing
def dropout(x, rate, rng):
    m = rng.random(x.shape) < rate
    return np.ma.masked_array(x / (1 - rate), mask=m)

# %% nan for dropped
# cause: Dropped values are NaN and not 0.
# codes: dropout-other-than-zero
def dropout(x, rate, rng):
    out = x / (1 - rate)
    out[rng.random(x.shape) < rate] = np.nan
    return out

# %% right: random permutation free flat put
# cause: Right: draws keep decisions by binomial and divides in place in a copy.
# codes: passes
def dropout(x, rate, rng):
    result = np.array(x, dtype=float, copy=True)
    keep = rng.binomial(1, 1 - rate, size=result.size).astype(bool).reshape(result.shape)
    result /= 1 - rate
    result[~keep] = 0
    return result

# %% right: each value by itself with nditer
# cause: Right: a loop over all values with np.nditer.
# codes: passes
def dropout(x, rate, rng):
    out = np.empty(x.shape)
    it = np.nditer(x, flags=["multi_index", "zerosize_ok"])
    for v in it:
        u = rng.uniform()
        out[it.multi_index] = float(v) / (1 - rate) if u >= rate else 0.0
    return out
