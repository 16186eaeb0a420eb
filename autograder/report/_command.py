"""``autograder report``: write the page and the tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from autograder.course import Lesson
from autograder.engine._told import told
from autograder.report import _export, _similar
from autograder.report._class import Class, gather
from fmnist_lab.files import write_bytes

DIRECTORY = "runs"
PAGE = "report.html"


def command(lesson: Lesson, out: Path | None = None) -> int:
    """Write the report and say where; the exit status."""
    path = write(lesson, out)
    print(path)
    print("Beside it: students.csv, checks.csv, grades.csv (nbgrader), canvas.csv, moodle.csv.")
    return 0


def write(lesson: Lesson, out: Path | None = None) -> Path:
    """The path of the page. Raises CourseError before the lesson is graded."""
    made = gather(lesson)
    items = made.items(lesson)
    out = out or lesson.course / DIRECTORY / f"class-{lesson.name}"
    files = {
        PAGE: _page(lesson, made),
        "students.csv": _export.students(made, items),
        "checks.csv": _export.checks(items),
        "canvas.csv": _export.canvas(made),
        "moodle.csv": _export.moodle(made),
    }
    with told(out, ""):
        for name, text in files.items():
            write_bytes(out / name, text.encode())
        _nbgrader_export(lesson, out / "grades.csv")
    return (out / PAGE).resolve()


def _nbgrader_export(lesson: Lesson, path: Path) -> None:
    """``nbgrader export`` of this lesson."""
    from nbgrader.api import Gradebook
    from nbgrader.plugins import CsvExportPlugin

    from autograder.engine import _book

    config = _book.settings(lesson.course)
    coursedir = _book.course_directory(config, lesson.name)
    with (
        _book.quiet(coursedir.db_url),
        Gradebook(coursedir.db_url, coursedir.course_id) as gb,
        tempfile.TemporaryDirectory() as place,
    ):
        plugin = CsvExportPlugin(config=config)
        plugin.assignment, plugin.student = [lesson.name], []
        plugin.to = str(Path(place) / path.name)
        plugin.export(gb)
        write_bytes(path, Path(plugin.to).read_bytes())


def _page(lesson: Lesson, made: Class) -> str:
    import jinja2

    from autograder.report import _pictures

    items, mistakes = made.items(lesson), made.mistakes()
    answers = {s.id: s.answers for s in made.judged if s.answers}
    ended = [s for s in made.judged if s.verdict and s.verdict.outcome]
    flagged = [s for s in made.judged if s.verdict and s.verdict.flags]
    heavy = sorted(
        (s for s in made.judged if s.verdict and s.verdict.resources),
        key=lambda s: -s.verdict.resources.get("cpu_seconds", 0.0) if s.verdict else 0.0,
    )
    pictures: dict[str, Any] = {
        "scores": _pictures.picture(_pictures.scores(made)),
        "items": _pictures.picture(_pictures.items(items)),
    }
    if mistakes:
        pictures["heat_map"] = _pictures.picture(_pictures.heat_map(made, mistakes))
    if heavy:
        pictures["resources"] = _pictures.picture(_pictures.resources(made))
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.report", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("page.html.j2").render(
        made=made,
        items=items,
        mistakes=mistakes,
        pairs=_similar.pairs(answers, _released(lesson)),
        similar=_similar,
        ended=ended,
        flagged=flagged,
        heavy=heavy[:5],
        pictures=pictures,
        seals=sorted({s.verdict.seal for s in made.judged if s.verdict}),
        waiting=[s.id for s in made.judged if s.waits],
    )


def _released(lesson: Lesson) -> str:
    """The code that students got."""
    from autograder.screening import unanswered

    return "\n".join(c.source for c in unanswered(lesson).cells if c.cell_type == "code")
