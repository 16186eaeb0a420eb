"""What a submission must be before it enters the box, and what is done with one that isn't.

Pure functions on a directory: nothing of the student's is executed, no link is followed, and
nothing is read before its size is known. What comes out is a notebook of plain cells whose
locked cells are the source's own, so that whatever was done to them changes no grade.

The work is judged, and the instructor sees a flag:

=====================  ================================================================
flag                   what was found, and what is done
=====================  ================================================================
renamed-notebook       one notebook of this lesson under another name or in a folder: used
extra-notebook         other notebooks beside the right one: left out
symbolic-link          a link among the files: left out, never followed
special-file           a pipe, socket or device, or a file that can't be read: left out
odd-file-name          a name with ``\\``, control characters or a ``..``: left out
file-too-large         a file over FILE_BYTES: left out
too-many-files         more than FILES files, FILES_BYTES bytes or DEPTH folders: none is used
course-file            a file that would stand for autograder or fmnist_lab: left out
weights-file           saved weights outside lesson 07, in 06 and 08 all but a little text: left out
not-utf8               the text is in another encoding: read as UTF-16 or Latin-1
odd-format             saved as another nbformat version: converted, or read as version 4
odd-characters         half a character (a lone surrogate) in a cell: replaced
unreadable-cell        something that is no cell among the cells: left out
conflict-markers       a cell holds git's conflict markers: it runs as it is, and raises
large-cell             a cell of more than LARGE_CELL characters: runs; it may hold weights
locked-cell-changed    a locked cell reads differently: the source's text is used
cell-duplicated        one graded, locked or answer cell several times: one is used (the
                       original, or else the last), the copies are the student's plain cells
cell-deleted           a locked or manually graded cell is missing: put back
cell-moved             locked cells in another order than the source's: put back in order
cell-type-changed      an answer or locked cell of another cell type: the source's type
metadata-changed       grading metadata that differ: the source's are used
tag-ignored            a tag that runners obey (skip-execution, demo): removed
=====================  ================================================================

The work is not judged, every check gets zero, and the outcome's sentence is shown:

=====================  ================================================================
outcome                what was found
=====================  ================================================================
missing-notebook       no notebook of this lesson
ambiguous-notebook     several, none with the lesson's name
symbolic-link          the notebook, or the whole directory, is a link
special-file           the notebook is not a regular file
too-large              over NOTEBOOK_BYTES, BRACKETS, CELLS or SOURCE_CHARACTERS
conflict-markers       git's conflict markers in the file itself
unreadable-notebook    not JSON, nested deeper than JSON_DEPTH, or no notebook
=====================  ================================================================

Accepted without a word: another kernel's name, a byte order mark, Windows line endings, saved
outputs (dropped: the notebook is run again), cells without ids, the student's own extra cells
(they stay where they are), editors' metadata.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.checks import CheckResult, panel
from autograder.course import Lesson, check_call, grading, is_check, nbgrader_settings
from autograder.screening import policy
from autograder.screening.policy import (
    COURSE_FILE,
    COURSE_NAMES,
    IGNORED_NAMES,
    LARGE_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_FILE_BYTES,
    MAX_FOLDER_DEPTH,
    MAX_JSON_CONTAINERS,
    MAX_JSON_DEPTH,
    MAX_NOTEBOOK_BYTES,
    MAX_SOURCE_CHARACTERS,
    MAX_TEXT_BYTES,
    NOT_TEXT,
    SAVED,
    TOO_LARGE,
    UNWANTED_WEIGHTS,
    WEIGHT_SUFFIXES,
    is_text,
)

if TYPE_CHECKING:
    from autograder.judge import GradingResult, JudgeSession

OBEYED_TAGS = {"skip-execution", "demo", "raises-exception"}

_MARKERS = re.compile(r"^(<{7} |>{7} )", re.MULTILINE)
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_GRADING = ("grade", "locked", "solution", "task", "points")


@dataclass(frozen=True)
class Screened:
    """A screened submission.

    ``notebook`` is None when ``outcome`` is not ""; ``files`` are what goes beside it, by path.
    ``raw`` are the bytes of the notebook as handed in, b"" when there is none.
    """

    notebook: Any
    files: dict[str, bytes] = field(default_factory=dict)
    outcome: str = ""
    message: str = ""
    flags: list[dict[str, str]] = field(default_factory=list)
    raw: bytes = b""


class UnacceptableSubmissionError(Exception):
    """The submission can't be judged fairly."""

    def __init__(self, outcome: str, message: str, raw: bytes = b"") -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message
        self.raw = raw


