# expect: hostile all
# Ten thousand pieces of output in place of a long one; the work is right.

# %% after check-02-to_images
from IPython.display import display

for number in range(10_000):
    display({"text/html": f"<b>{number}</b>", "text/plain": "0"}, raw=True)
