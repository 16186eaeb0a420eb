"""Examples of checks, as a student pastes them into a cell."""

from __future__ import annotations

import ast


def assigned(source: str) -> set[str]:
    """The names that a cell gives a value to at its top level, imports included."""
    names = {node.id for node in ast.walk(ast.parse(source)) if is_stored(node)}
    for statement in ast.parse(source).body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            names |= {alias.asname or alias.name for alias in statement.names}
    return names


def is_stored(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def pasted(example: str, names: dict[str, object]) -> str:
    """What a new cell with this example shows: its last value, or the error."""
    try:
        cell = ast.parse(example)
        last = cell.body.pop() if isinstance(cell.body[-1], ast.Expr) else None
        exec(compile(cell, "<cell>", "exec"), names)
        return repr(eval(ast.unparse(last), names)) if last else ""
    except Exception as error:
        return repr(error)
