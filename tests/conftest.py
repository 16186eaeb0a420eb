"""Fixtures that several test files share."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_lab import data


@pytest.fixture(scope="session")
def train_table() -> NDArray[np.uint8]:
    """The real training table, (60000, 785), fetched once if need be."""
    return data.load_table("train")


@pytest.fixture(scope="session")
def test_table() -> NDArray[np.uint8]:
    """The real test table, (10000, 785)."""
    return data.load_table("test")
