"""Fashion-MNIST, verified, as Kaggle's table or as arrays of images.

The first load finds or fetches the data and keeps it decoded; each later one maps it from disk
in milliseconds. The rows of the published edition are in the order of the IDX files, whatever
the source.

``FMNIST_DATA`` names a directory or file to read, as ``path`` does; ``FMNIST_CACHE`` names the
directory for the decoded arrays. Every error is a `fmnist_lab.errors.CourseError`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from fmnist_lab.data import _cache, _published, _sums
from fmnist_lab.data._cache import cache_directory
from fmnist_lab.data._sums import COLUMNS
from fmnist_lab.data._sums import SHA256 as PUBLISHED_SHA256
from fmnist_lab.errors import CourseError, DataError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CLASS_NAMES",
    "COLUMNS",
    "PUBLISHED_SHA256",
    "cache_directory",
    "describe",
    "load_arrays",
    "load_dataframe",
    "load_published_table",
    "load_table",
    "verify",
]

CLASS_NAMES: tuple[str, ...] = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)


def load_table(
    subset: str = "train", path: str | Path | None = None, *, progress: bool = True
) -> _sums.Table:
    """Kaggle's table, read-only: (60000, 785) uint8 for "train", (10000, 785) for "test".

    Column 0 is the label, columns 1-784 are the pixels of a 28 x 28 image, row by row. The array
    maps the cache file, so that processes share one copy. ``path`` is a directory with the IDX
    files or Kaggle's two CSV files, or one of these files, or a zip archive of them; a CSV file
    by its own name is preferred to IDX files beside it. ``progress=False`` hides the bar of a
    download.

    A well-formed CSV file whose rows are divided otherwise than the published ones is another
    edition: it is loaded as it is, and one printed line says so.

    Raises `DataError` for data that is damaged or not Fashion-MNIST and `MachineError`
    when the data is not available or can't be stored.
    """
    name = _sums.subset_of(subset)
    place = _explicit(path)
    if place is None:
        return _published.table(name, progress)
    from fmnist_lab.data import _editions

    loaded = _editions.read(name, place)
    _editions.announce(name, loaded)
    return loaded.table


def load_published_table(subset: str = "train", *, progress: bool = True) -> _sums.Table:
    """The published table as `load_table` gives it, whatever ``FMNIST_DATA`` names."""
    return _published.table(_sums.subset_of(subset), progress)


def load_arrays(
    subset: str = "train", path: str | Path | None = None, *, progress: bool = True
) -> tuple[_sums.Table, _sums.Table]:
    """Images (n, 28, 28) uint8 in 0-255 and labels (n,) uint8 in 0-9, read-only.

    Both are views of `load_table`'s array: nothing is copied.
    """
    table = load_table(subset, path, progress=progress)
    return table[:, 1:].reshape(len(table), 28, 28), table[:, 0]


def load_dataframe(
    subset: str = "train", path: str | Path | None = None, *, progress: bool = True
) -> pd.DataFrame:
    """The table as a pandas DataFrame with Kaggle's column names, a copy that may be changed.

    The columns are uint8; ``pandas.read_csv`` would make them int64, eight times as large.
    """
    try:
        import pandas as pd
    except ImportError:
        raise CourseError(
            "load_dataframe needs pandas, which isn't installed: run `pip install pandas`, "
            "or use load_table."
        ) from None
    table = load_table(subset, path, progress=progress)
    return pd.DataFrame(np.array(table), columns=list(COLUMNS))


def describe(path: str | Path | None = None) -> dict[str, Any]:
    """Say where the data came from and which edition it is; fetch it first if need be.

    Keys: "source" (a sentence), "edition" ("the published edition", or another's name),
    "training_rows_in_published_test" (int; None where it could not be counted), "files" (list of
    str), "cache" (str), "sha256" (of the decoded bytes, by "train_images", "train_labels",
    "test_images", "test_labels") and "rows" (by subset). With a ``path`` (or ``FMNIST_DATA``),
    that is read, verified and described.
    """
    from fmnist_lab.data import _editions

    place = _explicit(path)
    sums = dict(_sums.SHA256)
    if place is not None:
        loaded = {subset: _editions.read(subset, place) for subset in _sums.SUBSETS}
        notes = [loaded[subset].note for subset in _sums.SUBSETS]
        for subset, note in zip(_sums.SUBSETS, notes, strict=True):
            if note["edition"] != _editions.PUBLISHED:
                sums |= _sums.sums(loaded[subset].table, subset)
    else:
        _published.fill(_sums.SUBSETS, progress=True)
        notes = [_cache.note(subset) for subset in _sums.SUBSETS]
    editions = dict.fromkeys(note.get("edition", _editions.PUBLISHED) for note in notes)
    return {
        "source": "; ".join(dict.fromkeys(note["source"] for note in notes)),
        "edition": " and ".join(editions),
        "training_rows_in_published_test": notes[0].get("rows_of_other_subset", 0),
        "files": [file for note in notes for file in note["files"]],
        "cache": str(cache_directory()),
        "sha256": sums,
        "rows": dict(_sums.ROWS),
    }


def verify() -> dict[str, Any]:
    """Read the cached arrays in full and compare their sums; changes nothing, fetches nothing.

    Returns {"cache": str, "sha256": {...}, "rows": {...}}; raises `DataError` naming the file
    that is missing or wrong.
    """
    sums: dict[str, str] = {}
    for subset in _sums.SUBSETS:
        file = _cache.array_file(subset)
        table = _cache.load(subset)
        if table is None:
            state = "has the wrong shape or size" if file.exists() else "does not exist"
            raise DataError(f"{file} {state}; `fmnist-ref data` fetches the data set again.")
        wrong = _sums.wrong_parts(table, subset)
        if wrong:
            raise DataError(
                f"{file} is damaged: the SHA-256 of its {' and '.join(wrong)} is not that of "
                "Fashion-MNIST. Delete it; the next load makes it anew."
            )
        sums.update(_sums.sums(table, subset))
    return {"cache": str(cache_directory()), "sha256": sums, "rows": dict(_sums.ROWS)}


def _explicit(path: str | Path | None) -> Path | None:
    chosen = path if path is not None else os.environ.get("FMNIST_DATA") or None
    return None if chosen is None else Path(chosen).expanduser()
