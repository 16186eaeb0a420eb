"""What a verdict depends on, as hashes: the names under which verdicts are kept."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import autograder
import fmnist_lab
from autograder.course import Lesson
from autograder.screening.policy import is_junk
from fmnist_lab.versions import package_versions

if TYPE_CHECKING:
    from autograder.checks import Check
    from autograder.sandbox import Limits

FORMAT = 1  # of what is kept; another number forgets everything

# What a notebook or a check may compute with.
_PACKAGES = (
    "numpy",
    "scipy",
    "pandas",
    "scikit-learn",
    "matplotlib",
    "tensorflow",
    "keras",
    "h5py",
    "ipykernel",
    "ipython",
    "ipywidgets",
)


def environment() -> dict[str, str]:
    """Python, the packages that a verdict may depend on, and the kind of processor."""
    return {**package_versions(*_PACKAGES), "machine": platform.machine()}


def box_files() -> list[Path]:
    """The files of ours that a run depends on; when one changes, stored runs are run again.

    They are what a notebook meets in its box (the packages there, the box itself), what says which
    of its cells run (``course``), what its outputs pass through, and what writes the recording.
    The data's own checksums stand in ``fmnist_lab.data``.
    """
    own, lab = Path(autograder.__file__).parent, Path(fmnist_lab.__file__).parent
    files = list((own / "checks").glob("*.py"))
    for package in ("bridge", "networks", "sandbox"):
        files += (own / package).rglob("*.py")
    files += [own / "judge" / name for name in ("kernel.py", "relay.py", "course_mount.py")]
    files += [*(own / "course").glob("*.py"), own / "grading" / "recording.py"]
    files += (p for p in lab.rglob("*") if p.is_file() and not is_junk(p, lab))
    return files


def judge_files(lesson: Lesson) -> list[Path]:
    """The files of ours that say what is thought of a run; when one changes, it is judged again.

    They are the lesson's checks, the catalogue, the screening, the judge, and the engine, which
    brings them together.
    """
    return [*_judging_files(), *_check_files(tuple(lesson.checks.values()))]


@cache
def box_digest() -> str:
    """The hash of ``box_files``."""
    return _digest(box_files(), *_roots())


def judge_digest(lesson: Lesson) -> str:
    """The hash of ``judge_files``, and of what the lesson's checks say of themselves.

    Files are read once in a process, when they are imported: a worker that lives long judges with
    what it has imported, whatever the disk holds by now.
    """
    return _name(_judging_digest(), _check_digest(tuple(lesson.checks.values())))


def _judging_files() -> list[Path]:
    own = Path(autograder.__file__).parent
    files = [own / "__init__.py", own / "checks" / "lessons" / "__init__.py"]
    for package in ("grading", "judge", "nbgrader_plugin", "screening", "student"):
        files += (own / package).glob("*.py")
    return files + [p for p in (own / "checks" / "misconceptions").glob("*") if p.is_file()]


def _check_files(checks: Sequence[Check]) -> list[Path]:
    files = {Path(check.function.__code__.co_filename) for check in checks}
    return sorted(p for p in files if p.is_file())


@cache
def _judging_digest() -> str:
    return _digest(_judging_files(), *_roots())


@cache
def _check_digest(checks: tuple[Check, ...]) -> str:
    about = [[c.id, c.points, c.statement, c.codes, c.objects] for c in checks]
    return _name(about, _digest(_check_files(checks), *_roots()))


def _roots() -> tuple[Path, ...]:
    """Where our packages stand: the hashes hold paths from there."""
    return Path(autograder.__file__).parents[1], Path(fmnist_lab.__file__).parents[1]


def fingerprint(lesson: Lesson) -> dict[str, str]:
    """What two machines must have in common for their verdicts to be the same."""
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
    """The name of one run of one submission. ``seed`` is the session's for the submission.

    ``cells`` are the ids under which the run's outputs are kept.
    """
    return _name(
        FORMAT,
        lesson.name,
        submission,
        seed,
        sandboxed,
        asdict(limits),
        cells,
        environment(),
        box_digest(),
    )


def verdict_key(run: str, judge: str) -> str:
    """The name of the verdict on a run; ``judge`` is ``judge_digest``."""
    return _name(run, judge)


def _name(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _digest(files: Iterable[Path], *roots: Path) -> str:
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
