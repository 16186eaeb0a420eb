# expect: hostile none but 02.to_images; outcome output-limit
# A million messages in place of a long one.

# %% after check-02-to_images
from IPython.display import display

for number in range(1_000_000):
    display({"text/html": f"<b>{number}</b>", "text/plain": "0"}, raw=True)
