"""Validate says what grading would say, and ends in no error of nbgrader's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput
from nbgrader.server_extensions.validate_assignment.handlers import ValidateAssignmentHandler
from nbgrader.validator import Validator

from autograder.student.start import JUPYTER, copy_lessons
from autograder.student.validating import install
from support.course import ROOT

NAME = "02_preprocess"


class ValidatorWithoutKernel(Validator):  # type: ignore[misc]
    """nbgrader's, but nothing is run."""

    def _get_failed_cells(self, nb: Any) -> list[Any]:
        return []


@pytest.fixture()
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Validator, "validate", Validator.validate)
    (tmp_path / "lessons").symlink_to(ROOT / "lessons")
    copy_lessons(tmp_path)
    return tmp_path / f"work/{NAME}/{NAME}.ipynb"


def validate(notebook: Path) -> dict[str, Any]:
    validator = ValidatorWithoutKernel()
    validator.preprocessors = [CheckCellMetadata, ClearOutput]
    results: dict[str, Any] = validator.validate(str(notebook))
    assert validator.preprocessors == [CheckCellMetadata, ClearOutput]
    return results


def change(notebook: Path, grade_id: str, **fields: Any) -> int:
    """Change the cell, or insert a changed copy of it below; the place, counted from 1."""
    tree = json.loads(notebook.read_text())
    cells = tree["cells"]
    at = next(
        i
        for i, c in enumerate(cells)
        if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )
    copied = {**json.loads(json.dumps(cells[at])), **fields}
    if "id" in fields:
        cells.insert(at + 1, copied)
    else:
        cells[at] = copied
    notebook.write_text(json.dumps(tree))
    return at + 1


def test_the_buttons_settings_install_it(notebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(notebook.parent)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(JUPYTER))
    config = ValidateAssignmentHandler.load_config(None)
    assert config.Execute.timeout == 1800
    assert Validator.validate.__module__ == "nbgrader.validator"  # of the function inside
    assert hasattr(Validator.validate, "__wrapped__")
    assert validate(Path(notebook.name)) == {}


def test_copied_cells_are_named_and_the_rest_is_validated(notebook: Path) -> None:
    install()
    answer = change(notebook, "rescale", id="copied", source="def rescale(x):\n    return x / 255")
    check = change(notebook, "check-02-preprocess", id="copied-too")
    first, second = validate(notebook)["failed"]
    assert first["source"] == "Copied cells"
    assert f"The cells {answer} and {answer + 1} of the notebook are both rescale" in first["error"]
    assert f"grading uses cell {answer + 1}. Delete the other one." in first["error"]
    assert f"grading uses cell {check}." in second["error"]


def test_what_grading_refuses_and_will_not_have_is_said(notebook: Path, tmp_path: Path) -> None:
    install()
    (tmp_path / "<b>.csv").write_text("1")
    change(notebook, "rescale", source="pd.read_csv('../../<b>.csv')")
    (said,) = validate(notebook)["failed"]
    assert said["source"] == "Files" and "../../?b?.csv lies elsewhere" in said["error"]
    assert "<" not in said["error"]
    assert all(len(line) <= 80 for line in said["raw_error"].splitlines())
    change(
        notebook, "check-02-rescale", metadata={"nbgrader": {"grade": True, "schema_version": 3}}
    )
    (said,) = validate(notebook)["failed"]
    assert "fresh notebook from lessons/" in said["error"]
    notebook.write_text("{")
    (said,) = validate(notebook)["failed"]
    assert said["error"].startswith(
        "It can&#x27;t be graded: 02_preprocess.ipynb is not a notebook"
    )
