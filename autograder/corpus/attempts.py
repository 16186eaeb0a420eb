"""Wrong attempts at the exercises, and whether each panel names what is wrong with them.

``tests/attempts/NN.exercise.py`` holds the attempts at one exercise, or at the check of that
name: cells as beginners write them::

    # %% output same size (wrong range)
    # cause: The loops run over the whole image, so the last windows stick out of it.
    # codes: loop-over-whole-image
    def conv2d(image, kernel):
        ...

``codes`` are the codes that name the true cause; ``passes`` marks a right answer, ``cell-error``
an attempt whose own cell shows Python's error, and ``unnamed`` one whose cause no code names: it
may meet general words alone. Codes that say only that something is wrong (``raises``, and all
that end in ``-wrong`` or ``-wrong-values``) name nothing and can't be listed. Python above the
first attempt is run before each of them, behind the lesson's setup cell and the solutions of the
other exercises; ``SEEDS`` may be set there to the number of seeds to try.

``tests/public/accepted/`` and ``tests/public/rejected/`` hold attempts in the same form, written
after public student code and filed by the exercise's own statement: those in ``accepted`` must
pass, those in ``rejected`` must get the one code that each names. ``autograder.corpus.public``
makes submissions of them.

The attempts are the course's own code. They run in this process, without a sandbox.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.checks import Check, CheckResult, run_check
from autograder.checks.capture import capture_output
from autograder.checks.catalogue import catalogue
from autograder.checks.panel import as_text
from autograder.course import Lesson, is_check, is_demo, nbgrader_metadata
from fmnist_lab.errors import CourseError

SEEDS = 3
PASSES, CELL_ERROR, UNNAMED = "passes", "cell-error", "unnamed"
_MARKER = re.compile(r"^# %%[ \t]*(.*)$", re.MULTILINE)
_HEADER = re.compile(r"\s*# cause: (?P<cause>.+(?:\n# (?!codes:).+)*)\n# codes: (?P<codes>.+)\n")


class Naming(StrEnum):
    """How a panel spoke of an attempt."""

    RIGHTLY = "rightly"
    GENERALLY = "generally"
    WRONGLY = "wrongly"


@dataclass(frozen=True)
class Attempt:
    """One attempt at the exercise ``exercise`` of a lesson; ``codes`` are those that are true.

    ``public`` is "accepted" or "rejected" for one that was written after public student code.
    """

    lesson: Lesson
    exercise: str
    name: str
    cause: str
    codes: frozenset[str]
    source: str
    preamble: str = ""
    public: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it must earn all points."""
        return PASSES in self.codes


