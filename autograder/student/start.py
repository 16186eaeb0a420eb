"""Copy the lessons to work/, never over a student's own changes, and open JupyterLab there."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from autograder.student.hand_in import other_notebooks
from autograder.student.start_page import PAGE, update_start_page
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_bytes
from fmnist_lab.installed import installed_course

# Files of docs/ that lie beside the lessons: lessons link to the glossary, 06 to the script.
STUDENT_PAGES = ("glossary.md", "student-guide.md", "troubleshooting.md", "first_network.py")
RECORD = ".lessons.json"  # in work/: a CopyRecord for each lesson, and for the start page
JUPYTER = Path(__file__).parent / "jupyter"  # JupyterLab's settings: no news, no update checks
NOTEBOOK_STARTUP = Path(__file__).with_name("notebook_startup.py")  # run in each new kernel


class CopyResult(NamedTuple):
    """What was done with one lesson, and the file that was written or left as it was.

    A lesson is "updated" when the student had changed nothing, and "offered" when the new release
    was put beside the student's copy.
    """

    lesson: str
    action: Literal["new", "updated", "kept", "offered"]
    path: Path


@dataclass
class CopyRecord:
    """SHA-256 of the release that the student's copy comes from, and of one put beside it."""

    copied: str = ""
    offered: str = ""


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


def find_work(start: Path) -> tuple[Path, Path]:
    """The course, whose lessons/ are copied, and work/, where they are copied to.

    With lessons/ at or above ``start`` work/ lies beside it. Where a wheel has installed the
    lessons, work/ is the one at or above ``start`` that was made before, or a new one in ``start``.
    Raises CourseError when there are no lessons.
    """
    installed = installed_course()
    try:
        course = find_lessons_directory(start)
    except CourseError:
        if installed is None:
            raise
    else:
        return course, course / "work"
    start = start.resolve()
    for directory in (start, *start.parents):
        if (directory / RECORD).is_file():
            return installed, directory
        if (directory / "work" / RECORD).is_file():
            return installed, directory / "work"
    return installed, start / "work"


def copy_lessons(course: Path, work: Path | None = None) -> list[CopyResult]:
    """Bring ``work`` (work/ in the course) up to date with lessons/: what was done with each lesson.

    A notebook that differs from the release that it was copied from belongs to the student:
    a newer release is put beside it, once, and never over another that the student works in.
    Raises MachineError when work/ can't be written.
    """
    work, results = work or course / "work", []
    try:
        work.mkdir(exist_ok=True)
        records = _read_records(work)
        for released in sorted((course / "lessons").glob("*/*.ipynb")):
            target = work / released.parent.name / released.name
            record = records.setdefault(released.parent.name, CopyRecord())
            results.append(_copy_notebook(released, target, record))
            for other in sorted(released.parent.rglob("*")):  # figures and data beside it
                place = target.parent / other.relative_to(released.parent)
                if other.is_file() and other.suffix != ".ipynb" and not place.exists():
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(other, place)
        for name in STUDENT_PAGES:
            _copy_page(course / "docs" / name, work / name, records.setdefault(name, CopyRecord()))
        page = records.setdefault(PAGE, CopyRecord())
        page.copied = update_start_page(work, page.copied)
        content = {name: {k: v for k, v in asdict(r).items() if v} for name, r in records.items()}
        write_bytes(work / RECORD, (json.dumps(content, indent=1, sort_keys=True) + "\n").encode())
    except OSError as error:
        raise MachineError(
            f"{error.filename or work} can't be written ({error.strerror or error}): your "
            "notebooks go there. Free some space, or move the course to a directory of your own."
        ) from None
    return results


