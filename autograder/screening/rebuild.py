"""The notebook to judge: the student's cells, with the source's locked cells in their places."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from autograder.course import KERNELSPEC, Lesson, nbgrader_metadata, nbgrader_settings
from autograder.screening.codes import ScreeningFlag
from autograder.screening.flags import FlagCollector
from autograder.screening.match import Blank, answers_beside, cell_name, is_locked, match_cells
from autograder.screening.notebook import StudentCell

# Tags that make a program that runs notebooks skip a cell, or accept an error in it.
OBEYED_TAGS = {"skip-execution", "demo", "raises-exception"}

_GRADING_KEYS = ("grade", "locked", "solution", "task", "points")


@dataclass
class PlacedCell:
    """A cell of the new notebook, with its index in the source if it stands in that order."""

    source_index: int | None
    cell: Any


def rebuild_notebook(
    cells: Sequence[StudentCell], source: Any, flags: FlagCollector, blank: Blank = None
) -> Any:
    """A notebook of the student's cells with the source's locked cells, in the source's order.

    ``blank`` gives the notebook with nothing answered; a missing answer cell comes from there.
    Without it, missing cells are not put back.
    """
    from nbformat import v4

    source_cells = source.cells
    # 1. Which cell of the source is each of the student's?
    matches = match_cells(cells, source_cells, flags, blank)
    beside = answers_beside(cells, source_cells, matches, blank)
    for i in beside:
        flags.add(ScreeningFlag.ANSWER_BESIDE, cell_name(source_cells[matches[i]]))
    cells = [beside.get(i, cell) for i, cell in enumerate(cells)]
    # 2. Which of them stand in the source's order? Only locked cells are moved, and as few as
    #    can be: an answer weighs more than all locked cells together.
    sequence = [matches.get(i) for i in range(len(cells))]
    in_order = heaviest_rising_subsequence(
        [s for s in sequence if s is not None], lambda s: _weight(source_cells[s])
    )
    # 3. Place the student's cells; locked cells that are out of order wait.
    builder = _CellBuilder(source_cells, flags)
    placed, moved = [], set()
    for i, (cell, s) in enumerate(zip(cells, sequence, strict=True)):
        if s is None:
            placed.append(PlacedCell(None, builder.student_cell(cell, i)))
            continue
        node = builder.source_cell(cell, i, s)  # which also finds what differs
        if s in in_order or not is_locked(source_cells[s]):
            placed.append(PlacedCell(s if s in in_order else None, node))
        else:
            moved.add(s)
            flags.add(ScreeningFlag.CELL_MOVED, cell_name(source_cells[s]))
    # 4. Put back the source's cells that were moved or are missing.
    present = set(matches.values())
    for s, source_cell in enumerate(source_cells):
        if s in moved:
            _insert(placed, s, _without_outputs(source_cell))
        elif s not in present and blank is not None:
            metadata = nbgrader_metadata(source_cell)
            by_hand = metadata.get("solution") and metadata.get("grade")
            if is_locked(source_cell) or by_hand:
                flags.add(ScreeningFlag.CELL_DELETED, cell_name(source_cell))
                _insert(placed, s, _without_outputs(blank().cells[s] if by_hand else source_cell))
    notebook = v4.new_notebook(
        cells=[one.cell for one in placed],
        metadata={"kernelspec": deepcopy(source.metadata.get("kernelspec") or KERNELSPEC)},
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def unanswered_notebook(lesson: Lesson) -> Any:
    """The lesson's notebook as a student gets it, with nothing answered."""
    from autograder.screening.stubs import ClearSolutionsByName

    config = nbgrader_settings(lesson.course)
    notebook, _ = ClearSolutionsByName(config=config).preprocess(deepcopy(lesson.notebook), {})
    return notebook


def _weight(source_cell: Any) -> int:
    """How much it matters that a cell stays where the student has it."""
    if nbgrader_metadata(source_cell).get("solution"):
        return 1000
    return 10 if is_locked(source_cell) else 1


