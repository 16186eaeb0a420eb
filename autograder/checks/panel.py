"""What the student sees: one panel, as HTML and as text."""

from __future__ import annotations

import html
import re
import sys
from typing import Any

from autograder.checks.catalogue import Misconception, catalogue
from autograder.checks.function import READY_MADE
from autograder.checks.registry import Check
from autograder.checks.run import CheckResult

MAX_PRINTED_LINES = 40  # of the student's output, in the panel as text

# Words that begin a sentence and can't be the name of a variable that it begins with.
_FIRST_WORD = re.compile(r"(?:the|an?|after|at|for|from|in|no|of|on|with|without)\b(?! *[\[(=.])")


def sentence(text: str) -> str:
    """The text with a capital where its first word is an ordinary word and no name of Python's."""
    return text[:1].upper() + text[1:] if _FIRST_WORD.match(text) else text


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
    lines = [f"{result_in_words(result)}: {check.id}, {points(result)}. Goal: {check.statement}"]
    if result.observed:
        lines.append(f"What happened: {sentence(result.observed)}")
    if entry:
        lines.append(f"Why it matters: {entry.why}")
        lines.append(f"Try this: {entry.experiment}")
    if skipped := ready_made(check, result):
        lines.append(f"To go on without it: run {skipped} in a new cell; {NO_POINTS}")
    if result.example:
        lines.append("See it yourself, in a new cell:")
        lines += [f"    {line}" for line in result.example.splitlines()]
    if entry:
        lines.append(f'Hints on request: hint("{result.code}", 1), then 2, then 3.')
    printed = _printed(result).splitlines()
    if printed:
        lines.append("Your code printed:")
        lines += [f"    {line}" for line in printed[:MAX_PRINTED_LINES]]
        if len(printed) > MAX_PRINTED_LINES:
            lines.append(f"    ... {len(printed) - MAX_PRINTED_LINES} more lines")
    return "\n".join(lines)


NO_POINTS = "it gives no points."
# Text keeps the theme's own colour, so contrast holds in the dark and in the light; the
# border's colour (at least 3:1 on both) only repeats what the first word says.
_BORDER = {"Passed": "#2e8b57", "Partly passed": "#b8860b", "Not passed yet": "#c0504d"}
TRY_FIRST = "Try once more with this. Still stuck? The next hint says nearly everything."
# A long word is broken where it would leave the panel. JupyterLab breaks every word of a pre.
_CODE = (
    "font-family:monospace;white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere;"
    "margin:0.3em 0 0.3em 1em"
)
# Colours of a terminal, which a panel doesn't show, and a line that is written over.
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[^\n]*\r(?=[^\r\n])|[\x00-\x08\x0b-\x1f]")


def as_html(check: Check, result: CheckResult) -> str:
    """The panel as HTML, everything from outside escaped."""
    word = result_in_words(result)
    entry = _entry(result)
    parts = [
        f"<div><strong>{word}</strong> · {points(result)} · <code>{_text(check.id)}</code></div>",
        f"<div><strong>Goal:</strong> {_rich(check.statement)}</div>",
    ]
    if result.observed:
        parts.append(_paragraph("What happened", sentence(result.observed)))
    if entry:
        parts.append(_paragraph("Why it matters", entry.why))
        parts.append(_paragraph("Try this", entry.experiment))
    if skipped := ready_made(check, result):
        parts.append(
            _paragraph("To go on without it", f"run `{skipped}` in a new cell; {NO_POINTS}")
        )
    if result.example:
        parts.append(
            "<div style='margin-top:0.5em'><strong>See it yourself</strong>, in a new cell:"
            f"<pre style='{_CODE}'>{_text(result.example)}</pre></div>"
        )
    if entry:
        parts.append(_hints(entry))
    if _printed(result):
        parts.append(
            "<details style='margin-top:0.3em'><summary>What your code printed</summary>"
            f"<pre style='{_CODE}'>{_text(_printed(result))}</pre></details>"
        )
    label = f"{word}: {check.id}, {points(result)}"
    return (
        f"<div role='group' aria-label='{_text(label)}' style='border-left:5px solid "
        f"{_BORDER[word]};padding:0.4em 0.8em;margin:0.3em 0;max-width:46em;line-height:1.45;overflow-wrap:anywhere;"
        f"color:inherit;background:transparent'>{''.join(parts)}</div>"
    )


def ready_made(check: Check, result: CheckResult) -> str:
    """The import that stands in for an unwritten exercise; "" where there is none."""
    if result.code not in ("not-implemented", "not-defined"):
        return ""
    from fmnist_lab import ready_made as functions

    names = [name for name in check.objects if name in functions.__all__]
    return f"from {READY_MADE} import {', '.join(names)}" if names else ""


def _hints(entry: Misconception) -> str:
    """The hints, folded. The third is nearly the answer: it is offered inside the second."""
    inside = ""
    for tier in range(len(entry.hints), 0, -1):
        further = f"<div style='margin-top:0.3em'>{TRY_FIRST}</div>{inside}" if tier == 2 else ""
        hint = (
            f"<details style='margin-top:0.3em'><summary>Hint {tier}</summary>"
            f"<div style='margin-left:1em'>{_rich(entry.hints[tier - 1])}{further}</div></details>"
        )
        inside = hint + ("" if tier == 2 else inside)
    return inside


def note_html(title: str, about: str, text: str) -> str:
    """A hint, or a word from the course, as HTML."""
    return (
        "<div style='border-left:5px solid #4a7ebb;padding:0.4em 0.8em;max-width:46em;overflow-wrap:anywhere;"
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


class Score(float):
    """What ``check`` returns: a number that a notebook doesn't show, since the panel says it."""

    def _ipython_display_(self) -> None:
        """Show nothing."""


class _Shown:
    """A panel as the result of a cell: nbgrader reads the score off its text."""

    def __init__(self, score: float, markup: str) -> None:
        self.bundle = {"text/plain": repr(float(score)), "text/html": markup}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return self.bundle


def show_score(text: str, markup: str, score: float) -> Score:
    """Show a check's panel and return its score.

    nbgrader takes the score from the text of a cell's first result. In a notebook the panel itself
    therefore becomes that result, at once and wherever ``check`` was called; the score that is
    returned shows nothing more.
    """
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    if getattr(shell, "kernel", None) is None or shell.displayhook.quiet():
        show(text, markup)
    else:
        shell.displayhook(_Shown(score, markup))
    return Score(score)


def _entry(result: CheckResult) -> Misconception | None:
    return catalogue().get(result.code) if result.code else None


def _printed(result: CheckResult) -> str:
    return _CONTROL.sub("", result.printed).strip()


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
