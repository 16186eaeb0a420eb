"""Which cell of the source each cell of a student is."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from autograder.course import nbgrader_metadata
from autograder.screening import policy
from autograder.screening.codes import ScreeningFlag
from autograder.screening.flags import FlagCollector
from autograder.screening.notebook import StudentCell

# Gives the notebook with nothing answered; None where there is no such notebook.
Blank = Callable[[], Any] | None


def is_locked(source_cell: Any) -> bool:
    """Whether students may not change the cell: it is locked or graded, and no answer."""
    metadata = nbgrader_metadata(source_cell)
    return bool((metadata.get("locked") or metadata.get("grade")) and not metadata.get("solution"))


def cell_name(source_cell: Any) -> str:
    """What a flag calls the cell."""
    return str(nbgrader_metadata(source_cell).get("grade_id") or "a text cell")


def match_cells(
    cells: Sequence[StudentCell], source_cells: Sequence[Any], flags: FlagCollector, blank: Blank
) -> dict[int, int]:
    """Indexes of the student's cells, each with the index of the source's cell that it is.

    A cell is known by its grade_id, else by its id, else by its text. Of several copies one is
    chosen; the others, and the student's own cells, are not in the result.
    """
    claims = _claims_by_id(cells, source_cells)
    _claim_by_text(cells, source_cells, claims)
    matches = {}
    for s, claimed in claims.items():
        matches[_best_copy(claimed, cells, source_cells[s], s, blank)] = s
        if len(claimed) > 1 and nbgrader_metadata(source_cells[s]):
            flags.add(ScreeningFlag.CELL_DUPLICATED, cell_name(source_cells[s]))
    _adopt_answers(cells, source_cells, matches)
    return matches


def copied_cells(
    cells: Sequence[StudentCell], source_cells: Sequence[Any], blank: Blank
) -> dict[int, tuple[int, list[int]]]:
    """The source's cells that the student has several times: the index that counts, and all."""
    return {
        s: (_best_copy(claimed, cells, source_cells[s], s, blank), claimed)
        for s, claimed in _claims_by_id(cells, source_cells).items()
        if len(claimed) > 1 and nbgrader_metadata(source_cells[s])
    }


def _claims_by_id(
    cells: Sequence[StudentCell], source_cells: Sequence[Any]
) -> dict[int, list[int]]:
    """The student's cells that have the grade_id or the id of a source cell, by that cell."""
    by_grade_id = {nbgrader_metadata(c).get("grade_id"): s for s, c in enumerate(source_cells)}
    by_grade_id.pop(None, None)
    by_id = {cell.id: s for s, cell in enumerate(source_cells) if cell.get("id")}
    claims: dict[int, list[int]] = {}
    for i, cell in enumerate(cells):
        s = by_grade_id.get(cell.grading.get("grade_id"), by_id.get(cell.id))
        if s is not None:
            claims.setdefault(s, []).append(i)
    return claims


def _claim_by_text(
    cells: Sequence[StudentCell], source_cells: Sequence[Any], claims: dict[int, list[int]]
) -> None:
    """Add to ``claims`` the cells that only their text identifies; never an answer's cell."""
    by_text: dict[str, int] = {}
    for s, cell in enumerate(source_cells):
        if s not in claims and (is_locked(cell) or not nbgrader_metadata(cell)):
            by_text.setdefault(cell.source.strip(), s)
    by_text.pop("", -1)
    claimed = {i for indexes in claims.values() for i in indexes}
    for i, cell in enumerate(cells):
        if i not in claimed and cell.source.strip() in by_text:
            claims[by_text.pop(cell.source.strip())] = [i]


def _best_copy(
    claimed: list[int], cells: Sequence[StudentCell], source_cell: Any, s: int, blank: Blank
) -> int:
    """The copy of a cell to use: the original if it is locked, else the last answered one."""
    if len(claimed) == 1:
        return claimed[0]
    if is_locked(source_cell) or not nbgrader_metadata(source_cell):
        preferred = [i for i in claimed if source_cell.get("id") and cells[i].id == source_cell.id]
    else:
        stub = blank().cells[s].source.strip() if blank is not None else ""
        preferred = [i for i in claimed if cells[i].source.strip() not in (stub, "")]
    return (preferred or claimed)[-1]


