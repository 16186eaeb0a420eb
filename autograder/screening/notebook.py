"""A notebook's bytes become plain cells: decode, bound, parse, and keep only what is known."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from autograder.screening import policy
from autograder.screening.codes import Refusal, ScreeningFlag, UnacceptableSubmissionError
from autograder.screening.files import is_plain_name, read_regular_file
from autograder.screening.flags import FlagCollector, printable_name
from autograder.screening.outputs import without_outputs

_CONFLICT_MARKERS = re.compile(r"^(<{7} |>{7} )", re.MULTILINE)
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# How files begin that are handed in for a notebook, and what they are.
_OTHER_KINDS = (
    (b"PK", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"<", "a web page"),
    (b"%PDF", "a PDF file"),
)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


@dataclass(frozen=True)
class StudentCell:
    """One cell as handed in: of its JSON only this is kept, and each field has this type.

    ``id`` is "" when the cell has none that nbformat allows. ``grading`` is nbgrader's metadata.
    """

    cell_type: str
    id: str
    source: str
    grading: dict[str, str | int | float] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


def read_notebook(path: Path, name: str) -> bytes:
    """The bytes of a notebook's file, without its outputs where these make it large.

    Raises UnacceptableSubmissionError for a file that can't be read, and for one that is too large
    with empty outputs too.
    """
    raw = read_regular_file(path, name, policy.MAX_SAVED_NOTEBOOK_BYTES)
    if len(raw) <= policy.MAX_NOTEBOOK_BYTES:
        return raw
    raw = without_outputs(raw) or raw
    if len(raw) > policy.MAX_NOTEBOOK_BYTES:
        raise UnacceptableSubmissionError(
            Refusal.TOO_LARGE,
            f"{printable_name(name)} has {len(raw) / 2**20:.0f} MiB without the outputs; expected "
            f"at most {policy.MAX_NOTEBOOK_BYTES // 2**20} MiB. Large pictures in its texts may be "
            "the reason: make them smaller, save and hand in again.",
        )
    return raw


def parse_notebook(raw: bytes, name: str, flags: FlagCollector) -> list[StudentCell]:
    """The cells of a notebook; ``name`` is for messages.

    Raises UnacceptableSubmissionError for what is no notebook, and for one that is too large.
    """
    shown_name = printable_name(name)
    tree = _load_json(_decode(raw, name, flags), shown_name, raw)
    nodes = _cell_nodes(tree, name, flags)
    if nodes is None:
        message = f"{shown_name} is not a notebook: it has no cells."
        raise UnacceptableSubmissionError(Refusal.UNREADABLE_NOTEBOOK, message, raw)
    if len(nodes) > policy.MAX_CELLS:
        message = f"{shown_name} has {len(nodes):,} cells; expected at most {policy.MAX_CELLS:,}."
        raise UnacceptableSubmissionError(Refusal.TOO_LARGE, message, raw)
    cells = []
    for number, node in enumerate(nodes, start=1):
        cell = _student_cell(node, number, flags)
        if cell is None:
            flags.add(ScreeningFlag.UNREADABLE_CELL, f"cell {number}")
        else:
            cells.append(cell)
    characters = sum(len(cell.source) for cell in cells)
    if characters > policy.MAX_SOURCE_CHARACTERS:
        raise UnacceptableSubmissionError(
            Refusal.TOO_LARGE,
            f"The cells of {shown_name} hold {characters:,} characters; expected at most "
            f"{policy.MAX_SOURCE_CHARACTERS:,}.",
            raw,
        )
    return cells


def decode_notebook(raw: bytes) -> tuple[str, str]:
    """A notebook's text, and the encoding that it has: "utf-8-sig", "utf-16" or "latin-1".

    Null characters at its end, with which a computer that lost power or a full disk fills a file
    up, don't belong to it.
    """
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text, encoding = raw.decode("latin-1"), "latin-1"
    return text.rstrip("\0"), encoding


def _decode(raw: bytes, name: str, flags: FlagCollector) -> str:
    """The notebook's text; its outputs are dropped where they can be found."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = decode_notebook(raw)
        raw = text.encode("utf-8", "replace")
        text, _ = decode_notebook(without_outputs(raw) or raw)
    else:
        text, encoding = decode_notebook(without_outputs(raw) or raw)
    if encoding != "utf-8-sig":
        done = f"read as {encoding.upper()}; letters may be wrong."
        flags.add(ScreeningFlag.NOT_UTF8, name, done)
    return text


