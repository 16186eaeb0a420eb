"""Fashion-MNIST, verified, as Kaggle's table or as arrays of images.

The first load finds or fetches the data and keeps it decoded; each later one maps it from disk
in milliseconds. The rows are in the order of the IDX files, whatever the source.

``FMNIST_DATA`` names a directory or file to read, as ``path`` does; ``FMNIST_CACHE`` names the
directory for the decoded arrays. Every error is a `fmnist_lab.errors.CourseError`.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from fmnist_lab.data import _cache, _sums
from fmnist_lab.data._cache import cache_directory
from fmnist_lab.data._sums import COLUMNS
from fmnist_lab.errors import CourseError, DataError, MachineError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CLASS_NAMES",
    "COLUMNS",
    "cache_directory",
    "describe",
    "load_arrays",
    "load_dataframe",
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
    files, or CSV files of the same rows in any order, or one of these files, or a zip archive of
    them (Kaggle's, say); it is read and verified each time. ``progress=False`` hides the bar of a
    download.

    Raises `DataError` for data that is not Fashion-MNIST as published and `MachineError`
    when the data is not available or can't be stored.
    """
    name = _sums.subset_of(subset)
    place = _explicit(path)
    if place is not None:
        _read_path(name, place)
    else:
        _fill((name,), progress)
    table = _cache.load(name)
    if table is None:
        raise MachineError(
            f"{_cache.array_file(name)} was written but can't be read: is something else "
            "changing the cache? Set FMNIST_CACHE to another directory."
        )
    return table


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
    """Say where the data came from; fetch it first if need be.

    Keys: "source" (a sentence), "files" (list of str), "cache" (str), "sha256" (of the decoded
    bytes, by "train_images", "train_labels", "test_images", "test_labels") and "rows" (by
    subset). With a ``path`` (or ``FMNIST_DATA``), that is read, verified and described.
    """
    place = _explicit(path)
    if place is not None:
        notes = [_read_path(subset, place) for subset in _sums.SUBSETS]
    else:
        _fill(_sums.SUBSETS, progress=True)
        notes = [_cache.note(subset) for subset in _sums.SUBSETS]
    sentences = dict.fromkeys(note["source"] for note in notes)
    return {
        "source": "; ".join(sentences),
        "files": [file for note in notes for file in note["files"]],
        "cache": str(cache_directory()),
        "sha256": dict(_sums.SHA256),
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


def _read_path(subset: _sums.Subset, path: Path) -> dict[str, Any]:
    """Read, verify and cache a subset from a place that the user named; returns its note."""
    from fmnist_lab.data._formats import Place

    table, subset_files = Place(path).read(subset)
    source = f"{subset_files.kind} files in {path}"
    files = [str(file) for file in subset_files.members]
    cached = _cache.load(subset)
    if cached is None or not np.array_equal(cached, table):
        _cache.store(subset, table, source, files)
    return {"source": source, "files": files}


def _fill(subsets: tuple[_sums.Subset, ...], progress: bool) -> None:
    """Bring ``subsets`` into the cache from the first source that has them."""
    if all(_cache.load(subset) is not None for subset in subsets):
        return
    if os.environ.get("FMNIST_IN_BOX"):
        # It is set in a box: there is no network, and all data that the notebook may see is there.
        raise DataError(
            f"The {' and '.join(subsets)} data is not available while this notebook is graded: "
            "before lesson 07 there are the training images alone, and no network. Use "
            "`fmnist_lab.recorded.training_arrays()`, whose validation images are for trying out."
        )
    # Both subsets are fetched together, since whoever needs one will need the other.
    missing = [subset for subset in _sums.SUBSETS if _cache.load(subset) is None]
    from fmnist_lab.data._formats import Place
    from fmnist_lab.data._sources import SourceUnavailableError, sources

    _cache.prepare()
    tried = []
    for source in sources():
        try:
            with source.open(progress) as directory:
                place = Place(directory)
                tables = {subset: place.read(subset) for subset in missing}
        except SourceUnavailableError as reason:
            tried.append(f"{source.name} ({reason})")
            continue
        except DataError as error:
            warnings.warn(f"Passing over {source.name}: {error}", stacklevel=4)
            tried.append(f"{source.name} (damaged: {error})")
            continue
        except OSError as error:  # no room for temporary files
            tried.append(f"{source.name} ({error.strerror or error})")
            continue
        for subset, (table, subset_files) in tables.items():
            files = [member.path.name for member in subset_files.members]
            _cache.store(subset, table, source.sentence, files)
        return
    raise MachineError(
        f"Fashion-MNIST could not be found or fetched; tried {', '.join(tried)}. Download the "
        "four .gz files from https://github.com/zalandoresearch/fashion-mnist or Kaggle's archive "
        "from https://www.kaggle.com/datasets/zalando-research/fashionmnist, and give their "
        "directory as path=, --data or FMNIST_DATA."
    )