def _copy_notebook(released: Path, target: Path, record: CopyRecord) -> CopyResult:
    """Bring one notebook up to date, and its record."""
    lesson, content = released.parent.name, released.read_bytes()
    digest = _digest(content)
    current = _digest(target.read_bytes()) if target.exists() else ""
    if current in ("", digest, record.copied):
        if current != digest:
            write_bytes(target, content)
        record.copied = digest
        if current == digest:
            return CopyResult(lesson, "kept", target)
        return CopyResult(lesson, "updated" if current else "new", target)
    if digest in (record.copied, record.offered):
        return CopyResult(lesson, "kept", target)
    beside = _path_beside(target, {digest, record.offered})
    write_bytes(beside, content)
    record.offered = digest
    return CopyResult(lesson, "offered", beside)


def _copy_page(page: Path, target: Path, record: CopyRecord) -> None:
    """Bring a page or a script up to date; one that the student changed stays as it is."""
    if not page.is_file():
        return
    content = page.read_bytes()
    current = _digest(target.read_bytes()) if target.exists() else ""
    if current in ("", record.copied):
        write_bytes(target, content)
        record.copied = _digest(content)


def _path_beside(target: Path, ours: set[str]) -> Path:
    """NN_name.new.ipynb, or with a number when the student has made that one their own.

    ``ours`` are hashes of releases: a file that has one of them may be written over.
    """
    numbers = itertools.chain([""], itertools.count(2))
    paths = (target.with_name(f"{target.stem}.new{number}.ipynb") for number in numbers)
    return next(p for p in paths if not p.exists() or _digest(p.read_bytes()) in ours)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_records(work: Path) -> dict[str, CopyRecord]:
    """What earlier copies wrote down; nothing when it is missing or damaged."""
    try:
        content = json.loads((work / RECORD).read_text(encoding="utf-8"))
        return {
            name: CopyRecord(str(record.get("copied", "")), str(record.get("offered", "")))
            for name, record in content.items()
        }
    except (OSError, ValueError, AttributeError):
        return {}


def _settings_directory(work: Path) -> str:
    """The directory of JupyterLab's settings, for a JupyterLab that runs in ``work``.

    In a list of paths ":" ends a path, and Jupyter reads $HOME as a variable. Where the course's
    path holds one of them, the path from ``work`` does not.
    """
    path = str(JUPYTER)
    readable = os.pathsep not in path and os.path.expandvars(path) == path
    return path if readable else os.path.relpath(path, work)


def command(directory: Path, *, open_lab: bool, jupyter_options: Sequence[str] = ()) -> int:
    """``autograder start``: copy the lessons, say what was done, and open JupyterLab in work/.

    ``jupyter_options`` go to JupyterLab as they are; the exit status is then JupyterLab's.
    """
    course, work = find_work(directory)
    for lesson, action, path in copy_lessons(course, work):
        where = path.relative_to(work.parent)
        if action == "offered":
            print(f"{lesson}: you changed your copy, so the new release is in {where}")
        elif action != "kept":
            print(f"{lesson}: {action}, in {where}")
        if action == "new":
            for other in other_notebooks(path.parent):
                print(
                    f"{lesson}: {other.name} is there too. If that is yours, delete the new "
                    f"{path.name} and rename the other to it."
                )
    print(f"Your notebooks are in {work}. Begin with START.ipynb there.")
    if not open_lab:
        return 0
    lab = [sys.executable, "-m", "jupyterlab", f"--LabApp.default_url=/lab/tree/{PAGE}"]
    lab += [f"--ServerApp.root_dir={work}", *jupyter_options]
    paths = [_settings_directory(work), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}
    environment.setdefault("PYTHONSTARTUP", str(NOTEBOOK_STARTUP))
    print("Opening JupyterLab; stop it with Ctrl+C.", flush=True)
    # JupyterLab starts in work/, since in the course it would read the instructor's
    # nbgrader_config.py. On Linux and macOS it takes this process's place: ending one ends both.
    if os.name == "posix":
        os.chdir(work)
        os.execve(sys.executable, lab, environment)
    try:
        return subprocess.run(lab, check=False, cwd=work, env=environment).returncode
    except KeyboardInterrupt:
        return 0
