"""From sources to lessons: built by nbgrader, the same every time, and without any solution."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest

from autograder import cli
from autograder.course import (
    Lesson,
    find_course,
    find_lessons,
    nbgrader_metadata,
    nbgrader_settings,
    read_source,
)
from autograder.course.validate import validate_lesson
from autograder.nbgrader_plugin.assignment import (
    build_assignments,
    generate_assignment,
    read_files,
)
from autograder.publish.release import StaleReleaseError, check, release
from fmnist_lab.errors import CourseError
from support.course import ROOT, SOURCE, header

LESSONS = find_lessons(ROOT)


def small(course: Path) -> Lesson:
    (lesson,) = find_lessons(course)
    return lesson


def rewrite(course: Path, old: str, new: str) -> Lesson:
    path = course / "solutions" / "02_small" / "02_small.py"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return small(course)


def released(lesson: Lesson) -> Any:
    return nbformat.read(lesson.released / f"{lesson.name}.ipynb", as_version=4)


class TestReleasing:
    def test_solutions_are_cleared_and_everything_else_stays(self, course: Path) -> None:
        (course / "solutions" / "02_small" / "figure.png").write_bytes(b"png")
        assert release([small(course)]) == [(small(course), True)]
        files = read_files(course / "lessons" / "02_small")
        assert set(files) == {"02_small.ipynb", "figure.png"}
        text = files["02_small.ipynb"].decode()
        assert "secret_of_doubling" not in text and "adding to itself" not in text
        nbformat.validate(json.loads(text))
        cells = {nbgrader_metadata(c).get("grade_id"): c for c in released(small(course)).cells}
        assert cells["double"].source.endswith(
            "    # YOUR CODE HERE\n"
            '    raise NotImplementedError("The exercise double is not written yet.")'
        )
        assert '"""Twice x."""' in cells["double"].source
        assert cells["essay"].source == "YOUR ANSWER HERE"
        assert cells["check-02-double"].source == 'check("02.double", double)'
        assert cells["check-02-double"].metadata.nbgrader.checksum
        assert cells["demo-double"].metadata.tags == ["demo"]

    def test_twice_gives_the_same_bytes(self, course: Path) -> None:
        release([small(course)])
        first = read_files(course / "lessons")
        stamp = (course / "lessons/02_small/02_small.ipynb").stat().st_mtime_ns
        assert release([small(course)]) == [(small(course), False)]
        assert read_files(course / "lessons") == first
        assert (course / "lessons/02_small/02_small.ipynb").stat().st_mtime_ns == stamp
        check([small(course)])

    def test_the_gradebook_knows_the_assignment(self, course: Path) -> None:
        release([small(course)])
        with sqlite3.connect(course / "gradebook.db") as db:
            cells = dict(
                db.execute(
                    "SELECT b.name, g.max_score FROM grade_cells g JOIN base_cell b USING (id)"
                )
            )
        assert cells == {"check-02-double": 4.0, "check-02-treble": 2.0, "essay": 3.0}
        assert (course / "solutions/02_small/02_small.ipynb").is_file()

    def test_check_touches_nothing(self, course: Path) -> None:
        with pytest.raises(StaleReleaseError, match="02_small"):
            check([small(course)])
        assert not (course / "lessons").exists()
        assert not (course / "gradebook.db").exists()
        assert not list((course / "solutions").rglob("*.ipynb"))

    def test_check_names_what_is_stale(
        self,
        course: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.chdir(course / "solutions")
        assert cli.main(["release", "02"]) == 0
        assert cli.main(["release", "--check"]) == 0
        before = read_files(course / "lessons")
        rewrite(course, "Doubling.\n", "Doubling, and more.\n")
        capsys.readouterr()
        assert cli.main(["release", "--check"]) == 1
        said = capsys.readouterr().err
        assert "02_small" in said and said.count("\n") == 1
        assert read_files(course / "lessons") == before
        assert cli.main(["release"]) == 0
        (course / "lessons" / "09_gone").mkdir()
        assert cli.main(["release", "--check"]) == 1
        assert "09_gone" in capsys.readouterr().err

    def test_a_changed_lesson_is_still_released_after_a_submission_when_ids_stay(
        self,
        course: Path,
    ) -> None:
        release([small(course)])
        _add_submission(course)
        lesson = rewrite(course, "Doubling.\n", "Doubling, and more.\n")
        assert release([lesson]) == [(lesson, True)]

    def test_a_renamed_graded_cell_after_a_submission_is_refused_and_nothing_is_lost(
        self,
        course: Path,
    ) -> None:
        release([small(course)])
        before = read_files(course / "lessons")
        _add_submission(course)
        lesson = rewrite(course, '"grade_id": "essay"', '"grade_id": "reflection"')
        with pytest.raises(CourseError, match="Keep the grade_ids"):
            release([lesson])
        assert read_files(course / "lessons") == before

    def test_what_nbgrader_refuses_is_said_in_a_sentence(self, course: Path) -> None:
        lesson = rewrite(course, "    return double(x) + x\n    ### END SOLUTION\n", "    pass\n")
        with pytest.raises(CourseError, match="no end solution"):
            build_assignments([lesson], gradebook=False)


def test_nbgrader_itself_never_copies_a_script(course: Path) -> None:
    """`nbgrader generate_assignment`, run by hand in the course directory."""
    lesson = small(course)
    nbformat.write(lesson.notebook, lesson.solution)
    config = nbgrader_settings(course)
    generate_assignment(lesson, course, config, f"sqlite:///{course / 'gradebook.db'}")
    assert set(read_files(course / "lessons" / "02_small")) == {"02_small.ipynb"}


def _add_submission(course: Path) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.add_student("ada")
        gradebook.add_submission("02_small", "ada")


class TestReview:
    """Cells and checks belong together, or release says which don't."""

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('check("02.double", double)', 'check("02.double", treble)', "objects"),
            ('check("02.double", double)', 'check("02.double", 3)', "claimed by no check"),
            ('check("02.double", double)', "assert double(2) == 4", "claimed by no check"),
            ('check("02.double", double)', 'x = check("02.double", double)', "claimed by no check"),
            ('check("02.double", double)', 'check("02.other", double)', "02.other"),
            ('"check-02-double"', '"check-02-dbl"', "grade_id"),
            ('"points": 4', '"points": 5', "points"),
            ('"grade_id": "treble"', '"grade_id": "double"', "twice"),
            ("### BEGIN SOLUTION\n    return double", "return double", "BEGIN SOLUTION"),
            (header("check", "check-02-treble", 2), "# %%", "no cell runs the check 02.treble"),
            (header("exercise", "treble"), "# %%", "no nbgrader grade_id"),
            (
                header("check", "check-02-treble", 2),
                header("check", "check-02-treble", 2).replace('"locked": true', '"locked": false'),
                "locked",
            ),
            (
                header("demo", "demo-double"),
                header("demo", "demo-double").replace('"locked": true', '"locked": false'),
                "demo cell",
            ),
        ],
    )
    def test_what_does_not_fit_is_named(
        self,
        course: Path,
        old: str,
        new: str,
        said: str,
    ) -> None:
        validate_lesson(small(course))
        with pytest.raises(CourseError, match=said):
            validate_lesson(rewrite(course, old, new))


