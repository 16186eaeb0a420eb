"""The script that `make check` runs finds each fault that it is there for."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    "fmnist_lab/__init__.py": "",
    "fmnist_lab/_inner.py": "",
    "fmnist_lab/files.py": "from fmnist_lab import _inner\nfrom fmnist_lab._inner import _name\n",
    "autograder/__init__.py": "def check():\n    from autograder.student import start\n",
    "autograder/checks/__init__.py": "",
    "autograder/checks/run.py": "def run():\n    import keras\n",
    "autograder/course/__init__.py": "from autograder.checks import run\n",
    "autograder/sandbox/__init__.py": "",
    "autograder/student/__init__.py": "",
    "autograder/student/start.py": "import autograder.course\n",
    "autograder/judge/__init__.py": "from autograder.course import Lesson as _Lesson\n",
}
FAULTS = {
    "a private module": (
        "autograder/judge/boxes.py",
        "from fmnist_lab import _inner",
        "autograder/judge/boxes.py:1 imports fmnist_lab._inner, which is private in its package",
    ),
    "a private name": (
        "autograder/judge/boxes.py",
        "from autograder.course import _name",
        "autograder/judge/boxes.py:1 imports autograder.course._name, which is private",
    ),
    "a package above, inside a function": (
        "autograder/course/lesson.py",
        "def f():\n    from autograder import judge",
        "autograder/course/lesson.py:2 imports autograder.judge; course may not use judge",
    ),
    "the laboratory uses the judge": (
        "fmnist_lab/data.py",
        "import autograder.judge",
        "fmnist_lab/data.py:1 imports autograder.judge; fmnist_lab may not use judge",
    ),
    "what students do not have": (
        "autograder/student/hand_in.py",
        "from autograder import sandbox",
        "autograder/student/hand_in.py:1 imports autograder.sandbox; student may not use sandbox",
    ),
    "a relative import": (
        "autograder/course/lesson.py",
        "from ..judge import x",
        "autograder/course/lesson.py:1 imports autograder.judge; course may not use judge",
    ),
    "TensorFlow": (
        "fmnist_lab/data.py",
        "import tensorflow.keras",
        "fmnist_lab/data.py:1 imports tensorflow.keras at module level",
    ),
    "a circle": (
        "autograder/checks/values.py",
        "def f():\n    from autograder.checks import other\n",
        "circle: autograder.checks.other - autograder.checks.values",
    ),
    "a long file": (
        "autograder/checks/values.py",
        "x = 1\n" * 601,
        "autograder/checks/values.py has 601 lines; at most 600",
    ),
    "a long function": (
        "autograder/checks/values.py",
        "def f():\n" + "    x = 1\n" * 80,
        "autograder/checks/values.py:1 f has 81 lines; at most 80",
    ),
}


@pytest.fixture()
def structure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, looking at a small tree."""
    spec = importlib.util.spec_from_file_location("structure", ROOT / "tools" / "structure.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "autograder/checks/other.py").write_text("from autograder.checks.values import f\n")
    return module


def test_a_good_tree_has_no_fault(structure: ModuleType) -> None:
    assert list(structure.faults()) == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found(structure: ModuleType, tmp_path: Path, name: str) -> None:
    place, text, expected = FAULTS[name]
    (tmp_path / place).write_text(text)
    (fault,) = structure.faults()
    assert fault.startswith(expected)


def test_every_package_has_its_layer(structure: ModuleType) -> None:
    packages = {path.parent.name for path in (ROOT / "autograder").glob("*/__init__.py")}
    assert packages | {"fmnist_lab", "fmnist_ref"} == set(structure.RANKS)
