"""`fmnist_lab.data`: every source and format, every bad file, and what the cache survives."""

from __future__ import annotations

import errno
import functools
import gzip
import hashlib
import http.server
import multiprocessing
import os
import shutil
import struct
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from fmnist_lab import data
from fmnist_lab.data import _cache, _editions, _formats, _sources, _sums
from fmnist_lab.errors import CourseError, DataError, MachineError
from support.tables import HEADER, Table, another_division, csv_lines, write_csv

IMAGES, LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"


# What the tests stand on -------------------------------------------------------------------


@pytest.fixture(autouse=True)
def cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, train_table: Table, test_table: Table
) -> Path:
    """An empty cache, and a machine with no data, no network and no apt.

    The real tables are loaded first, while the machine is still as it is.
    """
    directory = tmp_path / "cache"
    monkeypatch.setenv("FMNIST_CACHE", str(directory))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.delenv("FMNIST_DATA", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(_sources, "SYSTEM_DIRECTORY", tmp_path / "usr/share/fashion-mnist")
    monkeypatch.setattr(_editions, "_announced", set())
    return directory


@pytest.fixture
def published(cache: Path, gz_directory: Path) -> Path:
    """The cache, with the published edition in it."""
    for subset in _sums.SUBSETS:
        data.load_table(subset, gz_directory)
    return cache


def idx_bytes(table: Table) -> tuple[bytes, bytes]:
    images = struct.pack(">4I", 0x803, len(table), 28, 28) + table[:, 1:].tobytes()
    labels = struct.pack(">2I", 0x801, len(table)) + table[:, 0].tobytes()
    return images, labels


def write_idx(directory: Path, table: Table, compress: bool = False) -> Path:
    """The pair of files that holds ``table``, named by its length."""
    directory.mkdir(parents=True, exist_ok=True)
    parts = _formats.IDX["train" if len(table) == 60_000 else "test"].values()
    for name, content in zip(parts, idx_bytes(table), strict=True):
        if compress:
            (directory / f"{name}.gz").write_bytes(gzip.compress(content, 1))
        else:
            (directory / name).write_bytes(content)
    return directory


@pytest.fixture(scope="session")
def gz_directory(
    tmp_path_factory: pytest.TempPathFactory, train_table: Table, test_table: Table
) -> Path:
    """All four IDX files, gzipped."""
    directory = tmp_path_factory.mktemp("gz")
    write_idx(directory, train_table, compress=True)
    return write_idx(directory, test_table, compress=True)


@pytest.fixture(scope="session")
def shuffled_lines(test_table: Table) -> list[str]:
    """The test subset as CSV, its rows in another order."""
    return csv_lines(test_table[np.random.default_rng(1).permutation(10_000)])


@pytest.fixture
def csv_directory(tmp_path: Path) -> Callable[[list[str]], Path]:
    """Writes lines as Kaggle's test file and returns its directory."""

    def write(lines: list[str]) -> Path:
        return write_csv(tmp_path / "csv" / "fashion-mnist_test.csv", lines).parent

    return write


def files(directory: Path) -> list[str]:
    return sorted(p.name for p in directory.iterdir()) if directory.exists() else []


def refused(path: Path, subset: str = "test") -> str:
    """The message that ``path`` is refused with; the cache must have stayed as it was."""
    before = files(data.cache_directory())
    with pytest.raises(DataError) as caught:
        data.load_table(subset, path)
    assert files(data.cache_directory()) == before
    assert caught.value.exit_status == 2
    message = str(caught.value)
    assert "\n" not in message
    return message


# What is offered ---------------------------------------------------------------------------


def test_shapes_types_and_first_rows(gz_directory: Path) -> None:
    table = data.load_table("train", gz_directory)
    assert (table.shape, table.dtype) == ((60_000, 785), np.uint8)
    assert table[:4, 0].tolist() == [9, 0, 0, 3]
    assert not table.flags.writeable and table.flags.c_contiguous
    assert np.bincount(table[:, 0]).tolist() == [6_000] * 10
    assert data.CLASS_NAMES[table[0, 0]] == "Ankle boot"
    assert data.COLUMNS[0] == "label" and data.COLUMNS[784] == "pixel784"


def test_arrays_are_views_of_the_map(gz_directory: Path) -> None:
    images, labels = data.load_arrays("test", gz_directory)
    assert images.shape == (10_000, 28, 28) and labels.shape == (10_000,)
    assert not images.flags.owndata and not images.flags.writeable
    # label and first pixel are neighbours in one and the same table
    assert images.__array_interface__["data"][0] == labels.__array_interface__["data"][0] + 1
    assert images.strides == (785, 28, 1)
    np.testing.assert_array_equal(images.reshape(-1, 784), data.load_table("test")[:, 1:])


def test_dataframe_has_kaggles_columns(gz_directory: Path, test_table: Table) -> None:
    frame = data.load_dataframe("test", gz_directory)
    assert list(frame.columns) == list(data.COLUMNS)
    np.testing.assert_array_equal(frame.to_numpy(), test_table)
    frame.loc[0, "pixel1"] = 7  # a copy: may be changed


def test_dataframe_without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(CourseError, match="pip install pandas"):
        data.load_dataframe("test")


def test_unknown_subset() -> None:
    with pytest.raises(CourseError, match="'train' or 'test', not 'validation'"):
        data.load_table("validation")


def test_describe_and_verify(gz_directory: Path, cache: Path) -> None:
    found = data.describe(gz_directory)
    assert found["source"] == f"IDX files in {gz_directory}"
    assert len(found["files"]) == 4 and found["cache"] == str(cache)
    assert found["rows"] == {"train": 60_000, "test": 10_000}
    assert data.verify()["sha256"] == found["sha256"] == _sums.SHA256
    assert data.describe()["source"] == found["source"]  # the note beside the cache


def test_importing_and_loading_is_light(gz_directory: Path) -> None:
    data.load_table("test", gz_directory)
    program = (
        "import sys; from fmnist_lab.data import load_arrays; load_arrays('test')\n"
        "print(*{'tensorflow', 'keras', 'pandas', 'pooch', 'requests', 'matplotlib'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("", "")


# Formats -----------------------------------------------------------------------------------


def test_plain_idx_in_a_subdirectory(tmp_path: Path, test_table: Table) -> None:
    write_idx(tmp_path / "download" / "raw", test_table)
    found = data.load_table("test", tmp_path / "download")
    np.testing.assert_array_equal(found, test_table)


def test_a_file_stands_for_its_directory(gz_directory: Path, test_table: Table) -> None:
    found = data.load_table("test", gz_directory / f"{LABELS}.gz")
    np.testing.assert_array_equal(found, test_table)


def test_shuffled_csv_comes_in_idx_order(
    published: Path,
    csv_directory: Callable[[list[str]], Path],
    shuffled_lines: list[str],
    test_table: Table,
    capsys: pytest.CaptureFixture[str],
) -> None:
    directory = csv_directory(shuffled_lines)
    found = data.load_table("test", directory / "fashion-mnist_test.csv")
    np.testing.assert_array_equal(found, test_table)
    assert capsys.readouterr().out == ""


def test_shuffled_csv_without_the_published_files(
    csv_directory: Callable[[list[str]], Path],
    shuffled_lines: list[str],
    test_table: Table,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its rows are known, and their order can't be had: it is told so."""
    found = data.load_table("test", csv_directory(shuffled_lines))
    np.testing.assert_array_equal(np.sort(_sums.as_rows(found)), np.sort(_sums.as_rows(test_table)))
    said = capsys.readouterr().out
    assert "the published edition with its rows in another order" in said
    assert said.count("\n") == 1


def test_train_csv_and_describe(tmp_path: Path, train_table: Table, test_table: Table) -> None:
    write_csv(tmp_path / "in" / "fashion-mnist_train.csv", csv_lines(train_table))
    write_csv(tmp_path / "in" / "fashion-mnist_test.csv", csv_lines(test_table))
    np.testing.assert_array_equal(data.load_table("train", tmp_path / "in"), train_table)
    found = data.describe(tmp_path / "in")
    assert found["source"] == f"CSV files in {tmp_path / 'in'}"
    assert found["edition"] == "the published edition" and found["sha256"] == data.PUBLISHED_SHA256
    assert found["training_rows_in_published_test"] == 0


@pytest.fixture(scope="session")
def divided_otherwise(train_table: Table, test_table: Table) -> dict[str, Table]:
    return another_division(train_table, test_table)


@pytest.fixture(scope="session")
def edition_directory(
    tmp_path_factory: pytest.TempPathFactory, divided_otherwise: dict[str, Table]
) -> Path:
    """Both CSV files of another edition."""
    directory = tmp_path_factory.mktemp("edition")
    for subset, table in divided_otherwise.items():
        write_csv(directory / f"fashion-mnist_{subset}.csv", csv_lines(table))
    return directory


def test_another_edition_is_loaded_and_told_once(
    published: Path,
    edition_directory: Path,
    divided_otherwise: dict[str, Table],
    test_table: Table,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    train = divided_otherwise["train"]
    foreign = int(np.isin(_sums.as_rows(train), _sums.as_rows(test_table)).sum())
    assert 8_000 < foreign < 9_000
    monkeypatch.setenv("FMNIST_DATA", str(edition_directory / "fashion-mnist_train.csv"))
    np.testing.assert_array_equal(data.load_table("train"), train)
    file = edition_directory / "fashion-mnist_train.csv"
    assert capsys.readouterr().out == (
        f"Data: {file} holds another edition of Fashion-MNIST: {foreign:,} of its 60,000 training "
        "rows are test images of the published one. Grading uses the published edition.\n"
    )
    np.testing.assert_array_equal(data.load_table("test"), divided_otherwise["test"])
    found = data.describe()
    assert found["edition"] == "another edition"
    assert found["training_rows_in_published_test"] == foreign
    assert found["sha256"] == _sums.sums(train, "train") | _sums.sums(
        divided_otherwise["test"], "test"
    )
    # Grading's boxes get the published one, and its cache was not touched.
    np.testing.assert_array_equal(data.load_published_table("test"), test_table)
    data.verify()
    # The second load maps a cache of its own, says nothing more and reads no CSV.
    monkeypatch.setattr(_formats, "_read_csv", None)
    capsys.readouterr()
    np.testing.assert_array_equal(data.load_table("train"), train)
    assert capsys.readouterr().out == ""


def test_kaggles_own_files_are_named(
    published: Path, edition_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in: the files are recognised by their MD5."""
    for subset, name in _formats.CSV.items():
        content = (edition_directory / name).read_bytes()
        monkeypatch.setitem(_editions.KAGGLE_MD5, subset, hashlib.md5(content).hexdigest())
    assert data.describe(edition_directory)["edition"] == "Kaggle's earlier edition"


def test_another_edition_in_an_archive_beside_idx_files(
    published: Path,
    tmp_path: Path,
    edition_directory: Path,
    divided_otherwise: dict[str, Table],
    test_table: Table,
) -> None:
    """IDX files are preferred, and that is said; the path of a CSV file takes that."""
    for name in _formats.CSV.values():
        shutil.copy(edition_directory / name, tmp_path)
    write_idx(tmp_path, test_table)
    np.testing.assert_array_equal(data.load_table("test", tmp_path), test_table)
    (note,) = [_editions.read("test", tmp_path).note]
    assert "the CSV files there are not read" in note["source"]
    found = data.load_table("test", tmp_path / "fashion-mnist_train.csv")
    np.testing.assert_array_equal(found, divided_otherwise["test"])
    with zipfile.ZipFile(tmp_path / "archive.zip", "w", zipfile.ZIP_DEFLATED, True, 1) as archive:
        archive.write(edition_directory / "fashion-mnist_test.csv", "fashion-mnist_test.csv")
    found = data.load_table("test", tmp_path / "archive.zip")
    np.testing.assert_array_equal(found, divided_otherwise["test"])


def test_rows_that_come_twice_are_another_edition(
    published: Path,
    csv_directory: Callable[[list[str]], Path],
    divided_otherwise: dict[str, Table],
) -> None:
    table = divided_otherwise["test"].copy()
    first, second = np.flatnonzero(table[:, 0] == 3)[:2]
    table[first] = table[second]
    np.testing.assert_array_equal(data.load_table("test", csv_directory(csv_lines(table))), table)


def test_one_file_of_two(published: Path, tmp_path: Path, edition_directory: Path) -> None:
    shutil.copy(edition_directory / "fashion-mnist_train.csv", tmp_path)
    write = refused(tmp_path / "fashion-mnist_train.csv", "test")
    assert "lacks fashion-mnist_test.csv, which the test subset needs" in write


def test_train_and_test_files_exchanged(tmp_path: Path, edition_directory: Path) -> None:
    names = list(_formats.CSV.values())
    for name, other in zip(names, reversed(names), strict=True):
        (tmp_path / name).symlink_to(edition_directory / other)
    for subset in _sums.SUBSETS:
        assert "exchanged?" in refused(tmp_path, subset)


def test_classes_of_unequal_size(
    csv_directory: Callable[[list[str]], Path], divided_otherwise: dict[str, Table]
) -> None:
    table = divided_otherwise["test"].copy()
    table[np.flatnonzero(table[:, 0] == 4)[0], 0] = 5
    message = refused(csv_directory(csv_lines(table)))
    assert "has 999 rows of class 4; expected 1,000 of each of the ten classes" in message


@pytest.mark.parametrize(
    "written", [lambda v: f"{v}.0", lambda v: f'"{v}"', lambda v: f'"{v}.00"', lambda v: f" {v}"]
)
def test_other_ways_of_writing_numbers(
    published: Path,
    csv_directory: Callable[[list[str]], Path],
    divided_otherwise: dict[str, Table],
    written: Callable[[int], str],
) -> None:
    table = divided_otherwise["test"]
    words = [written(value) for value in range(256)]
    lines = [HEADER, *(",".join(map(words.__getitem__, row)) for row in table.tolist())]
    np.testing.assert_array_equal(data.load_table("test", csv_directory(lines)), table)


def test_other_spellings_of_idx_names(tmp_path: Path, test_table: Table) -> None:
    """7-Zip unpacks with a dot; browsers leave the name's .gz on what they have unpacked."""
    directory = write_idx(tmp_path / "in", test_table)
    (directory / IMAGES).rename(directory / IMAGES.replace("-idx3", ".idx3"))
    (directory / LABELS).rename(directory / f"{LABELS}.gz")
    np.testing.assert_array_equal(data.load_table("test", directory), test_table)


def test_torchvisions_directory(tmp_path: Path, test_table: Table) -> None:
    write_idx(tmp_path / "data" / "FashionMNIST" / "raw", test_table, compress=True)
    np.testing.assert_array_equal(data.load_table("test", tmp_path / "data"), test_table)


def test_csv_with_crlf_and_byte_order_mark(
    published: Path, tmp_path: Path, shuffled_lines: list[str], test_table: Table
) -> None:
    path = tmp_path / "fashion-mnist_test.csv"
    path.write_text("\ufeff" + "\r\n".join(shuffled_lines), encoding="utf-8", newline="")
    np.testing.assert_array_equal(data.load_table("test", path), test_table)


def test_zip_archive(tmp_path: Path, test_table: Table) -> None:
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        for name, content in zip((IMAGES, LABELS), idx_bytes(test_table), strict=True):
            archive.writestr(f"archive/{name}", content)
    np.testing.assert_array_equal(data.load_table("test", tmp_path / "archive.zip"), test_table)
    np.testing.assert_array_equal(data.load_table("test", tmp_path), test_table)


def test_damaged_zip_archive(tmp_path: Path) -> None:
    (tmp_path / "archive.zip").write_bytes(b"PK\3\4 and then nothing")
    assert "archive.zip is damaged" in refused(tmp_path / "archive.zip")


# Bad places --------------------------------------------------------------------------------


def test_path_that_does_not_exist(tmp_path: Path) -> None:
    message = refused(tmp_path / "nowhere")
    assert f"{tmp_path / 'nowhere'} does not exist" in message and "fashion-mnist_test" in message


def test_directory_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    message = refused(tmp_path / "empty")
    assert "holds no Fashion-MNIST files" in message and IMAGES in message


def test_file_of_another_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("label,pixel1")
    assert "notes.txt is none of Fashion-MNIST's files" in refused(tmp_path / "notes.txt")


def test_half_of_the_files(tmp_path: Path, test_table: Table) -> None:
    directory = write_idx(tmp_path / "in", test_table)
    assert "lacks train-images-idx3-ubyte and" in refused(directory, "train")
    (directory / LABELS).unlink()
    assert f"lacks {LABELS}" in refused(directory)


def test_bad_path_is_an_error_even_with_a_good_cache(
    gz_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.load_table("test", gz_directory)
    monkeypatch.setenv("FMNIST_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(DataError, match="nowhere does not exist"):
        data.load_table("test")
    monkeypatch.setenv("FMNIST_DATA", str(gz_directory))
    data.load_table("test")


# Bad IDX files -----------------------------------------------------------------------------


def test_truncated_gzip(tmp_path: Path, test_table: Table) -> None:
    path = write_idx(tmp_path / "in", test_table, compress=True) / f"{IMAGES}.gz"
    path.write_bytes(path.read_bytes()[:100_000])
    message = refused(tmp_path / "in")
    assert f"{path} is cut short" in message


def test_corrupt_gzip(tmp_path: Path, test_table: Table) -> None:
    path = write_idx(tmp_path / "in", test_table, compress=True) / f"{IMAGES}.gz"
    content = bytearray(path.read_bytes())
    content[-8] ^= 1  # the checksum at the end
    path.write_bytes(content)
    assert f"{path} is damaged" in refused(tmp_path / "in")
    content[1000:1200] = bytes(200)
    path.write_bytes(content)
    assert f"{path} " in refused(tmp_path / "in")
    path.write_bytes(b"<html>Not found</html>")
    assert f"{path} is not an IDX file of images: it begins" in refused(tmp_path / "in")


def test_gzip_bomb_is_not_unpacked(
    tmp_path: Path, test_table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_idx(tmp_path / "in", test_table) / IMAGES
    with gzip.open(f"{path}.gz", "wb", 1) as stream:
        stream.write(path.read_bytes() + bytes(50_000_000))
    path.unlink()
    taken = []
    read = gzip.GzipFile.read

    def counted(self: gzip.GzipFile, size: int | None = -1) -> bytes:
        content = read(self, size)
        taken.append(len(content))
        return content

    monkeypatch.setattr(gzip.GzipFile, "read", counted)
    assert "goes on after the 7,840,000 bytes" in refused(tmp_path / "in")
    assert sum(taken) < 8_000_000


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        (IMAGES, struct.pack(">4I", 0x801, 10_000, 28, 28), "it holds labels"),
        (IMAGES, b"label,pixel1,pixel2,", "it begins 0x6c616265"),
        (IMAGES, b"\0\0\b\3", "ends inside its header"),
        (IMAGES, struct.pack(">4I", 0x803, 60_000, 28, 28), "60,000 x 28 x 28"),
        (IMAGES, struct.pack(">4I", 0x803, 10_000, 28, 28) + b"123", "3 bytes of images"),
        (LABELS, struct.pack(">2I", 0x801, 10_000) + bytes(10_001), "goes on after"),
        (LABELS, struct.pack(">2I", 0x801, 10_000) + b"\x0a" * 10_000, "is 10; expected 0 to 9"),
    ],
)
def test_malformed_idx(
    tmp_path: Path, test_table: Table, name: str, content: bytes, problem: str
) -> None:
    path = write_idx(tmp_path / "in", test_table) / name
    path.write_bytes(content)
    message = refused(tmp_path / "in")
    assert str(path) in message and problem in message


def test_one_changed_pixel_in_idx(tmp_path: Path, test_table: Table) -> None:
    table = test_table.copy()
    table[1234, 400] ^= 1
    message = refused(write_idx(tmp_path / "in", table))
    assert f"{tmp_path / 'in' / IMAGES}: not the test images" in message
    assert "SHA-256 differs. Download" in message
    assert "number" not in message  # there is nothing to compare it with


def test_one_changed_label_in_idx(published: Path, tmp_path: Path, test_table: Table) -> None:
    table = test_table.copy()
    table[77, 0] = (table[77, 0] + 1) % 10
    message = refused(write_idx(tmp_path / "in", table))
    assert f"{tmp_path / 'in' / LABELS}: not the test labels" in message and "number 77" in message
    assert "1 of 10,000" in message


@pytest.mark.parametrize("subset", ["train", "test"])
def test_digits_mnist_is_named(tmp_path: Path, subset: _sums.Subset) -> None:
    labels = np.repeat(np.arange(10), _sums._DIGITS[subset]).astype(np.uint8)
    rng = np.random.default_rng(0)
    table = rng.integers(0, 256, (len(labels), 785), dtype=np.uint8)
    table[:, 0] = rng.permutation(labels)
    assert "holds MNIST, the handwritten digits" in refused(
        write_idx(tmp_path / "in", table), subset
    )


def test_noise_is_not_fashion_mnist(csv_directory: Callable[[list[str]], Path]) -> None:
    table = np.random.default_rng(0).integers(0, 10, (10_000, 785), dtype=np.uint8)
    assert "or not Fashion-MNIST" in refused(csv_directory(csv_lines(table)))


# Bad CSV files -----------------------------------------------------------------------------


def altered(lines: list[str], number: int, column: int, value: str) -> list[str]:
    """A copy with one value of line ``number`` (from 1) replaced."""
    values = lines[number - 1].split(",")
    values[column] = value
    return [*lines[: number - 1], ",".join(values), *lines[number:]]


@pytest.mark.parametrize(
    ("number", "column", "value", "problem"),
    [
        (5, 400, "256", "line 5, column pixel400: '256', expected a whole number from 0 to 255"),
        (6, 784, "-1", "line 6, column pixel784: '-1'"),
        (7, 1, "3.5", "line 7, column pixel1: '3.5'"),
        (8, 2, "", "line 8, column pixel2: ''"),
        (9_999, 3, "x", "line 9999, column pixel3: 'x'"),
        (10_001, 0, "10", "line 10001, column label: '10', expected a whole number from 0 to 9"),
        (4, 784, "0,0", "line 4: 786 values, expected 785"),
    ],
)
def test_bad_value_in_csv(
    csv_directory: Callable[[list[str]], Path],
    shuffled_lines: list[str],
    number: int,
    column: int,
    value: str,
    problem: str,
) -> None:
    directory = csv_directory(altered(shuffled_lines, number, column, value))
    assert f"{directory / 'fashion-mnist_test.csv'}, {problem}" in refused(directory)


def test_short_row(csv_directory: Callable[[list[str]], Path], shuffled_lines: list[str]) -> None:
    lines = list(shuffled_lines)
    lines[99] = lines[99].rsplit(",", 3)[0]
    assert "line 100: 782 values, expected 785" in refused(csv_directory(lines))


def test_missing_column(
    csv_directory: Callable[[list[str]], Path], shuffled_lines: list[str]
) -> None:
    lines = [",".join(line.split(",")[:-1]) for line in shuffled_lines[:3]]
    assert "column pixel784 is missing from the header" in refused(csv_directory(lines))


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (f"index,{HEADER}", "a column 'index' too many"),
        (HEADER.replace("pixel1,pixel2,", "pixel2,pixel1,"), "in another order"),
        ("0,1,2,3", "line 1 is no header but '0,1,2,3'"),
        ("", "line 1 is no header but ''"),
    ],
)
def test_bad_header(
    csv_directory: Callable[[list[str]], Path],
    shuffled_lines: list[str],
    header: str,
    problem: str,
) -> None:
    assert problem in refused(csv_directory([header, *shuffled_lines[1:3]]))


def test_rows_missing_or_too_many(
    csv_directory: Callable[[list[str]], Path], shuffled_lines: list[str]
) -> None:
    assert "has 9,999 rows, expected 10,000" in refused(csv_directory(shuffled_lines[:-1]))
    assert "has 0 rows" in refused(csv_directory(shuffled_lines[:1]))
    longer = [*shuffled_lines, shuffled_lines[-1]]
    assert "has 10,001 rows" in refused(csv_directory(longer))
    assert "more than 10,000 rows can take" in refused(csv_directory(shuffled_lines * 5))


def test_a_damaged_copy_is_no_other_edition(
    published: Path, csv_directory: Callable[[list[str]], Path], shuffled_lines: list[str]
) -> None:
    pixel = int(shuffled_lines[49].split(",")[400])
    message = refused(csv_directory(altered(shuffled_lines, 50, 400, str((pixel + 1) % 256))))
    assert "damaged copy of the published edition: 1 of its 10,000 rows are unknown" in message
    assert "the first is line 50" in message


def test_a_repeated_row_is_damage(
    published: Path, csv_directory: Callable[[list[str]], Path], shuffled_lines: list[str]
) -> None:
    label = shuffled_lines[-1].split(",")[0]
    twin = next(line for line in shuffled_lines[1:] if line.split(",")[0] == label)
    message = refused(csv_directory([*shuffled_lines[:-1], twin]))
    assert "0 of its 10,000 rows are unknown" in message and "come twice" in message


# Sources -----------------------------------------------------------------------------------


def same_as_real(train_table: Table, test_table: Table) -> None:
    np.testing.assert_array_equal(data.load_table("train", progress=False), train_table)
    np.testing.assert_array_equal(data.load_table("test", progress=False), test_table)


def test_kerass_cache(
    gz_directory: Path, tmp_path: Path, train_table: Table, test_table: Table
) -> None:
    shutil.copytree(gz_directory, tmp_path / "keras/datasets/fashion-mnist")
    same_as_real(train_table, test_table)
    assert data.describe()["source"].startswith("Keras's cache")


def test_bad_copy_in_passing_is_skipped_with_a_warning(
    gz_directory: Path, tmp_path: Path, train_table: Table, test_table: Table
) -> None:
    system = _sources.SYSTEM_DIRECTORY
    shutil.copytree(gz_directory, system)
    (system / f"{LABELS}.gz").write_bytes(b"rotten")
    shutil.copytree(gz_directory, tmp_path / "keras/datasets/fashion-mnist")
    with pytest.warns(UserWarning, match=f"Passing over {system}: .*{LABELS}.gz is cut short"):
        same_as_real(train_table, test_table)
    assert data.describe()["source"].startswith("Keras's cache")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address(gz_directory: Path) -> Iterator[str]:
    """A web server that offers the four files."""
    handler = functools.partial(_Quiet, directory=str(gz_directory))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_download_from_the_second_address(
    address: str,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    train_table: Table,
    test_table: Table,
) -> None:
    monkeypatch.setattr(_sources, "ADDRESSES", (f"{address}gone/", address))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    same_as_real(train_table, test_table)
    assert data.describe()["source"] == f"downloaded from {address}"
    assert files(cache) == ["test.json", "test.npy", "train.json", "train.npy"]


def test_apt(
    gz_directory: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    train_table: Table,
    test_table: Table,
) -> None:
    """With stand-ins that do what apt-get and dpkg-deb do; the real ones may be absent."""
    programs = tmp_path / "bin"
    programs.mkdir()
    log = tmp_path / "log"
    target = "unpacked/usr/share/datasets/fashion-mnist"
    monkeypatch.setattr(_sources, "SYSTEM_DIRECTORY", Path("/usr/share/datasets/fashion-mnist"))
    monkeypatch.setattr(
        _sources,
        "sources",
        lambda real=_sources.sources: iter(list(real())[1:]),
    )
    for name, script in {
        "apt-get": f'echo "$@" >> {log}; for last; do :; done; grep Dir:: "$2" >> {log}\n'
        'if [ "$4" = download ]; then : > "${last}_0_all.deb"; else exit 100; fi',
        "dpkg-deb": f"/bin/mkdir -p {target} && /bin/cp {gz_directory}/* {target}",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
        (programs / name).chmod(0o755)
    same_as_real(train_table, test_table)
    assert "fetched by apt-get" in data.describe()["source"]
    calls = log.read_text()
    assert "update" in calls and f"download {_sources.PACKAGE}" in calls
    for setting in ("Dir::State::Lists", "Dir::Cache", "Dir::Log"):
        assert setting in calls
    assert '"/var' not in calls


def test_nothing_anywhere(cache: Path) -> None:
    with pytest.raises(MachineError) as caught:
        data.load_table("train", progress=False)
    message = str(caught.value)
    for tried in (*_sources.ADDRESSES, "no apt-get on this machine", "keras", "FMNIST_DATA"):
        assert tried in message
    assert message.count("the proxy can't be reached") == 2
    assert caught.value.exit_status == 1 and files(cache) == []


# The cache ---------------------------------------------------------------------------------


def test_truncated_or_wrong_cache_is_rebuilt(
    gz_directory: Path, cache: Path, tmp_path: Path, test_table: Table
) -> None:
    shutil.copytree(gz_directory, tmp_path / "keras/datasets/fashion-mnist")
    data.load_table("test")
    good = (cache / "test.npy").read_bytes()
    for bad in (b"", b"\x93NUMPY", good[:-1], good + b"x", good[:4_000_000], b"PK\5\6" + bytes(18)):
        (cache / "test.npy").write_bytes(bad)
        np.testing.assert_array_equal(data.load_table("test"), test_table)
        assert (cache / "test.npy").read_bytes() == good
    np.save(cache / "test.npy", test_table.astype(np.int64))
    assert data.load_table("test").dtype == np.uint8
    np.save(cache / "test.npy", np.asfortranarray(test_table))
    assert data.load_table("test").flags.c_contiguous


def test_verify_finds_what_loading_does_not_look_at(gz_directory: Path, cache: Path) -> None:
    with pytest.raises(DataError, match=r"train\.npy does not exist"):
        data.verify()
    data.describe(gz_directory)
    with (cache / "test.npy").open("r+b") as stream:
        stream.seek(5_000_000)
        byte = stream.read(1)
        stream.seek(5_000_000)
        stream.write(bytes([byte[0] ^ 1]))
    bad = (cache / "test.npy").read_bytes()
    with pytest.raises(DataError, match=r"test\.npy is damaged: the SHA-256 of its images"):
        data.verify()
    assert (cache / "test.npy").read_bytes() == bad  # nothing mended in silence
    data.load_table("test", gz_directory)  # an explicit path is compared, and mends
    data.verify()


def test_a_damaged_array_that_is_deleted_is_made_anew(
    gz_directory: Path, cache: Path, tmp_path: Path
) -> None:
    shutil.copytree(gz_directory, tmp_path / "keras/datasets/fashion-mnist")
    data.describe()
    content = bytearray((cache / "train.npy").read_bytes())
    content[-1] ^= 1
    (cache / "train.npy").write_bytes(content)
    data.describe()
    with pytest.raises(DataError, match="Delete it"):
        data.verify()
    (cache / "train.npy").unlink()
    data.load_table("train")
    data.verify()


def _sum_of_test(_: int) -> dict[str, str]:
    return _sums.sums(data.load_table("test", progress=False), "test")


def test_several_processes_at_once(gz_directory: Path, cache: Path, tmp_path: Path) -> None:
    shutil.copytree(gz_directory, tmp_path / "keras/datasets/fashion-mnist")
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        found = pool.map(_sum_of_test, range(4), chunksize=1)
    assert all(_sums.SHA256.items() >= sums.items() for sums in found)
    assert files(cache) == ["test.json", "test.npy", "train.json", "train.npy"]
    data.verify()


def test_file_size_limit_leaves_nothing(gz_directory: Path, cache: Path) -> None:
    """A real refusal by the system while writing, as on a full disk."""
    program = (
        "import resource, sys\n"
        "from fmnist_lab import data, errors\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
        "try:\n    data.load_table('test', sys.argv[1])\n"
        "except errors.MachineError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(gz_directory)], capture_output=True, text=True
    )
    assert f"{cache} can't be written: File too large" in done.stdout, done.stderr
    assert "FMNIST_CACHE" in done.stdout and files(cache) == []


def test_full_disk(
    gz_directory: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, test_table: Table
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(_cache.os, "fsync", full)
        with pytest.raises(MachineError, match="No space left on device") as caught:
            data.load_table("test", gz_directory)
    assert caught.value.exit_status == 1 and files(cache) == []
    np.testing.assert_array_equal(data.load_table("test", gz_directory), test_table)


def test_read_only_cache_that_has_the_data(
    gz_directory: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, test_table: Table
) -> None:
    data.describe(gz_directory)

    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    for name in ("mkstemp", "TemporaryFile"):  # root heeds no mode bits
        monkeypatch.setattr(_cache.tempfile, name, refuse)
    cache.chmod(0o555)
    np.testing.assert_array_equal(data.load_table("test"), test_table)
    np.testing.assert_array_equal(data.load_table("test", gz_directory), test_table)
    assert data.describe()["source"].startswith("IDX files")
    data.verify()
    (cache / "test.npy").chmod(0o444)
    cache.chmod(0o755)


def test_read_only_cache_that_lacks_the_data(
    gz_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FMNIST_CACHE", "/sys/fmnist")  # refused to root as well
    for path in (None, gz_directory):
        with pytest.raises(MachineError) as caught:
            data.load_table("test", path)
        message = str(caught.value)
        assert "/sys/fmnist can't be written: " in message and "FMNIST_CACHE" in message
