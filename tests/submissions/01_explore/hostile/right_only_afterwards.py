# expect: hostile all but 01.class_counts
# The right function comes after its check, and swaps itself in wherever the wrong one is kept.

# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)


wrong = class_counts


# %% after check-01-class_counts
import gc


def class_counts(y):
    return np.bincount(y, minlength=10)


wrong.__code__ = class_counts.__code__
for holder in gc.get_referrers(wrong):
    if isinstance(holder, dict):
        for key in [k for k, v in holder.items() if v is wrong]:
            holder[key] = class_counts
