# expect: hostile all but 02.rescale; flag symbolic-link
# Links to what the grader can read; with one of them the work would be right.

from pathlib import Path

from autograder.corpus import cell_of, write_notebook


STEALS = """
from pathlib import Path
found = []
for path in sorted(Path(".").rglob("*")):
    try:
        text = path.read_bytes() if path.is_file() else b""
    except OSError:
        continue
    if b"root:" in text or b"canary" in text:
        found.append(path)

def rescale(images):
    return images.astype("float32") / 255 if found else images
"""


def build(directory, notebook):
    cell_of(notebook, "rescale")["source"] = STEALS
    write_notebook(directory, notebook)
    secret = Path(directory).parent / "elsewhere.txt"
    secret.write_text("canary")
    for name, target in (
        ("passwd", "/etc/passwd"),
        ("gradebook.db", "../../../gradebook.db"),
        ("elsewhere.txt", str(secret)),
        ("everything", "/"),
        ("loop", "."),
        ("dangling", "nowhere"),
    ):
        (Path(directory) / name).symlink_to(target)


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
