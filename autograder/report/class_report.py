"""``autograder report``: write the page and the tables."""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograder.course import Lesson
from autograder.nbgrader_plugin.errors import explain_os_errors
from autograder.report import export, similarity
from autograder.report.class_data import ClassData, gather
from autograder.screening import unanswered_notebook
from autograder.screening.codes import FLAGS
from fmnist_lab.files import write_bytes

PAGE = "report.html"
MAX_LONGEST = 5  # of the notebooks that computed longest


def report_directory(lesson: Lesson) -> Path:
    """The directory of the class's pages and tables unless --out names another."""
    return lesson.course / "runs" / f"class-{lesson.name}"


def command(lesson: Lesson, *, out: Path | None = None) -> int:
    """Write the report and say where; returns the exit status."""
    path = write(lesson, out)
    print(path)
    print("Beside it: students.csv, checks.csv, grades.csv (nbgrader), canvas.csv, moodle.csv.")
    return 0


def write(lesson: Lesson, out: Path | None = None) -> Path:
    """The path of the page. Raises CourseError before the lesson is graded."""
    class_data = gather(lesson)
    statistics = class_data.check_statistics(lesson)
    out = out or report_directory(lesson)
    files = {
        PAGE: page(lesson, class_data),
        "students.csv": export.students(class_data, statistics),
        "checks.csv": export.checks(statistics),
        "canvas.csv": export.canvas(class_data),
        "moodle.csv": export.moodle(class_data),
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


def page(lesson: Lesson, class_data: ClassData) -> str:
    """The report as one HTML page that needs no other file."""
    from autograder.report import pictures

    statistics, mistakes = class_data.check_statistics(lesson), class_data.mistakes()
    verdicts = list(zip(class_data.graded, class_data.verdicts, strict=True))
    by_cpu_seconds = sorted(
        (pair for pair in verdicts if pair[1].resources),
        key=lambda pair: -pair[1].resources["cpu_seconds"],
    )
    charts = {
        "scores": pictures.scores(class_data),
        "checks": pictures.check_statistics(statistics),
    }
    if mistakes:
        charts["heat_map"] = pictures.heat_map(class_data, mistakes)
    if by_cpu_seconds:
        charts["resources"] = pictures.resources(class_data)
    answers = {s.id: s.answers for s in class_data.graded if s.answers}
    released = [c.source for c in unanswered_notebook(lesson).cells if c.cell_type == "code"]
    return render(
        "page.html.j2",
        class_data=class_data,
        statistics=statistics,
        mistakes=mistakes,
        pairs=similarity.pairs(answers, "\n".join(released)),
        similarity=similarity,
        stopped=[s for s, verdict in verdicts if verdict.outcome],
        flagged=[s for s, verdict in verdicts if verdict.flags],
        flag_meanings={str(code): meaning.finding for code, meaning in FLAGS.items()},
        longest=[s for s, _ in by_cpu_seconds[:MAX_LONGEST]],
        pictures={name: pictures.picture(chart) for name, chart in charts.items()},
        isolations=sorted({verdict.isolation for _, verdict in verdicts}),
        waiting=[s.id for s in class_data.graded if s.needs_manual_grading],
    )


def render(template: str, **values: object) -> str:
    """A page from a template in ``templates/``.

    Values are escaped for HTML; a name that the template uses and that is not given is an error.
    """
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(template).render(**values)
