"""Screening: hostile and clumsy submissions have a defined outcome, honest ones are not harmed."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from course_fixture import course  # noqa: F401

from autograder import screening
from autograder.course import Lesson, grading
from autograder.screening import ScreenedSubmission, policy, screen_submission, unanswered_notebook
from autograder.screening.codes import FLAGS, REFUSALS, Refusal, ScreeningFlag
from autograder.screening.files import FileRules, collect_files
from autograder.screening.flags import FlagCollector

NAME = "02_small"
FILE = f"{NAME}.ipynb"
Change = Callable[[dict[str, Any]], None]


@pytest.fixture()
def lesson(course: Path) -> Lesson:  # noqa: F811
    return Lesson(course, NAME)


@pytest.fixture()
def place(tmp_path: Path) -> Path:
    directory = tmp_path / "submitted" / "ada" / NAME
    directory.mkdir(parents=True)
    return directory


def handed_in(lesson: Lesson) -> dict[str, Any]:
    """The notebook of a student who solved it, as a JSON tree."""
    tree = json.loads(nbformat.writes(unanswered_notebook(lesson), split_lines=False))
    tree["cells"][position(tree, "double")]["source"] = "def double(x):\n    return 2 * x"
    tree["cells"][position(tree, "essay")]["source"] = "My own words."
    return tree


def position(tree: dict[str, Any], grade_id: str) -> int:
    return next(
        i
        for i, cell in enumerate(tree["cells"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def codes(screened: ScreenedSubmission) -> list[str]:
    return [flag.code for flag in screened.flags]


def names(notebook: Any) -> list[str]:
    return [str(grading(cell).get("grade_id", "-")) for cell in notebook.cells]


def cell_named(notebook: Any, grade_id: str) -> Any:
    return next(c for c in notebook.cells if grading(c).get("grade_id") == grade_id)


def code(source: str, **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": "mine",
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": 3,
    }


ORDER = [
    "-",
    "setup",
    "double",
    "check-02-double",
    "demo-double",
    "treble",
    "check-02-treble",
    "essay",
]


def test_an_honest_notebook_is_left_as_it_is(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    tree["cells"].insert(3, code("x = 1", collapsed=True))
    for cell in tree["cells"]:
        cell["metadata"].update(editable=False, deletable=False, trusted=True)
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hello"}]
    tree["metadata"]["kernelspec"]["name"] = "my-own-kernel"
    (place / FILE).write_text(json.dumps(tree))
    (place / "notes.txt").write_text("kept")

    screened = screen_submission(place, lesson)

    assert (screened.outcome, screened.flags) == ("", [])
    assert [c.source for c in screened.notebook.cells] == [c["source"] for c in tree["cells"]]
    assert [c.id for c in screened.notebook.cells] == [c["id"] for c in tree["cells"]]
    assert not any(c.get("outputs") for c in screened.notebook.cells)
    assert screened.notebook.cells[3].metadata == {}
    assert screened.notebook.metadata.kernelspec.name == "python3"
    assert screened.files == {"notes.txt": b"kept"}
    nbformat.validate(screened.notebook)


def write_bom(place: Path, text: str) -> None:
    (place / FILE).write_bytes(b"\xef\xbb\xbf" + text.encode())


def write_crlf(place: Path, text: str) -> None:
    (place / FILE).write_bytes(text.replace("\n", "\r\n").replace("\\n", "\\r\\n").encode())


def write_utf16(place: Path, text: str) -> None:
    (place / FILE).write_text(text, encoding="utf-16")


def write_latin1(place: Path, text: str) -> None:
    text = text.replace("My own words.", "Größe")
    (place / FILE).write_text(text, encoding="latin-1")


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (write_bom, []),
        (write_crlf, []),
        (write_utf16, ["not-utf8"]),
        (write_latin1, ["not-utf8"]),
    ],
)
def test_encodings(
    lesson: Lesson, place: Path, write: Callable[[Path, str], None], expected: list[str]
) -> None:
    write(place, json.dumps(handed_in(lesson), indent=1, ensure_ascii=False))
    screened = screen_submission(place, lesson)
    assert codes(screened) == expected
    assert cell_named(screened.notebook, "double").source == "def double(x):\n    return 2 * x"


# --- cells


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
    tree["cells"].insert(1, code("x = 1", tags=["skip-execution"]))


def demo_lost(tree: dict[str, Any]) -> None:
    tree["cells"][position(tree, "demo-double")]["metadata"]["tags"] = []


def to_markdown(tree: dict[str, Any]) -> None:
    tree["cells"][position(tree, "double")]["cell_type"] = "markdown"


def claim_other(tree: dict[str, Any]) -> None:
    tree["cells"].insert(1, code("x", nbgrader={"grade_id": "../../gradebook", "grade": True}))


def odd_cells(tree: dict[str, Any]) -> None:
    tree["cells"][1:1] = [7, {"cell_type": "code", "source": {"a": 1}}, {"source": "x"}]


def surrogate(tree: dict[str, Any]) -> None:
    tree["cells"].insert(1, code("x = '\ud800'"))


def markers(tree: dict[str, Any]) -> None:
    tree["cells"].insert(1, code("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other"))


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
    masters = {grading(c)["grade_id"]: c for c in lesson.notebook.cells if grading(c)}
    for cell in screened.notebook.cells:
        if grading(cell):
            master = masters[grading(cell)["grade_id"]]
            assert (cell.cell_type, cell.metadata) == (master.cell_type, master.metadata)
            if grading(cell)["locked"]:
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
    tree["cells"][at] = code("def double(x):\n    return x * 2")
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


# --- the file


def test_old_formats(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    for cell in tree["cells"]:
        if cell["cell_type"] == "code":
            cell.update(input=cell.pop("source"), language="python", prompt_number=1)
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": tree["cells"], "metadata": {}}],
    }
    (place / FILE).write_text(json.dumps(old))
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["odd-format"]
    assert names(screened.notebook) == ORDER

    (place / FILE).write_text(json.dumps({**handed_in(lesson), "nbformat": "9"}))
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["odd-format"]
    assert names(screened.notebook) == ORDER


def deep_json(_: str) -> bytes:
    return b'{"cells": [], "nbformat": 4, "metadata": ' + b"[" * 900 + b"]" * 900 + b"}"


def deepest_json(_: str) -> bytes:
    return b'{"cells": ' + b"[" * 200_000


def big_number(text: str) -> bytes:
    return text.replace('"nbformat": 4', '"x": ' + "9" * 100_000 + ', "nbformat": 4').encode()


def million_cells(_: str) -> bytes:
    return b'{"nbformat": 4, "cells": [' + b"{}," * 1_000_000 + b"{}]}"


def many_cells(_: str) -> bytes:
    one = {"cell_type": "code", "source": "", "metadata": {}, "outputs": []}
    return json.dumps({"nbformat": 4, "cells": [one] * 1_001}).encode()


def long_cell(_: str) -> bytes:
    one = {"cell_type": "code", "source": "x" * 2_000_000, "metadata": {}, "outputs": []}
    return json.dumps({"nbformat": 4, "cells": [one]}).encode()


def conflict(text: str) -> bytes:
    lines = text.splitlines()
    middle = len(lines) // 2
    return "\n".join(
        [*lines[:middle], "<<<<<<< HEAD", lines[middle], "=======", ">>>>>>> b", *lines[middle:]]
    ).encode()


@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (lambda text: b"", "unreadable-notebook"),
        (lambda text: text[: len(text) // 2].encode(), "unreadable-notebook"),
        (lambda text: b"PK\x03\x04" + bytes(200), "unreadable-notebook"),
        (lambda text: b"[1, 2]", "unreadable-notebook"),
        (lambda text: b'{"cells": 3, "nbformat": 4}', "unreadable-notebook"),
        (lambda text: b'{"worksheets": [7], "nbformat": 3}', "unreadable-notebook"),
        (deep_json, "unreadable-notebook"),
        (deepest_json, "unreadable-notebook"),
        (big_number, ""),
        (million_cells, "too-large"),
        (many_cells, "too-large"),
        (long_cell, "too-large"),
        (lambda text: b" " * (policy.MAX_NOTEBOOK_BYTES + 1), "too-large"),
        (conflict, "conflict-markers"),
    ],
)
def test_notebook_files(
    lesson: Lesson, place: Path, make: Callable[[str], bytes], outcome: str
) -> None:
    (place / FILE).write_bytes(make(json.dumps(handed_in(lesson), indent=1)))
    screened = screen_submission(place, lesson)
    assert screened.outcome == outcome
    if outcome:
        assert screened.notebook is None
        assert FILE in screened.message and screened.message.endswith(".")
        assert "Traceback" not in screened.message


def test_a_renamed_notebook_is_found(lesson: Lesson, place: Path) -> None:
    inner = place / "my folder"
    inner.mkdir()
    (inner / "small (1).ipynb").write_text(json.dumps(handed_in(lesson)))
    (inner / "notes.txt").write_text("beside it")
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    (place / "scratch.ipynb").write_text(nbformat.writes(other))
    checkpoints = place / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / FILE).write_text(json.dumps(handed_in(lesson)))
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["renamed-notebook", "extra-notebook"]
    assert names(screened.notebook) == ORDER
    assert screened.files["notes.txt"] == b"beside it"


def test_a_folder_does_not_take_the_place_of_a_renamed_notebook(
    lesson: Lesson, place: Path
) -> None:
    (place / "copy.ipynb").write_text(json.dumps(handed_in(lesson)))
    (place / FILE).mkdir()
    (place / FILE / "notes.txt").write_text("in the way")
    (place / "notes.txt").write_text("beside it")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, screened.files) == ("", {"notes.txt": b"beside it"})


def test_extra_missing_and_doubtful_notebooks(lesson: Lesson, place: Path) -> None:
    assert screen_submission(place, lesson).outcome == "missing-notebook"
    text = json.dumps(handed_in(lesson))
    (place / "a.ipynb").write_text(text)
    (place / "b.ipynb").write_text(text)
    screened = screen_submission(place, lesson)
    assert screened.outcome == "ambiguous-notebook"
    assert "a.ipynb, b.ipynb" in screened.message
    (place / FILE).write_text(text)
    screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["extra-notebook"])
    assert screen_submission(place.parent / "nobody", lesson).outcome == "missing-notebook"


def test_another_lessons_notebook_is_not_taken(lesson: Lesson, place: Path) -> None:
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('check("03.split", f)')])
    (place / "03_split.ipynb").write_text(nbformat.writes(other))
    screened = screen_submission(place, lesson)
    assert screened.outcome == "missing-notebook"
    assert "03_split.ipynb" in screened.message


def test_links_are_never_followed(lesson: Lesson, place: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("gradebook")
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    (place / "link.txt").symlink_to(secret)
    (place / "up").symlink_to(tmp_path)
    (place / "loop").symlink_to(place)
    (place / "zero").symlink_to("/dev/zero")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["symbolic-link"])
    assert screened.files == {}

    (place / FILE).rename(tmp_path / "elsewhere.ipynb")
    (place / FILE).symlink_to(tmp_path / "elsewhere.ipynb")
    assert screen_submission(place, lesson).outcome == "symbolic-link"

    linked = tmp_path / "linked"
    linked.symlink_to(place)
    assert screen_submission(linked, lesson).outcome == "symbolic-link"


def test_special_files_don_t_block(lesson: Lesson, place: Path, tmp_path: Path) -> None:
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    os.mkfifo(place / "pipe")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(place / "socket"))
        screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["special-file"])
    (place / FILE).unlink()
    os.mkfifo(place / FILE)
    assert screen_submission(place, lesson).outcome == "special-file"
    (place / FILE).unlink()
    (place / FILE).mkdir()
    assert screen_submission(place, lesson).outcome == "missing-notebook"


def test_files_that_don_t_go_along(
    lesson: Lesson, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    (place / "..\\..\\gradebook.db").write_text("climbs")
    (place / "new\nline").write_text("odd")
    (place / "autograder").mkdir()
    (place / "autograder" / "__init__.py").write_text("check = lambda *a: 4.0")
    (place / "fmnist_lab.py").write_text("")
    (place / "model.npz").write_bytes(b"PK\3\4\0")
    (place / "timestamp.txt").write_text("2026-01-01")
    (place / "verdict.json").write_text("{}")
    (place / ".verdict.json").mkdir()  # where the judge's own is written before it has its name
    (place / ".verdict.json" / "note.txt").write_text("in the way")
    (place / "large.bin").write_bytes(b"x")
    os.truncate(place / "large.bin", policy.MAX_FILE_BYTES + 1)
    (place / "kept" / "deep").mkdir(parents=True)
    (place / "kept" / "deep" / "data.csv").write_text("1,2")
    screened = screen_submission(place, lesson)
    assert screened.outcome == ""
    assert set(codes(screened)) == {
        "odd-file-name",
        "course-file",
        "weights-file",
        "file-too-large",
    }
    assert screened.files == {"kept/deep/data.csv": b"1,2"}

    monkeypatch.setattr(policy, "MAX_FILES", 3)
    for i in range(5):
        (place / f"{i}.txt").write_text("x")
    screened = screen_submission(place, lesson)
    assert "too-many-files" in codes(screened)
    assert (screened.outcome, screened.files) == ("", {})


def test_where_networks_earn_points_only_text_goes_along(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights may have any name, and be many small files."""
    monkeypatch.setattr(policy, "MAX_FILES_BYTES", 100_000)
    for name in ("ck1.bin", "ck2.bin", "notes.txt", "figures.png", "model.npz", "model_06.npz"):
        (place / name).write_bytes(b"\x93NUMPY\0" + bytes(40_000))
    (place / "latin.txt").write_bytes(b"\xff\xfe")
    for name in ("a", "b", "z"):
        (place / f"{name}.py").write_text("x" * 20_000)
    flags = FlagCollector()
    found = collect_files(place, flags, FileRules(False, {"figures.png"}))
    assert found.files.keys() == {"a.py", "b.py", "figures.png"}
    (said,) = flags.as_list()
    assert said.code == "weights-file"
    assert said.message.startswith("ck1.bin, ck2.bin, latin.txt, ")
    assert "z.py" in said.message and "model_06" not in said.message

    monkeypatch.setattr(policy, "MAX_FILES_BYTES", 10**6)
    flags = FlagCollector()
    assert "latin.txt" in collect_files(place, flags, FileRules(False)).files  # in other lessons
    assert "model.npz: left out" in flags.as_list()[0].message
    flags = FlagCollector()
    assert {"model.npz", "model_06.npz"} <= collect_files(place, flags).files.keys()  # in 07
    assert not flags.as_list()


