"""Check the structure of the packages; `make check` runs it.

    python tools/structure.py

Prints each fault, and exits with 1 when there is one:

- a private module or name (``_name``) is imported outside its own package;
- a package imports one that stands on its own line of LAYERS or on a later line, or one that it
  may not use;
- modules import each other in a circle;
- code that runs in a box imports at module level what is not there, or anything imports
  TensorFlow or Keras at module level;
- a file is longer than 600 lines, or a function longer than 80.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("fmnist_lab", "fmnist_ref", "autograder")
MAX_FILE_LINES, MAX_FUNCTION_LINES = 600, 80
# From low to high; a package imports lower ones only. Those on one line do not use each other.
LAYERS = """
    fmnist_lab
    fmnist_ref
    networks
    checks
    bridge sandbox
    course
    screening
    student
    judge
    nbgrader_plugin
    grading
    report
    publish
    corpus
    cli collect
"""
RANKS = {name: rank for rank, line in enumerate(LAYERS.split("\n")) for name in line.split()}
NOT_FOR_STUDENTS = {"fmnist_ref", "bridge", "sandbox"}  # the students' zip has none of these
IN_THE_BOX = {"bridge", "checks", "networks"}  # of autograder; the box has no more of it
SLOW = {"tensorflow", "keras"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

Import = tuple[str, int, bool]  # what is imported, the line, whether at module level


def room_of(module: str) -> str:
    """The part of LAYERS that a module belongs to: "checks" or "fmnist_lab"; "" for autograder."""
    top, _, rest = module.partition(".")
    return rest.partition(".")[0] if top == "autograder" else top


def imports_of(tree: ast.Module, package: str, modules: set[str]) -> Iterator[Import]:
    """Every import, those inside functions too; "a.b" where ``from a import b`` names a module."""
    todo: list[tuple[ast.AST, bool]] = [(tree, True)]
    while todo:
        node, at_start = todo.pop()
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno, at_start) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            base = ".".join([*above, node.module] if node.module else above)
            for alias in node.names:
                full = f"{base}.{alias.name}"
                whole = full in modules or alias.name.startswith("_")
                yield full if whole else base, node.lineno, at_start
        later = isinstance(node, FUNCTIONS) or (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        )
        todo += [(child, at_start and not later) for child in ast.iter_child_nodes(node)]


def home_of_private(target: str, packages: set[str]) -> str:
    """The package inside which alone this name may be imported; "" where it is public."""
    parts = target.split(".")
    for place, part in enumerate(parts):
        if part.startswith("_") and not part.startswith("__"):
            above = ".".join(parts[:place])
            return above if above in packages else above.rpartition(".")[0]
    return ""


def fault_of_import(package: str, target: str, at_start: bool, packages: set[str]) -> str:
    """What is wrong with one import by a module of ``package``, or ""."""
    top = target.partition(".")[0]
    if top in SLOW and at_start:
        return f"imports {target} at module level"
    if top not in PACKAGES:
        return ""
    if home_of_private(target, packages) not in ("", package):
        return f"imports {target}, which is private in its package"
    here, there = room_of(package), room_of(target)
    if here == there or not here or not there:
        return ""
    if RANKS[there] >= RANKS[here] or (here == "student" and there in NOT_FOR_STUDENTS):
        return f"imports {target}; {here} may not use {there}"
    if at_start and here in IN_THE_BOX and there not in IN_THE_BOX | {"fmnist_lab"}:
        return f"imports {target} at module level, which is not in the box"
    return ""


def circles(edges: dict[str, set[str]]) -> Iterator[list[str]]:
    """The sets of modules that reach each other by imports."""
    reach = {name: set(targets) for name, targets in edges.items()}
    for middle in edges:
        for targets in reach.values():
            if middle in targets:
                targets |= reach[middle]
    reported: set[str] = set()
    for name in sorted(edges):
        if name in reach[name] and name not in reported:
            circle = [
                other for other in sorted(edges) if other in reach[name] and name in reach[other]
            ]
            reported |= set(circle)
            yield circle


def faults() -> Iterator[str]:
    """Every fault, as a line to print."""
    files = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }
    packages = {module for module, path in files.items() if path.name == "__init__.py"}
    edges: dict[str, set[str]] = {module: set() for module in files}
    for module, path in files.items():
        place, text = path.relative_to(ROOT), path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        if (lines := text.count("\n")) > MAX_FILE_LINES:
            yield f"{place} has {lines} lines; at most {MAX_FILE_LINES}"
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    yield f"{place}:{node.lineno} {node.name} has {lines} lines; at most {MAX_FUNCTION_LINES}"
        package = module if module in packages else module.rpartition(".")[0]
        import_faults = set()
        for target, line, at_start in imports_of(tree, package, set(files)):
            if fault := fault_of_import(package, target, at_start, packages):
                import_faults.add(f"{place}:{line} {fault}")
            if target in files and target != module:
                edges[module].add(target)
        yield from sorted(import_faults)
    yield from ("circle: " + " - ".join(circle) for circle in circles(edges))


if __name__ == "__main__":
    lines = list(faults())
    print("\n".join(lines) or "The structure is as it should be.")
    sys.exit(1 if lines else 0)
