"""``check`` and ``hint`` as the notebooks call them."""

from __future__ import annotations

import contextlib

from autograder.checks import panel
from autograder.checks.capture import capture_output
from autograder.checks.catalogue import catalogue
from autograder.checks.registry import Check, find
from autograder.checks.run import CheckResult, run_check
from autograder.checks.undefined_names import LazyName
from fmnist_lab.errors import CourseError


def check(check_id: str, *objects: object) -> float:
    """Run a check, show its panel, return the points earned. Never raises."""
    try:
        with capture_output():
            known_check = find(check_id)
            result = _run(known_check, objects)
            text = panel.as_text(known_check, result)
            markup = panel.as_html(known_check, result)
            _record(result)
    except CourseError as error:
        return _not_checked(check_id, str(error))
    except Exception as error:  # A mistake in the course's own code must not stop Run All.
        return _not_checked(check_id, f"the course itself failed: {type(error).__name__}: {error}")
    panel.show(text, markup)
    return float(result.score)


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


def _record(result: CheckResult) -> None:
    with contextlib.suppress(Exception):  # A check must not fail where its points can't be noted.
        from fmnist_lab import progress_file

        progress_file.record(result.id, result.score, result.points)


def _not_checked(check_id: object, why: str) -> float:
    panel.show(f"Not checked: {why}", panel.note_html("Not checked", str(check_id), why))
    return 0.0


def hint(about: str, tier: int = 1) -> None:
    """Show one tier of the hints for an exercise or a misconception. Never raises."""
    known = catalogue()
    entry = known.get(about)
    hints = known.exercises.get(about) or (entry.hints if entry else ())
    if not hints:
        text = 'There are no hints under this name. Try an exercise, like "02.rescale".'
        panel.show(f"{about}: {text}", panel.note_html("No hint", str(about), text))
        return
    number = min(max(tier, 1), len(hints)) if isinstance(tier, int) else 1
    more = f' More: `hint("{about}", {number + 1})`.' if number < len(hints) else ""
    text = hints[number - 1] + more
    title = f"Hint {number} of {len(hints)}"
    panel.show(
        f"{title} for {about}: {text}",
        panel.note_html(title, entry.title if entry else about, text),
    )
