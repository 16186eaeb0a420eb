"""Why a name is missing: the cell that would have defined it ended with an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.checks.exceptions import NO_NETWORK
from autograder.checks.run import CheckResult

# The codes of results that a cell which stopped too early explains.
NAME_NOT_THERE = ("not-defined", "name-not-defined")
MAX_CELLS_ON_THE_WAY = 5  # a cell may have stopped since another one did
_FIRST_LINE_CHARACTERS = 60
_NAME_ERROR = re.compile(r"name '(\w+)' is not defined")
_NO_MODULE = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
_NO_NETWORK = re.compile(NO_NETWORK)
_DEFINITION = re.compile(r"[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)")
_IMPORT = re.compile(r"[ \t]*(?:from[ \t]+[\w.]+[ \t]+)?import\b")
_FOR_OR_AS = re.compile(r"\b(?:for|as)[ \t]+(\w+)")
_EQUALS = re.compile(r"(?<![=!<>:+\-*/%&|^@])=(?!=)")  # of an assignment or an argument
_TARGETS = re.compile(r"[\w\s,()\[\]*.]*")
_CALL_OR_ITEM = re.compile(r"\w[(\[]")
_NAME = re.compile(r"[\w.]+")
# What defines names that the cell's text doesn't have.
_ANYTHING = re.compile(
    r"^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import[ \t]*\*|%(?:run|load)\b)", re.MULTILINE
)
_NO_FILE = re.compile(
    r"FileNotFoundError|No such file or directory|Unable to open file|File not found|NotFoundError"
    r"|File `[^`]*` not found"
)


@dataclass(frozen=True)
class StoppedCell:
    """A cell that ended with an error; ``error`` is its last line."""

    source: str
    error: str

    @property
    def first_line(self) -> str:
        """The line that the cell begins with, shortened."""
        line = next((line.strip() for line in self.source.splitlines() if line.strip()), "")
        whole = len(line) <= _FIRST_LINE_CHARACTERS
        return line if whole else f"{line[: _FIRST_LINE_CHARACTERS - 1]}…"

    @property
    def may_bind_anything(self) -> bool:
        """Whether it runs another file, or imports all that is in one."""
        return bool(_ANYTHING.search(self.source))

    def binds(self, name: str) -> bool:
        """Whether a line of the cell defines, assigns or imports ``name``.

        The source is not parsed: it may have lines that only IPython knows, or be no Python. It is
        read in time proportional to its length, whatever it holds.
        """
        in_import = False
        for line in self.source.splitlines():
            imported = _IMPORT.match(line)
            if imported or in_import:
                items = line[imported.end() :] if imported else line
                in_import = ")" not in items and (in_import or "(" in items)
                if name in _imported_names(items):
                    return True
            elif name in line and (_defined(line) == name or name in _assigned_names(line)):
                return True
        return False


def _defined(line: str) -> str:
    found = _DEFINITION.match(line)
    return found[1] if found else ""


def _assigned_names(line: str) -> set[str]:
    """The names that stand left of an equals sign, or behind ``for`` or ``as``."""
    names = set(_FOR_OR_AS.findall(line))
    for target in _EQUALS.split(line)[:-1]:
        target = target.partition(":")[0]  # an annotation follows
        if _TARGETS.fullmatch(target) and not _CALL_OR_ITEM.search(target):
            names.update(_NAME.findall(target))
    return names


def _imported_names(items: str) -> set[str]:
    """The names that "a.b, c as d" binds."""
    words = [item.strip("() \t\\").split() for item in items.partition("#")[0].split(",")]
    return {parts[-1] if "as" in parts else parts[0].partition(".")[0] for parts in words if parts}


class StoppedCells:
    """The cells of a notebook that ended with an error so far, in the order in which they ran."""

    def __init__(self) -> None:
        self._cells: list[StoppedCell] = []

    def add(self, source: str, error: str) -> None:
        """Note a cell that ended with an error."""
        self._cells.append(StoppedCell(source, error))

    def explain(self, result: CheckResult, names: tuple[str, ...]) -> str:
        """Why a check's object, or a name that its function used, is not there; "" if unknown.

        ``names`` are the names of the check's objects.
        """
        if result.code not in NAME_NOT_THERE:
            return "" if result.passed else self._explain_lost_file(names)
        missing = _NAME_ERROR.findall(result.observed) or [
            name for name in names if f"`{name}`" in result.observed
        ]
        return next((said for name in missing[:1] if (said := self._explain_name(name))), "")

    def _explain_lost_file(self, names: tuple[str, ...]) -> str:
        """The last cell that names one of the objects and that ended at a file that is not there.

        A network whose weights could not be read is there, as it was before.
        """
        for cell in reversed(self._cells):
            named = any(re.search(rf"\b{re.escape(name)}\b", cell.source) for name in names)
            if named and _NO_FILE.search(cell.error):
                end = "" if cell.error.endswith((".", "…")) else "."
                return (
                    f"Before this check the cell that begins with `{cell.first_line}` ended with an "
                    f"error: {cell.error}{end} {advice(cell.error)}"
                )
        return ""

    def _explain_name(self, name: str) -> str:
        sentences: list[str] = []
        for _ in range(MAX_CELLS_ON_THE_WAY):
            cell = next((cell for cell in reversed(self._cells) if cell.binds(name)), None)
            defines = "defines"
            if cell is None:
                cell = next((c for c in reversed(self._cells) if c.may_bind_anything), None)
                defines = "may define"
            if cell is None:
                break
            sentences.append(
                f"The cell that {defines} `{name}`, which begins with `{cell.first_line}`, ended "
                f"with an error: {cell.error}"
            )
            next_name = _NAME_ERROR.search(cell.error)
            if next_name is None or next_name[1] == name:
                sentences.append(advice(cell.error, cell.source))
                break
            name = next_name[1]
        return " ".join(
            sentence if sentence.endswith((".", "…")) else f"{sentence}."
            for sentence in sentences
            if sentence
        )


def advice(error: str, source: str = "") -> str:
    """What to write instead, for errors that come of being graded elsewhere; "" for others.

    ``source`` is the cell's.
    """
    if found := _NO_MODULE.search(error):
        if found[1].startswith("google.colab"):
            return (
                "`google.colab` exists on Colab's machines only: leave it out of what you hand in."
            )
        return (
            f"Where it is graded there is no package `{found[1].partition('.')[0]}`, and no file of "
            "this name was handed in. `autograder packages` lists the packages that are there."
        )
    if _NO_NETWORK.search(error):
        return (
            "Where it is graded there is no network, so nothing can be downloaded. The images of "
            'the lesson come from `data.load_table("train")`.'
        )
    if _NO_FILE.search(error):
        return (
            "Where it is graded there are no files but those that are handed in and taken: "
            "`autograder hand-in` names those that are left out. A network whose weights are left "
            "out has to be trained in the notebook."
        )
    if "StdinNotImplementedError" in error:
        return "When it is graded nobody is there to answer `input()`."
    if re.search(r"CalledProcessError.*\b(?:pip|conda|apt-get)\b", error):
        return "Where it is graded nothing can be installed: there is no network."
    if re.search(r"\bGPU\b|gpu_device_name", source):
        return "Where it is graded there is no GPU."
    return ""
