"""What a verdict depends on, as hashes: the names under which verdicts are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import autograder
import fmnist_lab
from autograder.course import Lesson

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


@cache
def environment() -> dict[str, str]:
    """Python and the packages that a verdict may depend on, by version."""
    import platform

    found = {"python": platform.python_version(), "machine": platform.machine()}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found


@cache
def box_digest() -> str:
    """All that a notebook meets in its box: the packages there, the box itself.

    The data's own checksums stand in ``fmnist_lab.data``.
    """
    own, lab = Path(autograder.__file__).parent, Path(fmnist_lab.__file__).parent
    files = [p for p in (own / "checks").glob("*.py") if not p.name.startswith("lesson_")]
    for package in ("bridge", "networks", "sandbox"):
        files += (own / package).rglob("*.py")
    files += [own / "judge" / name for name in ("_kernel.py", "_stage.py")]
    files += (p for p in lab.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return _digest(files, own.parent, lab.parent)


def judge_digest(lesson: Lesson) -> str:
    """What is thought of a submission that has run: the lesson's checks, the catalogue, the judge.

    Files are read once in a process, when they are imported: a worker that lives long judges with
    what it has imported, whatever the disk holds by now.
    """
    return _name(_judge_files(), _check_files(tuple(lesson.checks.values())))


@cache
def _judge_files() -> str:
    own = Path(autograder.__file__).parent
    files = [*(own / "judge").glob("*.py"), *(own / "checks" / "misconceptions").glob("*")]
    return _digest((p for p in files if p.is_file()), own.parent)


@cache
def _check_files(checks: tuple[Check, ...]) -> str:
    root = Path(autograder.__file__).parents[1]
    files = {Path(check.function.__code__.co_filename) for check in checks}
    about = [[c.id, c.points, c.statement, c.codes, c.objects] for c in checks]
    return _name(about, _digest((p for p in files if p.is_file()), root))


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
