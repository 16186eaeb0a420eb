"""Notebooks from Colab, Kaggle and laptops: what a box has not costs a line, and is named."""

from __future__ import annotations

import ast
import gzip
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.bridge.other_machines import KeepMissingImports
from autograder.checks import CheckResult
from autograder.judge import JudgeSession
from autograder.judge.keras_files import keras_files
from autograder.judge.stopped_cells import StoppedCell, StoppedCells, advice
from autograder.student.packages import packages
from fmnist_lab import data
from support.judging import COURSE, SECRET, codes, lesson, notebook_of, scores

FIRST_CELL = """\
%matplotlib widget
%load_ext no_extension
%conda install -y no_package
import no_package as absent, no_package.part
from google.colab import drive, files
drive.mount("/content/drive")
uploaded = files.upload()
get_ipython().kernel.do_shutdown(True)
try:
    import no_package
    HAS = True
except ImportError:
    HAS = False
import copy, importlib.util, os, pathlib
ABSENT = [name for name in OFFERED if importlib.util.find_spec(name) is None]
HELD = pathlib.Path(os.environ["KERAS_HOME"], "datasets", "fashion-mnist")
"""
RESCALE = """\
import no_package
def rescale(images):
    assert not HAS and not ABSENT and uploaded == {}
    assert (HELD / "train-images-idx3-ubyte.gz").stat().st_size > 47_000_000
    assert (HELD / "t10k-images-idx3-ubyte.gz").stat().st_size < 100
    return copy.copy(images).astype(np.float32) / 255
"""
PREPROCESS = """\
absent.set_theme()
def preprocess(table):
    return 0
"""


def test_a_missing_package_costs_its_line_and_is_named() -> None:
    cells = {"rescale": RESCALE, "preprocess": PREPROCESS}
    offered = [name for one in packages() if one.version for name in one.imports]
    first = f"OFFERED = {offered}\n{FIRST_CELL}"
    with JudgeSession(COURSE, secret=SECRET) as session:
        judged = session.judge(lesson("02"), notebook_of("02", cells, {"setup": first}))
    assert scores(judged) == {"02.to_images": 3, "02.rescale": 4, "02.preprocess": 0}
    assert codes(judged)["02.preprocess"] == "not-defined"
    observed = judged.verdict.checks[2].observed
    assert "begins with `absent.set_theme()`, ended with an error: ModuleNotFound" in observed
    assert "there is no package `no_package`" in observed and "autograder packages" in observed
    told = "".join(o["text"] for o in judged.outputs["after-setup"] if o["name"] == "stderr")
    assert "No module named 'no_package': what uses `absent` can't run here." in told
    assert "No module named 'no_extension': the extension is not loaded." in told
    assert "google.colab is on Colab's machines only" in told


BACKENDS = """\
import matplotlib
matplotlib.use("Qt5Agg")
import matplotlib.pyplot as plt
matplotlib.use("TkAgg", force=True)
plt.switch_backend("macosx")
"""
TO_IMAGES = """\
%run helpers.ipynb
def unused(x):
    return x
"""
DRAWS = """\
def rescale(images):
    plt.figure()
    plt.imshow(images[0, ..., 0])
    plt.show()
    return images.astype(np.float32) / 255
plt.plot([1, 2])
plt.show()
"""


def test_windows_become_pictures_and_a_run_file_is_named() -> None:
    cells = {"to_images": TO_IMAGES, "rescale": DRAWS}
    with JudgeSession(COURSE, secret=SECRET) as session:
        judged = session.judge(lesson("02"), notebook_of("02", cells, {"setup": BACKENDS}))
    assert scores(judged) == {"02.to_images": 0, "02.rescale": 4, "02.preprocess": 0}
    observed = judged.verdict.checks[0].observed
    assert "may define `to_images`, which begins with `%run helpers.ipynb`, ended" in observed
    assert "there are no files but those that are handed in" in observed
    drawn = [o for outputs in judged.outputs.values() for o in outputs if "image/png" in str(o)]
    assert drawn, judged.outputs


