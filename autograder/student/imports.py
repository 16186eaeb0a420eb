"""What a notebook asks for that is not there when it is graded: packages, and the network."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from autograder.screening.files_read import written_by_magic

# IPython's own lines; Python reads the rest of the cell.
_MAGIC_LINE = re.compile(r"^(\s*)(?:[%!?].*|[\w.*\[\]]+\?{1,2}[ \t]*)$", re.MULTILINE)
_PYTHON_CELL_MAGICS = {"%%time", "%%timeit", "%%capture", "%%prun"}
_IMPORT_LINE = re.compile(r"^\s*(?:import|from)\s+([\w.]+)", re.MULTILINE)
# Calls that fetch something. Keras's own Fashion-MNIST is there without a network.
_DOWNLOAD = re.compile(
    r"\b(urlretrieve|urlopen|requests\.get|get_file|fetch_openml|kagglehub\.\w+|tfds\.load|"
    r"load_dataset|hub\.KerasLayer|pooch\.retrieve|gdown\.download)\s*\(|"
    r"\bdatasets\.(?!fashion_mnist\b)(\w+)\.load_data\(|(weights\s*=\s*[\"']imagenet[\"'])"
)
_KERAS_DATA = re.compile(r"\bfashion_mnist\.load_data\(")
_CATCHING = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def warnings(cells: Sequence[dict[str, Any]], modules: set[str]) -> Iterator[str]:
    """A sentence on packages, and one on downloads, that will not be there.

    ``cells`` are the notebook's, ``modules`` what can be imported from files that are handed in.
    """
    known = set(sys.stdlib_module_names) | modules
    missing: dict[str, int] = {}
    downloads: dict[str, int] = {}
    for number, cell in enumerate(cells, start=1):
        if cell.get("cell_type") != "code":
            continue
        source = cell["source"]
        if written := written_by_magic(source):
            module = PurePosixPath(written)
            known |= {module.stem} if module.suffix == ".py" else set()
            continue
        for name in imported(source):
            missing.setdefault(name, number)
        for found in _DOWNLOAD.finditer(_without_comments(source)):
            downloads.setdefault(found[1] or found[2] or found[3], number)
    missing = {name: number for name, number in missing.items() if name not in known}
    if missing:
        from autograder.student.packages import importable  # reads what is installed

        there = importable()
        missing = {name: number for name, number in missing.items() if name not in there}
    if missing:
        yield (
            f"It imports {_listed(missing)}, which may not be there when it is graded; what uses "
            "that can't run then. `autograder packages` lists the packages that are there."
        )
    if any(_KERAS_DATA.search(cell["source"]) for cell in cells):
        yield (
            "It calls `fashion_mnist.load_data()`. When it is graded that gives the training "
            "images; test images it gives in lesson 07 alone, and arrays of length 0 elsewhere."
        )
    if downloads:
        yield (
            f"It fetches something from the network with {_listed(downloads)}; when it is graded "
            "there is no network, and that line ends its cell with an error."
        )


def imported(source: str) -> list[str]:
    """The top-level packages that a cell imports without providing for their absence."""
    python = _python(source)
    try:
        tree = ast.parse(python)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # no Python, or a mistake
        return [name.partition(".")[0] for name in _IMPORT_LINE.findall(python)]
    found: list[str] = []
    _collect(tree.body, found)
    return found


def _collect(statements: Sequence[ast.stmt], found: list[str]) -> None:
    for statement in statements:
        if isinstance(statement, ast.Import):
            found += [_package(alias.name) for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom) and not statement.level:
            found.append(_package(statement.module or ""))
        elif isinstance(statement, ast.If) or (
            isinstance(statement, ast.Try) and any(map(_catches, statement.handlers))
        ):
            continue  # the notebook looks itself whether the package is there
        else:
            for field in ("body", "orelse", "finalbody"):
                _collect(getattr(statement, field, None) or [], found)
    found[:] = [name for name in dict.fromkeys(found) if name]


def _package(module: str) -> str:
    """The package of a module; "" for Colab's, whose functions do nothing when graded."""
    return "" if module.startswith("google.colab") else module.partition(".")[0]


def _catches(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(n, ast.Name) and n.id in _CATCHING for n in ast.walk(handler.type))


def _python(source: str) -> str:
    """The Python of a cell: IPython's lines do nothing in it."""
    first, _, rest = source.lstrip().partition("\n")
    if first.startswith("%%"):
        source = rest if first.split()[0] in _PYTHON_CELL_MAGICS else ""
    return _MAGIC_LINE.sub(r"\1pass", source)


def _without_comments(source: str) -> str:
    try:
        return ast.unparse(ast.parse(_python(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return re.sub(r"#.*", "", _python(source))


def _listed(names: dict[str, int]) -> str:
    parts = [f"{name} (cell {number})" for name, number in names.items()]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
