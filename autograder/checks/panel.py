"""What the student sees: one panel, as HTML and as text."""

from __future__ import annotations

import html
import sys

from autograder.checks.catalogue import Misconception, catalogue
from autograder.checks.registry import Check
from autograder.checks.run import CheckResult


def result_in_words(result: CheckResult) -> str:
    """Whether the check was passed, in words; colour only repeats it."""
    if result.passed:
        return "Passed"
    return "Partly passed" if result.score > 0 else "Not passed yet"


def points(result: CheckResult) -> str:
    """ "3 of 4 points"."""
    return f"{round(result.score, 2):g} of {result.points:g} points"


def as_text(check: Check, result: CheckResult) -> str:
    """The panel as plain text."""
    entry = _entry(result)
    lines = [f"{result_in_words(result)}: {check.id}, {points(result)}. {check.statement}"]
    if result.observed:
        lines.append(f"What happened: {result.observed}")
    if entry:
        lines.append(f"Why it matters: {entry.why}")
        lines.append(f"Try this: {entry.experiment}")
    if result.example:
        lines.append("See it yourself, in a new cell:")
        lines += [f"    {line}" for line in result.example.splitlines()]
    if entry:
        lines.append(f'Hints on request: hint("{result.code}", 1), then 2, then 3.')
    if result.printed.strip():
        lines.append("Your code printed:")
        lines += [f"    {line}" for line in result.printed.strip().splitlines()[:40]]
    return "\n".join(lines)


# Text keeps the theme's own colour, so contrast holds in the dark and in the light; the
# border's colour (at least 3:1 on both) only repeats what the first word says.
_BORDER = {"Passed": "#2e8b57", "Partly passed": "#b8860b", "Not passed yet": "#c0504d"}
_CODE = "font-family:monospace;white-space:pre-wrap;margin:0.3em 0 0.3em 1em"


def as_html(check: Check, result: CheckResult) -> str:
    """The panel as HTML, everything from outside escaped."""
    word = result_in_words(result)
    entry = _entry(result)
    parts = [
        f"<div><strong>{word}</strong> · {points(result)} · <code>{_text(check.id)}</code></div>",
        f"<div>{_rich(check.statement)}</div>",
    ]
    if result.observed:
        parts.append(_paragraph("What happened", result.observed))
    if entry:
        parts.append(_paragraph("Why it matters", entry.why))
        parts.append(_paragraph("Try this", entry.experiment))
    if result.example:
        parts.append(
            "<div style='margin-top:0.5em'><strong>See it yourself</strong>, in a new cell:"
            f"<pre style='{_CODE}'>{_text(result.example)}</pre></div>"
        )
    if entry:
        for tier, hint in enumerate(entry.hints, start=1):
            parts.append(
                f"<details style='margin-top:0.3em'><summary>Hint {tier}</summary>"
                f"<div style='margin-left:1em'>{_rich(hint)}</div></details>"
            )
    if result.printed.strip():
        parts.append(
            "<details style='margin-top:0.3em'><summary>What your code printed</summary>"
            f"<pre style='{_CODE}'>{_text(result.printed.strip())}</pre></details>"
        )
    label = f"{word}: {check.id}, {points(result)}"
    return (
        f"<div role='group' aria-label='{_text(label)}' style='border-left:5px solid "
        f"{_BORDER[word]};padding:0.4em 0.8em;margin:0.3em 0;max-width:46em;line-height:1.45;"
        f"color:inherit;background:transparent'>{''.join(parts)}</div>"
    )


def note_html(title: str, about: str, text: str) -> str:
    """A hint, or a word from the course, as HTML."""
    return (
        "<div style='border-left:5px solid #4a7ebb;padding:0.4em 0.8em;max-width:46em;"
        f"color:inherit;background:transparent'><strong>{_text(title)}</strong> · {_text(about)}"
        f"<div>{_rich(text)}</div></div>"
    )


def show(text: str, markup: str) -> None:
    """Display in a notebook, print elsewhere."""
    ipython = sys.modules.get("IPython")
    if ipython is None or ipython.get_ipython() is None:
        print(text)
    else:
        ipython.display.display({"text/plain": text, "text/html": markup}, raw=True)


def _entry(result: CheckResult) -> Misconception | None:
    return catalogue().get(result.code) if result.code else None


def _paragraph(title: str, text: str) -> str:
    return f"<div style='margin-top:0.5em'><strong>{title}.</strong> {_rich(text)}</div>"


def _text(text: str) -> str:
    return html.escape(text, quote=True)


def _rich(text: str) -> str:
    """Escaped, with `code` between backticks set as code."""
    pieces = _text(text).split("`")
    if len(pieces) % 2 == 0:  # an odd backtick is just a character
        return "`".join(pieces)
    return "".join(f"<code>{piece}</code>" if i % 2 else piece for i, piece in enumerate(pieces))
