# expect: hostile all but 02.rescale
# Script tags in everything that a person will look at.

# %% after setup
from IPython.display import HTML, Javascript, display

SCRIPT = "<script>fetch('/formgrader/api/grades')</script><img src=x onerror=alert(1)>"
display(HTML(SCRIPT), Javascript("alert(1)"))
display({"image/svg+xml": f"<svg onload=alert(1)>{SCRIPT}</svg>", "text/latex": SCRIPT}, raw=True)
print(SCRIPT, "\x1b[31m</pre>")


# %% rescale
def rescale(images):
    print(SCRIPT)
    print("</pre></details><iframe src=javascript:alert(1)></iframe>")
    raise ValueError(SCRIPT + "\x1b]8;;javascript:alert(1)\x07")


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