def heaviest_rising_subsequence(sequence: Sequence[int], weight: Callable[[int], int]) -> set[int]:
    """The members of the rising subsequence whose weights have the greatest sum."""
    best: list[
        tuple[int, int]
    ] = []  # (weight of the best one that ends here, position of its member before)
    for k, s in enumerate(sequence):
        before = max((j for j in range(k) if sequence[j] < s), key=lambda j: best[j][0], default=-1)
        best.append((weight(s) + (best[before][0] if before >= 0 else 0), before))
    members, k = set(), max(range(len(best)), key=lambda j: best[j][0], default=-1)
    while k >= 0:
        members.add(sequence[k])
        k = best[k][1]
    return members


def _insert(placed: list[PlacedCell], s: int, node: Any) -> None:
    """Put a cell of the source after the one before it, and after the student's own cells there."""
    at = 0
    for k, one in enumerate(placed):  # their indexes in the source rise
        if one.source_index is not None and one.source_index < s:
            at = k + 1
    while 0 < at < len(placed) and placed[at].source_index is None:
        at += 1
    placed.insert(at, PlacedCell(s, node))


class _CellBuilder:
    """Makes the cells of the new notebook; each gets an id that no other one has."""

    def __init__(self, source_cells: Sequence[Any], flags: FlagCollector) -> None:
        self._source_cells = source_cells
        self._flags = flags
        self._used_ids = {cell.id for cell in source_cells if cell.get("id")}

    def source_cell(self, cell: StudentCell, i: int, s: int) -> Any:
        """A cell of the source as the student has it: type, metadata and locked text restored.

        ``i`` is the index of the student's cell, ``s`` that of the source's.
        """
        source_cell, flags = self._source_cells[s], self._flags
        node, name = _without_outputs(source_cell), cell_name(source_cell)
        if not node.get("id"):
            node.id = self._fresh_id(cell, i)
        if not is_locked(source_cell):
            node.source = cell.source
        elif _stripped_lines(cell.source) != _stripped_lines(source_cell.source):
            flags.add(ScreeningFlag.LOCKED_CELL_CHANGED, name)
        if not nbgrader_metadata(source_cell):
            return self.student_cell(cell, i, node.id)
        if cell.cell_type != source_cell.cell_type:
            flags.add(ScreeningFlag.CELL_TYPE_CHANGED, name)
        expected = nbgrader_metadata(source_cell)
        if any(_values_differ(expected.get(key), cell.grading.get(key)) for key in _GRADING_KEYS):
            flags.add(ScreeningFlag.METADATA_CHANGED, name)
        source_tags = set(source_cell.metadata.get("tags") or [])
        for tag in sorted((set(cell.tags) ^ source_tags) & OBEYED_TAGS):
            flags.add(ScreeningFlag.TAG_IGNORED, f"{name} ({tag})")
        if cell.attachments and node.cell_type == "markdown":
            node.attachments = cell.attachments
        return node

    def student_cell(self, cell: StudentCell, i: int, known_id: str = "") -> Any:
        """One of the student's own cells, without metadata; ``i`` is its index."""
        from nbformat import v4

        node = getattr(v4, f"new_{cell.cell_type}_cell")(cell.source)
        own_id = cell.id if cell.id not in self._used_ids else ""
        node.id = known_id or own_id or self._fresh_id(cell, i)
        self._used_ids.add(node.id)
        for tag in sorted(set(cell.tags) & OBEYED_TAGS):
            done = "the cell runs like any other."
            self._flags.add(ScreeningFlag.TAG_IGNORED, f"cell {i + 1} ({tag})", done)
        if cell.attachments:
            node.attachments = cell.attachments
        return node

    def _fresh_id(self, cell: StudentCell, i: int) -> str:
        """An id that follows from the cell, so that a submission always gives one notebook."""
        new_id = hashlib.sha256(f"{i}\n{cell.source}".encode()).hexdigest()[:12]
        while new_id in self._used_ids:
            new_id = hashlib.sha256(new_id.encode()).hexdigest()[:12]
        self._used_ids.add(new_id)
        return new_id


def _values_differ(expected: Any, actual: Any) -> bool:
    """Whether two values of grading metadata mean different things."""
    if isinstance(expected, bool) or isinstance(actual, bool) or None in (expected, actual):
        return bool(expected) != bool(actual)
    try:
        return float(expected) != float(actual)
    except (TypeError, ValueError):
        return True


def _stripped_lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _without_outputs(source_cell: Any) -> Any:
    node = deepcopy(source_cell)
    if node.cell_type == "code":
        node.outputs, node.execution_count = [], None
    return node
