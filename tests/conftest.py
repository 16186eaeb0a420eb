"""Fixtures that several test files share."""

from __future__ import annotations

import numpy as np
import pytest
from browser_fixture import browser, lab, watched
from numpy.typing import NDArray

from fmnist_lab import data

__all__ = ["browser", "lab", "watched"]


@pytest.fixture(scope="session")
def train_table() -> NDArray[np.uint8]:
    """The real training table, (60000, 785), fetched once if need be."""
    return data.load_table("train")


@pytest.fixture(scope="session")
def test_table() -> NDArray[np.uint8]:
    """The real test table, (10000, 785)."""
    return data.load_table("test")
