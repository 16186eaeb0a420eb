"""The script to keep: the whole way on one page, which reaches the target."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.student.start import STUDENT_PAGES
from support.course import ROOT

SCRIPT = ROOT / "docs" / "first_network.py"

EVALUATE = """
import keras
import numpy as np
from fmnist_lab import data

table = data.load_table("test")
images = table[:, 1:].reshape(-1, 28, 28, 1).astype("float32") / 255
model = keras.models.load_model("network.keras")
mirrored = images[:, :, ::-1]
said = model.predict(images, verbose=0) + model.predict(mirrored, verbose=0)
print((said.argmax(axis=1) == table[:, 0]).mean())
"""


def test_it_is_one_page_and_given_to_students() -> None:
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) <= 70
    assert SCRIPT.name in STUDENT_PAGES
    lesson = ROOT / "solutions" / "06_regularize" / "06_regularize.py"
    assert f"(../{SCRIPT.name})" in lesson.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_it_reaches_the_target_on_the_test_images(tmp_path: Path) -> None:
    """It is run as a student runs it: in another directory, without a screen."""

    def python(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={**os.environ, "MPLBACKEND": "agg"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    said = python(str(SCRIPT))
    validation = float(re.search(r"validation accuracy: (0\.\d{4})", said)[1])  # type: ignore[index]
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
    test = float(python("-c", EVALUATE).split()[-1])
    assert test >= 0.92
    assert validation >= test - 0.005