class Flags:
    """Flags for the instructor; what is found many times becomes one flag."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, list[str]]] = {}

    def add(self, code: str, about: str, sentence: str) -> None:
        """Note one finding. ``sentence`` says what was done, the same for all of the code."""
        self._found.setdefault(code, (sentence, []))[1].append(shown(about))

    def as_list(self) -> list[dict[str, str]]:
        """For the verdict: {"code", "message"}, in the order of finding."""
        told = []
        for code, (sentence, about) in self._found.items():
            names = ", ".join(about[:6]) + (f" and {len(about) - 6} more" if about[6:] else "")
            told.append({"code": code, "message": f"{names}: {sentence}"})
        return told


def screen(directory: Path, lesson: Lesson) -> Screened:
    """Screen one submission to a lesson. Never raises for what a student handed in."""
    flags = Flags()
    try:
        own = own_files(lesson)
        traits = lesson.traits
        may_hold = own if traits.earns_by_training else None
        found = collect_files(directory, flags, bool(traits.carries), may_hold)
        raw, cells = _find_notebook(found, lesson, flags)
        notebook = restore(cells, lesson.notebook, flags, cache(lambda: unanswered(lesson)))
    except UnacceptableSubmissionError as why:
        return Screened(None, {}, why.outcome, why.message, flags.as_list(), why.raw)
    taken = [*own, f"{lesson.name}.ipynb"]  # a renamed notebook gets this name
    files = {n: b for n, b in found.files.items() if not any(_clash(n, o) for o in taken)}
    return Screened(notebook, {**files, **own}, "", "", flags.as_list(), raw)


def screen_plain(directory: Path, source: Path) -> dict[str, Screened]:
    """Screen a submission to an assignment without checks: by notebook name, as many as found.

    ``source`` is the directory of the instructor's notebooks (nbgrader's source directory).
    """
    import nbformat

    told: dict[str, Screened] = {}
    masters = {path.name: path for path in sorted(source.glob("*.ipynb"))}
    flags = Flags()
    try:
        found = collect_files(directory, flags)
    except UnacceptableSubmissionError as why:
        return {n: Screened(None, {}, why.outcome, why.message) for n in masters}
    for name in masters.keys() - found.notebooks.keys():
        message = f"There is no {name} in this submission."
        told[name] = Screened(None, {}, "missing-notebook", message, flags.as_list())
    for name in masters.keys() & found.notebooks.keys():
        own = Flags()
        try:
            raw = read(found.notebooks[name], name)
            cells = parse(raw, name, own)
            notebook = restore(cells, nbformat.read(masters[name], as_version=4), own)
        except UnacceptableSubmissionError as why:
            flagged = flags.as_list() + own.as_list()
            told[name] = Screened(None, {}, why.outcome, why.message, flagged, why.raw)
        else:
            both = flags.as_list() + own.as_list()
            told[name] = Screened(notebook, found.files, "", "", both, raw)
    return dict(sorted(told.items()))


def judge_screened(
    session: JudgeSession, lesson: Lesson, screened: Screened, student: str = ""
) -> GradingResult:
    """The verdict of a screened submission, the flags of screening first."""
    if screened.outcome:
        return refuse(lesson, screened, "sealed" if session.sandboxed else "no-sandbox")
    judged = session.judge(lesson, screened.notebook, screened.files, student=student)
    verdict = replace(judged.verdict, flags=[*screened.flags, *judged.verdict.flags])
    return replace(judged, verdict=verdict)


def refuse(lesson: Lesson, screened: Screened, seal: str) -> GradingResult:
    """The verdict of what can't be judged: zero for every check, and why.

    The outputs belong to the cells of ``unanswered(lesson)``.
    """
    from autograder.judge import GradingResult, Verdict

    checks, outputs = [], {}
    for cell in lesson.notebook.cells:
        call = check_call(cell.source) if is_check(cell) else None
        if call is None:
            continue
        check = lesson.checks[call[0]]
        result = CheckResult(
            check.id, check.points, 0.0, code="not-reached", observed=screened.message
        )
        checks.append({**result.to_dict(), "grade_id": check.grade_id})
        outputs[cell.id] = verdict_outputs(
            f"Not judged: {check.id}. {screened.message}",
            panel.note_html("Not judged", check.id, screened.message),
            0.0,
        )
    verdict = Verdict(
        lesson=lesson.name,
        submission=hashlib.sha256(screened.raw).hexdigest(),
        seed="",
        seal=seal,
        checks=checks,
        outcome=screened.outcome,
        message=screened.message,
        flags=screened.flags,
    )
    return GradingResult(verdict=verdict, outputs=outputs)


def verdict_outputs(text: str, markup: str, score: float) -> list[dict[str, Any]]:
    """What a graded cell shows: the panel, and the score in the one place nbgrader reads."""
    return [
        {
            "output_type": "display_data",
            "data": {"text/plain": text, "text/html": markup},
            "metadata": {},
        },
        {
            "output_type": "execute_result",
            "data": {"text/plain": repr(float(score))},
            "execution_count": None,
            "metadata": {},
        },
    ]


# --- the files


@dataclass
class SubmissionFiles:
    """The files of a submission: notebooks by path (not read yet), the others read."""

    notebooks: dict[str, Path] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    special: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)


def collect_files(
    directory: Path, flags: Flags, weights: bool = True, own: Mapping[str, bytes] | None = None
) -> SubmissionFiles:
    """Walk a submission without following anything. Raises UnacceptableSubmissionError for a linked directory.

    Saved weights are taken with ``weights``. With ``own``, the lesson's files, any other is taken
    only where it can hold no trained network: text, and together no more than MAX_TEXT_BYTES.
    """
    if directory.is_symlink():
        raise UnacceptableSubmissionError(
            "symbolic-link",
            "The submission is a symbolic link, not a directory; hand in the files themselves.",
        )
    found, sizes, texts, overflow = SubmissionFiles(), 0, 0, ""
    if not directory.is_dir():
        return found
    left_out = "left out; only regular files are taken."
    for name, path, kind in _walk(directory):
        if kind == "deep":
            overflow = overflow or f"folders more than {MAX_FOLDER_DEPTH} deep"
        elif not _plain_name(name):
            flags.add("odd-file-name", name, "left out; the name is no plain file name.")
        elif kind == "link":
            found.links.add(name)
            flags.add("symbolic-link", name, "left out; links are never followed.")
        elif kind == "special":
            found.special.add(name)
            flags.add("special-file", name, left_out)
        elif name.endswith(".ipynb"):
            found.notebooks[name] = path
        elif COURSE_NAMES.match(name):
            flags.add("course-file", name.split("/")[0], COURSE_FILE)
        elif not weights and name in SAVED:
            continue  # the lesson saves it for the next one
        elif not weights and name.lower().endswith(WEIGHT_SUFFIXES):
            flags.add("weights-file", name, UNWANTED_WEIGHTS)
        elif own is not None and name not in own and path.lstat().st_size > MAX_TEXT_BYTES - texts:
            flags.add("weights-file", name, NOT_TEXT)
        elif path.lstat().st_size > MAX_FILE_BYTES:
            flags.add("file-too-large", name, TOO_LARGE)
        elif len(found.files) >= policy.MAX_FILES or sizes > policy.MAX_FILES_BYTES:
            overflow = (
                overflow
                or f"more than {policy.MAX_FILES} files or {policy.MAX_FILES_BYTES // 2**20} MiB"
            )
        else:
            try:
                found.files[name] = read(path, name, MAX_FILE_BYTES)
            except UnacceptableSubmissionError as why:
                flags.add("special-file", name, f"left out. {why.message}")
                continue
            if own is not None and name not in own:
                if not is_text(found.files[name]):
                    del found.files[name]
                    flags.add("weights-file", name, NOT_TEXT)
                    continue
                texts += len(found.files[name])
            sizes += len(found.files[name])
    if overflow:
        found.files.clear()
        flags.add("too-many-files", overflow, "no file beside the notebook is used.")
    return found


def _walk(directory: Path) -> Iterator[tuple[str, Path, str]]:
    """(path inside, path, kind) in a fixed order; "file", "link", "special" or "deep"."""
    waiting, seen = [("", directory, 0)], 0
    while waiting:
        prefix, place, depth = waiting.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name in IGNORED_NAMES:
                continue
            seen += 1
            name, path = prefix + entry.name, Path(entry.path)
            if seen > 20 * policy.MAX_FILES:
                yield name, path, "deep"
                return
            if entry.is_symlink():
                yield name, path, "link"
            elif entry.is_dir(follow_symlinks=False):
                if depth + 1 > MAX_FOLDER_DEPTH:
                    yield name, path, "deep"
                else:
                    waiting.append((f"{name}/", path, depth + 1))
            else:
                yield name, path, "file" if entry.is_file(follow_symlinks=False) else "special"


def _plain_name(name: str) -> bool:
    """Whether a path stays inside and can be written in any box."""
    return (
        len(name) <= 200
        and name.isprintable()
        and "\\" not in name
        and not name.startswith("/")
        and all(part not in ("", ".", "..") for part in name.split("/"))
    )


def read(path: Path, name: str, limit: int = MAX_NOTEBOOK_BYTES) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes. Raises UnacceptableSubmissionError for any other."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise UnacceptableSubmissionError(
            "unreadable-notebook", f"{shown(name)} can't be read: {error.strerror}."
        ) from None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise UnacceptableSubmissionError(
                "special-file", f"{shown(name)} is not a regular file."
            )
        if about.st_size > limit:
            raise UnacceptableSubmissionError(
                "too-large",
                f"{shown(name)} has {about.st_size / 2**20:.0f} MiB; expected at most "
                f"{limit // 2**20} MiB. Clear the outputs, save and hand in again.",
            )
        return file.read(limit)


def _clash(one: str, other: str) -> bool:
    """Whether two paths can't lie in one directory: the same, or one inside the other."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def own_files(lesson: Lesson) -> dict[str, bytes]:
    """What the lesson itself brings beside its notebook."""
    directory = lesson.source.parent
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
        and path.suffix not in (".py", ".ipynb", ".pyc")
        and not IGNORED_NAMES & set(path.relative_to(directory).parts)
    }


