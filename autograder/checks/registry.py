"""Which checks there are: ids, points, statements, codes, names of the student's objects."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TypeVar

from fmnist_lab.errors import CourseError

F = TypeVar("F", bound=Callable[..., object])

ID = re.compile(r"(\d\d)\.([a-z][a-z0-9_]*)")


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
    kinds: tuple[str, ...]
    wants_rng: bool
    function: Callable[..., float | None]

    @property
    def lesson(self) -> str:
        """The lesson's two digits."""
        return self.id[:2]

    @property
    def grade_id(self) -> str:
        """The nbgrader id of the cell: "02.rescale" gives "check-02-rescale"."""
        return "check-" + self.id.replace(".", "-")

    @property
    def call(self) -> str:
        """The one line of the graded cell."""
        arguments = [f'"{self.id}"', *self.objects]
        return f"check({', '.join(arguments)})"


@dataclass(frozen=True)
class _Grading:
    points: float
    statement: str
    codes: tuple[str, ...]


def graded(*, points: float, statement: str, codes: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Mark ``check_<name>`` in ``lesson_NN.py`` as the check ``NN.<name>``.

    ``statement`` is what the student reads above the result. ``codes`` are the misconceptions
    that the check itself names; the general ones (``raises``, ``wrong-shape``...) need no naming.
    """

    def mark(function: F) -> F:
        function.__graded__ = _Grading(points, statement, tuple(codes))  # type: ignore[attr-defined]
        return function

    return mark


def checks_of(module: ModuleType, lesson: str) -> dict[str, Check]:
    """The checks that a module defines, by id, in the order in which they are written."""
    found = {}
    for name, function in vars(module).items():
        grading = getattr(function, "__graded__", None)
        if not isinstance(grading, _Grading):
            continue
        if not name.startswith("check_"):
            raise CourseError(
                f"{module.__name__}.{name} is graded, but its name doesn't start with check_."
            )
        parameters = inspect.signature(function).parameters
        objects = tuple(p for p in parameters if p != "rng")
        check = Check(
            id=f"{lesson}.{name.removeprefix('check_')}",
            points=float(grading.points),
            statement=grading.statement,
            codes=grading.codes,
            objects=objects,
            kinds=tuple(_kind(parameters[p].annotation) for p in objects),
            wants_rng="rng" in parameters,
            function=function,
        )
        found[check.id] = check
    return found


def _kind(annotation: object) -> str:
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    last = text.rpartition(".")[2]
    return last if last in ("Function", "Network") else ""


def lesson_numbers() -> tuple[str, ...]:
    """The two-digit numbers of the lessons that have checks, in order."""
    from autograder.checks import lessons

    names = (info.name for info in pkgutil.iter_modules(lessons.__path__))
    return tuple(sorted(n[-2:] for n in names if re.fullmatch(r"lesson_\d\d", n)))


@cache
def _lesson(lesson: str) -> dict[str, Check]:
    name = f"autograder.checks.lessons.lesson_{lesson}"
    if importlib.util.find_spec(name) is None:
        return {}
    return checks_of(importlib.import_module(name), lesson)


def of_lesson(lesson: str) -> dict[str, Check]:
    """The checks of lesson "02", by id; empty when it has none."""
    return dict(_lesson(lesson))


def find(check_id: str) -> Check:
    """The check with this id. Raises CourseError when there is none."""
    match = ID.fullmatch(check_id) if isinstance(check_id, str) else None
    checks = _lesson(match[1]) if match else {}
    if check_id not in checks:
        known = ", ".join(checks) or 'ids look like "02.rescale"'
        raise CourseError(f"There is no check {check_id!r}. Known here: {known}.")
    return checks[check_id]
