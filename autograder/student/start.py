"""Copy the lessons to work/, never over a student's own changes, and open JupyterLab there."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_bytes

STATE = ".lessons.json"  # what was copied: {lesson: {"copied": hash, "offered": hash}}

PAGE = "START.ipynb"
JUPYTER = Path(__file__).parent / "jupyter"  # JupyterLab's settings: no news, no update checks

START = """\
# Start here

Eight lessons take you from a table of numbers to a network that recognises 92 of 100 pieces of
clothing that it has never seen. Open one by clicking its name. They build on one another, but
each can be the first.

{lessons}

The minutes are for reading and coding. You can stop anywhere and go on tomorrow: save with
Ctrl+S, and run the cells from the top when you come back.
"""

HOW = """\
## How a lesson works

- **Run a cell** with Shift+Enter, and read what it shows before you go on.
- **Predict** where you are asked to, then look. A wrong guess teaches most.
- **Exercises** say `# YOUR CODE HERE`. Put your code in place of `raise NotImplementedError()`.
- **Checks** look like `check("02.rescale", rescale)`. Run them as often as you like: they say
  what was observed, why it matters, and one experiment to try.
- **Stop** a cell that takes too long with the ■ button above the notebook. A network that was
  training keeps what it has learned.

## Where to get help

1. The panel of a failed check, and the hints in it.
2. A hint before you try: `hint("02.rescale", 1)` in a new cell, then 2, then 3.
3. What a function does: `?np.reshape` in a new cell.
4. When nothing makes sense any more: choose Kernel, then Restart Kernel and Run All Cells. That
   leaves your text as it is and runs it afresh.
5. Your instructor. Send the text of the panel along.

## Your progress

What each check earned when it last ran. Run the cell to bring it up to date.
"""

HAND_IN = """\
## Hand in

First choose Kernel, Restart Kernel and Run All Cells in the lesson's notebook, and save it. Then
put the lesson's number in the cell below and run it. It says what is still missing, and makes the
file to upload. You may hand in with something missing.
"""

AFTER = """\
These notebooks are your own copies. `autograder start` brings new releases of the lessons and
never writes over one that you changed: the new one is then put beside it, as
`NN_name.new.ipynb`.
"""


@dataclass(frozen=True)
class Copied:
    """What happened to one lesson: "new", "updated", "kept" or "offered"; ``path`` is its file."""

    lesson: str
    what: str
    path: Path


def find_lessons_directory(start: Path) -> Path:
    """The directory at or above ``start`` that has lessons/. Raises CourseError."""
    start = start.resolve()
    for directory in (start, *start.parents):
        if any((directory / "lessons").glob("*/*.ipynb")):
            return directory
    raise CourseError(
        f"Neither {start} nor a directory above it has lessons/: change to the directory of the "
        "course, the one with README.md and lessons/."
    )


def copy(course: Path) -> list[Copied]:
    """Bring work/ up to date with lessons/; what happened to each lesson.

    A notebook that differs from the release that it was copied from belongs to the student:
    a newer release is put beside it, once, and never over another that the student works in.
    Raises MachineError when work/ can't be written.
    """
    work = course / "work"
    try:
        return _copy(course, work)
    except OSError as error:
        raise MachineError(
            f"{error.filename or work} can't be written ({error.strerror or error}): your "
            "notebooks go there. Free some space, or move the course to a directory of your own."
        ) from None


def _copy(course: Path, work: Path) -> list[Copied]:
    work.mkdir(exist_ok=True)
    state = _state(work)
    told = []
    for released in sorted((course / "lessons").glob("*/*.ipynb")):
        lesson = released.parent.name
        target = work / lesson / released.name
        told.append(_copy_one(lesson, released, target, state.setdefault(lesson, {})))
        for other in sorted(released.parent.rglob("*")):  # figures and data beside it
            place = target.parent / other.relative_to(released.parent)
            if other.is_file() and other.suffix != ".ipynb" and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(other, place)
    _start_page(work, state.setdefault(PAGE, {}))
    write_bytes(work / STATE, (json.dumps(state, indent=1, sort_keys=True) + "\n").encode())
    return told


def _copy_one(lesson: str, released: Path, target: Path, known: dict[str, str]) -> Copied:
    content = released.read_bytes()
    digest = _digest(content)
    if not target.exists():
        write_bytes(target, content)
        known["copied"] = digest
        return Copied(lesson, "new", target)
    own = _digest(target.read_bytes())
    if own == digest:
        known["copied"] = digest
        return Copied(lesson, "kept", target)
    if own == known.get("copied"):
        write_bytes(target, content)
        known["copied"] = digest
        return Copied(lesson, "updated", target)
    if digest in (known.get("copied"), known.get("offered")):
        return Copied(lesson, "kept", target)
    beside = _free(target, {digest, known.get("offered", "")})
    write_bytes(beside, content)
    known["offered"] = digest
    return Copied(lesson, "offered", beside)


def _free(target: Path, ours: set[str]) -> Path:
    """NN_name.new.ipynb, or with a number when the student has made that one their own."""
    names = (
        f"{target.stem}.new{number}.ipynb" for number in itertools.chain([""], itertools.count(2))
    )
    places = (target.with_name(name) for name in names)
    return next(p for p in places if not p.exists() or _digest(p.read_bytes()) in ours)


def _start_page(work: Path, known: dict[str, str]) -> None:
    """Write the start page with today's progress; one whose texts were changed is left alone."""
    page = _page(work)
    texts = _digest("".join(c["source"] for c in page["cells"] if _is_text(c)).encode())
    path = work / PAGE
    try:
        own = json.loads(path.read_text(encoding="utf-8"))
        cells = {cell["id"]: cell for cell in own["cells"]}
    except FileNotFoundError:
        own, cells = page, {}
    except (OSError, ValueError, KeyError, TypeError):
        return
    if cells:
        theirs = [cells.get(cell["id"], {"source": ""}) for cell in page["cells"] if _is_text(cell)]
        text = "".join("".join(cell["source"]) for cell in theirs)
        if _digest(text.encode()) != known.get("copied"):
            return
        for cell in page["cells"]:
            if _is_text(cell):
                cells[cell["id"]]["source"] = cell["source"]
            elif cell["id"] == "progress" and "progress" in cells:
                cells["progress"]["outputs"] = cell["outputs"]
    known["copied"] = texts
    write_bytes(path, (json.dumps(own, indent=1, ensure_ascii=False) + "\n").encode())


