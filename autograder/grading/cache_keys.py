"""Cache keys: hashes of everything that a run or a verdict depends on."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

import autograder
import fmnist_lab
from autograder.checks import Check
from autograder.checks.registry import source_files
from autograder.course import Lesson
from autograder.sandbox import Limits
from autograder.screening.policy import is_junk
from autograder.student import packages
from fmnist_lab.versions import package_versions

FORMAT = 2  # of what is stored; with another number nothing stored is found again

# Packages with which a notebook or a check may compute, beside those that the course names for
# submissions.
_PACKAGES = (
    "numpy scipy pandas scikit-learn matplotlib tensorflow keras h5py ipykernel ipython ipywidgets"
).split()


def environment() -> dict[str, str]:
    """Python, the packages that a verdict may depend on, and the kind of processor."""
    named = tuple(sorted({*_PACKAGES, *packages.names()}))
    return {**package_versions(*named), "machine": platform.machine()}


def box_files() -> list[Path]:
    """The files of ours that a run depends on; when one changes, stored runs are run again.

    They are what a notebook meets in its box (the packages there, the box itself), what says which
    of its cells run (``course``), what its outputs pass through, and what writes the recording.
    The checksums of the data stand in ``fmnist_lab.data``.
    """
    autograder_root, lab_root = Path(autograder.__file__).parent, Path(fmnist_lab.__file__).parent
    files = list((autograder_root / "checks").glob("*.py"))
    for package in ("bridge", "networks", "sandbox"):
        files += (autograder_root / package).rglob("*.py")
    judge = "boxes cell_limits course_mount endings kernel outputs relay runs stopped_cells"
    files += [autograder_root / "judge" / f"{name}.py" for name in judge.split()]
    files += [
        *(autograder_root / "course").glob("*.py"),
        autograder_root / "grading" / "recording.py",
    ]
    files += (p for p in lab_root.rglob("*") if p.is_file() and not is_junk(p, lab_root))
    return files


def judge_files(lesson: Lesson) -> list[Path]:
    """The files of ours that make a verdict of a run; when one changes, the run is judged again.

    They are the lesson's checks, the catalogue, the screening, the judge, and what grades a class.
    """
    return [*_judging_files(), *_check_files(tuple(lesson.checks.values()))]


@cache
def box_digest() -> str:
    """The hash of ``box_files``."""
    return _digest(box_files())


def judge_digest(lesson: Lesson) -> str:
    """The hash of ``judge_files``, and of what the lesson's checks say of themselves.

    A process hashes the files once. A worker that has lived long judges with the code that it has
    imported, whatever the disk holds by now.
    """
    return _hash(_judging_digest(), _check_digest(tuple(lesson.checks.values())))


def _judging_files() -> list[Path]:
    autograder_root = Path(autograder.__file__).parent
    files = [
        autograder_root / "__init__.py",
        autograder_root / "checks" / "lessons" / "__init__.py",
    ]
    for package in ("grading", "judge", "nbgrader_plugin", "screening", "student"):
        files += (autograder_root / package).glob("*.py")
    return files + [
        p for p in (autograder_root / "checks" / "misconceptions").glob("*") if p.is_file()
    ]


def _check_files(checks: Sequence[Check]) -> list[Path]:
    files = {path for check in checks for path in source_files(check)}
    return sorted(p for p in files if p.is_file())


@cache
def _judging_digest() -> str:
    return _digest(_judging_files())


@cache
def _check_digest(checks: tuple[Check, ...]) -> str:
    about = [[c.id, c.points, c.statement, c.codes, c.objects] for c in checks]
    return _hash(about, _digest(_check_files(checks)))


def fingerprint(lesson: Lesson) -> dict[str, str]:
    """Everything that two machines must share to give equal verdicts: its name and its value."""
    both = f"{FORMAT} {box_digest()} {judge_digest(lesson)}"
    return {"the course": hashlib.sha256(both.encode()).hexdigest()[:12], **environment()}


def run_key(
    lesson: Lesson,
    submission: str,
    seed: str,
    sandboxed: bool,
    limits: Limits,
    cells: Sequence[str] = (),
) -> str:
    """The key of one run of a submission.

    ``submission`` is its ``submission_hash``, ``seed`` the session's for it, ``cells`` are the
    cell ids under which the run's outputs are stored.
    """
    submitted = [lesson.name, submission, seed, sandboxed, asdict(limits), cells]
    return _hash(FORMAT, *submitted, environment(), box_digest())


def verdict_key(run: str, judge: str) -> str:
    """The key of the verdict on a run; ``judge`` is ``judge_digest``."""
    return _hash(run, judge)


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _digest(files: Iterable[Path]) -> str:
    """The hash of files with their paths from where our packages stand."""
    roots = Path(autograder.__file__).parents[1], Path(fmnist_lab.__file__).parents[1]
    digest = hashlib.sha256()
    named = []
    for path in files:
        root = next((r for r in roots if path.is_relative_to(r)), path.parent)
        named.append((path.relative_to(root).as_posix(), path))
    for name, path in sorted(set(named)):
        content = path.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