def _adopt_answers(
    cells: Sequence[StudentCell], source_cells: Sequence[Any], matches: dict[int, int]
) -> None:
    """Match a text cell that stands where a written answer is missing: it is that answer.

    Editors that drop metadata and ids leave only the place to go by.
    """
    for s, source_cell in enumerate(source_cells):
        metadata = nbgrader_metadata(source_cell)
        if s in matches.values() or not (metadata.get("grade") and metadata.get("solution")):
            continue
        before = max((i for i, t in matches.items() if t < s), default=-1)
        after = min((i for i, t in matches.items() if t > s and i > before), default=len(cells))
        for i in range(before + 1, after):
            if i not in matches and cells[i].cell_type == source_cell.cell_type:
                matches[i] = s
                break


UNANSWERED = "YOUR ANSWER HERE"  # nbgrader's own stub
_COPIED = "*Copied from beside this cell, which was empty.*\n\n"


def answers_beside(
    cells: Sequence[StudentCell], source_cells: Sequence[Any], matches: dict[int, int], blank: Blank
) -> dict[int, StudentCell]:
    """The cells of written answers that are empty while a text of the student's stands beside.

    Each has this text, so that a person reads it. It stands in cells of the student's own above or
    below, or was added to the question.
    """
    answers = {}
    for i, s in matches.items():
        metadata = nbgrader_metadata(source_cells[s])
        if not (metadata.get("grade") and metadata.get("solution")):
            continue
        stub = blank().cells[s].source.strip() if blank is not None else ""
        if cells[i].source.strip() not in ("", UNANSWERED, stub):
            continue
        texts = _own_texts(i, cells, matches) or _text_in_question(i, cells, source_cells, matches)
        if texts:
            together = "\n\n".join(cell.source for cell in texts)
            images = {k: v for cell in texts for k, v in cell.attachments.items()}
            answers[i] = replace(cells[i], source=_COPIED + together, attachments=images)
    return answers


def _own_texts(i: int, cells: Sequence[StudentCell], matches: dict[int, int]) -> list[StudentCell]:
    """The texts in the student's own cells directly above and below cell ``i``."""
    start, end = i, i + 1
    while start > 0 and start - 1 not in matches:
        start -= 1
    while end < len(cells) and end not in matches:
        end += 1
    return [c for c in (*cells[start:i], *cells[i + 1 : end]) if c.source.strip() and _is_text(c)]


def _text_in_question(
    i: int, cells: Sequence[StudentCell], source_cells: Sequence[Any], matches: dict[int, int]
) -> list[StudentCell]:
    """The cell above cell ``i`` if it has all of the question's text, and more."""
    if i - 1 not in matches or source_cells[matches[i - 1]].cell_type != "markdown":
        return []
    question, text = source_cells[matches[i - 1]].source, cells[i - 1].source
    lines = [line.strip() for line in question.splitlines()]
    is_longer = len("".join(text.split())) > len("".join(question.split()))
    return [cells[i - 1]] if is_longer and all(line in text for line in lines) else []


def _is_text(cell: StudentCell) -> bool:
    """Whether a cell holds words: in a code cell, strings, comments, or what Python can't read."""
    if cell.cell_type != "code":
        return True
    if any(line.lstrip().startswith(("%", "!", "?")) for line in cell.source.splitlines()):
        return False
    if len(cell.source) > policy.LARGE_CELL_CHARACTERS:  # its tree could take a gigabyte
        return False
    try:
        body = ast.parse(cell.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return all(_is_words(statement) for statement in body)


def _is_words(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Expr):
        return False
    value, parts = statement.value, [statement.value]
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and not value.keywords:
        parts = value.args if value.func.id == "print" else []
    return bool(parts) and all(
        isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts
    )
