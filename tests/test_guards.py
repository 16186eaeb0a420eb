"""What must stay as it is when code moves from one file to another.

Several things here hang on where a file stands: what a box is given to read, what the cache's key
covers, what courses have copied into their nbgrader_config.py. Nothing else fails at once when
such a thing is lost. tests/pinned.json holds what is compared; ``python tests/pin.py`` writes it.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

import pin
from autograder.corpus import CorpusSubmission
from autograder.corpus.run import SECRET
from autograder.course import Lesson, find_lessons, is_check
from autograder.grading.cache_keys import box_files, judge_files
from autograder.judge import JudgeSession
from autograder.judge.course_mount import CourseMount
from autograder.publish.bundle import TOP_DIRECTORY, bundle
from pin import ROOT

OURS = ("autograder", "fmnist_lab", "fmnist_ref")
AGAIN = "If that is what was meant, run `python tests/pin.py` and commit tests/pinned.json with it."

# All that may stand in a box's /course. Whatever is added here, every student's code can read.
IN_THE_BOX = (
    "autograder/__init__.py",
    "autograder/bridge",
    "autograder/checks",
    "autograder/networks",
    "fmnist_lab",
)


def same(part: str, now: dict[str, Any]) -> None:
    """Fail when a part of pinned.json is another now, with the entries that differ."""
    before = pin.pinned()[part]
    assert list(now) == list(before), f"{part}: entries came or went. {AGAIN}"
    for name in now:
        # as text, for the order of keys counts too
        found, expected = (json.dumps(p[name], indent=1).split("\n") for p in (now, before))
        assert found == expected, f"{part} of {name} has changed. {AGAIN}"


def lesson(number: str) -> Lesson:
    return find_lessons(ROOT, [number])[0]


# --- what a box sees ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def course_in_the_box() -> Iterator[Path]:
    """The directory that every box sees as /course."""
    stage = CourseMount()
    yield stage.directory
    stage.close()


def files_of(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def code_files() -> list[Path]:
    return [
        path
        for name in OURS
        for path in sorted((ROOT / name).rglob("*"))
        if path.suffix in (".py", ".toml")
    ]


def texts_in(content: Any) -> Iterator[str]:
    """Every text in what a TOML file holds."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from texts_in(part)


def test_only_what_a_notebook_needs_is_in_the_box(course_in_the_box: Path) -> None:
    """No judge, no screening, no gradebook, no reference, no lesson's answers by their place."""
    files = files_of(course_in_the_box)
    for name in files:
        allowed = any(name == place or name.startswith(f"{place}/") for place in IN_THE_BOX)
        assert allowed, f"{name} can be read in a box; it is not among {IN_THE_BOX}"
        parts = Path(name).parts
        for forbidden in ("solutions", "fmnist_ref", "misconceptions", "lessons", "submissions"):
            assert forbidden not in parts, name
        assert not Path(name).name.startswith("lesson_"), name
    for place in IN_THE_BOX:
        assert any(name.startswith(place) for name in files), f"{place} is missing in the box"


def test_no_check_is_in_the_box(course_in_the_box: Path) -> None:
    """A file with a check holds its right answer: none may be read where students' code runs."""
    checks = [path for path in code_files() if b"@graded" in path.read_bytes()]
    assert len(checks) >= 8, "The checks say @graded no more: this test must look for another word."
    for name, content in files_of(course_in_the_box).items():
        assert b"@graded" not in content, f"{name} can be read in a box, and holds a check"


def is_catalogue(path: Path) -> bool:
    """Whether it is a file of the catalogue of misconceptions."""
    return path.suffix == ".toml" and path.parent.name == "misconceptions"


