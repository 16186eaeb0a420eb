"""Writes ``rows.npz`` from the verified arrays in the cache: python -m fmnist_lab.data._digests"""

from __future__ import annotations

import numpy as np

from fmnist_lab import data
from fmnist_lab.data._sums import DIGEST_FILE, SUBSETS, row_digests


def main() -> None:
    """Raises SystemExit when two rows have the same digest."""
    data.verify()
    digests = np.concatenate([row_digests(data.load_table(subset)) for subset in SUBSETS])
    if np.unique(digests).size != digests.size:
        raise SystemExit("two rows share a digest: take another salt")
    np.savez_compressed(DIGEST_FILE, digests=digests)


if __name__ == "__main__":
    main()
