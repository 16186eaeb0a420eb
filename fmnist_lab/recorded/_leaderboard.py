"""The rows that lesson 08 shows on its leaderboard: ``leaderboard.json``, a list of dicts.

Each has ``name``, ``parameters``, ``accuracies`` (on the 10,000 test images, one for each training),
``training_images``, ``made_by`` (the command that measured it), and what it cost:
``cpu_seconds`` of its trainings together, of all threads, or, where these were not measured, ``seconds`` on two
cores.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from fmnist_lab.files import write_bytes
from fmnist_lab.recorded._files import FOLDER, existing

NAME = "leaderboard.json"
KEYS = {"name", "parameters", "accuracies", "training_images", "made_by"}
COSTS = {"cpu_seconds", "seconds"}


def leaderboard(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The recorded rows, the cheapest first (see this module's description)."""
    return cast(list[dict[str, Any]], json.loads(existing(NAME, folder).read_text("utf-8")))


def write_leaderboard(rows: Sequence[Mapping[str, Any]], folder: Path = FOLDER) -> Path:
    """Write ``leaderboard.json``, one row per line; a row with other fields raises ValueError."""
    for row in rows:
        if set(row) - COSTS != KEYS or len(set(row) & COSTS) != 1:
            raise ValueError(f"a row has {sorted(row)}; expected {sorted(KEYS)} and one of {COSTS}")
    text = "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"
    path = folder / NAME
    write_bytes(path, text.encode())
    return path