class TestCourse:
    def test_the_course_is_found_from_inside_and_nowhere_else(
        self,
        course: Path,
        tmp_path: Path,
    ) -> None:
        assert find_course(course / "solutions" / "02_small") == course
        with pytest.raises(CourseError, match="not inside the course"):
            find_course(tmp_path)

    def test_lessons_by_number_and_by_name(self, course: Path) -> None:
        for text in ("02", "02_small", "02_small/"):
            assert [le.name for le in find_lessons(course, [text, "02"])] == ["02_small"]
        with pytest.raises(CourseError, match="02_small"):
            find_lessons(course, ["03"])

    def test_cell_ids_stay_where_nothing_changed(self, course: Path) -> None:
        before = [c.id for c in small(course).notebook.cells]
        lesson = rewrite(
            course,
            header("demo", "demo-double"),
            "# %% [markdown]\n# New.\n\n" + header("demo", "demo-double"),
        )
        after = [c.id for c in lesson.notebook.cells]
        assert len(after) == len(before) + 1 and set(before) <= set(after)
        assert len(set(after)) == len(after)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda le: le.name)
class TestTheLessons:
    def test_the_release_is_up_to_date(self, lesson: Lesson, built: dict[str, Any]) -> None:
        assert read_files(lesson.released) == built[lesson.name], (
            f"lessons/{lesson.name} is stale: run `autograder release`"
        )

    def test_no_solution_line_is_released(self, lesson: Lesson) -> None:
        text = "\n".join(c.source for c in released(lesson).cells)
        lines = {line.strip() for line in text.splitlines()}
        solution, given = split_lines(lesson.source.read_text())
        assert solution
        # What the lesson itself shows elsewhere, such as `import keras`, gives nothing away.
        assert not lines & (solution - given)

    def test_no_script_is_released(self, lesson: Lesson) -> None:
        assert set(read_files(lesson.released)) >= {f"{lesson.name}.ipynb"}
        assert not [name for name in read_files(lesson.released) if name.endswith(".py")]

    def test_a_source_survives_jupytext(self, lesson: Lesson) -> None:
        text = lesson.source.read_text()
        notebook = jupytext.reads(text, fmt="py:percent")
        again = jupytext.reads(jupytext.writes(notebook, fmt="py:percent"), fmt="py:percent")
        assert [(c.cell_type, c.source, c.metadata) for c in again.cells] == [
            (c.cell_type, c.source, c.metadata) for c in notebook.cells
        ]

    def test_cell_ids_are_the_same_in_every_build(self, lesson: Lesson) -> None:
        ids = [c.id for c in read_source(lesson.source, lesson.name).cells]
        assert ids == [c.id for c in released(lesson).cells]
        assert len(set(ids)) == len(ids)


@pytest.fixture(scope="module")
def built() -> dict[str, Any]:
    return build_assignments(LESSONS, gradebook=False)


def split_lines(source: str) -> tuple[set[str], set[str]]:
    """The lines inside BEGIN and END SOLUTION, and those outside: code and prose alike."""
    solution: set[str] = set()
    given: set[str] = set()
    inside = False
    for line in source.splitlines():
        if "### BEGIN SOLUTION" in line or "### END SOLUTION" in line:
            inside = "BEGIN" in line
        else:
            (solution if inside else given).add(line.strip().removeprefix("# ").strip())
    return solution - {"", "#"}, given


def test_solution_lines_are_found() -> None:
    solution, given = split_lines(SOURCE)
    assert solution == {
        "secret_of_doubling = 2",
        "return secret_of_doubling * x",
        "return double(x) + x",
        "Doubling is adding to itself.",
    }
    assert "Doubling." in given and not solution & given


def test_every_lesson_of_the_course_is_released() -> None:
    assert [p.name for p in sorted((ROOT / "lessons").iterdir())] == [le.name for le in LESSONS]
    assert [le.number for le in LESSONS] == [f"0{n}" for n in range(1, 9)]
