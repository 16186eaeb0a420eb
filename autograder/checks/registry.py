"""Which checks there are: ids, points, statements, codes, names of the student's objects."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Literal, TypeVar

import numpy as np

from autograder.checks.failures import PartialCredit
from autograder.checks.function import Function
from autograder.checks.network import Network
from fmnist_lab.errors import CourseError

F = TypeVar("F", bound=Callable[..., object])
Kind = Literal["Function", "Network", ""]

ID = re.compile(r"(\d\d)\.([a-z][a-z0-9_]*)")
LESSONS = "autograder.checks.lessons"  # the package with a module lesson_NN for each lesson
_KINDS: dict[object, Kind] = {Function: "Function", Network: "Network", object: ""}


@dataclass(frozen=True)
class Check:
    """One graded cell's check.

    ``objects`` are the names in the notebook's call, in order; ``kinds`` says for each whether
    the check wants a "Function", a "Network" or any plain value ("").
    """

    id: str
    points: float
    statement: str
    codes: tuple[str, ...]
    objects: tuple[str, ...]
    kinds: tuple[Kind, ...]
    wants_rng: bool
    function: Callable[..., PartialCredit | float | None]

    @property
    def grade_id(self) -> str:
        """The nbgrader id of the cell: "02.rescale" gives "check-02-rescale"."""
        return "check-" + self.id.replace(".", "-")

    @property
    def call(self) -> str:
        """The one line of the graded cell."""
        arguments = [f'"{self.id}"', *self.objects]
        return f"check({', '.join(arguments)})"


def graded(*, points: float, statement: str, codes: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Mark ``check_<name>`` in ``lesson_NN.py`` as the check ``NN.<name>``.

    ``statement`` is what the student reads above the result. ``codes`` are the misconceptions
    that the check itself names; general ones (``raises``, ``wrong-shape``...) are not listed.
    """

    def mark(function: F) -> F:
        grading = {"points": float(points), "statement": statement, "codes": tuple(codes)}
        function.__graded__ = grading  # type: ignore[attr-defined]
        return function

    return mark


def checks_of(module: ModuleType, lesson: str) -> dict[str, Check]:
    """The checks of a lesson's module, by id.

    They are the graded functions in its namespace, in the order in which they stand there; a
    lesson that is a package lists them in ``CHECKS``.

    Raises CourseError for a graded function whose name or annotations are not those of a check.
    """
    checks = {}
    for function in getattr(module, "CHECKS", vars(module).values()):
        grading = getattr(function, "__graded__", None)
        if grading is None:
            continue
        name = function.__name__
        place = f"{module.__name__}.{name}"
        if not name.startswith("check_"):
            raise CourseError(f"{place} is graded, but its name doesn't start with check_.")
        kinds = _kinds_of_parameters(function, place)
        check = Check(
            id=f"{lesson}.{name.removeprefix('check_')}",
            **grading,
            objects=tuple(kinds),
            kinds=tuple(kinds.values()),
            wants_rng="rng" in inspect.signature(function).parameters,
            function=function,
        )
        checks[check.id] = check
    return checks


def source_files(check: Check) -> list[Path]:
    """The files with the code of a check: its module, or all modules of its lesson's package."""
    path = Path(check.function.__code__.co_filename)
    package = re.fullmatch(r"lesson_\d\d", path.parent.name)
    return sorted(path.parent.glob("*.py")) if package else [path]


def _kinds_of_parameters(function: Callable[..., object], place: str) -> dict[str, Kind]:
    """The kind of each parameter by name, without ``rng``. ``place`` names the check in errors."""
    try:
        hints = typing.get_type_hints(function)
    except NameError as error:
        raise CourseError(f"{place} has an annotation that can't be read: {error}.") from None
    kinds = {}
    for parameter in inspect.signature(function).parameters:
        hint = hints.get(parameter)
        if parameter == "rng" and hint is np.random.Generator:
            continue
        if hint not in _KINDS:
            raise CourseError(
                f"{place}: the parameter {parameter!r} is annotated with {hint!r}; expected "
                "Function, Network or object, and numpy.random.Generator for rng."
            )
        kinds[parameter] = _KINDS[hint]
    return kinds


class CheckRegistry:
    """The checks of every lesson, by lesson number.

    ``lessons`` gives them by number; None stands for the course's own, whose modules are
    imported one by one, when a lesson is first asked for.
    """

    def __init__(self, lessons: Mapping[str, Mapping[str, Check]] | None = None) -> None:
        self._checks = {number: dict(checks) for number, checks in (lessons or {}).items()}
        if lessons is not None:
            self.numbers = tuple(sorted(self._checks))
            return
        modules = pkgutil.iter_modules(importlib.import_module(LESSONS).__path__)
        names = (module.name for module in modules)
        self.numbers = tuple(sorted(n[-2:] for n in names if re.fullmatch(r"lesson_\d\d", n)))

    def of_lesson(self, number: str) -> dict[str, Check]:
        """The checks of lesson "02", by id; empty when it has none."""
        if number not in self.numbers:
            return {}
        if number not in self._checks:
            module = importlib.import_module(f"{LESSONS}.lesson_{number}")
            self._checks[number] = checks_of(module, number)
        return dict(self._checks[number])


_registry: CheckRegistry | None = None


def set_registry(registry: CheckRegistry | None) -> CheckRegistry | None:
    """Use these checks in this process from now on; None stands for the course's own.

    Returns the registry in use until now, so that a test can put it back.
    """
    global _registry
    before, _registry = _registry, registry
    return before


def _current() -> CheckRegistry:
    global _registry
    if _registry is None:
        _registry = CheckRegistry()
    return _registry


def lesson_numbers() -> tuple[str, ...]:
    """The two-digit numbers of the lessons that have checks, in order."""
    return _current().numbers


def of_lesson(number: str) -> dict[str, Check]:
    """The checks of lesson "02", by id; empty when it has none."""
    return _current().of_lesson(number)


def lesson_at_hand() -> str:
    """The number of the lesson in whose directory this process works, "02"; else ""."""
    match = re.fullmatch(r"(\d\d)_\w+", Path.cwd().name)
    return match[1] if match else ""


def find(check_id: str) -> Check:
    """The check with this id. Raises CourseError when there is none."""
    if not isinstance(check_id, str):
        name = next(iter(of_lesson(lesson_at_hand())), "02.rescale")
        raise CourseError(
            f'The first argument of `check` is an id in quotation marks, such as "{name}".'
        )
    match = ID.fullmatch(check_id)
    checks = of_lesson(match[1]) if match else {}
    if check_id not in checks:
        known = ", ".join(checks or of_lesson(lesson_at_hand())) or 'ids look like "02.rescale"'
        raise CourseError(f"There is no check {check_id!r}. Known here: {known}.")
    return checks[check_id]
