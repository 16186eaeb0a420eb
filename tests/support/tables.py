"""Fashion-MNIST as CSV files like Kaggle's, and in another division into training and test."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_lab import data

Table = NDArray[np.uint8]
HEADER = ",".join(data.COLUMNS)


def csv_lines(table: Table) -> list[str]:
    words = [str(value) for value in range(256)]
    return [HEADER, *(",".join(map(words.__getitem__, row)) for row in table.tolist())]


def write_csv(path: Path, lines: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    return path


def another_division(train_table: Table, test_table: Table) -> dict[str, Table]:
    """The 70,000 published rows in another stratified division, as Kaggle's files have them."""
    rows = np.concatenate([train_table, test_table])
    rng = np.random.default_rng(7)
    by_class = [rng.permutation(np.flatnonzero(rows[:, 0] == label)) for label in range(10)]
    test = rng.permutation(np.concatenate([positions[:1000] for positions in by_class]))
    train = rng.permutation(np.concatenate([positions[1000:] for positions in by_class]))
    return {"train": rows[train], "test": rows[test]}
