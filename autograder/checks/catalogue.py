"""The catalogue of misconceptions: every code's texts, in ``misconceptions/*.toml``.

The texts can be translated without touching code. A lesson's file may also hold the tiered
hints of its exercises, under ``[exercise."02.rescale"]``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fmnist_lab.errors import CourseError

DIRECTORY = Path(__file__).parent / "misconceptions"
FIELDS = ("title", "why", "experiment", "hints")


@dataclass(frozen=True)
class Misconception:
    """One entry. ``hints`` are three tiers: a question, where to look, nearly the line."""

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
            exercises[exercise] = tuple(entry["hints"])
        for code, entry in entries.items():
            missing = [f for f in FIELDS if not entry.get(f)]
            if missing:
                raise CourseError(f"{path}: [{code}] has no {', '.join(missing)}.")
            unknown = sorted(set(entry) - set(FIELDS))
            if unknown:
                raise CourseError(f"{path}: [{code}] has unknown keys: {', '.join(unknown)}.")
            if len(entry["hints"]) != 3:
                raise CourseError(
                    f"{path}: [{code}] has {len(entry['hints'])} hints; expected three tiers."
                )
            if code in codes:
                raise CourseError(f"{path}: [{code}] is already in another file.")
            codes[code] = Misconception(code=code, **{**entry, "hints": tuple(entry["hints"])})
    return Catalogue(codes, exercises)
