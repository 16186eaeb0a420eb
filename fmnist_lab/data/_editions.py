"""A table that someone names: the published edition, Kaggle's earlier one, or another.

The published edition is recognised by its sums and Kaggle's by the MD5 of its files. Kaggle's CSV
files (133,047,193 and 22,176,691 bytes) were made from the edition of before September 2017:
nearly the same images, some of them twice, divided otherwise into training and test. Any other
well-formed CSV file is another edition, unless it has nearly all rows of the published one: then
it is that one, damaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from fmnist_lab.data import _cache, _published
from fmnist_lab.data._formats import Member, Place, SubsetFiles
from fmnist_lab.data._sums import (
    ROWS,
    Subset,
    Table,
    as_rows,
    is_published_in_any_order,
    refuse_digits,
    wrong_parts,
)
from fmnist_lab.errors import DataError

PUBLISHED = "the published edition"
REORDERED = "the published edition with its rows in another order"
KAGGLE = "Kaggle's earlier edition"
OTHER = "another edition"
KAGGLE_MD5: dict[Subset, str] = {
    "train": "976229da8a00a3ccf41b8009e4e48d77",
    "test": "64ec16a6b73b3514634d529a71dd8306",
}
# Of another division of the same 70,000 images, about six sevenths of the training rows are
# published training rows. A file that has more than this share of them is damaged.
DAMAGED_SHARE = 0.99

_announced: set[str] = set()


@dataclass(frozen=True)
class Loaded:
    """A table, and the note on it: see `fmnist_lab.data._cache.note`."""

    table: Table
    note: dict[str, Any]


def read(subset: Subset, path: Path) -> Loaded:
    """The table of ``subset`` at a place that someone named, from the cache where it is known.

    Raises `DataError` that names the file (and the line, where there is one) for anything that is
    damaged, incomplete or not this data set.
    """
    place = Place(path)
    files = place.find(subset)
    note = {
        "source": f"{files.kind} files in {path}{place.left_out(files)}",
        "files": [str(member) for member in files.members],
        "edition": PUBLISHED,
        "rows_of_other_subset": 0,
    }
    if files.kind == "IDX":
        table, _ = place.read_published(subset)
        return _keep_published(subset, table, note)
    (member,) = files.members
    md5 = member.md5()
    directory = _cache.edition_directory(md5)
    known = _cache.note(subset, directory)
    if "edition" in known:
        table_or_none = _cache.load(subset, None if known["edition"] == PUBLISHED else directory)
        if table_or_none is not None:
            return Loaded(table_or_none, {**known, "source": note["source"]})
    table = place.read(files, subset)
    if not wrong_parts(table, subset):
        return _keep_published(subset, table, note)
    refuse_digits(table, subset, str(files))
    published = _published.at_hand()
    if is_published_in_any_order(table, subset):
        if published is not None:
            return Loaded(published[subset], note)
        note["edition"] = REORDERED
    else:
        _refuse_unbalanced(table, subset, member)
        note["edition"] = KAGGLE if md5 == KAGGLE_MD5[subset] else OTHER
        note["rows_of_other_subset"] = None
        if published is not None:
            _refuse_damaged(table, subset, files, published[subset])
            other = published["test" if subset == "train" else "train"]
            foreign = np.isin(as_rows(table[:, 1:]), as_rows(other[:, 1:]))
            note["rows_of_other_subset"] = int(foreign.sum())
    _cache.store(subset, table, note, directory)
    cached = _cache.load(subset, directory)
    return Loaded(table if cached is None else cached, note)


def _keep_published(subset: Subset, table: Table, note: dict[str, Any]) -> Loaded:
    cached = _cache.load(subset)
    if cached is None or not np.array_equal(cached, table):
        _cache.store(subset, table, {key: note[key] for key in ("source", "files")})
    return Loaded(_published.cached(subset), note)


def _refuse_unbalanced(table: Table, subset: Subset, member: Member) -> None:
    counts = np.bincount(table[:, 0], minlength=10)
    wanted = ROWS[subset] // 10
    if (wrong := np.flatnonzero(counts != wanted)).size:
        raise DataError(
            f"{member} has {counts[wrong[0]]:,} rows of class {wrong[0]}; expected {wanted:,} of "
            "each of the ten classes: it is damaged, or not Fashion-MNIST. Download it again."
        )


def _refuse_damaged(table: Table, subset: Subset, files: SubsetFiles, published: Table) -> None:
    """Refuse a table that has nearly all published rows."""
    known = np.isin(as_rows(table), as_rows(published))
    if known.mean() < DAMAGED_SHARE:
        return
    unknown = np.flatnonzero(~known)
    first = f" (the first is line {unknown[0] + 2})" if unknown.size else ""
    raise DataError(
        f"{files} is a damaged copy of the published edition: {unknown.size:,} of its "
        f"{len(table):,} rows are unknown{first}, and some rows are missing or come twice. "
        "Download it again, or give no path and let the course fetch the data."
    )


def announce(subset: Subset, loaded: Loaded) -> None:
    """Say in one line, once, that this is not the published edition.

    What was said of the training file is enough for both.
    """
    edition, foreign = loaded.note["edition"], loaded.note["rows_of_other_subset"]
    if edition == PUBLISHED:
        return
    told = f"{loaded.note['files'][0]} holds {edition}"
    if foreign is None:
        told += " of Fashion-MNIST; the published one is not at hand to compare it with"
    elif edition != REORDERED:
        own, other = ("training", "test") if subset == "train" else ("test", "training")
        told += (
            f" of Fashion-MNIST: {foreign:,} of its {len(loaded.table):,} {own} rows are {other} "
            "images of the published one"
        )
    told += ". Grading uses the published edition."
    if told not in _announced and not (subset == "test" and _announced):
        _announced.add(told)
        print(f"Data: {told}")
