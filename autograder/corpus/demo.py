"""A made-up class to try the grading on: ``autograder demo``.

The submissions are put together from the verdict corpus, with a fixed seed: right answers in
several ways, one or two misconceptions each for most, and a few that give an instructor work: a
notebook that was copied, one that ends its kernel, one without an answer, an empty directory, a
late one. The names are invented.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.corpus import Submission, submissions
from autograder.corpus.verify import trains
from autograder.course import Lesson, grading
from autograder.grading import GradingOptions, grade
from autograder.nbgrader_plugin.errors import explain_os_errors
from autograder.screening.policy import JUNK_NAMES
from fmnist_lab.errors import CourseError

SEED = 28
MARK = ".made-up-class"
DUE, IN_TIME, LATE = "2026-03-01 12:00:00", "2026-02-27 18:30:00 UTC", "2026-03-02 09:10:00 UTC"
FIRST = [
    "Ada",
    "Bilal",
    "Chiara",
    "Deniz",
    "Elif",
    "Femi",
    "Greta",
    "Hugo",
    "Imani",
    "Jonas",
    "Kaya",
    "Lior",
    "Mina",
    "Noor",
    "Oskar",
    "Priya",
    "Quentin",
    "Rosa",
    "Sami",
    "Tova",
    "Umut",
    "Vera",
    "Wanja",
    "Ximena",
    "Yusuf",
    "Zoe",
]
LAST = [
    "Albers",
    "Brandt",
    "Castell",
    "Dahl",
    "Egede",
    "Falk",
    "Gruber",
    "Holm",
    "Ivarsson",
    "Jansen",
    "Kowal",
    "Lindt",
    "Moreau",
    "Nagel",
    "Ostrow",
    "Pereira",
    "Quist",
    "Ritter",
    "Sand",
    "Thorne",
    "Ulven",
    "Vogt",
    "Weiland",
    "Yilmaz",
    "Zander",
]


@dataclass
class Person:
    """Someone of the class: ``cells`` are the answers by grade_id, ``added`` cells after others."""

    first: str
    last: str
    cells: dict[str, str] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)
    timestamp: str = IN_TIME
    hands_in: str = "notebook"  # or "nothing", "empty"

    @property
    def id(self) -> str:
        """The student id."""
        return f"{self.first[0]}.{self.last}".lower()


def command(
    lesson: Lesson, *, out: Path | None, students: int, workers: int, show: bool, sandboxed: bool
) -> int:
    """Make the class, grade it, write its report, say where; the exit status."""
    from autograder import report

    course = make(lesson, out or lesson.course / "runs" / "demo", students)
    made = Lesson(course, lesson.name)
    print(f"A made-up class of {students} in {course}", flush=True)
    summary = grade(made, GradingOptions(workers=workers, sandboxed=sandboxed))
    print(summary.text())
    page = report.write(made)
    print(f"The report: {page}")
    print(f"The course: cd {course}; then `autograder grade {lesson.number}` grades it again,")
    print("and `jupyter lab` there, menu Nbgrader, opens formgrader on it.")
    if show and _has_display():
        webbrowser.open(page.as_uri())
    summary.check_written()
    return 0


def make(lesson: Lesson, out: Path, students: int = 18) -> Path:
    """Make the course directory ``out``; gives it. Raises CourseError.

    A directory that a demo made before is made anew; any other must not be there.
    """
    people = invent(lesson, students)
    out = out.resolve()
    if out.exists() and not out.is_dir():
        raise CourseError(f"{out} is a file; --out names a directory, made if need be.")
    if out.exists() and not (out / MARK).is_file() and any(out.iterdir()):
        raise CourseError(
            f"{out} is there already and holds other things. Name another with --out."
        )
    with explain_os_errors(out, ""):
        shutil.rmtree(out, ignore_errors=True)
        (out / "solutions").mkdir(parents=True)
        (out / MARK).write_text("Made by `autograder demo`, which may delete it all.\n")
        settings = (lesson.course / "nbgrader_config.py").read_text(encoding="utf-8")
        # invented people never come into a database that the course's settings name
        settings += f"\nc.CourseDirectory.db_url = {f'sqlite:///{out}/gradebook.db'!r}\n"
        (out / "nbgrader_config.py").write_text(settings, encoding="utf-8")
        shutil.copytree(
            lesson.source.parent,
            out / "solutions" / lesson.name,
            ignore=shutil.ignore_patterns("*.ipynb", *JUNK_NAMES),
        )
        made = Lesson(out, lesson.name)
        for person in people:
            _hand_in(made, person)
    _enrol(made, people)
    return out


def invent(lesson: Lesson, students: int, seed: int = SEED) -> list[Person]:
    """The people and what they hand in; the same ones for the same seed."""
    if not 8 <= students <= len(FIRST):
        raise CourseError(f"The class has {students} students; expected 8 to {len(FIRST)}.")
    corpus = [s for s in submissions(lesson, ("accepted", "rejected")) if not trains(s)]
    right = [s for s in corpus if s.kind == "accepted" and not s.added]
    wrong = [s for s in corpus if s.kind == "rejected" and not s.added]
    if not right or not wrong:
        raise CourseError(f"The verdict corpus has nothing for {lesson.name} to make a class of.")
    rng = random.Random(seed)
    last = rng.sample(LAST, students - 1)
    people = [Person(FIRST[i], last[i % len(last)]) for i in range(students)]
    for number, person in enumerate(people):
        person.cells = _answers(lesson, rng.choice(right))
        mistakes = (0, 1, 1, 0, 1, 0, 2)[number % 7]
        person.cells |= _mistakes(wrong, mistakes, rng)
    # Those that an instructor has to look at.
    source, copy = people[3], people[-4]
    copy.cells = {key: f"{cell}\n" for key, cell in source.cells.items()}
    people[-1].hands_in = people[5].hands_in = "nothing"
    people[-2].hands_in = "empty"
    people[-3].cells = {}
    people[4].timestamp = LATE
    first = next(iter(people[1].cells), "")
    people[6].added[first] = "import os\nos._exit(0)  # the notebook ends here"
    return people


def _answers(lesson: Lesson, right: Submission) -> dict[str, str]:
    """A right answer to every exercise."""
    answers = {}
    for cell in lesson.notebook.cells:
        about = grading(cell)
        if about.get("solution"):
            lines = right.replaced.get(about["grade_id"], cell.source).splitlines()
            kept = [line for line in lines if line.strip(" #") not in _MARKERS]
            answers[about["grade_id"]] = "\n".join(kept)
    return answers


_MARKERS = ("BEGIN SOLUTION", "END SOLUTION")


def _mistakes(wrong: Sequence[Submission], number: int, rng: random.Random) -> dict[str, str]:
    """Wrong answers to ``number`` exercises; some mistakes are more frequent than others."""
    cells: dict[str, str] = {}
    codes = sorted({s.code for s in wrong})
    random.Random(SEED).shuffle(codes)
    for _ in range(50):
        if number == 0:
            break
        code = codes[min(int(rng.expovariate(1 / 4)), len(codes) - 1)]
        chosen = rng.choice([s for s in wrong if s.code == code])
        if not chosen.replaced.keys() & cells.keys():
            cells |= chosen.replaced
            number -= 1
    return cells


def _hand_in(lesson: Lesson, person: Person) -> None:
    from nbformat.v4 import new_code_cell

    from autograder.screening import unanswered

    if person.hands_in == "nothing":
        return
    directory = lesson.course / "submitted" / person.id / lesson.name
    directory.mkdir(parents=True)
    (directory / "timestamp.txt").write_text(person.timestamp)
    if person.hands_in == "empty":
        return
    notebook: Any = unanswered(lesson)
    cells = []
    for number, cell in enumerate(notebook.cells):
        name = grading(cell).get("grade_id", "")
        cell.source = person.cells.get(name, cell.source)
        cells.append(cell)
        if name in person.added:
            cells.append(new_code_cell(person.added[name], id=f"own-{number}"))
    notebook.cells = cells
    path = directory / f"{lesson.name}.ipynb"
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")


def _enrol(lesson: Lesson, people: Sequence[Person]) -> None:
    """The lesson and the people into the gradebook."""
    from nbgrader.api import Gradebook

    from autograder.nbgrader_plugin import gradebook
    from autograder.publish import release

    release.build([lesson], gradebook=True)
    coursedir = gradebook.course_directory(gradebook.settings(lesson.course), lesson.name)
    with gradebook.quiet(coursedir.db_url), Gradebook(coursedir.db_url, coursedir.course_id) as gb:
        gb.update_or_create_assignment(lesson.name, duedate=DUE)
        for person in people:
            gb.update_or_create_student(
                person.id,
                first_name=person.first,
                last_name=person.last,
                email=f"{person.id}@example.org",
            )


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
