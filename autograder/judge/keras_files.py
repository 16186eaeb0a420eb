"""The data set as the files that ``keras.datasets.fashion_mnist.load_data()`` reads.

Many notebooks call it, as Keras's and TensorFlow's tutorials do, and it would download four files.
A box gets those with the images that the lesson's box may hold; the others are there and hold no
image.
"""

from __future__ import annotations

import contextlib
import gzip
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from fmnist_lab import data
from fmnist_lab.errors import MachineError
from fmnist_lab.files import write_atomically

DIRECTORY = "fashion-mnist"  # in the box's data; also the name that Keras gives to it
_PREFIXES = {"train": "train", "test": "t10k"}
_NOTHING = np.empty((0, 1 + 28 * 28), np.uint8)


def keras_files(subsets: tuple[str, ...]) -> dict[str, Path]:
    """The files by their name in the box's data; none where the cache can't be written."""
    if not subsets:
        return {}
    with contextlib.suppress(MachineError):
        return dict(_files(subsets))
    return {}


def _files(subsets: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for subset, prefix in _PREFIXES.items():
        held = subset in subsets
        for kind in ("images-idx3", "labels-idx1"):
            name = f"{prefix}-{kind}-ubyte.gz"
            directory = data.cache_directory() / "keras" / (subset if held else "empty")
            path = directory / name
            if not path.exists():
                table = data.load_published_table(subset) if held else _NOTHING
                _write(path, table[:, 1:] if "images" in kind else table[:, 0])
            yield f"{DIRECTORY}/{name}", path.resolve()


def _write(path: Path, values: np.ndarray) -> None:
    """Write pixels or labels in the IDX format, in gzip's own but not compressed."""
    lengths = (len(values), 28, 28) if values.ndim == 2 else (len(values),)
    header = struct.pack(f">{1 + len(lengths)}I", 0x800 + len(lengths), *lengths)
    with (
        write_atomically(path) as stream,
        gzip.GzipFile("", "wb", compresslevel=0, fileobj=stream, mtime=0) as out,
    ):
        out.write(header)
        out.write(np.ascontiguousarray(values).data)
