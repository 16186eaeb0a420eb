"""The packages that are there when grading, and what hand-in says of a notebook that needs others."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from autograder import cli
from autograder.student import packages
from autograder.student.imports import imported, warnings
from support.course import ROOT


def cell(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": source}


def test_the_packages_are_those_of_the_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["packages", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    names = {name for one in listed["packages"] for name in one["imports"]}
    assert names >= {"numpy", "keras", "tensorflow", "pandas", "sklearn", "scipy", "seaborn"}
    assert {"PIL", "h5py", "joblib"} <= set(listed["brought_along"])
    numpy = next(one for one in listed["packages"] if one["name"] == "numpy")
    assert numpy["version"] == metadata.version("numpy")
    assert cli.main(["packages"]) == 0
    assert re.search(r"sklearn\W+scikit-learn", capsys.readouterr().out)


def test_the_installed_course_says_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As in a student's environment, where no pyproject.toml lies beside the package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extra = project["optional-dependencies"]["submissions"]
    lines = [*project["dependencies"], *(f'{line}; extra == "submissions"' for line in extra)]
    lines += ['jupytext>=1; extra == "grade"', 'tomli>=2; python_version < "3"']
    here = packages.packages()
    monkeypatch.setattr(packages, "CHECKOUT", tmp_path)
    monkeypatch.setattr(packages.metadata, "requires", lambda name: lines)
    assert packages.packages() == here

    def nothing(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(packages.metadata, "requires", nothing)
    assert packages.packages() == [] and {"numpy", "pytest"} <= packages.importable()


def test_a_package_that_is_not_installed_has_its_usual_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    absent = ["scikit-image>=1", "opencv-python", "no-such-package"]
    monkeypatch.setattr(packages, "_requirements", lambda: list(map(packages.Requirement, absent)))
    note = packages.note_on_missing()
    assert note.startswith("note: submissions may import no-such-package, opencv-python, scikit-")
    found = {one.imports: one.version for one in packages.packages()}
    assert found == {("skimage",): "", ("cv2",): "", ("no_such_package",): ""}


def test_missing_packages_and_downloads_are_named() -> None:
    cells = [
        cell("import cv2, os, sklearn.svm, PIL, google.protobuf, helper, own"),
        cell("%%writefile own.py\nimport no_package"),
        {"cell_type": "markdown", "source": "import no_package"},
        cell("!pip install x\nimport no_package.part as n, cv2\nurllib.request.urlretrieve(u)"),
        cell("# requests.get(u)\nkeras.datasets.fashion_mnist.load_data()"),
        cell("keras.applications.VGG16(weights='imagenet'); keras.datasets.mnist.load_data()"),
    ]
    missing, data, downloads = warnings(cells, {"helper"})
    assert data.startswith("It calls `fashion_mnist.load_data()`") and "lesson 07 alone" in data
    assert missing.startswith("It imports cv2 (cell 1) and no_package (cell 4), which may not be")
    assert downloads.startswith(
        "It fetches something from the network with urlretrieve (cell 4), weights='imagenet' (cell "
        "6) and mnist (cell 6); when"
    )
    assert list(warnings([cell("import numpy as np\nnp.load(x)")], set())) == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("%matplotlib inline\nif True:\n    !pip install a\nimport b", ["b"]),
        ("try:\n    import a\nexcept ImportError:\n    a = None\nimport b", ["b"]),
        ("if 'google.colab' in sys.modules:\n    import a\nfrom google.colab import drive", []),
        ("def f():\n    with x:\n        import a", ["a"]),
        ("from . import a\nfrom .b import c", []),
        ("%%bash\nimport a", []),
        ("%%time\nimport a  # needed?", ["a"]),
        ("a.b?\nimport c", ["c"]),
        ("x = = 3\nfrom a.b import c", ["a"]),
        ("(" * 500, []),
    ],
)
def test_imports_of_a_cell(source: str, names: list[str]) -> None:
    assert imported(source) == names


def test_nothing_is_said_of_the_lessons_themselves() -> None:
    for path in sorted((ROOT / "lessons").glob("*/*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = [{**one, "source": "".join(one["source"])} for one in cells]
        assert list(warnings(sources, set())) == [], path.name
