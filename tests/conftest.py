"""Fixtures that several test files share."""

from __future__ import annotations

import shutil
import types
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.checks import CheckRegistry, checks_of, set_registry
from fmnist_lab import data
from support.course import CHECKS, ROOT, SOURCE

# The files that take longest, the longest first: begun last, one of them would keep a worker busy
# while the others have nothing left to do. `make test` hands the files out in this order.
LONGEST_FILES = (
    "test_corpus",
    "test_notebooks",
    "test_target",
    "test_first_network",
    "test_attempts",
    "test_what_passes_works",
    "test_run",
    "test_plugin",
    "test_grading",
    "test_grading_postgres",
    "test_browser_widgets",
    "test_browser_instructor",
    "test_browser_lesson",
    "test_judge",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, and leave the order within each file."""
    rank = {name: number for number, name in enumerate(LONGEST_FILES)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


@pytest.fixture(scope="session")
def train_table() -> NDArray[np.uint8]:
    """The real training table, (60000, 785), fetched once if need be."""
    return data.load_table("train")


@pytest.fixture(scope="session")
def test_table() -> NDArray[np.uint8]:
    """The real test table, (10000, 785)."""
    return data.load_table("test")


@pytest.fixture()
def course(tmp_path: Path) -> Iterator[Path]:
    """The directory of a course with the lesson 02_small; its checks are registered."""
    module = types.ModuleType("small")
    exec(CHECKS, module.__dict__)
    before = set_registry(CheckRegistry({"02": checks_of(module, "02")}))
    root = tmp_path / "course"
    (root / "solutions" / "02_small").mkdir(parents=True)
    (root / "solutions" / "02_small" / "02_small.py").write_text(SOURCE)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    yield root
    set_registry(before)
