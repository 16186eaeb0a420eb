"""What a check lets pass works in every locked cell of the lesson: lists, tuples and tensors too.

The cells of a solution run in this process, with each exercise's arrays turned into something else,
unless the exercise's own checks refuse that. Networks are fitted to a few images, and the same
training only once.
For one lesson, 15 to 40 seconds: pytest tests/publish/test_what_passes_works.py -k 03
"""

from __future__ import annotations

import copy
import functools
import hashlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.checks import run_check
from autograder.course import Lesson, find_lessons, is_check, nbgrader_metadata
from support.course import ROOT

pytestmark = pytest.mark.slow

LESSONS = find_lessons(ROOT, ["01", "02", "03", "04", "05", "06", "07"])
ROWS_TO_FIT, EPOCHS_TO_FIT = 300, 3
MAX_ITEMS = 100_000
RETURNS_A_NETWORK = {"build_cnn", "compile_cnn"}

Conversion = Callable[[np.ndarray], Any]


def tensor(array: np.ndarray) -> Any:
    import tensorflow as tf

    return tf.constant(array)


def lists(array: np.ndarray) -> Any:
    """Lists in lists; of an array that is too large for that, a list of arrays."""
    return array.tolist() if array.size <= MAX_ITEMS else list(array)


def tuples(array: np.ndarray) -> Any:
    if array.size > MAX_ITEMS:
        return tuple(array)
    return tuple(map(tuples, array)) if array.ndim else array.item()


def list_of_arrays(array: np.ndarray) -> Any:
    """What a loop with append makes; a number becomes an array with one item."""
    return list(array) if array.ndim else array.reshape(1)


KINDS: dict[str, Conversion] = {
    "lists": lists,
    "tuples": tuples,
    "lists-of-arrays": list_of_arrays,
    "tensors": tensor,
}


def converted(value: Any, conversion: Conversion) -> Any:
    """The arrays and numbers of a result, turned into something else; several results in a tuple."""
    if isinstance(value, tuple):
        return tuple(converted(item, conversion) for item in value)
    if isinstance(value, (np.ndarray, np.generic, float)):
        return conversion(np.asarray(value))
    return value


def converting(function: Callable[..., Any], conversion: Conversion) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return converted(function(*args, **kwargs), conversion)

    return wrapper


def passes(lesson: Lesson, name: str, names: dict[str, Any]) -> bool:
    """Whether the checks of the exercise ``name`` let it pass; True where it has none."""
    checks = [check for check in lesson.checks.values() if name in check.objects]
    return all(run_check(check, names).passed for check in checks)


class Notebook:
    """The cells of one lesson's solution, run in one namespace."""

    def __init__(self, lesson: Lesson, conversion: Conversion) -> None:
        self.lesson = lesson
        self.conversion = conversion
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.solutions: dict[str, Any] = {}  # as they are, for the solutions that use them
        self.converted: list[str] = []
        self.broken: list[str] = []

    def run(self) -> None:
        for cell in self.lesson.notebook.cells:
            if cell.cell_type == "code" and not is_check(cell):
                metadata = nbgrader_metadata(cell)
                if metadata.get("solution"):
                    self.solve(cell.source)
                else:  # without metadata: a cell for the student's own experiments
                    self.run_locked(metadata.get("grade_id", "own"), cell.source)
                plt.close("all")

    def solve(self, source: str) -> None:
        before = self.names | self.solutions
        own = dict(before)
        exec(source, own)
        new = {name: value for name, value in own.items() if value is not before.get(name)}
        for name, value in new.items():
            self.names[name] = value
            if inspect.isfunction(value) and name not in RETURNS_A_NETWORK:
                self.solutions[name] = value
                wrapped = converting(value, self.conversion)
                if passes(self.lesson, name, {name: wrapped}):
                    self.names[name] = wrapped
                    self.converted.append(name)

    def run_locked(self, grade_id: str, source: str) -> None:
        try:
            exec(source, self.names)
        except Exception as error:
            self.broken.append(f"{grade_id}: {type(error).__name__}: {error!s:.200}")


@pytest.fixture()
def as_in_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A directory of its own, figures that nobody sees, and networks fitted to a few images."""
    monkeypatch.chdir(tmp_path)
    before = matplotlib.get_backend()
    matplotlib.use("agg")
    yield
    matplotlib.use(before)


def fit_few(monkeypatch: pytest.MonkeyPatch) -> None:
    import keras

    fit = keras.Model.fit

    def fit_to_a_few(self: Any, x: Any, y: Any, validation_data: Any = None, **options: Any) -> Any:
        few = slice(ROWS_TO_FIT)
        options["epochs"] = min(options.get("epochs", 1), EPOCHS_TO_FIT)
        if validation_data is not None:
            validation_data = tuple(part[few] for part in validation_data)
        training = training_key(self, [x[few], y[few], *(validation_data or ())], options)
        if training in _TRAININGS:
            history, weights = _TRAININGS[training]
            self.set_weights(weights)
            self.history = keras.callbacks.History()
            self.history.history = copy.deepcopy(history)
            return self.history
        fitted = fit(self, x[few], y[few], validation_data=validation_data, **options)
        if training:
            _TRAININGS[training] = copy.deepcopy(fitted.history), self.get_weights()
        return fitted

    monkeypatch.setattr(keras.Model, "fit", fit_to_a_few)


# What came of each training: most of them are the same whatever the exercises return.
_TRAININGS: dict[str, tuple[dict[str, list[float]], list[np.ndarray]]] = {}


def training_key(model: Any, arrays: list[Any], options: dict[str, Any]) -> str:
    """A hash of all that a training depends on; "" where it gets something else than arrays."""
    if not all(isinstance(array, np.ndarray) for array in arrays):
        return ""
    callbacks = [
        (type(c).__name__, sorted((k, v) for k, v in vars(c).items() if isinstance(v, (int, str))))
        for c in options.get("callbacks") or ()
    ]
    layers = [(type(layer).__name__, layer.get_config()) for layer in model.layers]
    settings = layers, model.get_compile_config(), callbacks, options["epochs"]
    digest = hashlib.sha256(re.sub(r"'name': '\w*'", "", repr(settings)).encode())
    for array in [*model.get_weights(), *arrays]:
        digest.update(f"{array.dtype} {array.shape}".encode() + array.tobytes())
    return digest.hexdigest()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.number)
@pytest.mark.usefixtures("as_in_a_notebook")
def test_locked_cells_take_what_the_checks_let_pass(
    lesson: Lesson, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lesson.traits.uses_keras:
        fit_few(monkeypatch)
    notebook = Notebook(lesson, KINDS[kind])
    notebook.run()
    said = "\n".join([f"{kind} from {', '.join(notebook.converted)}", *notebook.broken])
    assert not notebook.broken, said
    assert notebook.converted
