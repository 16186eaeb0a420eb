"""An honest submission is left as it is; every code has its explanation."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat

from autograder import screening
from autograder.course import Lesson
from autograder.judge.verdict import FlagCode, RunEnding
from autograder.screening import screen_submission
from autograder.screening.codes import FLAGS, REFUSALS, Refusal, ScreeningFlag
from support.handed_in import FILE, code_cell, handed_in


def test_an_honest_notebook_is_left_as_it_is(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    tree["cells"].insert(3, code_cell("x = 1", collapsed=True))
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


def test_every_code_is_explained_and_in_use() -> None:
    assert list(FLAGS) == list(ScreeningFlag)
    assert list(REFUSALS) == list(Refusal)
    for meaning in FLAGS.values():
        assert meaning.finding.endswith(".") and meaning.done.endswith(".")
    assert all(sentence.endswith(".") for sentence in REFUSALS.values())
    package = Path(screening.__file__).parent
    source = "".join(path.read_text() for path in package.glob("*.py") if path.stem != "codes")
    for code in (*ScreeningFlag, *Refusal):
        assert f"{type(code).__name__}.{code.name}" in source, f"{code} is never given"


def test_the_page_about_flags_has_every_code() -> None:
    page = (Path(__file__).parents[2] / "docs/flags.md").read_text()
    for code, meaning in FLAGS.items():
        assert f"| `{code}` | {meaning.finding} | {meaning.done} |" in page
    for refusal, found in REFUSALS.items():
        assert f"| `{refusal}` | {found} |" in page
    for code in (*FlagCode, *RunEnding):
        assert f"`{code}`" in page


def test_the_lessons_own_files_win(lesson: Lesson, place: Path) -> None:
    (lesson.source.parent / "data.csv").write_text("the lesson's")
    (place / "data.csv").write_text("the student's")
    (place / FILE).write_text(json.dumps(handed_in(lesson)))
    assert screen_submission(place, lesson).files == {"data.csv": b"the lesson's"}
