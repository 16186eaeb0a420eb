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
