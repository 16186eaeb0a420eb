"""``check`` and ``hint`` as the notebooks call them."""

from __future__ import annotations

import contextlib
import difflib
import re
from dataclasses import replace

from autograder.checks import panel
from autograder.checks.capture import capture_output
from autograder.checks.catalogue import catalogue
from autograder.checks.registry import Check, find, lesson_at_hand
from autograder.checks.run import CheckResult, run_check
from autograder.checks.undefined_names import LazyName
from fmnist_lab.errors import CourseError


def check(check_id: str, *objects: object) -> float:
    """Run a check, show its panel, return the points earned. Never raises."""
    try:
        with capture_output():
            known_check = find(check_id)
            result = _with_computing(_run(known_check, objects))
            text = panel.as_text(known_check, result)
            markup = panel.as_html(known_check, result)
            _record(result)
    except CourseError as error:
        return _not_checked(check_id, str(error))
    except Exception as error:  # A mistake in the course's own code must not stop Run All.
        return _not_checked(check_id, f"the course itself failed: {type(error).__name__}: {error}")
    return panel.show_score(text, markup, result.score)


def _run(check: Check, objects: tuple[object, ...]) -> CheckResult:
    if len(objects) != len(check.objects):
        raise CourseError(
            f"The check {check.id} was called with {len(objects)} objects; the call is {check.call}"
        )
    objects_by_name = {
        name: value.resolve() if isinstance(value, LazyName) else value
        for name, value in zip(check.objects, objects, strict=True)
    }
    return run_check(check, objects_by_name)


def _with_computing(result: CheckResult) -> CheckResult:
    """The result with a sentence on what this notebook computed, where that is limited.

    The check of the trained network always has it, others when the budget is used up.
    """
    with contextlib.suppress(Exception):  # an estimate that can't be made fails no check
        from fmnist_lab import computing, progress_file
        from fmnist_lab.lessons import traits_of
        from fmnist_lab.limits import BUDGET_SECONDS

        lesson, seconds = result.id[:2], computing.total()
        if seconds is None:
            return result
        gpu = computing.has_gpu()
        progress_file.record_computing(lesson, computing.cells(), gpu)
        if result.id == traits_of(lesson).little_computing_check or seconds > BUDGET_SECONDS:
            said = computing.sentence(seconds, gpu)
            return replace(result, observed=f"{result.observed} {said}".strip())
    return result


def _record(result: CheckResult) -> None:
    if result.code in ("not-defined", "ready-made"):  # nothing of the student's was looked at
        return
    with contextlib.suppress(Exception):  # A check must not fail where its points can't be noted.
        from fmnist_lab import progress_file

        progress_file.record(result.id, result.score, result.points)


def _not_checked(check_id: object, why: str) -> float:
    about = check_id if isinstance(check_id, str) else "check"
    markup = panel.note_html("Not checked", about, why)
    return panel.show_score(f"Not checked: {why}", markup, 0.0)


def hint(about: str, tier: int = 1) -> None:
    """Show one tier of the hints for an exercise or a misconception. Never raises."""
    known = catalogue()
    entry = known.get(about) if isinstance(about, str) else None
    hints = known.exercises.get(about, ()) if isinstance(about, str) else ()
    hints = hints or (entry.hints if entry else ())
    if not hints:
        text = f"There are no hints under this name. {_names_of_hints(about)}"
        panel.show(f"{about}: {text}", panel.note_html("No hint", str(about), text))
        return
    number = min(max(tier, 1), len(hints)) if isinstance(tier, int) else 1
    text = _what_comes_before(tier, len(hints)) + hints[number - 1]
    text += _what_follows(about, number, len(hints))
    title = f"Hint {number} of {len(hints)}"
    panel.show(
        f"{title} for {about}: {text}",
        panel.note_html(title, entry.title if entry else about, text),
    )


def _what_comes_before(asked: object, hints: int) -> str:
    is_beyond = isinstance(asked, int) and asked > hints
    return f"There is no hint {asked}; this is the last one: " if is_beyond else ""


def _what_follows(about: str, number: int, hints: int) -> str:
    """How to get the next hint."""
    if number == hints:
        return ""
    try_first = "Try once more with this first. " if number == hints - 1 else ""
    return f' {try_first}More: `hint("{about}", {number + 1})`.'


def _names_of_hints(about: object) -> str:
    """The name that was perhaps meant, and the exercises of the lesson at hand."""
    names = sorted(catalogue().exercises)
    in_short = {name.partition(".")[2]: name for name in names}
    near = difflib.get_close_matches(str(about), [*names, *in_short], n=1)
    meant = f'Did you mean "{in_short.get(near[0], near[0])}"? ' if near else ""
    match = re.match(r"\d\d", str(about))
    number = match[0] if match else lesson_at_hand()
    here = [name for name in names if number and name.startswith(f"{number}.")]
    if here:
        return f"{meant}Lesson {number} has hints for {', '.join(here)}."
    return meant or 'Name an exercise, like "01.split_columns".'
