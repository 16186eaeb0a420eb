"""The packages that a submission may import when it is graded."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from fmnist_lab.installed import DISTRIBUTION

CHECKOUT = Path(__file__).parents[2]  # the course, where it runs from its own files
EXTRA = "submissions"  # of pyproject.toml: what a submission may import beside the base install
# The names by which packages are imported, where they have others; they need not be installed.
_IMPORT_NAMES = {
    "beautifulsoup4": "bs4",
    "opencv-python": "cv2",
    "opencv-python-headless": "cv2",
    "pillow": "PIL",
    "pyyaml": "yaml",
    "scikit-image": "skimage",
    "scikit-learn": "sklearn",
}

_OFTEN_USED = ("h5py", "IPython", "joblib", "PIL", "requests", "yaml")


@dataclass(frozen=True)
class Package:
    """A package of the course; ``version`` is the one that is installed here, or ""."""

    imports: tuple[str, ...]
    name: str
    version: str


def packages() -> list[Package]:
    """The packages that the course names for submissions, by the names to import."""
    provided = _provided_imports()
    found = []
    for requirement in _requirements():
        name = canonicalize_name(requirement.name)
        own = name.replace("-", "_")
        candidates = provided.get(name, [])
        # A package is imported by its own name, if it has one; else by what it provides.
        imports = [c for c in candidates if c.lower() == own] or candidates
        named = _IMPORT_NAMES.get(name)
        found.append(
            Package(
                (named,) if named else tuple(imports or [own]), requirement.name, _version(name)
            )
        )
    return sorted(found, key=lambda package: package.imports[0].lower())


def names() -> list[str]:
    """The names of the packages that the course names for submissions."""
    return sorted({canonicalize_name(requirement.name) for requirement in _requirements()})


def note_on_missing() -> str:
    """A sentence for the one who grades on packages that the course names; "" when all are here."""
    missing = [name for name in names() if not _version(name)]
    if not missing:
        return ""
    return (
        f"note: submissions may import {', '.join(missing)}, which this environment lacks: "
        "python -m pip install -c constraints.txt -e '.[grade]'"
    )


def brought_along() -> list[str]:
    """What can be imported since packages of the course need it, as far as it is installed here."""
    provided = _provided_imports()
    named = {canonicalize_name(requirement.name) for requirement in _requirements()}
    needed = _closure(named) - named
    return sorted(
        {name for needs in needed for name in provided.get(needs, ())}
        - {name for package in packages() for name in package.imports},
        key=str.lower,
    )


def importable() -> set[str]:
    """Everything that a submission may import, beside Python's own modules.

    Where the course is not installed, and so can't say, it is all that is.
    """
    if not _requirements():
        return {*metadata.packages_distributions(), "fmnist_lab", "autograder"}
    return {
        *brought_along(),
        *(name for package in packages() for name in package.imports),
        *("fmnist_lab", "autograder"),
    }


def _requirements() -> list[Requirement]:
    """The course's own packages and those of the extra, of its pyproject.toml if that is at hand.

    An installed course may be older than the checkout that it runs from.
    """
    project = CHECKOUT / "pyproject.toml"
    if project.is_file():
        content = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        lines = content["dependencies"] + content.get("optional-dependencies", {}).get(EXTRA, [])
        return [Requirement(line) for line in lines]
    try:
        lines = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return []
    return [
        requirement
        for requirement in map(Requirement, lines)
        if not requirement.marker
        or requirement.marker.evaluate({"extra": ""})
        or requirement.marker.evaluate({"extra": EXTRA})
    ]


def _closure(names: Iterable[str]) -> set[str]:
    """The distributions with all that they need, as far as they are installed."""
    found: set[str] = set()
    remaining = list(names)
    while remaining:
        name = remaining.pop()
        if name in found:
            continue
        found.add(name)
        try:
            requires = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        for requirement in map(Requirement, requires):
            if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
                remaining.append(canonicalize_name(requirement.name))
    return found


def _provided_imports() -> dict[str, list[str]]:
    """The names to import by distribution, of all that is installed."""
    provided: dict[str, list[str]] = {}
    for name, distributions in sorted(metadata.packages_distributions().items()):
        if name.isidentifier() and not name.startswith("_"):
            for distribution in set(distributions):
                provided.setdefault(canonicalize_name(distribution), []).append(name)
    return provided


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def as_json() -> str:
    """The packages, and what they bring along, as JSON."""
    content = {"packages": [asdict(one) for one in packages()], "brought_along": brought_along()}
    return json.dumps(content, indent=1)


def command(*, json_output: bool) -> int:
    """``autograder packages``: the table, or JSON."""
    if json_output:
        print(as_json())
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table("import", "package", "version here")
    for package in packages():
        table.add_row(
            ", ".join(package.imports), package.name, package.version or "not installed here"
        )
    useful = [name for name in brought_along() if name in _OFTEN_USED]
    console = Console()
    console.print("When a submission is graded, it may import Python's own modules and")
    console.print(table)
    console.print(
        f"What these need is there too, such as {', '.join(useful)}; --json lists all. There is no "
        "network, so nothing else can be installed then. Your instructor may have installed more.",
        highlight=False,
    )
    return 0