# --- the notebook's text


def _find_notebook(found: SubmissionFiles, lesson: Lesson, flags: Flags) -> tuple[bytes, list[Any]]:
    """The bytes and the cells of the one notebook to judge. Raises UnacceptableSubmissionError."""
    wanted = f"{lesson.name}.ipynb"
    others = sorted(found.notebooks.keys() - {wanted})
    if wanted in found.notebooks:
        for name in others:
            flags.add("extra-notebook", name, f"left out; {wanted} is judged.")
        raw = read(found.notebooks[wanted], wanted)
        return raw, parse(raw, wanted, flags)
    if wanted in found.links:
        raise UnacceptableSubmissionError(
            "symbolic-link",
            f"{wanted} is a symbolic link, not a file; hand in the notebook itself.",
        )
    if wanted in found.special:
        raise UnacceptableSubmissionError("special-file", f"{wanted} is not a regular file.")
    candidates = []
    for name in others[:10]:
        own = Flags()
        try:
            raw = read(found.notebooks[name], name)
            cells = parse(raw, name, own)
        except UnacceptableSubmissionError:
            continue
        if _belongs(cells, lesson):
            candidates.append((name, raw, cells))
    if len(candidates) > 1:
        names = ", ".join(shown(name) for name, _, _ in candidates)
        raise UnacceptableSubmissionError(
            "ambiguous-notebook",
            f"There are {len(candidates)} notebooks that could be meant: {names}; "
            f"expected one with the name {wanted}.",
        )
    if not candidates:
        there = f" There is {', '.join(map(shown, others[:3]))}." if others else ""
        raise UnacceptableSubmissionError(
            "missing-notebook", f"There is no {wanted} in this submission.{there}"
        )
    name, raw, _ = candidates[0]
    flags.add("renamed-notebook", name, f"judged in place of {wanted}.")
    for other in others:
        if other != name:
            flags.add("extra-notebook", other, f"left out; {shown(name)} is judged.")
    folder = name.rpartition("/")[0]
    if folder:  # what lay beside the notebook lies beside it in the box
        inside = f"{folder}/"
        beside = {n[len(inside) :]: b for n, b in found.files.items() if n.startswith(inside)}
        for course in sorted({n.split("/")[0] for n in beside if COURSE_NAMES.match(n)}):
            flags.add("course-file", course, COURSE_FILE)
        found.files = {n: b for n, b in beside.items() if not COURSE_NAMES.match(n)}
    return raw, parse(raw, name, flags)


