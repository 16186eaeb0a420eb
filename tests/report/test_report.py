"""The class at a glance: its figures, its page, its tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook

from autograder.course import Lesson
from autograder.judge import CheckVerdict, Flag, Isolation, Verdict
from autograder.nbgrader_plugin.assignment import build_assignments
from autograder.nbgrader_plugin.course_directory import course_directory
from autograder.report import class_report, export, similarity
from autograder.report.class_data import ClassData, Student, correlation, gather
from fmnist_lab.errors import CourseError
from support.pages import check_page

NAME = "02_small"
EVIL = "<script>alert(1)</script>"


def verdict(double: float, treble: float, code: str = "", **more: Any) -> Verdict:
    checks = []
    for name, score, points in (("double", double, 4.0), ("treble", treble, 2.0)):
        failed = code if score < points else ""
        checks.append(
            CheckVerdict(
                f"02.{name}",
                points,
                score,
                failed,
                f"{name} is {EVIL}" if failed else "",
                grade_id=f"check-02-{name}",
            )
        )
    used = {"cpu_seconds": 0.5 + double, "wall_seconds": 1.0, "peak_memory_bytes": 7e7}
    more.setdefault("resources", used)
    return Verdict(NAME, "0" * 64, "", Isolation.SANDBOX, checks=checks, **more)


def student(student_id: str, of: Verdict | None, **more: Any) -> Student:
    more.setdefault("score", of.points if of else None)
    return Student(student_id, verdict=of, max_score=6.0, **more)


@pytest.fixture()
def class_data() -> ClassData:
    people = [student(f"s{n:02d}", verdict(4 if n % 2 else 0, 2, "raises")) for n in range(10)]
    people.append(student("low", verdict(0, 0, "wrong-shape", outcome="kernel-died", message=EVIL)))
    people.append(student("=cmd", verdict(4, 0, "raises", flags=[Flag("x", EVIL)])))
    people.append(student("gone", None, name="Gone Away", email="gone@example.org"))
    return ClassData(NAME, "fmnist", people)


@pytest.fixture()
def lesson(course: Path) -> Lesson:
    return Lesson(course, NAME)


def test_difficulty_and_discrimination(class_data: ClassData, lesson: Lesson) -> None:
    double, treble = class_data.check_statistics(lesson)
    assert double.difficulty == pytest.approx(6 / 12)
    assert (double.full_points, double.no_points) == (6, 6)
    assert double.code_counts == [("raises", 5), ("wrong-shape", 1)]
    assert treble.difficulty == pytest.approx(10 / 12)
    # By hand: shares of double are six ones and six zeros; the rest is treble's points, 2 for
    # all but `low` (who has no double either) and `=cmd` (who has it). They cancel.
    assert double.discrimination == pytest.approx(0)
    assert treble.discrimination == pytest.approx(0)
    class_data.students = class_data.students[:5]
    assert class_data.check_statistics(lesson)[0].discrimination is None  # five are too few


def test_correlation_is_none_where_it_says_nothing() -> None:
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert correlation([0, 0, 1, 1], [3, 2, 1, 0]) == pytest.approx(-0.894, abs=1e-3)


def test_misconceptions_are_counted_once_a_student(class_data: ClassData) -> None:
    first, second = class_data.mistakes()
    assert (first.code, len(first.students)) == ("raises", 6)
    assert (second.code, second.students) == ("wrong-shape", ["low"])
    assert first.title == "The code stopped with an error"
    assert first.example == f"double is {EVIL}"


ANSWER = """
def rescale(images):
    # I divide by the greatest possible value so that it all fits
    greatest_possible = float(2 ** 8 - 1)
    shrunk = images.astype("float32") / greatest_possible
    return shrunk
"""
OTHER = """
def rescale(images):
    scale = np.iinfo(images.dtype).max
    return (images / scale).astype(np.float32)
