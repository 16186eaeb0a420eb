"""autograder hand-in: what is missing is said, and the archive holds what is graded."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import autograder
from autograder import cli
from autograder.screening import policy
from autograder.screening.files import FileRules, collect_files
from autograder.screening.files_read import files_read
from autograder.screening.flags import FlagCollector
from autograder.student.before_grading import LessonFolder, note_in_notebook
from autograder.student.hand_in import _write_archive, hand_in
from autograder.student.start import copy_lessons
from fmnist_lab.errors import CourseError, MachineError
from support.course import ROOT


@pytest.fixture()
def course(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "lessons", tmp_path / "lessons")
    copy_lessons(tmp_path)
    return tmp_path


def edit(course: Path, lesson: str, **changes: Any) -> None:
    """Change cells by grade_id: a dict is merged, None deletes the cell."""
    path = course / f"work/{lesson}/{lesson}.ipynb"
    notebook = json.loads(path.read_text())
    for cell in list(notebook["cells"]):
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").replace("-", "_")
        if name in changes:
            change = changes.pop(name)
            notebook["cells"].remove(cell) if change is None else cell.update(change)
    assert not changes
    path.write_text(json.dumps(notebook))


def ran(score: float, count: int = 1) -> dict[str, Any]:
    data = {"text/plain": [f"{score}"]}
    result = {"output_type": "execute_result", "data": data, "metadata": {}}
    return {"execution_count": count, "outputs": [result | {"execution_count": count}]}


def test_a_fresh_notebook_lacks_everything(course: Path) -> None:
    made = hand_in(course, "02")
    assert made.missing == [
        "The exercise to_images is not written.",
        "The check 02.to_images was not run.",
        "The exercise rescale is not written.",
        "The check 02.rescale was not run.",
        "The exercise preprocess is not written.",
        "The check 02.preprocess was not run.",
    ]
    assert made.archive == course / "work/hand_in/02_preprocess.zip"
    assert zipfile.ZipFile(made.archive).namelist() == ["02_preprocess.ipynb"]


def test_what_was_done_is_not_missing(course: Path) -> None:
    edit(
        course,
        "02_preprocess",
        to_images={"source": "def to_images(x):\n    return x  # raise NotImplementedError"},
        rescale={"source": "%time\ndef rescale(x):\n    return x"},
        preprocess={"source": "# nothing"},
        check_02_to_images=ran(3.0),
        check_02_rescale=ran(1.5, 2),
        check_02_preprocess=None,
    )
    made = hand_in(course / "work", "02_preprocess")
    assert len(made.missing) == 2
    assert made.missing[0] == "The exercise preprocess is not written."
    assert "02.preprocess was deleted" in made.missing[1]
    assert made.below_maximum == ["02.rescale earned 1.5 of 4 when it last ran."]
    assert "top to bottom" in made.advice[0]


def test_an_answer_that_stands_elsewhere_is_not_missing(course: Path) -> None:
    left = "def to_images(x):\n    return x\n    raise NotImplementedError()"
    edit(
        course,
        "02_preprocess",
        to_images={"source": left},
        check_02_to_images=ran(3.0),
        check_02_rescale=ran(2.0, 2),
    )
    missing = hand_in(course, "02").missing
    assert not any("to_images" in text for text in missing)
    assert "The exercise rescale is not written." in missing  # its check has points left


def test_a_copied_cell_and_another_notebook_are_named(course: Path) -> None:
    path = course / "work/02_preprocess/02_preprocess.ipynb"
    notebook = json.loads(path.read_text())
    cells = notebook["cells"]
    name = next(i for i, c in enumerate(cells) if "check-02-rescale" in json.dumps(c["metadata"]))
    cells.insert(name + 1, dict(cells[name], id="copied"))
    path.write_text(json.dumps(notebook))
    (path.parent / "02_preprocess-Copy1.ipynb").write_text("{}")
    (path.parent / "02_preprocess.new2.ipynb").write_text("{}")
    advice = " ".join(hand_in(course, "2").advice)
    assert (
        f"The cells {name + 1} and {name + 2} of the notebook are both check-02-rescale" in advice
    )
    assert f"grading uses cell {name + 1}. Delete the other one." in advice
    assert "02_preprocess-Copy1.ipynb lies beside" in advice and "new2" not in advice


def test_a_renamed_notebook_is_named_and_not_answered_with_an_empty_one(course: Path) -> None:
    path = course / "work/02_preprocess/02_preprocess.ipynb"
    path.rename(path.with_name("my_answers.ipynb"))
    with pytest.raises(CourseError, match=r"there is .*my_answers.ipynb. If that is yours, rename"):
        hand_in(course, "02")


def test_written_answers_are_looked_for(course: Path) -> None:
    (empty,) = [text for text in hand_in(course, "05").missing if "written answer" in text]
    assert "(3 points) is empty" in empty
    name = empty.split()[3]
    edit(course, "05_train", **{name.replace("-", "_"): {"source": ["It ", "underfits."]}})
    assert not [text for text in hand_in(course, "05").missing if "written answer" in text]


def test_own_files_and_the_network_of_lesson_06_go_along(course: Path) -> None:
    work = course / "work"
    (work / "06_regularize/model_06.json").write_text("{}")
    (work / "06_regularize/model_06.npz").write_bytes(b"")
    folder = work / "07_evaluate"
    (folder / "tools.py").write_text("")
    (course / "table.csv").write_text("1,2")
    (folder / "table.csv").symlink_to(course / "table.csv")  # what it leads to goes along
    for left_out in (".hidden", "07_evaluate.new.ipynb", "__pycache__/tools.pyc", "scratch.ipynb"):
        (folder / left_out).parent.mkdir(exist_ok=True)
        (folder / left_out).write_text("")
    made = hand_in(folder, "07")  # from a cell of the lesson itself
    assert zipfile.ZipFile(made.archive).namelist() == [
        *("07_evaluate.ipynb", "model_06.json", "model_06.npz", "table.csv", "tools.py"),
    ]


def test_what_grading_leaves_out_stays_behind_and_is_named(course: Path) -> None:
    folder = course / "work/06_regularize"
    for name, content in {
        "model_06.npz": b"PK",  # the lesson saves it for 07: not worth a sentence
        "model_06.json": b"{}",
        "notes.txt": b"a" * 30_000,
        "picture.png": b"\x89PNG",
        "tables.csv": b"1" * 30_000,  # with the notes more than may go along
        "tuned.keras": b"PK",
        "fmnist_lab/data.py": b"",  # would stand for the course's package
        "fmnist_lab/more.py": b"",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    made = hand_in(course, "06")
    assert zipfile.ZipFile(made.archive).namelist() == ["06_regularize.ipynb", "notes.txt"]
    left_out = " ".join(line for line in made.advice if "left out" in line)
    named = ["picture.png", "tables.csv", "tuned.keras", "fmnist_lab"]
    assert all(name in left_out for name in named)
    flags = FlagCollector()
    found = collect_files(folder, flags, FileRules(False, ()))
    assert set(found.files) == {"notes.txt"}  # grading says the same
    messages = " ".join(str(flag) for flag in flags.as_list())
    assert all(name in messages for name in named)


def test_an_archive_that_cannot_be_written_leaves_the_old_one(course: Path) -> None:
    archive = hand_in(course, "02").archive
    before = archive.read_bytes()
    with pytest.raises(MachineError, match=r"02_preprocess\.zip can't be written"):
        _write_archive(archive, {"gone.txt": course / "gone.txt"})
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_mistakes_get_one_sentence(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course)
    for lesson, said in (
        ("x2", "is not a lesson"),
        ("9", "no notebook of lesson 09"),
        ("99", "the lessons are 01 to 08"),
    ):
        assert cli.main(["hand-in", lesson]) == 2
        error = capsys.readouterr().err
        assert error.startswith("error: ") and said in error and error.count("\n") == 1
    (course / "work/02_preprocess/02_preprocess.ipynb").write_text("{")
    with pytest.raises(CourseError, match="not a notebook any more"):
        hand_in(course, "02")
    assert cli.main(["hand-in", "01", "03"]) == 0
    out = capsys.readouterr().out
    assert out.count("Upload this file: ") == 2 and "still missing:" in out


def test_the_computing_of_the_cells_that_grading_runs_is_told(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FMNIST_PROGRESS", raising=False)
    path = course / "work/06_regularize/06_regularize.ipynb"
    notebook = json.loads(path.read_text())
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    demo = next(c for c in code if "demo" in c["metadata"].get("tags", []))
    model = next(c for c in code if c["metadata"].get("nbgrader", {}).get("grade_id") == "model")
    seconds = {demo["id"]: 5_000, model["id"]: 17 * 60, "deleted since": 5_000}
    kept = {"computing": {"06": {"cells": seconds}}}
    (course / "work/.fmnist-progress.json").write_text(json.dumps(kept))
    said = " ".join(hand_in(course, "06").advice)
    assert "took about 17 CPU-minutes together; grading allows 15, and then interrupts" in said
    assert "CPU-minutes" not in " ".join(hand_in(course, "02").advice)


def test_files_that_grading_will_not_have_are_named(course: Path, tmp_path: Path) -> None:
    folder = course / "work/06_regularize"
    for name in ("mine.keras", "own.csv", "big.csv", "made.npy"):
        (folder / name).write_bytes(b"1" * (60_000 if name == "big.csv" else 10))
    (tmp_path / "far.csv").write_text("1")
    code = (
        'model = keras.saving.load_model("mine.keras")\npd.read_csv("own.csv")\n'
        'np.save("made.npy", x)\nnp.load("made.npy")\nnp.load("gone.npy")\n'
        f'pd.read_csv("big.csv")\npd.read_csv("../../far.csv")\npd.read_csv({str(folder / "own.csv")!r})\n'
        'pd.read_csv("https://example.org/a.csv")\n'
    )
    edit(course, "06_regularize", dropout={"source": code})
    said = [line for line in hand_in(course, "06").advice if "reads a file" in line]
    assert len(said) == 5 and len({line.split(":")[0] for line in said}) == 1
    assert "mine.keras will not be there when it is graded: left out;" in said[0]
    assert "big.csv will not be there when it is graded: left out;" in said[1]
    assert "../../far.csv lies elsewhere" in said[2] and said[2].endswith('read it as "far.csv".')
    assert said[3].endswith('read it as "own.csv".')
    assert "there is no network" in said[4]


def test_what_grading_refuses_is_said_first(course: Path) -> None:
    path = course / "work/02_preprocess/02_preprocess.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"] += [{"cell_type": "markdown", "metadata": {}, "source": "a"}] * 1_000
    path.write_text(json.dumps(notebook))
    first = hand_in(course, "02").missing[0]
    assert first.startswith("It can't be graded as it is: 02_preprocess.ipynb has 1,0")
    (path.parent / "data").mkdir()
    for number in range(201):
        (path.parent / f"data/{number}.txt").write_text("")
    made = hand_in(course, "02")
    assert "no file beside the notebook is used." in " ".join(made.advice)
    assert zipfile.ZipFile(made.archive).namelist() == ["02_preprocess.ipynb"]


def test_large_outputs_stay_at_home(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 400_000}}
    edit(course, "02_preprocess", rescale={"outputs": [picture], "source": "rescale = 1"})
    assert len(zipfile.ZipFile(hand_in(course, "02").archive).read("02_preprocess.ipynb")) > 400_000
    monkeypatch.setattr(policy, "MAX_NOTEBOOK_BYTES", 300_000)
    monkeypatch.setattr(policy, "MAX_SAVED_NOTEBOOK_BYTES", 350_000)
    made = hand_in(course, "02")
    content = zipfile.ZipFile(made.archive).read("02_preprocess.ipynb")
    assert len(content) < 100_000 and b"rescale = 1" in content
    assert "without what its cells showed" in made.advice[0]
    assert not any("can't be graded" in text for text in made.missing)


def test_notebooks_of_other_editors_are_read(course: Path) -> None:
    path = course / "work/02_preprocess/02_preprocess.ipynb"
    text = path.read_text()
    for encoding in ("utf-8-sig", "utf-16"):
        path.write_text(text, encoding=encoding)
        assert len(hand_in(course, "02").missing) == 6
    path.rename(path.with_name("02_preprocess.ipynb.txt"))
    with pytest.raises(CourseError, match=r"there is .*02_preprocess.ipynb.txt. If that is yours"):
        hand_in(course, "02")
    path.with_name("02_preprocess.ipynb.txt").rename(path.with_name(f".{path.name}.icloud"))
    with pytest.raises(CourseError, match=r"only stands for a notebook that iCloud has"):
        hand_in(course, "02")


def test_a_written_answer_beside_its_cell_is_named(course: Path) -> None:
    path = course / "work/05_train/05_train.ipynb"
    notebook = json.loads(path.read_text())
    own = {"cell_type": "markdown", "metadata": {}, "source": "It underfits.", "id": "own"}
    at = next(i for i, c in enumerate(notebook["cells"]) if '"reflection"' in json.dumps(c))
    notebook["cells"].insert(at, own)
    path.write_text(json.dumps(notebook))
    made = hand_in(course, "05")
    assert not [text for text in made.missing if "written answer" in text]
    assert "The cell of the written answer reflection is empty, and a text" in " ".join(made.advice)


def test_a_check_names_files_that_grading_will_not_have(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course / "work/06_regularize"
    (folder / "mine.keras").write_bytes(b"PK")
    (folder / "own.csv").write_text("1")
    monkeypatch.chdir(folder)
    note = note_in_notebook("06.target", ["", 'load_model("mine.keras")', 'pd.read_csv("own.csv")'])
    assert note.startswith("mine.keras will not be there when it is graded: left out; this lesson")
    assert "own.csv" not in note
    assert note_in_notebook("04.build_cnn", ['load_model("own.csv")']) == ""
    path = folder / "06_regularize.ipynb"
    notebook = json.loads(path.read_text())
    at = next(i for i, c in enumerate(notebook["cells"]) if '"dropout"' in json.dumps(c))
    notebook["cells"].insert(at, notebook["cells"][at])
    path.write_text(json.dumps(notebook))
    note = note_in_notebook("06.target", [])
    assert f"The cells {at + 1} and {at + 2} of the notebook are both dropout" in note
    path.write_text(json.dumps({**notebook, "cells": notebook["cells"] * 40}))
    assert "can't be graded: 06_regularize.ipynb has" in note_in_notebook("06.target", [])

    shell = SimpleNamespace(user_ns={"In": ["", 'load_model("mine.keras")']}, kernel=None)
    ipython = SimpleNamespace(
        get_ipython=lambda: shell,
        display=SimpleNamespace(display=lambda bundle, raw: print(bundle)),
    )
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    autograder.check("06.nothing")
    said = capsys.readouterr().out
    assert said.index("mine.keras will not be there") < said.index("Not checked")


def test_an_empty_copy_is_not_handed_in_for_answers_beside_it(course: Path) -> None:
    path = course / "work/02_preprocess/02_preprocess.ipynb"
    fresh = path.read_text()
    path.with_name("my copy.ipynb").write_text(fresh)
    path.with_name("Untitled.ipynb").write_text(json.dumps({"cells": [], "nbformat": 4}))
    assert len(hand_in(course, "02").missing) == 6  # nothing is answered anywhere
    edit(course, "02_preprocess", rescale={"source": "def rescale(x):\n    return x / 255"})
    path.rename(path.with_name("my copy.ipynb"))
    path.write_text(fresh)
    with pytest.raises(CourseError, match=r"Nothing is answered .* there is .*my copy.ipynb"):
        hand_in(course, "02")
    edit(course, "02_preprocess", to_images={"source": "def to_images(x):\n    return x"})
    assert "my copy.ipynb lies beside" in " ".join(hand_in(course, "02").advice)


def test_names_that_only_windows_or_macos_find_are_named(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = LessonFolder(course / "work/02_preprocess")
    (folder.folder / "data").mkdir()
    (folder.folder / "data/own.csv").write_text("1")
    is_file = Path.is_file

    def found(path: Path) -> bool:
        return is_file(path) or path.name.lower().endswith("own.csv")

    monkeypatch.setattr(Path, "is_file", found)
    reads = files_read(["f('data/own.csv'); open('data\\\\own.csv')", "open('data/Own.CSV')"])
    said = [sentence for _, sentence in folder.lost_files(reads)]
    assert said[0].endswith('is found on Windows alone. Write "data/own.csv".')
    assert said[1].startswith("data/Own.CSV has other capitals than the file, own.csv:")
    assert len(said) == 2
    assert not list(folder.lost_files(files_read(["open('data/own.csv')"])))


def test_a_notebook_that_is_run_by_another_is_named(course: Path) -> None:
    folder = LessonFolder(course / "work/02_preprocess")
    (folder.folder / "helpers.ipynb").write_text("{}")
    (folder.folder / "mine.py").write_text("x = 1")
    reads = files_read(["%run helpers.ipynb\n%run mine"])
    ((_, said),) = folder.lost_files(reads)
    assert "helpers.ipynb will not be there when it is graded: one notebook is graded" in said
    assert "Copy the cells" in said
    ((_, again),) = folder.lost_files(reads, folder.pack())
    assert again == said