def _belongs(cells: Iterable[Any], lesson: Lesson) -> bool:
    ids = {grading(cell).get("grade_id") for cell in lesson.notebook.cells if is_check(cell)}
    for cell in cells:
        call = check_call(cell["source"]) if len(cell["source"]) < 500 else None
        if cell["grading"].get("grade_id") in ids or (call and call[0] in lesson.checks):
            return True
    return False


def parse(raw: bytes, name: str, flags: Flags) -> list[dict[str, Any]]:
    """The cells as dicts: cell_type, id, source, grading, tags, attachments.

    Raises UnacceptableSubmissionError for what is no notebook or too much of one.
    """
    text = _decode(raw, name, flags)
    if text.count("[") + text.count("{") > MAX_JSON_CONTAINERS:
        raise UnacceptableSubmissionError(
            "too-large", f"{shown(name)} holds more lists and objects than a notebook."
        )
    if _MARKERS.search(text):
        raise UnacceptableSubmissionError(
            "conflict-markers",
            f"{shown(name)} holds git's conflict markers (<<<<<<<, >>>>>>>): choose one of the two "
            "versions, open the notebook once to see that it works, and hand in again.",
            raw,
        )
    try:
        tree = json.loads(text, parse_int=_integer)
        deep = _deeper(tree, MAX_JSON_DEPTH)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnacceptableSubmissionError(
            "unreadable-notebook",
            f"{shown(name)} is not a notebook: the file is damaged{where}. Open it in JupyterLab, "
            "save it and hand in again.",
            raw,
        ) from None
    if deep:
        raise UnacceptableSubmissionError(
            "unreadable-notebook", f"{shown(name)} is nested too deeply.", raw
        )
    found = _cells_of(tree, name, flags)
    if found is None:
        raise UnacceptableSubmissionError(
            "unreadable-notebook", f"{shown(name)} is not a notebook: it has no cells.", raw
        )
    if len(found) > MAX_CELLS:
        raise UnacceptableSubmissionError(
            "too-large",
            f"{shown(name)} has {len(found):,} cells; expected at most {MAX_CELLS:,}.",
            raw,
        )
    cells = []
    for number, one in enumerate(found, start=1):
        cell = _plain_cell(one, number, flags)
        if cell is None:
            flags.add("unreadable-cell", f"cell {number}", "left out; it is no cell.")
        else:
            cells.append(cell)
    characters = sum(len(cell["source"]) for cell in cells)
    if characters > MAX_SOURCE_CHARACTERS:
        raise UnacceptableSubmissionError(
            "too-large",
            f"The cells of {shown(name)} hold {characters:,} characters; expected at most "
            f"{MAX_SOURCE_CHARACTERS:,}.",
            raw,
        )
    return cells