def test_no_misconception_is_in_the_box(course_in_the_box: Path) -> None:
    """The catalogue says which wrong answers a check looks for, and why they are wrong."""
    texts: set[bytes] = set()
    for path in code_files():
        if is_catalogue(path):
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            texts |= {text.encode() for text in texts_in(content) if len(text) > 30}
    assert len(texts) > 500, "The catalogue of misconceptions was not found."
    for name, content in files_of(course_in_the_box).items():
        if name.endswith("fmnist_lab/ready_made.py"):  # public, and refused by the checks
            continue
        found = [text for text in texts if text in content]
        assert not found, f"{name} can be read in a box, and says {found[0]!r}"


# --- what the cache's key covers ---------------------------------------------------------

LISTING = """\
import json, sys
print(json.dumps({
    name: getattr(module, "__file__", None)
    for name, module in sorted(sys.modules.items())
    if name.partition(".")[0] in ("autograder", "fmnist_lab", "fmnist_ref")
    or str(getattr(module, "__file__", None)).startswith("/course/")
}))
"""


def with_listing(submission: CorpusSubmission) -> Any:
    """Its notebook, with a cell after the last check that lists the modules."""
    notebook = copy.deepcopy(submission.notebook())
    last = max(i for i, cell in enumerate(notebook.cells) if is_check(cell))
    notebook.cells.insert(last + 1, nbformat.v4.new_code_cell(LISTING, id="listing"))
    return notebook


@pytest.mark.parametrize("number", ["02", "04"])  # without TensorFlow, and with it
def test_what_a_box_has_imported_is_in_the_run_s_key(number: str) -> None:
    """A changed file of it runs every stored run again: so its name must be in ``box_files``."""
    covered = {path.resolve() for path in box_files()}
    solution = CorpusSubmission(lesson(number), None)
    with JudgeSession(ROOT, secret=SECRET, ahead=False) as session:
        judged = session.judge(solution.lesson, with_listing(solution))
        given = files_of(session.mount.directory)
    assert judged.verdict.points == judged.verdict.max_points
    (printed,) = judged.outputs["listing"]
    imported: dict[str, str | None] = json.loads(printed["text"])
    assert {"autograder", "fmnist_lab"} <= set(imported)
    assert len(imported) > 10
    for name, file in imported.items():
        assert file is not None, f"{name} is a directory without __init__.py"
        place = Path(file).relative_to("/course").as_posix()
        if place == "autograder/__init__.py":  # a file from elsewhere takes this place
            sources = [path for path in covered if path.read_bytes() == given[place]]
            assert sources, "box_files() has not what stands in the box as autograder/__init__.py"
            continue
        assert (ROOT / place).read_bytes() == given[place], f"{place} is another file in the box"
        assert ROOT / place in covered, (
            f"A box imports {name}; box_files() of the cache's key must have {place}."
        )


def test_all_that_a_box_is_given_is_in_the_run_s_key(course_in_the_box: Path) -> None:
    """Also what is not imported in these tests: data, and modules that few notebooks need."""
    covered = {path.read_bytes() for path in box_files()}
    for name, content in files_of(course_in_the_box).items():
        assert content in covered, f"A box is given {name}, which box_files() has not."


def test_what_a_worker_has_imported_is_in_the_verdict_s_key() -> None:
    """A changed file of it judges again at least: so box_files or judge_files must have it."""
    solution = CorpusSubmission(lesson("02"), None)
    asked = {
        "lesson": solution.lesson.name,
        "notebook": json.dumps(solution.notebook()),
        "secret": SECRET.decode(),
    }
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("judging_worker.py")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert not told["problem"]
    assert told["points"] == 12
    covered = {*told["box_files"], *told["judge_files"]}
    assert any(name.endswith("lesson_02") for name in told["imported"])
    for name, file in told["imported"].items():
        assert file is not None, f"{name} is a directory without __init__.py"
        assert file in covered, (
            f"A worker that has judged has imported {name}; box_files() or judge_files() of the "
            f"cache's key must have {Path(file).relative_to(ROOT)}."
        )


