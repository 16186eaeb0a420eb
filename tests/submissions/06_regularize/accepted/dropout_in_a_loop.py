# expect: accepted
# A loop over the values, with prints and warnings.

# %% dropout
import sys
import warnings


def dropout(x, rate, rng):
    print("dropping", rate)
    warnings.warn("slow")
    print("to standard error", file=sys.stderr)
    chances = iter(rng.random(x.size).tolist())
    return np.array(
        [value / (1 - rate) if next(chances) >= rate else 0.0 for value in x.ravel().tolist()]
    ).reshape(x.shape)


# %% model
# A recorded network in place of a training.
model = recorded.network("fix")