def _load_json(text: str, shown_name: str, raw: bytes) -> object:
    """The JSON in a notebook's text. Raises UnacceptableSubmissionError when it can't be used."""
    if text.count("[") + text.count("{") > policy.MAX_JSON_CONTAINERS:
        message = f"{shown_name} holds more lists and objects than a notebook."
        raise UnacceptableSubmissionError(Refusal.TOO_LARGE, message)
    if _CONFLICT_MARKERS.search(text):
        raise UnacceptableSubmissionError(
            Refusal.CONFLICT_MARKERS,
            f"{shown_name} holds git's conflict markers (<<<<<<<, >>>>>>>): choose one of the two "
            "versions, open the notebook once to see that it works, and hand in again.",
            raw,
        )
    try:
        tree = json.loads(text, parse_int=_bounded_integer)
        too_deep = _is_too_deep(tree)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        kind = next((kind for head, kind in _OTHER_KINDS if raw.lstrip().startswith(head)), "")
        # JupyterLab can't open a damaged file, so the way out is an earlier version.
        way_out = (
            "Take an earlier version, from .ipynb_checkpoints beside it, or from where you work."
        )
        if kind:
            found = f"it is {kind} under a notebook's name"
            way_out = "Open the notebook in JupyterLab, save it and hand in that file."
        else:
            found = f"the file is damaged{where}" if text.strip() else "the file is empty"
        raise UnacceptableSubmissionError(
            Refusal.UNREADABLE_NOTEBOOK, f"{shown_name} is not a notebook: {found}. {way_out}", raw
        ) from None
    if too_deep:
        message = f"{shown_name} is nested too deeply."
        raise UnacceptableSubmissionError(Refusal.UNREADABLE_NOTEBOOK, message, raw)
    return tree


def _bounded_integer(digits: str) -> float:
    """Python takes quadratic time to read the digits of an integer, so long ones are not read."""
    return int(digits) if len(digits) < 20 else float("inf")


def _is_too_deep(tree: object) -> bool:
    """Whether lists and objects are nested deeper than MAX_JSON_DEPTH; without recursion."""
    level: list[Any] = [[tree]]
    for _ in range(policy.MAX_JSON_DEPTH + 1):
        children = chain.from_iterable(n.values() if isinstance(n, dict) else n for n in level)
        level = [child for child in children if isinstance(child, (dict, list))]
        if not level:
            return False
    return True


def _cell_nodes(tree: object, name: str, flags: FlagCollector) -> list[Any] | None:
    """What stands in the notebook's list of cells; None when there is no such list."""
    if not isinstance(tree, dict):
        return None
    version = f"nbformat {tree.get('nbformat')!s:.20}"
    if isinstance(tree.get("cells"), list):
        if tree.get("nbformat") != 4:
            flags.add(ScreeningFlag.ODD_FORMAT, name, f"{version}; read as version 4.")
        return tree["cells"]
    if not isinstance(tree.get("worksheets"), list):
        return None
    flags.add(ScreeningFlag.ODD_FORMAT, name, f"{version}; converted to version 4.")
    from nbformat import v4
    from nbformat.notebooknode import from_dict

    try:
        return list(v4.upgrade(from_dict({**tree, "nbformat": 3})).cells)
    except Exception:  # nbformat raises whatever its code meets in a file that is no notebook
        return None


def _student_cell(node: Any, number: int, flags: FlagCollector) -> StudentCell | None:
    """What is kept of one cell; None for something that is not a cell."""
    if not isinstance(node, dict) or not isinstance(node.get("cell_type"), str):
        return None
    source = _source_text(node.get("source", ""), f"cell {number}", flags)
    if source is None:
        return None
    metadata = _as_dict(node.get("metadata"))
    tags, grading = metadata.get("tags"), _as_dict(metadata.get("nbgrader"))
    cell_id, cell_type = node.get("id"), node["cell_type"]
    return StudentCell(
        cell_type=cell_type if cell_type in ("code", "markdown") else "raw",
        id=cell_id if isinstance(cell_id, str) and _CELL_ID.fullmatch(cell_id) else "",
        source=source,
        grading={k: v for k, v in grading.items() if isinstance(v, (str, int, float))},
        tags=[t for t in tags if isinstance(t, str)] if isinstance(tags, list) else [],
        attachments=_images(node.get("attachments")) if cell_type == "markdown" else {},
    )


def _source_text(source: Any, where: str, flags: FlagCollector) -> str | None:
    """A cell's text as valid Unicode with plain line endings; None when it is no text."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    text = source.encode("utf-8", "replace").decode("utf-8")
    if text != source:
        flags.add(ScreeningFlag.ODD_CHARACTERS, where)
    if _CONFLICT_MARKERS.search(text):
        flags.add(ScreeningFlag.CONFLICT_MARKERS, where)
    if len(text) > policy.LARGE_CELL_CHARACTERS:
        flags.add(ScreeningFlag.LARGE_CELL, where)
    return text


def _images(attachments: Any) -> dict[str, dict[str, str]]:
    """Pictures pasted into a text cell, by name and MIME type; anything else there is dropped."""
    pictures: dict[str, dict[str, str]] = {}
    for name, bundle in _as_dict(attachments).items():
        for mime, data in _as_dict(bundle).items():
            is_image = mime in ("image/png", "image/jpeg") and isinstance(data, str)
            if is_image and _BASE64.fullmatch(data) and is_plain_name(name):
                pictures.setdefault(name, {})[mime] = data
    return pictures


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
