"""Reads CSV files as on Kaggle and the IDX files, and names what is wrong with a bad one.

Nothing here trusts a file: sizes come from what Fashion-MNIST must have, never from a header
alone, and no more than that is ever decompressed.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast

import numpy as np

from fmnist_lab.data import _cache
from fmnist_lab.data._sums import COLUMNS, ROWS, Subset, Table, refuse_digits, wrong_parts
from fmnist_lab.errors import DataError

Part = Literal["images", "labels"]
CSV: dict[Subset, str] = {"train": "fashion-mnist_train.csv", "test": "fashion-mnist_test.csv"}
IDX: dict[Subset, dict[Part, str]] = {
    "train": {"images": "train-images-idx3-ubyte", "labels": "train-labels-idx1-ubyte"},
    "test": {"images": "t10k-images-idx3-ubyte", "labels": "t10k-labels-idx1-ubyte"},
}
IDX_FILES = tuple(f"{name}.gz" for parts in IDX.values() for name in parts.values())
# Each known name as it may be spelled (7-Zip unpacks train-images.idx3-ubyte), and as it is here.
_SPELLINGS = {name: name for name in CSV.values()} | {
    spelling + end: stem
    for parts in IDX.values()
    for stem in parts.values()
    for spelling in (stem, stem.replace("-idx", ".idx"))
    for end in ("", ".gz")
}
_EXPECTED = (
    f"the four IDX files ({IDX['train']['images']}, {IDX['train']['labels']}, "
    f"{IDX['test']['images']}, {IDX['test']['labels']}; each plain or .gz), or "
    f"Kaggle's {CSV['train']} and {CSV['test']}"
)
# Bytes that one value of a CSV file may take: "255.0", its quotes and the comma.
_CSV_VALUE_BYTES = 8
_MAGIC: dict[Part, int] = {"images": 0x803, "labels": 0x801}
GZIP_MAGIC = b"\x1f\x8b"
_KIND = {magic: part for part, magic in _MAGIC.items()}


@dataclass(frozen=True)
class Member:
    """A file in a directory, or inside a zip archive."""

    path: Path
    inside: str | None = None

    def __str__(self) -> str:
        return str(self.path) if self.inside is None else f"{self.inside} in {self.path}"

    def size(self) -> int:
        """The file's size in bytes; in an archive, the size that zipfile holds the file to."""
        if self.inside is None:
            return self.path.stat().st_size
        with zipfile.ZipFile(self.path) as archive:
            return archive.getinfo(self.inside).file_size

    def md5(self) -> str:
        """The MD5 of the decompressed bytes, by which a known file is recognised."""
        with self.open() as stream:
            algorithm = functools.partial(hashlib.md5, usedforsecurity=False)
            return hashlib.file_digest(stream, algorithm).hexdigest()  # type: ignore[arg-type]

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The decompressed bytes; whatever goes wrong while reading is a `DataError`."""
        try:
            if self.inside is None:
                with self.path.open("rb") as raw:
                    yield self._gunzip(raw)
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.inside) as raw:
                    yield self._gunzip(raw)
        except EOFError:
            raise DataError(
                f"{self} is cut short: its compressed data ends too early. Download it again."
            ) from None
        except (gzip.BadGzipFile, zlib.error, zipfile.BadZipFile) as error:
            raise DataError(
                f"{self} is damaged and can't be decompressed ({error}). Download it again."
            ) from None
        except OSError as error:
            raise DataError(f"{self} can't be read: {error.strerror or error}.") from None

    def _gunzip(self, raw: IO[bytes]) -> IO[bytes]:
        # Browsers and archivers unpack files and leave the name's .gz, so the content decides.
        is_compressed = raw.read(2) == GZIP_MAGIC
        raw.seek(0)
        return cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if is_compressed else raw


@dataclass(frozen=True)
class SubsetFiles:
    """The files that hold one subset: one CSV file, or images and labels."""

    kind: Literal["CSV", "IDX"]
    members: tuple[Member, ...]

    def __str__(self) -> str:
        return " and ".join(str(member) for member in self.members)


class Place:
    """A directory, one of the data set's files, or a zip archive of them.

    ``names`` maps the known file names that it offers to where they are; of a directory, its
    sub-directories and their ``raw`` (torchvision's) are searched too. A file stands for its
    directory, and a CSV file for the CSV files in it. Raises `DataError` for anything else.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.csv_only = path.name in CSV.values() and path.is_file()
        try:
            self.names = self._list(path)
        except zipfile.BadZipFile as error:
            raise DataError(f"{path} is damaged: {error}. Download it again.") from None
        except OSError as error:
            raise DataError(f"{path} can't be read: {error.strerror or error}.") from None
        if not self.names:
            raise DataError(f"{path} holds no Fashion-MNIST files; expected {_EXPECTED}.")

    def find(self, subset: Subset) -> SubsetFiles:
        """The files of ``subset``. IDX files are preferred, unless a CSV file was named."""
        pair = {stem: self.names.get(stem) for stem in IDX[subset].values()}
        members = tuple(member for member in pair.values() if member)
        if len(members) == 2 and not self.csv_only:
            return SubsetFiles("IDX", members)
        if CSV[subset] in self.names:
            return SubsetFiles("CSV", (self.names[CSV[subset]],))
        missing = [stem for stem, member in pair.items() if not member]
        has_csv = any(name.endswith(".csv") for name in self.names)
        wanted = CSV[subset] if has_csv else " and ".join(missing)
        raise DataError(
            f"{self.path} has {', '.join(sorted(self.names))} but lacks {wanted}, "
            f"which the {subset} subset needs: put it there too."
        )

    def left_out(self, files: SubsetFiles) -> str:
        """What is said of CSV files beside the IDX files that were read; "" without any."""
        if files.kind == "CSV" or not any(name.endswith(".csv") for name in self.names):
            return ""
        return " (the CSV files there are not read; give the path of one of them to use them)"

    def read(self, files: SubsetFiles, subset: Subset) -> Table:
        """The table in the files of ``subset``, (n, 785) uint8, whatever edition it is.

        Raises `DataError` that names the file, and the line where there is one.
        """
        if files.kind == "CSV":
            return _read_csv(files.members[0], subset)
        return _read_pair(files, subset)

    def read_published(self, subset: Subset) -> tuple[Table, SubsetFiles]:
        """The published table of ``subset`` and its files. Raises `DataError` for any other."""
        files = self.find(subset)
        table = self.read(files, subset)
        wrong = wrong_parts(table, subset)
        if not wrong:
            return table, files
        refuse_digits(table, subset, str(files))
        blamed = str(files)
        if files.kind == "IDX":
            names = dict(zip(("images", "labels"), files.members, strict=True))
            blamed = " and ".join(str(names[part]) for part in wrong)
        raise DataError(
            f"{blamed}: not the {subset} {' and '.join(wrong)} of Fashion-MNIST, SHA-256 differs"
            f"{_where_different(table, subset)}. Download it again."
        )

    def _list(self, path: Path) -> dict[str, Member]:
        if path.is_dir():
            names = _listing(path)
            for directory in sorted(p for p in path.iterdir() if p.is_dir()):
                with suppress(PermissionError):
                    raw = directory / "raw"
                    inner = _listing(raw) if raw.is_dir() else {}
                    names = inner | _listing(directory) | names
            if not names and (path / "archive.zip").is_file():
                return _archive(path / "archive.zip")
            return names
        if path.suffix == ".zip" and path.is_file():
            return _archive(path)
        if path.name in _SPELLINGS and path.is_file():
            return _listing(path.parent)
        if not path.exists():
            raise DataError(
                f"{path} does not exist; expected a directory with {_EXPECTED}, or one of them."
            )
        raise DataError(f"{path} is none of Fashion-MNIST's files; expected {_EXPECTED}.")


def _listing(directory: Path) -> dict[str, Member]:
    # Sorted in reverse, so that of two spellings of one name the plain one is taken.
    found = sorted((p for p in directory.iterdir() if p.name in _SPELLINGS), reverse=True)
    return {_SPELLINGS[p.name]: Member(p) for p in found if p.is_file()}


def _archive(path: Path) -> dict[str, Member]:
    with zipfile.ZipFile(path) as archive:
        names = {Path(name).name: name for name in sorted(archive.namelist(), reverse=True)}
    found = sorted((s for s in names if s in _SPELLINGS), reverse=True)
    return {_SPELLINGS[short]: Member(path, names[short]) for short in found}


def _where_different(table: Table, subset: Subset) -> str:
    """How many rows differ from the published ones, where these are in the cache; else ""."""
    published = _cache.load(subset)
    if published is None:
        return ""
    unequal = np.flatnonzero((published != table).any(axis=1))
    return (
        f"; {unequal.size:,} of {len(table):,} images or labels differ (the first is number "
        f"{unequal[0]}, counted from 0)"
    )


def _read_pair(files: SubsetFiles, subset: Subset) -> Table:
    table = np.empty((ROWS[subset], len(COLUMNS)), np.uint8)
    images, labels = files.members
    table[:, 0] = _read_idx(labels, "labels", (ROWS[subset],))
    table[:, 1:] = _read_idx(images, "images", (ROWS[subset], 28, 28)).reshape(-1, 784)
    if table[:, 0].max() > 9:
        at = int(np.argmax(table[:, 0] > 9))
        raise DataError(
            f"{labels}: label number {at} (counted from 0) is {table[at, 0]}; expected 0 to 9."
        )
    return table


def _read_idx(member: Member, part: Part, shape: tuple[int, ...]) -> Table:
    """The array in an IDX file that must have exactly ``shape``, uint8."""
    size = int(np.prod(shape))
    with member.open() as stream:
        header = stream.read(4 * (1 + len(shape)))
        if len(header) < 4 * (1 + len(shape)):
            raise DataError(f"{member} is cut short: it ends inside its header.")
        magic, *declared = struct.unpack(f">{1 + len(shape)}I", header)
        if magic != _MAGIC[part]:
            what = f"it holds {_KIND[magic]}" if magic in _KIND else f"it begins 0x{magic:08x}"
            raise DataError(
                f"{member} is not an IDX file of {part}: {what}, expected 0x{_MAGIC[part]:08x}."
            )
        if tuple(declared) != shape:
            raise DataError(
                f"{member} says it holds {_times(declared)} values; expected {_times(shape)}."
            )
        data = stream.read(size)
        if len(data) < size:
            raise DataError(
                f"{member} is cut short: {len(data):,} bytes of {part}, expected {size:,}. "
                "Download it again."
            )
        # Reading on to the end is also what makes gzip compare its checksum.
        if stream.read(1):
            raise DataError(f"{member} goes on after the {size:,} bytes of {part} expected.")
    return np.frombuffer(data, np.uint8).reshape(shape)


def _times(shape: Iterable[int]) -> str:
    return " x ".join(f"{n:,}" for n in shape)


def _read_csv(member: Member, subset: Subset) -> Table:
    """A CSV file with the header `COLUMNS` and the rows of ``subset``, as (n, 785) uint8."""
    rows = ROWS[subset]
    limit = (rows + 2) * _CSV_VALUE_BYTES * len(COLUMNS) + 20_000
    with member.open() as stream:  # opened first, so that a missing file is a DataError, too
        if member.size() > limit:
            raise DataError(
                f"{member} has {member.size():,} bytes, more than {rows:,} rows can take: "
                f"it is another file under this name{_exchanged(None, subset)}."
            )
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace")
        _check_header(member, text.readline())
        table, problem = _numbers(text, np.uint8)
    if problem:
        # Slower, for files that write whole numbers as 0.0.
        with member.open() as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace")
            text.readline()
            floats, again = _numbers(text, np.float32)
        if not again and floats.size and ((floats % 1 == 0) & (floats >= 0) & (floats < 256)).all():
            table, problem = floats.astype(np.uint8), ""
    if problem or (table.size and (table.shape[1] != len(COLUMNS) or table[:, 0].max() > 9)):
        _name_bad_line(member)
        raise DataError(f"{member} can't be read: {problem}.")
    if len(table) != rows:
        raise DataError(
            f"{member} has {len(table):,} rows, expected {rows:,}: it is cut short, or another "
            f"file under this name{_exchanged(len(table), subset)}. Download it again."
        )
    return table


def _numbers(text: IO[str], dtype: type) -> tuple[np.ndarray, str]:
    """The numbers in the lines that are left, (n, columns), or what is wrong with them."""
    try:
        with warnings.catch_warnings():
            # About a file without rows, which is refused by its number of rows.
            warnings.simplefilter("ignore", UserWarning)
            return np.loadtxt(text, dtype, None, ",", ndmin=2, quotechar='"'), ""
    except (ValueError, OverflowError) as error:
        return np.empty((0, 0), np.uint8), str(error)


def _exchanged(rows: int | None, subset: Subset) -> str:
    """A hint where a file has the size of the other subset; ``rows`` is None for too many."""
    other: Subset = "test" if subset == "train" else "train"
    if rows == ROWS[other] or (rows is None and subset == "test"):
        return f" (are {CSV['train']} and {CSV['test']} exchanged?)"
    return ""


def _check_header(member: Member, line: str) -> None:
    header = [name.strip().strip('"') for name in line.split(",")]
    if header == list(COLUMNS):
        return
    missing = [name for name in COLUMNS if name not in set(header)]
    extra = [name for name in header if name not in set(COLUMNS)]
    if len(missing) == len(COLUMNS):
        problem = f"line 1 is no header but {line[:40].strip()!r}"
    elif missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        problem = f"column {missing[0]}{more} is missing from the header"
    elif extra:
        problem = f"the header has a column {extra[0][:40]!r} too many"
    else:
        problem = "the columns are in another order, or one comes twice"
    raise DataError(f"{member}: {problem}; expected label,pixel1,...,pixel784.")


def _name_bad_line(member: Member) -> None:
    """Go through a CSV file slowly and raise `DataError` for the first bad value."""
    with member.open() as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace")
        text.readline()
        for number, line in enumerate(text, start=2):
            if not line.strip():
                continue
            values = [value.strip('" ') for value in line.strip("\r\n").split(",")]
            if len(values) != len(COLUMNS):
                raise DataError(
                    f"{member}, line {number}: {len(values)} values, expected {len(COLUMNS)} "
                    "(a label and 784 pixels)."
                )
            for column, value in zip(COLUMNS, values, strict=True):
                top = 9 if column == "label" else 255
                digits = re.sub(r"\.0*$", "", value.strip())
                if not (digits.isascii() and digits.isdigit() and int(digits) <= top):
                    raise DataError(
                        f"{member}, line {number}, column {column}: {value[:40]!r}, "
                        f"expected a whole number from 0 to {top}."
                    )
