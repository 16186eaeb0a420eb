"""A student's progress: what checks earned and what was predicted, in one small file.

``fmnist_lab.progress()`` shows it; :func:`record` is called by every check.

The file is ``.fmnist-progress.json`` in the directory that holds the lesson
directories (``work/``), or what ``FMNIST_PROGRESS`` names::

    {"version": 1,
     "checks": {"02.rescale": {"score": 4.0, "points": 4.0, "when": "2025-01-31T12:00:00"}},
     "predictions": {"02-shape": {"answer": "(5, 28, 28, 1)", "when": "..."}},
     "computing": {"06": {"cells": {"3f1c": 12.5}, "gpu": false, "when": "..."}}}
"""

from __future__ import annotations

import contextlib
import html
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from fmnist_lab import computing
from fmnist_lab.errors import MachineError
from fmnist_lab.files import write_json
from fmnist_lab.lessons import LESSONS, LessonTraits

FILE_NAME = ".fmnist-progress.json"
# No check sees whether the answers in words are written.
CHECKS_DONE = "checks done; is your answer in words written?"


def path() -> Path:
    """The progress file: what ``FMNIST_PROGRESS`` names, the nearest file above, or a new one."""
    if named := os.environ.get("FMNIST_PROGRESS"):
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    in_a_lesson = re.fullmatch(r"\d\d_\w+", here.name) is not None
    return (here.parent if in_a_lesson else here) / FILE_NAME


def read(file: Path | None = None) -> dict[str, Any]:
    """What the file holds; an absent or damaged file counts as an empty one."""
    stored: Any = None
    with contextlib.suppress(OSError, ValueError):
        stored = json.loads((file or path()).read_text(encoding="utf-8"))
    content: dict[str, Any] = {"version": 1}
    for part in ("checks", "predictions", "computing"):
        entries = stored.get(part) if isinstance(stored, dict) else None
        entries = entries if isinstance(entries, dict) else {}
        content[part] = {key: entry for key, entry in entries.items() if isinstance(entry, dict)}
    return content


def record(check_id: str, score: float, points: float) -> None:
    """Keep what a check earned the last time it ran; nothing happens where no file can be written."""
    _update("checks", check_id, {"score": float(score), "points": float(points)})


def record_prediction(question_id: str, answer: str) -> bool:
    """Keep the answer to a prediction question; False where it could not be written."""
    return _update("predictions", question_id, {"answer": str(answer)})


def record_computing(lesson: str, cells: Mapping[str, float], gpu: bool) -> None:
    """Keep the CPU seconds of each cell's last run in a lesson's notebook, beside earlier ones."""
    if cells:
        earlier, _ = computing_of(lesson)
        newest = dict(list({**earlier, **cells}.items())[-computing.MAX_CELLS :])
        _update("computing", lesson, {"cells": newest, "gpu": gpu})


def computing_of(lesson: str, file: Path | None = None) -> tuple[dict[str, Any], bool]:
    """The CPU seconds kept for a lesson ("06") by the cell's id, and whether a GPU was there."""
    entry = read(file)["computing"].get(lesson, {})
    cells = entry.get("cells")
    return (cells if isinstance(cells, dict) else {}), entry.get("gpu") is True


def prediction(question_id: str) -> str | None:
    """The answer that was committed to, or None."""
    answer = read()["predictions"].get(question_id, {}).get("answer")
    return answer if isinstance(answer, str) else None


def _update(part: str, key: str, entry: dict[str, Any]) -> bool:
    content = read()
    content[part][key] = {**entry, "when": datetime.now().isoformat(timespec="seconds")}
    file = path()
    if not file.parent.is_dir():
        return False
    try:
        write_json(file, content)
    except MachineError:
        return False
    return True


class LessonRow(NamedTuple):
    """One line of the table: a lesson, what it earned and where it stands."""

    lesson: LessonTraits
    earned: float
    state: str


@dataclass(frozen=True)
class CourseProgress:
    """The table of lessons; shows itself as a table in a notebook, as text elsewhere."""

    rows: tuple[LessonRow, ...]

    @property
    def earned(self) -> float:
        """The points that checks gave, without those of bonus lessons."""
        return sum(row.earned for row in self.rows if not row.lesson.bonus)

    def _summary(self) -> str:
        total = sum(lesson.automatic_points for lesson in LESSONS if not lesson.bonus)
        by_hand = sum(lesson.points_by_hand for lesson in LESSONS)
        unfinished = (row.lesson.name for row in self.rows if row.state != "done")
        name = next(unfinished, None)
        follows = f"Next: {name}." if name else "Every check is done."
        return (
            f"{self.earned:g} of {total:g} points from checks; "
            f"{by_hand:g} more are graded by hand. {follows}"
        )

    def _cells(self) -> list[tuple[str, str, str, str]]:
        return [
            (
                row.lesson.name,
                f"{row.earned:g} of {row.lesson.automatic_points:g}",
                f"+ {row.lesson.points_by_hand:g} by hand" if row.lesson.points_by_hand else "",
                CHECKS_DONE if row.state == "done" and row.lesson.points_by_hand else row.state,
            )
            for row in self.rows
        ]

    def __repr__(self) -> str:
        lines = [
            f"{name:<14} {points:>12}  {by_hand:<12} {state}".rstrip()
            for name, points, by_hand, state in self._cells()
        ]
        return "\n".join([*lines, self._summary()])

    def _repr_html_(self) -> str:
        body = "".join(
            f"<tr><th scope='row' style='text-align:left'>{html.escape(name)}</th>"
            + "".join(f"<td style='text-align:left'>{html.escape(cell)}</td>" for cell in cells)
            + "</tr>"
            for name, *cells in self._cells()
        )
        head = "".join(
            f"<th scope='col' style='text-align:left'>{name}</th>"
            for name in ("Lesson", "Points earned", "", "State")
        )
        return (
            f"<table><caption style='text-align:left'>{html.escape(self._summary())}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def progress(file: Path | None = None) -> CourseProgress:
    """The state of every lesson, from what its checks last earned."""
    checks = read(file)["checks"]
    rows = []
    next_was_named = False
    for lesson in LESSONS:
        scores = [
            _number(entry.get("score"))
            for check_id, entry in checks.items()
            if check_id.startswith(f"{lesson.number}.")
        ]
        earned = min(sum(scores), lesson.automatic_points)
        if earned >= lesson.automatic_points:
            state = "done"
        elif not next_was_named:
            state = "next" if not scores else "next: continue here"
            next_was_named = True
        else:
            state = "started" if scores else "to do"
        rows.append(LessonRow(lesson, round(earned, 2), state))
    return CourseProgress(tuple(rows))


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and value == value else 0.0
