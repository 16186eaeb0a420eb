"""Code in a lesson's text runs where it stands: typed there, in the solved notebook.

A block in ```python must run. Inline code that is a call is run too, where all of its names are
known at that place and nothing is left open ("..."). To be quick, ``fit`` trains on few images for
one epoch, and graded checks are left out.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.course import find_lessons, is_check
from support.course import ROOT

LESSONS = find_lessons(ROOT)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
IMAGES = 256


def fragments(text: str) -> Iterator[tuple[str, bool]]:
    """Each piece of code in a text cell, and whether it is a block that must run."""
    for language, code in BLOCK.findall(text):
        if language == "python":
            yield code, True
    for code in INLINE.findall(BLOCK.sub("", text)):
        yield code, False


def is_complete_call(code: str, names: set[str]) -> bool:
    """Whether inline code is a call of known names with all of its arguments."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return False
    nodes = list(ast.walk(tree))
    if any(isinstance(n, ast.Raise) or getattr(n, "value", 0) is Ellipsis for n in nodes):
        return False
    used = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    own = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    own |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    return any(isinstance(n, ast.Call) for n in nodes) and used - own <= names | set(dir(builtins))


def run(code: str, namespace: dict[str, Any], where: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, where, "exec"), namespace)


@pytest.fixture()
def few_images(monkeypatch: pytest.MonkeyPatch) -> None:
    """``fit`` and ``evaluate`` of every Keras model take few images, and one epoch."""
    import keras

    fit = keras.Model.fit

    def short_fit(self: Any, x: Any = None, y: Any = None, **more: Any) -> Any:
        if hasattr(x, "__len__"):
            x, y = x[:IMAGES], y[:IMAGES]
        if more.get("validation_data"):
            more["validation_data"] = tuple(part[:IMAGES] for part in more["validation_data"])
        return fit(self, x, y, **{**more, "epochs": 1, "verbose": 0})

    monkeypatch.setattr(keras.Model, "fit", short_fit)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_code_in_the_text_runs_where_it_stands(
    lesson: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    if lesson.traits.uses_keras:
        request.getfixturevalue("few_images")
    namespace: dict[str, Any] = {"__name__": "__main__"}
    failed, tried = [], 0
    for number, cell in enumerate(lesson.notebook.cells):
        where = f"<{lesson.name}, cell {number}>"
        if cell.cell_type == "code":
            if not is_check(cell):
                run(cell.source, namespace, where)
            continue
        for code, is_block in fragments(cell.source):
            if not is_block and not is_complete_call(code, set(namespace)):
                continue
            tried += 1
            try:
                run(code, dict(namespace), where)
            except Exception as error:
                failed.append(f"cell {number}: {code!r}: {type(error).__name__}: {error}")
    assert not failed, "\n".join(failed)
    assert tried > 0
