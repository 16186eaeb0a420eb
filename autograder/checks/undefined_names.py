"""Let ``check("02.rescale", rescale)`` run when ``rescale`` isn't defined.

Python evaluates the arguments before the call, so an undefined name would stop Run All with a
NameError. In IPython, plain names in such a statement are looked up later, inside the check.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from autograder.checks.registry import ID

_HELPER = "autograder.checks.undefined_names"


class Deferred:
    """A name of the notebook, looked up when the check runs."""

    def __init__(self, name: str, look_up: Callable[[], object]) -> None:
        self.name = name
        self._look_up = look_up

    def resolve(self) -> object:
        """The object, or Undefined."""
        from autograder.checks.run import Undefined

        try:
            return self._look_up()
        except NameError:
            return Undefined(self.name)


class DeferNames(ast.NodeTransformer):
    """Turns the plain names in a ``check("NN.name", ...)`` statement into Deferred objects."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """Change a check statement, leave every other one."""
        call = node.value
        if not (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "check"
            and call.args
            and isinstance(call.args[0], ast.Constant)
            and isinstance(call.args[0].value, str)
            and ID.fullmatch(call.args[0].value)
        ):
            return node
        call.args = [_deferred(arg) if isinstance(arg, ast.Name) else arg for arg in call.args]
        return ast.fix_missing_locations(node)


def _deferred(name: ast.Name) -> ast.expr:
    made = ast.parse(
        f"__import__({_HELPER!r}, fromlist=['Deferred']).Deferred({name.id!r}, lambda: {name.id})",
        mode="eval",
    ).body
    for part in ast.walk(made):
        ast.copy_location(part, name)
    return made


def install() -> None:
    """Register the transformer with the running IPython, once."""
    from IPython import get_ipython

    shell: Any = get_ipython()
    if shell is None:
        return
    if not any(type(t).__name__ == "DeferNames" for t in shell.ast_transformers):
        shell.ast_transformers.append(DeferNames())