def test_every_lesson_s_checks_and_every_misconception_are_in_the_verdict_s_key() -> None:
    catalogue = {path for path in code_files() if is_catalogue(path)}
    assert catalogue
    for one in find_lessons(ROOT):
        covered = set(judge_files(one))
        written_in = {Path(check.function.__code__.co_filename) for check in one.checks.values()}
        assert written_in <= covered
        assert catalogue <= covered
        assert not written_in & set(box_files()), "A changed check would run every notebook again."


def test_the_cache_s_key_names_files_that_exist() -> None:
    for path in (*box_files(), *judge_files(lesson("02"))):
        assert path.is_file(), path


# --- what is pinned ----------------------------------------------------------------------


def test_hashes_and_seeds_of_submissions() -> None:
    """Stored verdicts are found by these hashes, and checks draw their inputs from the seeds."""
    same("hashes", pin.hashes())


def test_commands_and_options() -> None:
    same("commands", pin.commands())


def test_released_lessons_byte_for_byte() -> None:
    """A lesson may change; then `python tests/pin.py` says so in the same commit."""
    same("lessons", pin.lessons())


def test_verdicts() -> None:
    """What verdict.json says of ten submissions: codes, sentences, scores, flags, seeds, keys."""
    same("verdicts", pin.verdicts())


# --- what others have copied -------------------------------------------------------------


def test_names_in_copied_nbgrader_configs(tmp_path: Path) -> None:
    """Courses have copies of nbgrader_config.py: the names in it must go on working."""
    from nbgrader.plugins.zipcollect import FileNameCollectorPlugin
    from traitlets.config import PyFileConfigLoader
    from traitlets.utils.importstring import import_item

    copied = pin.pinned()["copied"]
    module, _, function = copied["configure"].rpartition(".")
    (tmp_path / "nbgrader_config.py").write_text(
        f"from {module} import {function}\n"
        "c = get_config()\n"
        f"{function}(c)\n"
        f"c.ZipCollectApp.collector_plugin = {copied['collector']!r}\n"
    )
    settings = PyFileConfigLoader("nbgrader_config.py", path=str(tmp_path)).load_config()
    collector = import_item(settings.ZipCollectApp.collector_plugin)
    assert issubclass(collector, FileNameCollectorPlugin)
    ours = [n for n in settings.Autograde.autograde_preprocessors if n.startswith("autograder.")]
    assert ours, "configure() names no preprocessor of ours: nothing would be judged in a box."
    ours += [*settings.TemplateExporter.filters.values(), settings.GenerateFeedback.exporter_class]
    for name in ours:
        assert callable(import_item(name)), name


LEFT_TO_STUDENTS = ("checks", "packages", "start", "hand-in")
STUDENTS = """\
import json, sys
# Where the course is installed for development, its finder gives what the zip has not.
sys.meta_path[:] = [f for f in sys.meta_path if "__editable__" not in getattr(f, "__module__", "")]
import autograder, offered
from {module} import {function} as main
print(json.dumps([autograder.__file__, offered.offered(main)]))
"""


def test_students_get_their_own_commands_alone(tmp_path: Path) -> None:
    """The students' zip lacks the instructors' modules, so it offers none of their commands."""
    with zipfile.ZipFile(bundle(ROOT, tmp_path / "students.zip")) as archive:
        archive.extractall(tmp_path)
    place = tmp_path / TOP_DIRECTORY
    about = tomllib.loads((place / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, function = about["project"]["scripts"]["autograder"].partition(":")
    done = subprocess.run(
        [sys.executable, "-c", STUDENTS.format(module=module, function=function)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(place), str(ROOT / "tests")])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    imported, offered = json.loads(done.stdout)
    assert Path(imported).is_relative_to(place)
    instructors = pin.pinned()["commands"]["autograder"]["commands"]
    assert offered["commands"] == {name: instructors[name] for name in LEFT_TO_STUDENTS}