@dataclass(frozen=True)
class Tried:
    """What the checks said of an attempt: each failed check with its result, seed by seed."""

    attempt: Attempt
    naming: Naming
    failures: tuple[tuple[Check, CheckResult], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that the panels had, each once."""
        return tuple(dict.fromkeys(result.code for _, result in self.failures))


def names_nothing(code: str) -> bool:
    """Whether a code says only that something is wrong."""
    return code == "raises" or code.endswith(("-wrong", "-wrong-values"))


def read_attempts(lesson: Lesson) -> list[Attempt]:
    """The attempts at a lesson's exercises. Raises CourseError that names the file at fault."""
    own = _of_directory("attempts", lesson)
    return [*own, *read_public(lesson)]


def read_public(lesson: Lesson) -> list[Attempt]:
    """The attempts that were written after public student code, accepted ones first."""
    attempts = []
    for kind in ("accepted", "rejected"):
        for attempt in _of_directory(f"public/{kind}", lesson):
            if attempt.is_right != (kind == "accepted") or len(attempt.codes) != 1:
                raise CourseError(
                    f"tests/public/{kind}/{lesson.number}.{attempt.exercise}.py, attempt "
                    f"{attempt.name!r}: expected "
                    + ("'# codes: passes'." if kind == "accepted" else "one code that it must get.")
                )
            attempts.append(replace(attempt, public=kind))
    return attempts


def _of_directory(name: str, lesson: Lesson) -> list[Attempt]:
    paths = sorted((lesson.course / "tests" / name).glob(f"{lesson.number}.*.py"))
    return [attempt for path in paths for attempt in _of_file(path, lesson)]


def _of_file(path: Path, lesson: Lesson) -> Iterator[Attempt]:
    exercise = path.stem.partition(".")[2]
    if not checks_of_exercise(lesson, exercise):
        raise CourseError(f"{path}: lesson {lesson.number} has no exercise {exercise!r}.")
    preamble, *pieces = _MARKER.split(path.read_text(encoding="utf-8"))
    known = {*catalogue().codes, PASSES, CELL_ERROR, UNNAMED}
    names: set[str] = set()
    for name, body in zip(pieces[::2], pieces[1::2], strict=True):
        name = name.strip()
        where = f"{path}, attempt {name!r}"
        if not name or name in names:
            raise CourseError(f"{where}: expected a name that no other attempt of the file has.")
        names.add(name)
        header = _HEADER.match(body)
        if header is None:
            raise CourseError(f"{where}: expected '# cause: ...', then '# codes: ...'.")
        codes = frozenset(header["codes"].split())
        if unknown := sorted(codes - known):
            raise CourseError(f"{where}: the catalogue has no code {', '.join(unknown)}.")
        if empty := sorted(filter(names_nothing, codes)):
            raise CourseError(f"{where}: {', '.join(empty)} names no cause.")
        cause = " ".join(header["cause"].replace("\n# ", " ").split())
        source = body[header.end() :].strip("\n") + "\n"
        yield Attempt(lesson, exercise, name, cause, codes, source, preamble)


def checks_of_exercise(lesson: Lesson, exercise: str) -> list[Check]:
    """The checks of an exercise: the one of its name, or those that look at what it defines."""
    named = lesson.checks.get(f"{lesson.number}.{exercise}")
    return [named] if named else [c for c in lesson.checks.values() if exercise in c.objects]


def try_attempts(attempts: Sequence[Attempt], every_seed: bool = True) -> Iterator[Tried]:
    """Run attempts at one lesson, one after the other, each with all of its seeds.

    Without ``every_seed``, each is run with one of them: the first attempt with its first seed, the
    next one with its second, and so on.
    """
    if not attempts:
        return
    with capture_output():
        names = definitions(attempts[0].lesson)
    for position, attempt in enumerate(attempts):
        yield try_attempt(attempt, names, None if every_seed else position)


def definitions(lesson: Lesson) -> dict[str, Any]:
    """What the setup cell and the solutions define, without running what takes long.

    Of the cells behind the setup cell, those are run that hold only functions and imports.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in lesson.notebook.cells:
        is_setup = nbgrader_metadata(cell).get("grade_id") == "setup"
        if cell.cell_type == "code" and (is_setup or _only_defines(cell)):
            exec(compile(cell.source, f"<{lesson.name}>", "exec"), names)
    return names


def _only_defines(cell: Any) -> bool:
    if is_check(cell) or is_demo(cell):
        return False
    body = ast.parse(cell.source).body
    return all(isinstance(part, (ast.FunctionDef, ast.Import, ast.ImportFrom)) for part in body)


def _without_keyboard(prompt: object = "") -> str:
    raise EOFError("EOF when reading a line")


def try_attempt(attempt: Attempt, names: dict[str, Any], only_seed: int | None = None) -> Tried:
    """Run one attempt with the names that it may use, and the exercise's checks on it.

    ``only_seed`` picks one of its seeds, counted round; None stands for all.
    """
    failures: list[tuple[Check, CheckResult]] = []
    passed = True
    keyboard, builtins.input = builtins.input, _without_keyboard
    try:
        names, cell_error = _run_cells(attempt, names)
        seeds = range(int(names.get("SEEDS", SEEDS)))
        for seed in seeds if only_seed is None else [seeds[only_seed % len(seeds)]]:
            for check in checks_of_exercise(attempt.lesson, attempt.exercise):
                objects = {name: names[name] for name in check.objects if name in names}
                result = run_check(check, objects, seed)
                passed = passed and result.passed
                if not result.passed:
                    failures.append((check, result))
    finally:
        builtins.input = keyboard
    return Tried(attempt, _naming(attempt, failures, passed, cell_error), tuple(failures))


def _run_cells(attempt: Attempt, names: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The notebook's names after the attempt, and whether its cell ended with an error."""
    names = dict(names)
    file = f"<attempt {attempt.exercise}: {attempt.name}>"
    _remember(file, attempt.source)
    failed = False
    with capture_output():
        for check in checks_of_exercise(attempt.lesson, attempt.exercise):
            for name in check.objects:
                names.pop(name, None)
        exec(compile(attempt.preamble, "<preamble>", "exec"), names)
        try:
            exec(compile(attempt.source, file, "exec"), names)
        except BaseException:
            failed = True
        for cell in _cells_behind(attempt):
            file = f"<{attempt.lesson.name}, {nbgrader_metadata(cell).get('grade_id')}>"
            _remember(file, cell.source)
            exec(compile(cell.source, file, "exec"), names)
    return names, failed


def _remember(file: str, source: str) -> None:
    """Let tracebacks show the lines of this source, as a notebook does."""
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)