def test_a_folder_does_not_hide_the_course_s_own_names(lesson: Lesson, place: Path) -> None:
    inside = place / "work"
    (inside / "autograder").mkdir(parents=True)
    (inside / "renamed.ipynb").write_text(json.dumps(handed_in(lesson)))
    (inside / "autograder" / "__init__.py").write_text("check = lambda *a: 4.0")
    (inside / "data.csv").write_text("1")
    screened = screen_submission(place, lesson)
    assert screened.outcome == ""
    assert codes(screened) == ["renamed-notebook", "course-file"]
    assert screened.files == {"data.csv": b"1"}


def test_a_bottomless_directory_ends(lesson: Lesson, place: Path) -> None:
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    deep = place
    for _ in range(40):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x.txt").write_text("x")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["too-many-files"])


def test_the_lessons_own_files_win(lesson: Lesson, place: Path) -> None:
    (lesson.source.parent / "data.csv").write_text("the lesson's")
    (place / "data.csv").write_text("the student's")
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    assert screen_submission(place, lesson).files == {"data.csv": b"the lesson's"}


def test_every_code_is_explained_and_in_use() -> None:
    assert list(FLAGS) == list(ScreeningFlag)
    assert list(REFUSALS) == list(Refusal)
    for meaning in FLAGS.values():
        assert meaning.found.endswith(".") and meaning.done.endswith(".")
    assert all(sentence.endswith(".") for sentence in REFUSALS.values())
    package = Path(screening.__file__).parent
    source = "".join(path.read_text() for path in package.glob("*.py") if path.stem != "codes")
    for code in (*ScreeningFlag, *Refusal):
        assert f"{type(code).__name__}.{code.name}" in source, f"{code} is never given"


def test_the_page_about_flags_has_every_code() -> None:
    page = (Path(__file__).parents[2] / "docs/flags.md").read_text()
    for code, meaning in FLAGS.items():
        assert f"| `{code}` | {meaning.found} | {meaning.done} |" in page
    for refusal, found in REFUSALS.items():
        assert f"| `{refusal}` | {found} |" in page