def _is_text(cell: dict[str, Any]) -> bool:
    return bool(cell["cell_type"] == "markdown")


def _page(work: Path) -> dict[str, Any]:
    """The start page as a notebook: what is ahead, how to work, progress, handing in."""
    from fmnist_lab import progress
    from fmnist_lab.lessons import LESSONS

    rows = ["| lesson | about | time | points |", "| --- | --- | --- | --- |"]
    points = {
        lesson.name: f"{lesson.automatic_points + lesson.points_by_hand:g}"
        + (", bonus" if lesson.bonus else "")
        for lesson in LESSONS
    }
    for path in sorted(work.glob("[0-9][0-9]_*/[0-9][0-9]_*.ipynb")):
        if path.stem == path.parent.name:
            title, minutes = heading(path)
            rows.append(
                f"| [{path.stem}]({path.stem}/{path.name}) | {title} | {minutes} "
                f"| {points.get(path.stem, '')} |"
            )
    shown = progress.show(work / progress.FILE_NAME)
    told = {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
    output = {"output_type": "display_data", "metadata": {}, "data": told}

    def text(name: str, source: str) -> dict[str, Any]:
        return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}

    def code(name: str, source: str, outputs: list[Any]) -> dict[str, Any]:
        cell = {"cell_type": "code", "id": name, "metadata": {}, "source": source}
        return {**cell, "execution_count": None, "outputs": outputs}

    return {
        "cells": [
            text("start", START.format(lessons="\n".join(rows))),
            text("how", HOW),
            code("progress", "import fmnist_lab\n\nfmnist_lab.progress()", [output]),
            text("hand-in-text", HAND_IN),
            code("hand-in", 'from autograder import hand_in\n\nhand_in("01")', []),
            text("after", AFTER),
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def heading(notebook: Path) -> tuple[str, str]:
    """What a lesson says of itself in its first text: its title and how long it takes."""
    try:
        first = json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"]
        text = "".join(first)
    except (OSError, ValueError, LookupError, TypeError):
        return "", ""
    title = re.search(r"^# \d\d · (.+)$", text, re.MULTILINE)
    minutes = re.search(r"\*\*Time:?\*\*:? (?:about )?(\d+ minutes)", text)
    return (title[1] if title else "", minutes[1] if minutes else "")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _state(work: Path) -> dict[str, dict[str, str]]:
    """What earlier copies wrote down; nothing when it is missing or damaged."""
    try:
        state = json.loads((work / STATE).read_text(encoding="utf-8"))
        return {str(k): {str(a): str(b) for a, b in v.items()} for k, v in state.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def command(directory: Path, *, open_lab: bool, jupyter_options: Sequence[str] = ()) -> int:
    """``autograder start``: copy, say what happened, open JupyterLab in work/.

    ``jupyter_options`` go to JupyterLab as they are; the exit status is then JupyterLab's.
    """
    course = find_lessons_directory(directory)
    work = course / "work"
    for copied in copy(course):
        path = copied.path.relative_to(course)
        if copied.what == "offered":
            print(f"{copied.lesson}: you changed your copy, so the new release is in {path}")
        elif copied.what != "kept":
            print(f"{copied.lesson}: {copied.what}, in {path}")
    print(f"Your notebooks are in {work}. Begin with START.ipynb there.")
    if not open_lab:
        return 0
    lab = [sys.executable, "-m", "jupyterlab", f"--LabApp.default_url=/lab/tree/{PAGE}"]
    lab += [f"--ServerApp.root_dir={work}", *jupyter_options]
    paths = [str(JUPYTER), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}
    print("Opening JupyterLab; stop it with Ctrl+C.", flush=True)
    # In work/: the instructor's nbgrader_config.py, in the course, is not for the students'.
    if os.name == "posix":  # JupyterLab takes this process's place, so that ending one ends both
        os.chdir(work)
        os.execve(sys.executable, lab, environment)
    try:
        return subprocess.run(lab, check=False, cwd=work, env=environment).returncode
    except KeyboardInterrupt:
        return 0
