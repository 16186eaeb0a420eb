"""What Fashion-MNIST is: sizes, SHA-256 sums, and one short digest for each row.

``rows.npz`` holds ``digests``, uint32 (70000,): `row_digests` of the 60,000 training rows and
then of the 10,000 test rows, in the order of the IDX files; no two are equal. They bring rows
that come in another order into this one, and tell which row of a damaged file is wrong. They
prove nothing: the SHA-256 sums below do. ``python -m fmnist_lab.data._digests`` writes the file
anew from the cached arrays.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fmnist_lab.errors import CourseError, DataError

Table = NDArray[np.uint8]
Subset = Literal["train", "test"]
SUBSETS: tuple[Subset, Subset] = ("train", "test")
ROWS: dict[Subset, int] = {"train": 60_000, "test": 10_000}
COLUMNS: tuple[str, ...] = ("label", *(f"pixel{i}" for i in range(1, 785)))

# Of the decoded bytes, that is of the IDX files without their headers.
SHA256: dict[str, str] = {
    "train_images": "2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012",
    "train_labels": "657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7",
    "test_images": "c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a",
    "test_labels": "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9",
}

_DIGITS: dict[Subset, tuple[int, ...]] = {
    "train": (5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949),
    "test": (980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009),
}
_SALT = b"0"  # the first for which 32 bits tell all 70,000 rows apart
DIGEST_FILE = Path(__file__).with_name("rows.npz")


def subset_of(name: str) -> Subset:
    """``name`` itself, once it is known to be "train" or "test"."""
    for subset in SUBSETS:
        if name == subset:
            return subset
    raise CourseError(f"subset must be 'train' or 'test', not {name!r}.")


def sums(table: Table, subset: Subset) -> dict[str, str]:
    """SHA-256 of the pixels and of the labels of a (n, 785) table, by the keys of `SHA256`."""
    return {
        f"{subset}_images": hashlib.sha256(np.ascontiguousarray(table[:, 1:]).data).hexdigest(),
        f"{subset}_labels": hashlib.sha256(np.ascontiguousarray(table[:, 0]).data).hexdigest(),
    }


def wrong_parts(table: Table, subset: Subset) -> list[str]:
    """Which of "images" and "labels" don't have the known sum; empty when both have it."""
    actual = sums(table, subset)
    return [key.split("_")[1] for key, value in actual.items() if value != SHA256[key]]


def row_digests(table: Table) -> NDArray[np.uint32]:
    """BLAKE2b of each row's 785 bytes, cut to 32 bits; (n, 785) uint8 to (n,) uint32."""
    rows = np.ascontiguousarray(table)
    joined = b"".join(hashlib.blake2b(row, digest_size=4, salt=_SALT).digest() for row in rows)
    return np.frombuffer(joined, "<u4")


def places(table: Table, subset: Subset) -> NDArray[np.int64]:
    """Each row's number in the order of the IDX files, or -1 for a row not of ``subset``."""
    first = 0 if subset == "train" else ROWS["train"]
    with np.load(DIGEST_FILE) as archive:
        known = archive["digests"][first : first + ROWS[subset]]
    order = np.argsort(known)
    digests = row_digests(table)
    nearest = order[np.minimum(np.searchsorted(known, digests, sorter=order), known.size - 1)]
    return np.where(known[nearest] == digests, nearest, -1)


def in_idx_order(table: Table, subset: Subset) -> Table | None:
    """The same rows in the order of the IDX files; None if they are not the published rows."""
    place = places(table, subset)
    result = np.zeros_like(table)
    result[place[place >= 0]] = table[place >= 0]
    return None if wrong_parts(result, subset) else result


def refuse_digits(table: Table, subset: Subset, where: str) -> None:
    """Raise `DataError` when the class counts are those of the handwritten digits."""
    if tuple(np.bincount(table[:, 0], minlength=10).tolist()) == _DIGITS[subset]:
        raise DataError(
            f"{where} holds MNIST, the handwritten digits (its class counts give it away), "
            "not Fashion-MNIST: the file names are the same, so take care which one you download."
        )