"""


def test_copies_are_found_whatever_their_layout() -> None:
    stub = "def rescale(images):\n    raise NotImplementedError()"
    answers = {f"s{n}": OTHER for n in range(8)} | {
        "ada": ANSWER,
        "bob": ANSWER.replace("    ", "  ").replace(" / ", "/") + "\n\n",
    }
    (pair,) = similarity.pairs(answers, stub)  # what most of the class has is not counted
    assert (pair.first, pair.second, pair.likeness) == ("ada", "bob", 1.0)
    assert pair.shared >= similarity.MIN_SHARED_PASSAGES and "greatest_possible" in pair.excerpt
    changed = ANSWER.replace("shrunk", "small").replace("greatest_possible", "top")
    changed = changed.replace("# I divide by the greatest possible value so that it all fits", "")
    assert similarity.pairs({**answers, "bob": changed}, stub) == []
    assert (
        similarity.pairs({"ada": ANSWER, "bob": ANSWER}, ANSWER) == []
    )  # all of it was handed out
    assert similarity.pairs({"ada": "def (:\n '''", "bob": "def (:\n '''"}) == []


def test_tables(class_data: ClassData, lesson: Lesson) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(export.students(class_data, class_data.check_statistics(lesson)))
        )
    )
    assert len(rows) == 13
    assert rows[-2]["student"] == "'=cmd"  # no formula
    assert rows[-1]["outcome"] == "no-submission" and rows[-1]["score"] == ""
    assert rows[0]["02.double"] == "0.0" and rows[1]["02.double"] == "4.0"
    assert rows[10]["codes"] == "wrong-shape" and rows[10]["outcome"] == "kernel-died"
    canvas = list(csv.reader(io.StringIO(export.canvas(class_data))))
    assert canvas[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", NAME]
    assert canvas[1][0].strip() == "Points Possible" and float(canvas[1][-1]) == 6
    assert canvas[-1] == ["Away, Gone", "", "", "gone", "", ""]
    moodle = list(csv.DictReader(io.StringIO(export.moodle(class_data))))
    assert moodle[-1]["Email address"] == "gone@example.org" and moodle[-1]["Surname"] == "Away"
    assert [float(row[NAME]) for row in moodle[:2]] == [2, 6]


def test_the_page_is_one_file_that_anyone_can_read(class_data: ClassData, lesson: Lesson) -> None:
    page = class_report.page(lesson, class_data)
    check_page(page)
    soup = BeautifulSoup(page, "html.parser")
    assert EVIL in soup.get_text()
    assert "Gone Away" in soup.get_text()
    assert len(soup.find_all("img")) == 4
    heat = next(i for i in soup.find_all("img") if "misconceptions by" in i["alt"])
    assert "raises: 6" in heat["alt"]


def test_a_class_of_many_and_of_one(lesson: Lesson) -> None:
    many = [
        student(f"s{n:04d}", verdict(4 * (n % 3 > 0), 2 * (n % 2), "raises")) for n in range(300)
    ]
    check_page(class_report.page(lesson, ClassData(NAME, "fmnist", many)))
    page = class_report.page(lesson, ClassData(NAME, "fmnist", [student("one", verdict(4, 2))]))
    check_page(page)
    assert "None was found" in page


def test_nothing_graded_is_one_sentence(lesson: Lesson) -> None:
    with pytest.raises(CourseError, match="Run `autograder grade 02` first"):
        gather(lesson)
    assert not (lesson.course / "gradebook.db").exists()


def test_scores_are_those_that_nbgrader_exports(lesson: Lesson) -> None:
    build_assignments([lesson], gradebook=True)
    coursedir = course_directory(lesson)
    with Gradebook(coursedir.db_url, coursedir.course_id) as gb:
        for who, penalty in (("ada", 0), ("bob", 1.5), ("eve", 100)):
            gb.add_student(who)
            submission = gb.add_submission(NAME, who)
            for check, points in (("double", 4), ("treble", 2)):
                gb.find_grade(f"check-02-{check}", NAME, NAME, who).auto_score = points
            submission.notebooks[0].late_submission_penalty = penalty
            graded = Path(coursedir.format_path(coursedir.autograded_directory, who, NAME))
            graded.mkdir(parents=True)
            (graded / "verdict.json").write_text(verdict(4, 2).to_json())
        gb.add_student("gus")
        gb.db.commit()
    for waiting in ("gus", "new"):  # of whom only one is on the class list
        (lesson.course / "submitted" / waiting / NAME).mkdir(parents=True)
    page = class_report.write(lesson)
    tables = {
        name: list(csv.reader(io.StringIO((page.parent / name).read_text())))
        for name in ("canvas.csv", "moodle.csv")
    }
    with (page.parent / "grades.csv").open() as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert [exported[who] for who in ("ada", "bob", "eve")] == [6, 4.5, 0]
    for rows, column in ((tables["canvas.csv"][2:], 3), (tables["moodle.csv"][1:], 0)):
        scores = {row[column]: row[-1] for row in rows}
        assert scores.pop("gus") == scores.pop("new") == ""
        assert {who: float(score) for who, score in scores.items()} == {
            who: exported[who] for who in ("ada", "bob", "eve")
        }
    text = " ".join(BeautifulSoup(page.read_text(), "html.parser").get_text().split())
    assert "Handed in and not graded yet: gus, new. Run autograder grade." in text
