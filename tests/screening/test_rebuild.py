"""Whatever was done to the cells of a notebook is undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.course import Lesson, nbgrader_metadata
from autograder.screening import screen_submission
from support.handed_in import FILE, ORDER, cell_named, code_cell, codes, handed_in, names, position

Change = Callable[[dict[str, Any]], None]


def duplicate_check(tree: dict[str, Any]) -> None:
    copy = deepcopy(tree["cells"][position(tree, "check-02-double")])
    copy["id"] = "pasted"
    tree["cells"].insert(2, copy)


def duplicate_exercise(tree: dict[str, Any]) -> None:
    at = position(tree, "double")
    copy = deepcopy(tree["cells"][at])
    copy["id"], copy["source"] = "pasted", "def double(x):\n    return x + x"
    tree["cells"].insert(at + 1, copy)


def delete_checks(tree: dict[str, Any]) -> None:
    tree["cells"] = [c for c in tree["cells"] if "check(" not in c["source"]]


def delete_everything(tree: dict[str, Any]) -> None:
    tree["cells"] = []


def move_check(tree: dict[str, Any]) -> None:
    tree["cells"].insert(1, tree["cells"].pop(position(tree, "check-02-treble")))


def reverse(tree: dict[str, Any]) -> None:
    tree["cells"].reverse()


def edit_check(tree: dict[str, Any]) -> None:
    tree["cells"][position(tree, "check-02-double")]["source"] = "4.0"


def edit_setup(tree: dict[str, Any]) -> None:
    tree["cells"][position(tree, "setup")]["source"] = "check = lambda *a: 4.0"


def more_points(tree: dict[str, Any]) -> None:
    cell = tree["cells"][position(tree, "check-02-double")]
    cell["metadata"]["nbgrader"].update(points=400, locked=False, schema_version="many")


def not_graded(tree: dict[str, Any]) -> None:
    cell = tree["cells"][position(tree, "check-02-double")]
    cell["metadata"]["nbgrader"].update(grade=False, solution=True)


def skip_check(tree: dict[str, Any]) -> None:
    tree["cells"][position(tree, "check-02-double")]["metadata"]["tags"] = ["skip-execution"]


def skip_own(tree: dict[str, Any]) -> None:
    tree["cells"].insert(1, code_cell("x = 1", tags=["skip-execution"]))


def demo_lost(tree: dict[str, Any]) -> None:
    tree["cells"][position(tree, "demo-double")]["metadata"]["tags"] = []


def to_markdown(tree: dict[str, Any]) -> None:
    tree["cells"][position(tree, "double")]["cell_type"] = "markdown"


def claim_other(tree: dict[str, Any]) -> None:
    tree["cells"].insert(1, code_cell("x", nbgrader={"grade_id": "../../gradebook", "grade": True}))


def odd_cells(tree: dict[str, Any]) -> None:
    tree["cells"][1:1] = [7, {"cell_type": "code", "source": {"a": 1}}, {"source": "x"}]


def surrogate(tree: dict[str, Any]) -> None:
    tree["cells"].insert(1, code_cell("x = '\ud800'"))


def markers(tree: dict[str, Any]) -> None:
    tree["cells"].insert(1, code_cell("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other"))


def bare(tree: dict[str, Any]) -> None:
    """What an editor leaves that knows neither metadata nor ids."""
    tree["nbformat_minor"] = 2
    for cell in tree["cells"]:
        del cell["id"]
        cell["metadata"] = {}


CELLS: list[tuple[Change, list[str], list[str]]] = [
    (duplicate_check, ["cell-duplicated"], [*ORDER[:2], "-", *ORDER[2:]]),
    (duplicate_exercise, ["cell-duplicated"], [*ORDER[:2], "-", *ORDER[2:]]),
    (delete_checks, ["cell-deleted"], ORDER),
    (delete_everything, ["cell-deleted"], [n for n in ORDER[1:] if n not in ("double", "treble")]),
    (move_check, ["cell-moved"], ORDER),
    (edit_check, ["locked-cell-changed"], ORDER),
    (edit_setup, ["locked-cell-changed"], ORDER),
    (more_points, ["metadata-changed"], ORDER),
    (not_graded, ["metadata-changed"], ORDER),
    (skip_check, ["tag-ignored"], ORDER),
    (skip_own, ["tag-ignored"], ["-", *ORDER]),
    (demo_lost, ["tag-ignored"], ORDER),
    (to_markdown, ["cell-type-changed"], ORDER),
    (claim_other, [], ["-", *ORDER]),
    (odd_cells, ["unreadable-cell"], ORDER),
    (surrogate, ["odd-characters"], ["-", *ORDER]),
    (markers, ["conflict-markers"], ["-", *ORDER]),
]


@pytest.mark.parametrize(
    ("change", "flags", "order"), CELLS, ids=[change.__name__ for change, _, _ in CELLS]
)
def test_what_was_done_to_cells_is_undone(
    lesson: Lesson, place: Path, change: Change, flags: list[str], order: list[str]
) -> None:
    tree = handed_in(lesson)
    change(tree)
    (place / FILE).write_text(json.dumps(tree))

    screened = screen_submission(place, lesson)

    assert screened.outcome == ""
    assert codes(screened) == flags
    assert names(screened.notebook) == order
    masters = {
        nbgrader_metadata(c)["grade_id"]: c for c in lesson.notebook.cells if nbgrader_metadata(c)
    }
    for cell in screened.notebook.cells:
        if nbgrader_metadata(cell):
            master = masters[nbgrader_metadata(cell)["grade_id"]]
            assert (cell.cell_type, cell.metadata) == (master.cell_type, master.metadata)
            if nbgrader_metadata(cell)["locked"]:
                assert cell.source == master.source
        else:
            assert cell.metadata == {}
    nbformat.validate(screened.notebook)
    again = screen_submission(place, lesson)
    assert nbformat.writes(again.notebook) == nbformat.writes(screened.notebook)


def test_reversed_cells_still_run_in_order(lesson: Lesson, place: Path) -> None:
    """Answers stay where the student put them; each locked cell finds its place around them."""
    tree = handed_in(lesson)
    reverse(tree)
    (place / FILE).write_text(json.dumps(tree))
    screened = screen_submission(place, lesson)
    found = [n for n in names(screened.notebook) if n not in ("-", "double", "treble", "essay")]
    assert found == ["setup", "check-02-double", "demo-double", "check-02-treble"]
    assert codes(screened) == ["cell-moved"]


def test_a_check_put_back_comes_after_the_students_own_cells(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    at = position(tree, "check-02-double")
    tree["cells"][at] = code_cell("def double(x):\n    return x * 2")
    (place / FILE).write_text(json.dumps(tree))
    screened = screen_submission(place, lesson)
    assert names(screened.notebook) == [*ORDER[:3], "-", *ORDER[3:]]


def test_the_last_answered_copy_of_an_answer_counts(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    at = position(tree, "essay")
    second = deepcopy(tree["cells"][at])
    second["id"], second["source"] = "second", "Better words."
    empty = deepcopy(tree["cells"][at])
    empty["id"], empty["source"] = "empty", "\n"
    tree["cells"] += [second, empty]
    (place / FILE).write_text(json.dumps(tree))
    screened = screen_submission(place, lesson)
    assert cell_named(screened.notebook, "essay").source == "Better words."
    assert any(c.source == "My own words." for c in screened.notebook.cells)


def test_cells_without_metadata_and_ids_are_known_by_text_and_place(
    lesson: Lesson, place: Path
) -> None:
    tree = handed_in(lesson)
    bare(tree)
    (place / FILE).write_text(json.dumps(tree))
    screened = screen_submission(place, lesson)
    assert names(screened.notebook) == [n if n not in ("double", "treble") else "-" for n in ORDER]
    assert cell_named(screened.notebook, "essay").source == "My own words."
    assert codes(screened) == ["metadata-changed", "tag-ignored"]


WORDS = "It underfits: 0.84."


def own_cell(source: str, cell_type: str = "markdown") -> dict[str, Any]:
    return {**code_cell(source), "cell_type": cell_type}


@pytest.mark.parametrize("emptied", ["YOUR ANSWER HERE", "", " \n"])
@pytest.mark.parametrize("where", [0, 1])
@pytest.mark.parametrize(
    "own",
    [
        own_cell(WORDS),
        own_cell(WORDS, "raw"),
        own_cell(WORDS, "code"),
        own_cell(f"# {WORDS}", "code"),
        own_cell(f"print({WORDS!r})", "code"),
        own_cell(f'"""{WORDS}"""', "code"),
    ],
)
def test_a_written_answer_beside_its_cell_waits_for_a_person(
    lesson: Lesson, place: Path, emptied: str, where: int, own: dict[str, Any]
) -> None:
    tree = handed_in(lesson)
    at = position(tree, "essay")
    tree["cells"][at]["source"] = emptied
    tree["cells"].insert(at + where, own)
    (place / FILE).write_text(json.dumps(tree))
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["answer-beside"]
    assert WORDS in cell_named(screened.notebook, "essay").source
    assert len(screened.notebook.cells) == len(tree["cells"])


@pytest.mark.parametrize(
    ("where", "own"),
    [
        (-1, own_cell(WORDS)),  # not beside it
        (1, own_cell("  ")),
        (1, own_cell("x = 'underfits'", "code")),
        (1, own_cell("%pip list", "code")),
        (1, own_cell("print(len(x))", "code")),
        (1, own_cell("''\n" * 20_000, "code")),  # as a tree it takes much memory
    ],
)
def test_an_empty_answer_without_a_text_beside_it_stays_empty(
    lesson: Lesson, place: Path, where: int, own: dict[str, Any]
) -> None:
    tree = handed_in(lesson)
    at = position(tree, "essay")
    tree["cells"][at]["source"] = "YOUR ANSWER HERE"
    tree["cells"].insert(at + where, own)
    (place / FILE).write_text(json.dumps(tree))
    screened = screen_submission(place, lesson)
    assert "answer-beside" not in codes(screened)
    assert cell_named(screened.notebook, "essay").source == "YOUR ANSWER HERE"


def test_a_written_answer_in_the_question_s_cell_waits_for_a_person(
    lesson: Lesson, place: Path
) -> None:
    question = nbformat.v4.new_markdown_cell("Why?\n\n1. What do you see?", id="question")
    at = next(
        i
        for i, c in enumerate(lesson.notebook.cells)
        if nbgrader_metadata(c).get("grade_id") == "essay"
    )
    lesson.notebook.cells.insert(at, question)
    tree = handed_in(lesson)
    tree["cells"][position(tree, "essay")]["source"] = "YOUR ANSWER HERE"
    for text, flags in (
        ("Why?\n\n1. What do you see? **Underfitting.**", ["answer-beside"]),
        ("Why?\n\n1. What is seen?", []),  # the text of another release
    ):
        tree["cells"][at]["source"] = text
        (place / FILE).write_text(json.dumps(tree))
        screened = screen_submission(place, lesson)
        assert codes(screened) == flags
        assert ("Underfitting" in cell_named(screened.notebook, "essay").source) == bool(flags)
