"""Let ``check("02.rescale", rescale)`` run when ``rescale`` isn't defined.

Python evaluates a call's arguments before the call, so an undefined name would raise NameError
before ``check`` could explain it, and Run All would stop there. IPython therefore gets a
transformer, which in such statements turns each plain name into a ``LazyName`` object with a
lambda around the name. ``check`` calls the lambda and explains the NameError in its panel.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.checks.registry import ID
from autograder.checks.run import Undefined


@dataclass(frozen=True)
class LazyName:
    """A name of the notebook; ``look_up`` gives its object when the check runs."""

    look_up: Callable[[], object]

    def resolve(self) -> object:
        """The object, or Undefined."""
        try:
            return self.look_up()
        except NameError:
            return Undefined()


class DeferNames(ast.NodeTransformer):
    """Turns the plain names in a ``check("NN.name", ...)`` statement into LazyName objects."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """Change a check statement and leave every other one."""
        call = node.value
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "check"
            and call.args
            and isinstance(call.args[0], ast.Constant)
            and isinstance(call.args[0].value, str)
            and ID.fullmatch(call.args[0].value)
        ):
            call.args = [_deferred(a) if isinstance(a, ast.Name) else a for a in call.args]
        return node


def _deferred(name: ast.Name) -> ast.expr:
    # The student's cell need not have imported LazyName, so the expression imports it.
    source = f"__import__({__name__!r}, fromlist=['LazyName']).LazyName(lambda: {name.id})"
    expression = ast.parse(source, mode="eval").body
    for part in ast.walk(expression):
        ast.copy_location(part, name)
    return expression


def install() -> None:
    """Register the transformer with the running IPython, once."""
    from IPython import get_ipython

    shell: Any = get_ipython()
    if shell is None:
        return
    if not any(type(t).__name__ == "DeferNames" for t in shell.ast_transformers):
        shell.ast_transformers.append(DeferNames())
