# expect: hostile all but 01.class_counts
# Defines its own `check`, and hides the course's.

# %% after setup
import autograder
import autograder.checks


def check(*args):
    return 4.0


autograder.check = check
for name in dir(autograder.checks):
    if callable(getattr(autograder.checks, name)) and not name.startswith("__"):
        setattr(autograder.checks, name, check)


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
