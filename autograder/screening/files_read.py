"""Which files a notebook's code reads, as far as the text of the code says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# Functions and methods that read the file that they are given.
_READERS = frozenset(
    "load_model load_weights load loadtxt genfromtxt fromfile memmap read_csv read_table read_json "
    "read_excel read_parquet read_feather read_pickle read_hdf imread load_img open_memmap loadmat "
    "model_from_file".split()
)
_OPENERS = frozenset({"open", "File", "ZipFile", "TarFile"})  # they read unless told to write
_PATH_READERS = frozenset({"read_text", "read_bytes"})
_KEYWORDS = ("filepath", "filepath_or_buffer", "file", "filename", "fname", "path", "io", "name")
_URL = re.compile(r"(https?|ftp|s3|gs)://")
_WRITTEN_CELL = re.compile(r"%%(?:writefile|file)\s+(?:-a\s+)?[\"']?([^\s\"']+)")
# What runs another file: "%run -i helper", "%load helper.py", "!python helper.py".
_RUN = re.compile(
    r"^(\s*)(?:%(?:run|load)|!python3?)\s+(?:-(?![cm]\b)\w+\s+)*([\"']?)([^\s\"'-][^\s\"']*)\2.*"
)
_MAX_NAMES = 50


class FileRead(NamedTuple):
    """A file that is read: its name as written in the code, and the number of the cell, from 1."""

    name: str
    cell: int

    @property
    def is_url(self) -> bool:
        """Whether it is fetched from the network."""
        return bool(_URL.match(self.name))


def files_read(sources: Iterable[str]) -> list[FileRead]:
    """The files that the code reads and has not written before; each once, at its first place.

    ``sources`` are the cells of code in order. Only names that stand in the code are known, or that
    a variable has that is set once. A file counts as written when it was given to any other call in
    that cell or above, and reads inside of ``try`` or next to a question whether it exists don't
    count.
    """
    sources = list(sources)
    written = [name for name in map(written_by_magic, sources) if name]
    trees = [None if written_by_magic(source) else _parse(source) for source in sources]
    names = _constants(tree for tree in trees if tree is not None)
    found: dict[str, FileRead] = {}
    for number, tree in enumerate(trees, start=1):
        if tree is None:
            continue
        uses = list(_uses(tree, names))
        written += [name for name, reads in uses if not reads]
        for name, reads in uses:
            if reads and len(found) < _MAX_NAMES and not _is_written(name, written):
                found.setdefault(name, FileRead(name, number))
    return list(found.values())


def written_by_magic(source: str) -> str:
    """The file that a cell writes itself to by ``%%writefile``, "" for any other cell."""
    match = _WRITTEN_CELL.match(source)
    return match[1] if match else ""


def _parse(source: str) -> ast.Module | None:
    lines = source.splitlines()
    if lines and lines[0].startswith("%%"):
        lines[0] = ""
    plain = [re.sub(r"^(\s*)[%!?].*", r"\1pass", _RUN.sub(_opened, line)) for line in lines]
    try:
        return ast.parse("\n".join(plain))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _opened(run: re.Match[str]) -> str:
    """A line that runs a file, as one that opens it; IPython adds .py where a suffix is missing."""
    name = run[3] if re.search(r"\.\w+$", run[3]) else f"{run[3]}.py"
    return f"{run[1]}open({name!r})"


def _constants(trees: Iterable[ast.Module]) -> dict[str, ast.expr]:
    """The expressions of variables that are assigned once."""
    values: dict[str, ast.expr | None] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                values[node.id] = None if node.id in values else ast.Constant(None)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                target = node.targets[0]
                if isinstance(target, ast.Name) and values.get(target.id) is not None:
                    values[target.id] = node.value
    return {name: value for name, value in values.items() if value is not None}


def _uses(tree: ast.Module, names: dict[str, ast.expr]) -> Iterator[tuple[str, bool]]:
    """Each file name that is given to a call, and whether the call reads it."""
    in_try = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Try)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        called = function.attr if isinstance(function, ast.Attribute) else ""
        called = function.id if isinstance(function, ast.Name) else called
        if called in ("Path", "PurePath", "join", "str", "print"):
            continue
        texts = [_text(value, names) for value in _paths(node, called)]
        reads = _reads(node, called, names) and id(node) not in in_try
        yield from ((text, reads) for text in texts if text)
        if reads:  # its other arguments say nothing of files
            continue
        for keyword in node.keywords:
            if text := _text(keyword.value, names):
                yield text, False


def _paths(call: ast.Call, called: str) -> Sequence[ast.expr]:
    """The arguments of a call that may be a file's name."""
    function = call.func
    if isinstance(function, ast.Attribute) and (
        called in _PATH_READERS or called.startswith(("write_", "exists", "is_file"))
    ):
        return [function.value, *call.args]
    if called == "open" and isinstance(function, ast.Attribute) and not _is_image(function.value):
        return [function.value]
    by_keyword = [k.value for k in call.keywords if k.arg in _KEYWORDS]
    if called in _READERS | _OPENERS:
        return (call.args[:1] or by_keyword)[:1]
    return call.args


def _is_image(value: ast.expr) -> bool:
    """Whether ``value.open(name)`` opens ``name``, as PIL's Image and modules do, not ``value``."""
    return isinstance(value, ast.Name) and value.id in (
        "Image",
        "io",
        "gzip",
        "bz2",
        "codecs",
        "os",
    )


def _reads(call: ast.Call, called: str, names: dict[str, ast.expr]) -> bool:
    if called in _READERS | _PATH_READERS:
        return True
    if called not in _OPENERS:
        return False
    is_method = isinstance(call.func, ast.Attribute) and called == "open"
    is_method = is_method and not _is_image(call.func.value)  # type: ignore[attr-defined]
    positional = call.args[0:1] if is_method else call.args[1:2]
    modes = [*positional, *(k.value for k in call.keywords if k.arg == "mode")]
    mode = (_text(modes[0], names) or "?") if modes else "r"
    return not any(letter in mode for letter in "wax+?")


def _text(value: ast.expr, names: dict[str, ast.expr], depth: int = 0) -> str:
    """The string that an expression is, "" when the code alone doesn't say."""
    if depth > 8:
        return ""
    if isinstance(value, ast.Constant):
        return value.value if isinstance(value.value, str) else ""
    if isinstance(value, ast.Name):
        known = names.get(value.id)
        return _text(known, names, depth + 1) if known is not None else ""
    if isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Div, ast.Add)):
        left = _text(value.left, names, depth + 1)
        right = _text(value.right, names, depth + 1)
        between = "/" if isinstance(value.op, ast.Div) else ""
        return f"{left}{between}{right}" if left and right else ""
    if isinstance(value, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.FormattedValue) else p for p in value.values]
        texts = [_text(part, names, depth + 1) for part in parts]
        return "".join(texts) if all(texts) else ""
    if isinstance(value, ast.Call) and value.args:
        called = getattr(value.func, "attr", getattr(value.func, "id", ""))
        if called in ("Path", "PurePath", "join", "str"):
            texts = [_text(part, names, depth + 1) for part in value.args]
            return "/".join(texts) if all(texts) else ""
    return ""


def _is_written(name: str, written: Sequence[str]) -> bool:
    """Whether the notebook itself made the file; savers may add a suffix or fill in a number."""
    name = name.removeprefix("./")
    for other in written:
        other = other.removeprefix("./")
        if name == other or name.startswith((f"{other}.", f"{other}/")):
            return True
        if "{" in other:
            pattern = re.sub(r"\\\{.*?\\\}", ".*", re.escape(other))
            if re.fullmatch(pattern, name):
                return True
    return False
