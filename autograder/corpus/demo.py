"""A made-up class to try the grading on: ``autograder demo``.

The submissions are put together from the verdict corpus, with a fixed seed. Most have right
answers, written in several ways, and one or two mistakes. A few give an instructor work: a copied
notebook, one that ends its kernel, one without an answer, an empty directory, a late one. The
names are invented.
"""

from __future__ import annotations

import os
import random
import shlex
import shutil
import sys
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.corpus.selection import trains_long
from autograder.corpus.submissions import CorpusSubmission, submissions, write_notebook
from autograder.course import Lesson, nbgrader_metadata
from autograder.grading.coordinator import grade
from autograder.grading.summary import GradingOptions
from autograder.nbgrader_plugin.errors import explain_os_errors
from autograder.nbgrader_plugin.paths import sqlite_url
from autograder.screening import unanswered_notebook
from autograder.screening.policy import JUNK_NAMES
from fmnist_lab.errors import CourseError
from fmnist_lab.installed import installed_course

SEED = 28
MARKER_FILE = ".made-up-class"
DUE_DATE = "2026-03-01 12:00:00"
IN_TIME, LATE = "2026-02-27 18:30:00 UTC", "2026-03-02 09:10:00 UTC"
FIRST_NAMES = (
    "Ada Bilal Chiara Deniz Elif Femi Greta Hugo Imani Jonas Kaya Lior Mina Noor Oskar "
    "Priya Quentin Rosa Sami Tova Umut Vera Wanja Ximena Yusuf Zoe"
).split()
LAST_NAMES = (
    "Albers Brandt Castell Dahl Egede Falk Gruber Holm Ivarsson Jansen Kowal Lindt Moreau "
    "Nagel Ostrow Pereira Quist Ritter Sand Thorne Ulven Vogt Weiland Yilmaz Zander"
).split()
MISTAKES_PER_PERSON = (0, 1, 1, 0, 1, 0, 2)  # repeated along the class list
SOLUTION_MARKERS = ("BEGIN SOLUTION", "END SOLUTION")


@dataclass
class Person:
    """Someone of the class: ``answers`` is code by the grade_id of its cell."""

    first: str
    last: str
    answers: dict[str, str]
    timestamp: str = IN_TIME
    hands_in: Literal["notebook", "empty directory", "nothing"] = "notebook"

    @property
    def id(self) -> str:
        """The student id."""
        return f"{self.first[0]}.{self.last}".lower()


def default_directory(course: Path) -> Path:
    """Where the class is made unless --out says: runs/demo in the course, or here, without one."""
    where = Path.cwd() if course == installed_course() else course
    return where / "runs" / "demo"


def command(
    lesson: Lesson, *, out: Path, students: int, workers: int, show: bool, sandboxed: bool
) -> int:
    """Make the class, grade it, write its report and say where; returns the exit status."""
    from autograder import report

    course = make(lesson, out, students)
    demo_lesson = Lesson(course, lesson.name)
    print(f"A made-up class of {students} in {course}", flush=True)
    summary = grade(demo_lesson, GradingOptions(workers=workers, sandboxed=sandboxed))
    print(summary.text())
    if not summary.points:
        summary.check_written()  # there is nothing to report
    page = report.write(demo_lesson)
    print(f"The report: {page}")
    print(
        f"The course: cd {shlex.quote(str(course))}; then `autograder grade {lesson.number}` grades it again,"
    )
    print("and `jupyter lab` there, menu Nbgrader, opens formgrader on it.")
    if show and _has_display():
        webbrowser.open(page.as_uri())
    summary.check_written()
    return 0


def make(lesson: Lesson, out: Path, students: int = 18) -> Path:
    """Make the course directory ``out`` and return it.

    A directory that an earlier demo made is replaced. Raises CourseError if ``out`` is a file or
    holds anything else.
    """
    people = invent(lesson, students)
    out = out.resolve()
    if out.is_file():
        raise CourseError(f"{out} is a file; --out names a directory, made if need be.")
    if out.is_dir() and not (out / MARKER_FILE).is_file() and any(out.iterdir()):
        raise CourseError(
            f"{out} is there already and holds other things. Name another with --out."
        )
    with explain_os_errors(out, ""):
        shutil.rmtree(out, ignore_errors=True)
        (out / "solutions").mkdir(parents=True)
        (out / MARKER_FILE).write_text("Made by `autograder demo`, which may delete it all.\n")
        settings = (lesson.course / "nbgrader_config.py").read_text(encoding="utf-8")
        # The made-up class must not come into a database that the course's settings name.
        settings += f"\nc.CourseDirectory.db_url = {sqlite_url(out / 'gradebook.db')!r}\n"
        (out / "nbgrader_config.py").write_text(settings, encoding="utf-8")
        shutil.copytree(
            lesson.source.parent,
            out / "solutions" / lesson.name,
            ignore=shutil.ignore_patterns("*.ipynb", *JUNK_NAMES),
        )
        demo_lesson = Lesson(out, lesson.name)
        for person in people:
            _hand_in(demo_lesson, person)
    _enrol(demo_lesson, people)
    return out


