"""The catalogue of misconceptions: every code's texts, in ``misconceptions/*.toml``.

The texts can be translated without touching code. Every entry has three hints, which say more
and more: a ``question``, a ``nudge`` where to look, and what is ``nearly`` the line. A lesson's
file may also hold the hints of its exercises, under ``[exercise."02.rescale"]``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fmnist_lab.errors import CourseError

DIRECTORY = Path(__file__).parent / "misconceptions"
TEXTS = ("title", "why", "experiment")
HINTS = ("question", "nudge", "nearly")


@dataclass(frozen=True)
class Misconception:
    """One entry. ``hints`` are its question, nudge and nearly, in this order."""

    code: str
    title: str
    why: str
    experiment: str
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """All entries by code, and the exercises' hints by check id."""

    codes: dict[str, Misconception]
    exercises: dict[str, tuple[str, ...]]

    def get(self, code: str) -> Misconception | None:
        """The entry, or None when the code is not in the catalogue."""
        return self.codes.get(code)


@cache
def catalogue(directory: Path = DIRECTORY) -> Catalogue:
    """Read the catalogue. Raises CourseError that names the file and the entry at fault."""
    codes: dict[str, Misconception] = {}
    exercises: dict[str, tuple[str, ...]] = {}
    for path in sorted(directory.glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise CourseError(f"{path} is not valid TOML: {error}.") from None
        for exercise, entry in entries.pop("exercise", {}).items():
            exercises[exercise] = _values(entry, HINTS, f"{path}: [exercise.{exercise!r}]")
        for code, entry in entries.items():
            title, why, experiment, *hints = _values(entry, TEXTS + HINTS, f"{path}: [{code}]")
            if code in codes:
                raise CourseError(f"{path}: [{code}] is already in another file.")
            codes[code] = Misconception(code, title, why, experiment, tuple(hints))
    return Catalogue(codes, exercises)


def _values(entry: dict[str, str], keys: tuple[str, ...], where: str) -> tuple[str, ...]:
    """The entry's texts in the order of the keys, when it has them all and no others."""
    if missing := [key for key in keys if not entry.get(key)]:
        raise CourseError(f"{where} has no {', '.join(missing)}.")
    if unknown := sorted(set(entry) - set(keys)):
        raise CourseError(f"{where} has unknown keys: {', '.join(unknown)}.")
    return tuple(entry[key] for key in keys)