def _cells_behind(attempt: Attempt) -> Iterator[Any]:
    """The locked cells between the exercise and its check that define functions."""
    found = False
    grade_ids = {check.grade_id for check in checks_of_exercise(attempt.lesson, attempt.exercise)}
    for cell in attempt.lesson.notebook.cells:
        metadata = nbgrader_metadata(cell)
        grade_id = metadata.get("grade_id", "")
        if grade_id in grade_ids:
            return
        is_locked_code = cell.cell_type == "code" and not metadata.get("solution")
        if found and is_locked_code and _only_defines(cell):
            yield cell
        found = found or grade_id == attempt.exercise


def _naming(
    attempt: Attempt,
    failures: Sequence[tuple[Check, CheckResult]],
    passed: bool,
    cell_error: bool,
) -> Naming:
    codes = [result.code for _, result in failures]
    if attempt.is_right:
        return Naming.RIGHTLY if passed and not cell_error else Naming.WRONGLY
    if cell_error:
        return Naming.RIGHTLY if CELL_ERROR in attempt.codes else Naming.WRONGLY
    if not codes or any(c not in attempt.codes and not names_nothing(c) for c in codes):
        return Naming.WRONGLY
    return Naming.GENERALLY if any(map(names_nothing, codes)) else Naming.RIGHTLY


def command(lessons: Sequence[Lesson], *, only: Sequence[str] = (), show: bool = False) -> int:
    """Try the attempts at these lessons. Returns the exit status, 1 when a panel is wrong.

    ``only`` picks attempts with one of its texts in "NN.exercise name". ``show`` prints each
    panel.
    """
    console = Console()
    table = Table("exercise", title="Wrong attempts, and how the panels name them")
    for naming in Naming:
        table.add_column(naming, justify="right")
    totals = dict.fromkeys(Naming, 0)
    for lesson in lessons:
        attempts = [
            attempt
            for attempt in read_attempts(lesson)
            if not only or any(text in _title(attempt) for text in only)
        ]
        counts: dict[str, dict[Naming, int]] = {}
        for tried in try_attempts(attempts):
            attempt = tried.attempt
            counts.setdefault(attempt.exercise, dict.fromkeys(Naming, 0))[tried.naming] += 1
            if show or tried.naming != Naming.RIGHTLY:
                console.print(_shown(tried, show), markup=False, highlight=False, soft_wrap=True)
        for exercise, count in counts.items():
            table.add_row(f"{lesson.number}.{exercise}", *(str(count[n]) for n in Naming))
            totals = {naming: totals[naming] + count[naming] for naming in Naming}
    table.add_section()
    table.add_row("all", *(str(totals[naming]) for naming in Naming))
    console.print(table)
    return 1 if totals[Naming.WRONGLY] else 0


def _title(attempt: Attempt) -> str:
    return f"{attempt.lesson.number}.{attempt.exercise} {attempt.name}"


def _shown(tried: Tried, panels: bool) -> str:
    attempt = tried.attempt
    lines = [
        f"{tried.naming}: {_title(attempt)}",
        f"    cause: {attempt.cause}",
        f"    expected {' or '.join(sorted(attempt.codes))}; got {', '.join(tried.codes) or PASSES}",
    ]
    if panels:
        seen: set[tuple[str, str]] = set()
        for check, result in tried.failures:
            if (check.id, result.code) not in seen:
                seen.add((check.id, result.code))
                lines += ["", as_text(check, result), *_hints(result), ""]
    return "\n".join(lines)


def _hints(result: CheckResult) -> list[str]:
    entry = catalogue().get(result.code)
    return [f"Hint {n}: {text}" for n, text in enumerate(entry.hints, 1)] if entry else []
