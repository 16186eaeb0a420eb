"""What Fashion-MNIST is, as published: sizes and sums."""

from __future__ import annotations

import hashlib
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
# The sum of the SHA-256 of all rows, modulo 2**256: it is the same in any order of the rows.
ROW_SUMS: dict[Subset, str] = {
    "train": "0c3a2f6b4379fecaed9924f8ba83e878c49df2170e4208ceec2a4647dfdb162a",
    "test": "a85b429cf35b8d423f05ab711ea3e97bd96f60d83be87fc9f71d0d86f8c2f6c6",
}


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


def is_published_in_any_order(table: Table, subset: Subset) -> bool:
    """Whether a (n, 785) table has the published rows of ``subset``, in whatever order."""
    rows = np.ascontiguousarray(table)
    total = sum(int.from_bytes(hashlib.sha256(row).digest(), "big") for row in rows)
    return f"{total % 2**256:064x}" == ROW_SUMS[subset]


def as_rows(table: NDArray[np.uint8]) -> NDArray[np.void]:
    """(n, k) uint8 as (n,) of rows that can be compared and sorted as one value each."""
    rows = np.ascontiguousarray(table)
    return rows.view(f"V{rows.shape[1]}").reshape(len(rows))


def refuse_digits(table: Table, subset: Subset, where: str) -> None:
    """Raise `DataError` when the class counts are those of the handwritten digits."""
    if tuple(np.bincount(table[:, 0], minlength=10).tolist()) == _DIGITS[subset]:
        raise DataError(
            f"{where} holds MNIST, the handwritten digits (its class counts give it away), "
            "not Fashion-MNIST: the file names are the same, so take care which one you download."
        )
