"""``autograder report``: write the page and the tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from autograder.course import Lesson
from autograder.nbgrader_plugin.errors import explain_os_errors
from autograder.report import export, similarity
from autograder.report.class_data import ClassData, gather
from autograder.report.rendering import render
from fmnist_lab.files import write_bytes

PAGE = "report.html"


def report_directory(lesson: Lesson) -> Path:
    """Where the class's pages and tables are written unless --out names another place."""
    return lesson.course / "runs" / f"class-{lesson.name}"


def command(lesson: Lesson, *, out: Path | None = None) -> int:
    """Write the report and say where; the exit status."""
    path = write(lesson, out)
    print(path)
    print("Beside it: students.csv, checks.csv, grades.csv (nbgrader), canvas.csv, moodle.csv.")
    return 0


def write(lesson: Lesson, out: Path | None = None) -> Path:
    """The path of the page. Raises CourseError before the lesson is graded."""
    made = gather(lesson)
    items = made.items(lesson)
    out = out or report_directory(lesson)
    files = {
        PAGE: _page(lesson, made),
        "students.csv": export.students(made, items),
        "checks.csv": export.checks(items),
        "canvas.csv": export.canvas(made),
        "moodle.csv": export.moodle(made),
    }
    with explain_os_errors(out, ""):
        for name, text in files.items():
            write_bytes(out / name, text.encode())
        _nbgrader_export(lesson, out / "grades.csv")
    return (out / PAGE).resolve()


def _nbgrader_export(lesson: Lesson, path: Path) -> None:
    """``nbgrader export`` of this lesson."""
    from nbgrader.plugins import CsvExportPlugin

    from autograder.nbgrader_plugin.course_directory import course_directory
    from autograder.nbgrader_plugin.database import open_gradebook

    coursedir = course_directory(lesson)
    with open_gradebook(coursedir) as gb, tempfile.TemporaryDirectory() as place:
        plugin = CsvExportPlugin(config=coursedir.config)
        plugin.assignment, plugin.student = [lesson.name], []
        plugin.to = str(Path(place) / path.name)
        plugin.export(gb)
        write_bytes(path, Path(plugin.to).read_bytes())


def _page(lesson: Lesson, made: ClassData) -> str:
    from autograder.report import pictures as pictures_module

    items, mistakes = made.items(lesson), made.mistakes()
    answers = {s.id: s.answers for s in made.judged if s.answers}
    ended = [s for s in made.judged if s.verdict and s.verdict.outcome]
    flagged = [s for s in made.judged if s.verdict and s.verdict.flags]
    heavy = sorted(
        (s for s in made.judged if s.verdict and s.verdict.resources),
        key=lambda s: -s.verdict.resources.get("cpu_seconds", 0.0) if s.verdict else 0.0,
    )
    pictures: dict[str, Any] = {
        "scores": pictures_module.picture(pictures_module.scores(made)),
        "items": pictures_module.picture(pictures_module.items(items)),
    }
    if mistakes:
        pictures["heat_map"] = pictures_module.picture(pictures_module.heat_map(made, mistakes))
    if heavy:
        pictures["resources"] = pictures_module.picture(pictures_module.resources(made))
    return render(
        "page.html.j2",
        made=made,
        items=items,
        mistakes=mistakes,
        pairs=similarity.pairs(answers, _released(lesson)),
        similar=similarity,
        ended=ended,
        flagged=flagged,
        heavy=heavy[:5],
        pictures=pictures,
        seals=sorted({s.verdict.seal for s in made.judged if s.verdict}),
        waiting=[s.id for s in made.judged if s.waits],
    )


def _released(lesson: Lesson) -> str:
    """The code that students got."""
    from autograder.screening import unanswered_notebook

    return "\n".join(c.source for c in unanswered_notebook(lesson).cells if c.cell_type == "code")