def test_keras_finds_the_images_of_the_box_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = {"train": np.arange(3 * 785).astype(np.uint8).reshape(3, 785)}
    tables["test"] = tables["train"][:2] + np.uint8(1)
    monkeypatch.setenv("FMNIST_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(data, "load_published_table", tables.__getitem__)

    def read(subsets: tuple[str, ...], name: str, offset: int) -> np.ndarray:
        with gzip.open(keras_files(subsets)[f"fashion-mnist/{name}-ubyte.gz"]) as file:
            return np.frombuffer(file.read(), np.uint8, offset=offset)

    pixels = read(("train",), "train-images-idx3", 16)
    assert np.array_equal(pixels.reshape(3, 784), tables["train"][:, 1:])
    assert np.array_equal(read(("train",), "train-labels-idx1", 8), tables["train"][:, 0])
    assert not read(("train",), "t10k-images-idx3", 16).size
    assert not read(("train",), "t10k-labels-idx1", 8).size
    assert np.array_equal(read(("train", "test"), "t10k-labels-idx1", 8), tables["test"][:, 0])
    assert keras_files(()) == {}
    monkeypatch.setenv("FMNIST_CACHE", str(tmp_path / "cache" / "keras" / "train" / "no"))
    (tmp_path / "cache" / "keras" / "train" / "no").write_text("a file, no directory")
    assert keras_files(("train",)) == {}


def run_cell(source: str) -> dict[str, object]:
    namespace: dict[str, object] = {}
    tree = KeepMissingImports().visit(ast.parse(source))
    exec(compile(tree, "<cell>", "exec"), namespace)
    return namespace


def test_imports_that_succeed_are_as_before() -> None:
    names = run_cell(
        "from __future__ import annotations\n"
        "import os.path, json as j\nfrom math import *\nfrom math import pi as p, e\n"
    )
    assert names["j"] is sys.modules["json"] and names["os"] is sys.modules["os"]
    assert names["p"] == names["pi"] and "e" in names
    with pytest.raises(ImportError, match="cannot import name"):
        run_cell("from math import nothing")


def test_what_uses_a_missing_import_raises_its_error() -> None:
    names = run_cell("import no_package.part\nfrom no_package import a, b as c\nimport json.part")
    assert names["json"] is sys.modules["json"]
    for expression in ("no_package.x", "no_package.part.x", "a()", "c.x"):
        with pytest.raises(ModuleNotFoundError, match="No module named 'no_package'"):
            eval(expression, names)
    for source in ("try:\n    import no_package\nfinally: pass", "def f(): import no_package\nf()"):
        with pytest.raises(ModuleNotFoundError):
            run_cell(source)


@pytest.mark.parametrize(
    ("source", "name", "binds"),
    [
        ("def rescale(x):\n    return x", "rescale", True),
        ("@cache\nasync def rescale(x): ...", "rescale", True),
        ("(x_train, y_train), (x_test, y) = load()", "y", True),
        ("a = b = 3", "a", True),
        ("model: keras.Model = build()", "model", True),
        ("import numpy as np, seaborn as sns", "sns", True),
        ("from keras import (\n    layers,\n    models)", "models", True),
        ("with open(x) as file: pass", "file", True),
        ("rescale(images=x)", "images", False),
        ("x == 3", "x", False),
        ("from seaborn import heatmap", "seaborn", False),
        ("import numpy as np", "numpy", False),
        ("print(rescale)", "rescale", False),
        ("(a,\n b) = load()", "b", True),
        ("for row in rows: pass", "row", True),
        ("row[name] = 3", "name", False),
        ("name.x = 3", "name", False),
        ("a <= name", "a", False),
    ],
)
def test_what_a_cell_defines(source: str, name: str, binds: bool) -> None:
    assert StoppedCell(source, "").binds(name) is binds


@pytest.mark.parametrize(
    "source", ["\n", " ", "((", "a,", "import (", "for ", "= ", "a = ", "def ", "import a as "]
)
def test_a_long_cell_is_read_in_a_moment(source: str) -> None:
    began = time.process_time()
    StoppedCell(source * (2**20 // len(source)), "").binds("rescale")
    assert time.process_time() - began < 10  # hours, where the time grows with the square


def test_a_chain_of_stopped_cells_is_followed() -> None:
    stopped = StoppedCells()
    stopped.add("x = read()", "FileNotFoundError: [Errno 2] No such file or directory: 'a.csv'")
    stopped.add("\n\nMEAN = x.mean()", "NameError: name 'x' is not defined")
    stopped.add("rescale = 3", "ZeroDivisionError: division by zero")
    used = CheckResult(
        "02.rescale", 4, 0, "name-not-defined", "NameError: name 'MEAN' is not defined."
    )
    said = stopped.explain(used, ("rescale",))
    assert said.startswith("The cell that defines `MEAN`, which begins with `MEAN = x.mean()`")
    assert "there are no files but those that are handed in and taken" in said
    absent = CheckResult("02.rescale", 4, 0, "not-defined", "There is no `rescale` yet.")
    assert stopped.explain(absent, ("rescale",)).endswith("ZeroDivisionError: division by zero.")
    assert stopped.explain(absent, ("other",)) == ""
    wrong = CheckResult("02.rescale", 4, 0, "wrong", "There is no `rescale` yet.")
    assert stopped.explain(wrong, ("rescale",)) == ""


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("ModuleNotFoundError: No module named 'google.colab'", "Colab's machines only"),
        ("ModuleNotFoundError: No module named 'wandb.keras'", "no package `wandb`"),
        ("URLError: <urlopen error [Errno -3] Temporary failure in name resolution>", "no network"),
        ("Exception: URL fetch failure on https://x: None -- [Errno -3]", "no network"),
        ("StdinNotImplementedError: raw_input was called", "`input()`"),
        ("CalledProcessError: Command '['python', '-m', 'pip', 'install', 'x']'", "be installed"),
        ("ValueError: x", ""),
    ],
)
def test_errors_of_another_machine_have_advice(error: str, words: str) -> None:
    assert words in advice(error) and bool(words) == bool(advice(error))


def test_a_cell_that_wants_a_gpu_is_told() -> None:
    source = 'gpu = tf.config.list_physical_devices("GPU")[0]\nmodel = build_cnn()'
    assert "no GPU" in advice("IndexError: list index out of range", source)
    assert advice("IndexError: list index out of range", "x[3]") == ""


def test_a_network_whose_weights_are_not_there_is_explained() -> None:
    stopped = StoppedCells()
    error = "ValueError: File not found: filepath=mine.keras. Please ensure the file is accessible."
    stopped.add("copy = model", "ValueError: something else")
    stopped.add('model.load_weights("mine.keras")', error)
    stopped.add('other = np.load("a.npy")', "FileNotFoundError: No such file or directory: 'a.npy'")
    failed = CheckResult("06.target", 8, 0, "low-accuracy", "It reaches 0.1.")
    said = stopped.explain(failed, ("model",))
    assert "begins with `model.load_weights(" in said and "filepath=mine.keras" in said
    assert said.endswith("has to be trained in the notebook.")
    assert stopped.explain(failed, ("images",)) == ""
    assert stopped.explain(CheckResult("06.target", 8, 8), ("model",)) == ""
