"""``check`` and ``hint`` as the notebooks call them."""

from __future__ import annotations

from autograder.checks import _panel
from autograder.checks._catalogue import catalogue
from autograder.checks._deferred import Deferred
from autograder.checks._quiet import quiet
from autograder.checks._registry import Check, find
from autograder.checks._run import Result, Undefined, run_check
from fmnist_lab.errors import CourseError


def check(check_id: str, *objects: object) -> float:
    """Run a check, show its panel, return the points earned. Never raises."""
    try:
        with quiet():
            found = find(check_id)
            result = _run(found, objects)
            text, markup = _panel.as_text(found, result), _panel.as_html(found, result)
            _record(result)
    except CourseError as error:
        text = f"Not checked: {error}"
        markup = _panel.hint_html("not checked", 0, str(error))
        _panel.show(text, markup)
        return 0.0
    except Exception as error:  # our own mistake must not stop Run All
        _panel.show(f"Not checked: {type(error).__name__}: {error}", "")
        return 0.0
    _panel.show(text, markup)
    return float(result.score)


def _run(found: Check, objects: tuple[object, ...]) -> Result:
    if len(objects) != len(found.objects):
        raise CourseError(
            f"The check {found.id} was called with {len(objects)} objects; the call is {found.call}"
        )
    live = {
        name: value.resolve() if isinstance(value, Deferred) else value
        for name, value in zip(found.objects, objects, strict=True)
    }
    return run_check(found, live)


def _record(result: Result) -> None:
    try:
        from fmnist_lab import progress

        progress.record(result.id, result.score, result.points)
    except Exception:  # keeping count of progress is a convenience
        return


def hint(about: str, tier: int = 1) -> None:
    """Show one tier of the hints for an exercise or a misconception."""
    known = catalogue()
    entry = known.get(about)
    hints = known.exercises.get(about) or (entry.hints if entry else ())
    if not hints:
        _panel.show(
            f'There are no hints for {about!r}. Try an exercise, like "02.rescale".',
            _panel.hint_html(about, 0, "There are no hints under this name."),
        )
        return
    number = min(max(int(tier), 1), len(hints))
    title = entry.title if entry else about
    more = f' More: hint("{about}", {number + 1}).' if number < len(hints) else ""
    text = hints[number - 1]
    _panel.show(
        f"Hint {number} of {len(hints)} for {about}: {text}{more}",
        _panel.hint_html(title, number, text + more),
    )


__all__ = ["Undefined", "check", "hint"]