def _decode(raw: bytes, name: str, flags: Flags) -> str:
    encoding = "utf-8-sig"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "latin-1", raw.decode("latin-1")
    if encoding != "utf-8-sig":
        flags.add("not-utf8", name, f"read as {encoding.upper()}; letters may be wrong.")
    return text


def _integer(digits: str) -> float:
    return int(digits) if len(digits) < 20 else float("inf")


def _deeper(tree: object, limit: int) -> bool:
    level: list[object] = [tree]
    for _ in range(limit):
        level = [
            child
            for node in level
            if isinstance(node, (dict, list))
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True


def _cells_of(tree: Any, name: str, flags: Flags) -> list[Any] | None:
    if not isinstance(tree, dict):
        return None
    version = tree.get("nbformat")
    if isinstance(tree.get("cells"), list):
        if version != 4:
            flags.add("odd-format", name, f"nbformat {version!s:.20}; read as version 4.")
        return tree["cells"]
    if not isinstance(tree.get("worksheets"), list):
        return None
    flags.add("odd-format", name, f"nbformat {version!s:.20}; converted to version 4.")
    from nbformat import v4
    from nbformat.notebooknode import from_dict

    try:
        return list(v4.upgrade(from_dict({**tree, "nbformat": 3})).cells)
    except Exception:  # a notebook of an old format only in name
        return None


def _plain_cell(one: Any, number: int, flags: Flags) -> dict[str, Any] | None:
    if not isinstance(one, dict) or not isinstance(one.get("cell_type"), str):
        return None
    source = one.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    whole = source.encode("utf-8", "replace").decode("utf-8")
    if whole != source:
        flags.add("odd-characters", f"cell {number}", "half a character was replaced.")
    if _MARKERS.search(whole):
        flags.add("conflict-markers", f"cell {number}", "runs as it is.")
    if len(whole) > LARGE_CELL_CHARACTERS:
        flags.add(
            "large-cell", f"cell {number}", "very long; see whether it brings trained weights."
        )
    about = one.get("metadata")
    about = about if isinstance(about, dict) else {}
    tags = about.get("tags")
    graded = about.get("nbgrader")
    graded = graded if isinstance(graded, dict) else {}
    cell_id = one.get("id")
    kind = one["cell_type"]
    return {
        "cell_type": kind if kind in ("code", "markdown") else "raw",
        "id": cell_id if isinstance(cell_id, str) and _CELL_ID.fullmatch(cell_id) else "",
        "source": whole,
        "grading": {k: v for k, v in graded.items() if isinstance(v, (str, int, float))},
        "tags": [t for t in tags if isinstance(t, str)] if isinstance(tags, list) else [],
        "attachments": _images(one.get("attachments")) if kind == "markdown" else {},
    }


def _images(attachments: Any) -> dict[str, dict[str, str]]:
    """Pictures pasted into a text cell; anything else there is dropped."""
    if not isinstance(attachments, dict):
        return {}
    kept = {}
    for name, bundle in attachments.items():
        if isinstance(bundle, dict) and _plain_name(name):
            images = {
                mime: data
                for mime, data in bundle.items()
                if mime in ("image/png", "image/jpeg")
                and isinstance(data, str)
                and re.fullmatch(r"[A-Za-z0-9+/=\s]*", data)
            }
            if images:
                kept[name] = images
    return kept


# --- the cells


def restore(
    cells: Sequence[dict[str, Any]],
    source: Any,
    flags: Flags,
    blank: Any = None,
) -> Any:
    """A notebook of the student's cells with the source's locked cells, in the source's order.

    ``blank`` gives the notebook with nothing answered; a missing answer cell comes from there.
    Without it, missing cells are not put back.
    """
    import nbformat

    masters = source.cells
    match = _match(cells, masters, flags, blank)
    order = [match.get(i) for i in range(len(cells))]
    locked = {s for s, master in enumerate(masters) if _is_locked(master)}
    answers = {s for s, m in enumerate(masters) if grading(m).get("solution")}
    fixed = _in_order(order, lambda s: 1000 if s in answers else 10 if s in locked else 1)
    placed: list[tuple[int | None, Any]] = []  # (index in the source when in order, cell)
    moved, used = set(), {masters[s].id for s in range(len(masters)) if masters[s].get("id")}
    for i, cell in enumerate(cells):
        s = order[i]
        if s is None:
            placed.append((None, _student_cell(cell, i, used, flags)))
        elif s in fixed or s not in locked:
            node = _known_cell(cell, masters[s], flags, s in locked, i, used)
            placed.append((s if s in fixed else None, node))
        else:
            _known_cell(cell, masters[s], flags, True, i, used)  # for what it finds
            moved.add(s)
            flags.add("cell-moved", _name(masters[s]), "put back in the source's order.")
    there = set(match.values())
    for s, master in enumerate(masters):
        if s in moved:
            _insert(placed, s, _copy(master))
        elif s not in there and blank is not None:
            manual = s in answers and grading(master).get("grade")
            if s in locked or manual:
                flags.add("cell-deleted", _name(master), "put back.")
                _insert(placed, s, _copy(blank().cells[s] if manual else master))
    notebook = nbformat.v4.new_notebook(
        cells=[node for _, node in placed],
        metadata={"kernelspec": deepcopy(source.metadata.get("kernelspec") or _KERNEL)},
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def _is_locked(master: Any) -> bool:
    about = grading(master)
    return bool((about.get("locked") or about.get("grade")) and not about.get("solution"))


def _name(master: Any) -> str:
    return str(grading(master).get("grade_id") or "a text cell")


def _match(
    cells: Sequence[dict[str, Any]], masters: Sequence[Any], flags: Flags, blank: Any
) -> dict[int, int]:
    """Which cell of the source each of the student's is: by grade_id, by cell id, by text."""
    by_grade_id = {
        grading(m)["grade_id"]: s for s, m in enumerate(masters) if "grade_id" in grading(m)
    }
    by_id = {m.id: s for s, m in enumerate(masters) if m.get("id")}
    claims: dict[int, list[int]] = {}
    rest = []
    for i, cell in enumerate(cells):
        s = by_grade_id.get(cell["grading"].get("grade_id"), by_id.get(cell["id"]))
        if s is None:
            rest.append(i)
        else:
            claims.setdefault(s, []).append(i)
    by_text: dict[str, int] = {}
    for s, master in enumerate(masters):
        if s not in claims and (_is_locked(master) or not grading(master)):
            by_text.setdefault(master.source.strip(), s)
    for i in rest:
        s = by_text.pop(cells[i]["source"].strip(), None) if cells[i]["source"].strip() else None
        if s is not None:
            claims[s] = [i]
    chosen = {}
    for s, claimed in claims.items():
        chosen[_one_of(claimed, cells, masters[s], s, blank)] = s
        if len(claimed) > 1 and grading(masters[s]):
            flags.add(
                "cell-duplicated",
                _name(masters[s]),
                "one is used; the others count as the student's own cells.",
            )
    _adopt_answers(cells, masters, chosen)
    return chosen


def _one_of(
    claimed: list[int], cells: Sequence[dict[str, Any]], master: Any, s: int, blank: Any
) -> int:
    """Of several copies, the original if it is locked, the last one answered if it is not."""
    if len(claimed) == 1:
        return claimed[0]
    if _is_locked(master) or not grading(master):
        original = [i for i in claimed if master.get("id") and cells[i]["id"] == master.id]
        return (original or claimed)[-1]
    stub = blank().cells[s].source.strip() if blank is not None else ""
    answered = [i for i in claimed if cells[i]["source"].strip() not in (stub, "")]
    return (answered or claimed)[-1]


def _adopt_answers(
    cells: Sequence[dict[str, Any]], masters: Sequence[Any], chosen: dict[int, int]
) -> None:
    """A text cell that stands where a written answer is missing is that answer.

    Editors that drop metadata and ids leave only the place to go by.
    """
    for s, master in enumerate(masters):
        about = grading(master)
        if s in chosen.values() or not (about.get("grade") and about.get("solution")):
            continue
        before = max((i for i, t in chosen.items() if t < s), default=-1)
        after = min((i for i, t in chosen.items() if t > s and i > before), default=len(cells))
        for i in range(before + 1, after):
            if i not in chosen and cells[i]["cell_type"] == master.cell_type:
                chosen[i] = s
                break


def _in_order(order: Sequence[int | None], weight: Any) -> set[int]:
    """The heaviest rising subsequence of the source's indexes: what needs no moving."""
    sequence = [s for s in order if s is not None]
    best: list[tuple[int, int]] = []  # (weight of the best ending here, position before)
    for k, s in enumerate(sequence):
        before = max((j for j in range(k) if sequence[j] < s), key=lambda j: best[j][0], default=-1)
        best.append((weight(s) + (best[before][0] if before >= 0 else 0), before))
    kept, k = set(), max(range(len(best)), key=lambda j: best[j][0], default=-1)
    while k >= 0:
        kept.add(sequence[k])
        k = best[k][1]
    return kept


def _insert(placed: list[tuple[int | None, Any]], s: int, node: Any) -> None:
    """Put a source cell after the one before it, and after the student's own cells there."""
    before = max(
        (k for k, (t, _) in enumerate(placed) if t is not None and t < s),
        key=lambda k: placed[k][0] or 0,
        default=-1,
    )
    at = before + 1
    while at < len(placed) and placed[at][0] is None and at > 0:
        at += 1
    placed.insert(at, (s, node))


def _known_cell(
    cell: dict[str, Any], master: Any, flags: Flags, locked: bool, i: int, used: set[str]
) -> Any:
    """A cell of the source as the student has it: type, metadata and locked text restored."""
    node, name = _copy(master), _name(master)
    if not node.get("id"):
        node.id = _fresh_id(cell, i, used)
    if locked:
        if _lines(cell["source"]) != _lines(master.source):
            flags.add("locked-cell-changed", name, "the source's text is used.")
    else:
        node.source = cell["source"]
    if not grading(master):
        return _student_cell(cell, i, used - {node.id}, flags, node.id)
    if cell["cell_type"] != master.cell_type:
        flags.add("cell-type-changed", name, "the source's type is used.")
    own, given = grading(master), cell["grading"]
    if any(_differ(own.get(key), given.get(key)) for key in _GRADING):
        flags.add("metadata-changed", name, "the source's are used.")
    tags = set(master.metadata.get("tags") or [])
    for tag in sorted((set(cell["tags"]) ^ tags) & OBEYED_TAGS):
        flags.add("tag-ignored", f"{name} ({tag})", "the source's tags are used.")
    if cell["attachments"] and node.cell_type == "markdown":
        node.attachments = cell["attachments"]
    return node


def _differ(own: Any, given: Any) -> bool:
    if isinstance(own, bool) or isinstance(given, bool) or own is None or given is None:
        return bool(own) != bool(given)
    try:
        return float(own) != float(given)
    except (TypeError, ValueError):
        return True


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _student_cell(
    cell: dict[str, Any], i: int, used: set[str], flags: Flags, known: str = ""
) -> Any:
    """One of the student's own cells, without metadata."""
    from nbformat import v4

    new = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell, "raw": v4.new_raw_cell}
    node = new[cell["cell_type"]](cell["source"])
    node.id = known or (cell["id"] if cell["id"] and cell["id"] not in used else "")
    node.id = node.id or _fresh_id(cell, i, used)
    used.add(node.id)
    for tag in sorted(set(cell["tags"]) & OBEYED_TAGS):
        flags.add("tag-ignored", f"cell {i + 1} ({tag})", "the cell runs like any other.")
    if cell["attachments"]:
        node.attachments = cell["attachments"]
    return node


def _fresh_id(cell: dict[str, Any], i: int, used: set[str]) -> str:
    """An id that follows from the cell, so that the same submission gives the same notebook."""
    fresh = hashlib.sha256(f"{i}\n{cell['source']}".encode()).hexdigest()[:12]
    while fresh in used:
        fresh = hashlib.sha256(fresh.encode()).hexdigest()[:12]
    used.add(fresh)
    return fresh


def _copy(master: Any) -> Any:
    node = deepcopy(master)
    if node.cell_type == "code":
        node.outputs, node.execution_count = [], None
    return node


def unanswered(lesson: Lesson) -> Any:
    """The lesson's notebook as a student gets it, nothing answered."""
    from nbgrader.preprocessors import ClearSolutions

    config = nbgrader_settings(lesson.course)
    notebook, _ = ClearSolutions(config=config).preprocess(deepcopy(lesson.notebook), {})
    return notebook


def shown(name: str) -> str:
    """A name from outside, fit for a sentence."""
    plain = "".join(c if c.isprintable() and c not in "<>`" else "?" for c in name)
    return plain if len(plain) <= 80 else f"{plain[:77]}..."