def invent(lesson: Lesson, students: int) -> list[Person]:
    """The people and what they hand in; the same for every call."""
    if not 8 <= students <= len(FIRST_NAMES):
        raise CourseError(f"The class has {students} students; expected 8 to {len(FIRST_NAMES)}.")
    corpus = [s for s in submissions(lesson, ("accepted", "rejected")) if not trains_long(s)]
    right = [s for s in corpus if s.kind == "accepted" and not s.inserts_cells]
    wrong = [s for s in corpus if s.kind == "rejected" and not s.inserts_cells]
    if not right or not wrong:
        raise CourseError(f"The verdict corpus has nothing for {lesson.name} to make a class of.")
    rng = random.Random(SEED)
    last_names = rng.sample(LAST_NAMES, students - 1)
    people = []
    for number, first in enumerate(FIRST_NAMES[:students]):
        answers = _right_answers(lesson, rng.choice(right))
        mistakes = MISTAKES_PER_PERSON[number % len(MISTAKES_PER_PERSON)]
        answers |= _wrong_answers(wrong, mistakes, rng)
        people.append(Person(first, last_names[number % len(last_names)], answers))
    _add_work_for_the_instructor(people)
    return people


def _add_work_for_the_instructor(people: Sequence[Person]) -> None:
    """Change some people's submissions into those that an instructor has to look at."""
    source, copy = people[3], people[-4]
    copy.answers = {grade_id: f"{code}\n" for grade_id, code in source.answers.items()}
    people[-1].hands_in = people[5].hands_in = "nothing"
    people[-2].hands_in = "empty directory"
    people[-3].answers = {}
    people[4].timestamp = LATE
    first = next(iter(people[6].answers))
    people[6].answers[first] += "\n\nimport os\nos._exit(0)  # the notebook ends here"


def _right_answers(lesson: Lesson, right: CorpusSubmission) -> dict[str, str]:
    """A right answer to every exercise, by grade_id."""
    answers = {}
    for cell in lesson.notebook.cells:
        metadata = nbgrader_metadata(cell)
        if metadata.get("solution"):
            code = right.sources.get(metadata["grade_id"], cell.source)
            lines = [li for li in code.splitlines() if li.strip(" #") not in SOLUTION_MARKERS]
            answers[metadata["grade_id"]] = "\n".join(lines)
    return answers


def _wrong_answers(
    wrong: Sequence[CorpusSubmission], number: int, rng: random.Random
) -> dict[str, str]:
    """Wrong answers to ``number`` exercises; some mistakes are more frequent than others."""
    answers: dict[str, str] = {}
    codes = sorted({s.code for s in wrong})
    random.Random(SEED).shuffle(codes)
    for _ in range(50):
        if number == 0:
            break
        code = codes[min(int(rng.expovariate(1 / 4)), len(codes) - 1)]
        chosen = rng.choice([s for s in wrong if s.code == code])
        if not chosen.sources.keys() & answers.keys():
            answers |= chosen.sources
            number -= 1
    return answers


def _hand_in(lesson: Lesson, person: Person) -> None:
    if person.hands_in == "nothing":
        return
    directory = lesson.course / "submitted" / person.id / lesson.name
    directory.mkdir(parents=True)
    (directory / "timestamp.txt").write_text(person.timestamp)
    if person.hands_in == "empty directory":
        return
    notebook: Any = unanswered_notebook(lesson)
    for cell in notebook.cells:
        grade_id = nbgrader_metadata(cell).get("grade_id", "")
        cell.source = person.answers.get(grade_id, cell.source)
    write_notebook(directory, notebook, f"{lesson.name}.ipynb")


def _enrol(lesson: Lesson, people: Sequence[Person]) -> None:
    """Enter the lesson and the people into the gradebook."""
    from autograder.nbgrader_plugin.assignment import build_assignments
    from autograder.nbgrader_plugin.course_directory import course_directory
    from autograder.nbgrader_plugin.database import open_gradebook

    build_assignments([lesson], gradebook=True)
    with open_gradebook(course_directory(lesson)) as gb:
        gb.update_or_create_assignment(lesson.name, duedate=DUE_DATE)
        for person in people:
            gb.update_or_create_student(
                person.id,
                first_name=person.first,
                last_name=person.last,
                email=f"{person.id}@example.org",
            )


def _has_display() -> bool:
    displays = (os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return sys.platform in ("darwin", "win32") or any(displays)
