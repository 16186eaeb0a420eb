"""Copy the lessons to work/, never over a student's own changes, and open JupyterLab there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fmnist_lab.errors import CourseError

STATE = ".lessons.json"  # what was copied: {lesson: {"copied": hash, "offered": hash}}

START = """\
# Start here

Open `01_explore/01_explore.ipynb` in the file browser on the left, and read from the top.
The lessons build on one another, but each can be opened first.

- **Run a cell** with Shift+Enter. Read what it prints before you go on.
- **Exercises** say `# YOUR CODE HERE`. Put your code in place of `raise NotImplementedError()`.
- **Checks** look like `check("02.rescale", rescale)`. Run them as often as you like: they say
  what was observed, why it matters, and one experiment to try.
- **Hints** are there when you ask: `hint("02.rescale", 1)`, then 2, then 3.
- **Progress**: `import fmnist_lab; fmnist_lab.progress()` in any cell.
- **Before you hand in**, choose Kernel, Restart Kernel and Run All Cells.

These notebooks are your own copies. `autograder start` brings new releases, and never writes
over a notebook that you changed: the new one is then put beside it as `NN_name.new.ipynb`.
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
    a newer release is put beside it, once.
    """
    work = course / "work"
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
    _write(work / "START.md", START.encode())
    _write(work / STATE, (json.dumps(state, indent=1, sort_keys=True) + "\n").encode())
    return told


def _copy_one(lesson: str, released: Path, target: Path, known: dict[str, str]) -> Copied:
    content = released.read_bytes()
    digest = _digest(content)
    if not target.exists():
        _write(target, content)
        known["copied"] = digest
        return Copied(lesson, "new", target)
    own = _digest(target.read_bytes())
    if own == digest:
        known["copied"] = digest
        return Copied(lesson, "kept", target)
    if own == known.get("copied"):
        _write(target, content)
        known["copied"] = digest
        return Copied(lesson, "updated", target)
    if digest in (known.get("copied"), known.get("offered")):
        return Copied(lesson, "kept", target)
    beside = target.with_name(f"{target.stem}.new.ipynb")
    _write(beside, content)
    known["offered"] = digest
    return Copied(lesson, "offered", beside)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _state(work: Path) -> dict[str, dict[str, str]]:
    """What earlier copies wrote down; nothing when it is missing or damaged."""
    try:
        state = json.loads((work / STATE).read_text(encoding="utf-8"))
        return {str(k): {str(a): str(b) for a, b in v.items()} for k, v in state.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def command(directory: Path, open_lab: bool, options: Sequence[str] = ()) -> int:
    """``autograder start``: copy, say what happened, open JupyterLab in work/.

    ``options`` go to JupyterLab as they are; the exit status is then JupyterLab's.
    """
    course = find_lessons_directory(directory)
    work = course / "work"
    first_time = not work.exists()
    for copied in copy(course):
        path = copied.path.relative_to(course)
        if copied.what == "offered":
            print(f"{copied.lesson}: you changed your copy, so the new release is in {path}")
        elif copied.what != "kept":
            print(f"{copied.lesson}: {copied.what}, in {path}")
    print(f"Your notebooks are in {work}. Begin with START.md there.")
    if not open_lab:
        return 0
    url = "/lab/tree/01_explore/01_explore.ipynb" if first_time else "/lab"
    lab = [sys.executable, "-m", "jupyterlab", f"--LabApp.default_url={url}"]
    print("Opening JupyterLab; stop it with Ctrl+C.", flush=True)
    try:
        lab += [f"--ServerApp.root_dir={work}", *options]
        return subprocess.run(lab, check=False).returncode
    except KeyboardInterrupt:
        return 0
