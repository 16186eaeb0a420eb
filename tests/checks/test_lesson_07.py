"""What the corpus of lesson 07 does not show: the checks on many seeds, and both kinds of output."""

from __future__ import annotations

import tomllib
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from scipy import stats

import fmnist_lab
from autograder.checks import CheckFailedError, find, run_check
from autograder.checks.catalogue import DIRECTORY, catalogue
from autograder.checks.lessons.lesson_07 import figures as figures_module
from autograder.checks.lessons.lesson_07.figures_mistakes import figures_of, softmax
from autograder.corpus import submissions
from autograder.course import find_lessons, nbgrader_metadata
from fmnist_lab import plots, recorded
from fmnist_lab.data import CLASS_NAMES
from fmnist_lab.errors import CourseError


def confusion_matrix(y_true: Any, y_pred: Any) -> Any:
    matrix = np.zeros((10, 10), dtype=int)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix


def per_class_recall(matrix: Any) -> Any:
    with np.errstate(invalid="ignore"):
        return matrix.diagonal() / matrix.sum(axis=1)


def most_confused(matrix: Any) -> Any:
    errors = matrix - np.diag(matrix.diagonal())
    return np.unravel_index(errors.argmax(), errors.shape)


def accuracy_interval(n_right: Any, n: Any) -> Any:
    p = n_right / n
    margin = 1.96 * np.sqrt(p * (1 - p) / n)
    return p - margin, p + margin


def differ(right_a: Any, right_b: Any) -> Any:
    b, c = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    return abs(b - c) > 2 * np.sqrt(b + c)


def unpaired(right_a: Any, right_b: Any) -> Any:
    error = np.sqrt((right_a.var() + right_b.var()) / right_a.size)
    return abs(right_a.mean() - right_b.mean()) > 1.96 * error


RIGHT = {
    "accuracy_interval": accuracy_interval,
    "differ": differ,
    "confusion_matrix": confusion_matrix,
    "per_class_recall": per_class_recall,
    "most_confused": most_confused,
}
WRONG = {
    "accuracy_interval": (lambda k, n: accuracy_interval(k, n)[::-1], "ends-reversed"),
    "differ": (unpaired, "unpaired-comparison"),
    "confusion_matrix": (lambda t, p: confusion_matrix(p, t), "matrix-transposed"),
    "per_class_recall": (lambda m: m.diagonal() / m.sum(axis=0), "precision-for-recall"),
    "most_confused": (lambda m: most_confused(m)[::-1], "pair-reversed"),
}


def by_classes_that_occur(y_true: Any, y_pred: Any) -> Any:
    classes = len(np.unique(y_true))
    matrix = np.zeros((classes, classes), dtype=int)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix


def every_place(matrix: Any) -> Any:
    errors = matrix - np.diag(matrix.diagonal())
    return np.argwhere(errors == errors.max())


@pytest.mark.parametrize("name", RIGHT)
def test_inputs_of_every_seed_tell_right_from_wrong(name: str) -> None:
    wrong, code = WRONG[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        for seed in range(40):
            assert run_check(f"07.{name}", {name: RIGHT[name]}, seed=seed).passed, seed
            assert run_check(f"07.{name}", {name: wrong}, seed=seed).code == code, seed


@pytest.mark.parametrize(
    ("name", "wrong", "code"),
    [
        ("confusion_matrix", by_classes_that_occur, "absent-class-left-out"),
        ("most_confused", every_place, "several-pairs"),
    ],
)
def test_a_wrong_size_is_named_for_what_it_is(name: str, wrong: Any, code: str) -> None:
    for seed in range(40):
        assert run_check(f"07.{name}", {name: wrong}, seed=seed).code == code, seed


def wilson(k: int, n: int) -> Any:
    p, z = k / n, 1.96
    half = z * np.sqrt(p * (1 - p) / n + (z / n) ** 2 / 4) / (1 + z**2 / n)
    return np.array([-half, half]) + (p + z**2 / (2 * n)) / (1 + z**2 / n)


def exact(k: int, n: int) -> Any:
    found = stats.binomtest(k, n).proportion_ci()
    return found.low, found.high


def of_jeffreys(k: int, n: int) -> Any:
    return stats.beta.ppf([0.025, 0.975], k + 0.5, n - k + 0.5)


def redrawn(k: int, n: int) -> Any:
    return np.percentile(np.random.default_rng().binomial(n, k / n, 500) / n, [2.5, 97.5])


@pytest.mark.parametrize("method", [wilson, exact, of_jeffreys, redrawn])
def test_every_method_for_a_95_percent_interval_passes(method: Any) -> None:
    for seed in range(20):
        result = run_check("07.accuracy_interval", {"accuracy_interval": method}, seed=seed)
        assert result.passed, (seed, result.observed)


def mcnemar(right_a: Any, right_b: Any) -> Any:
    b, c = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    return b + c > 0 and (abs(int(b) - int(c)) - 1) ** 2 / (b + c) > 3.84


def sign_test(right_a: Any, right_b: Any) -> Any:
    b, c = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    return b + c > 0 and stats.binomtest(b, b + c).pvalue < 0.05


def paired_t_test(right_a: Any, right_b: Any) -> Any:
    return stats.ttest_rel(right_a.astype(int), right_b.astype(int)).pvalue < 0.05


@pytest.mark.parametrize("method", [mcnemar, sign_test, paired_t_test])
def test_every_paired_test_at_5_percent_passes(method: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        for seed in range(20):
            result = run_check("07.differ", {"differ": method}, seed=seed)
            assert result.passed, (seed, result.observed)


@pytest.mark.parametrize("one_side", [np.triu, np.tril])
def test_one_side_of_the_matrix_is_never_taken_for_a_reversed_pair(one_side: Any) -> None:
    def wrong(matrix: Any) -> Any:
        return most_confused(one_side(matrix))

    for seed in range(40):
        result = run_check("07.most_confused", {"most_confused": wrong}, seed=seed)
        assert result.code == "half-of-the-matrix", seed


class Output:
    """A stand-in for a network: the same noise about the labels for every set of images."""

    def __init__(self, logits: bool) -> None:
        self.logits = logits

    def predict(self, x: Any) -> Any:
        sets = [arrays(subset) for subset in ("test", "validation", "training")]
        labels = {len(images): y for images, y in sets}[len(x)]
        noise = np.random.default_rng(len(x)).normal(0, 1.2, size=(len(x), 10))
        scores = noise + 3 * np.eye(10)[labels]
        return scores if self.logits else softmax(scores)


def arrays(subset: str) -> tuple[Any, Any]:
    count, seed = {"test": (10_000, 1), "validation": (12_000, 2)}.get(subset, (10_001, 3))
    y = np.random.default_rng(seed).integers(0, 10, size=count)
    return np.zeros((count, 1), dtype=np.float32), y


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(figures_module, "_arrays", arrays)

    def judge(logits: bool, accuracy: Any, loss: Any) -> str:
        try:
            figures_module.check_test_figures(Output(logits), accuracy, loss)  # type: ignore[arg-type]
        except CheckFailedError as found:
            judge.said = str(found)  # type: ignore[attr-defined]
            return found.code
        return ""

    return judge


@pytest.mark.parametrize("logits", [True, False])
def test_figures_of_logits_and_of_probabilities(figures: Any, logits: bool) -> None:
    x, y = arrays("test")
    scores = Output(logits).predict(x)
    probabilities = softmax(scores) if logits else scores
    true = probabilities[np.arange(len(y)), y]
    accuracy, loss = float(np.mean(scores.argmax(axis=1) == y)), float(-np.log(true).mean())
    assert figures(logits, accuracy, loss) == ""
    assert figures(logits, round(accuracy, 3), round(loss, 2)) == ""
    assert figures(logits, np.array(accuracy, np.float32), np.array([loss])) == ""
    assert figures(logits, accuracy + 0.002, loss) == "test-accuracy-wrong"
    assert figures(logits, round(accuracy, 2), loss) == "accuracy-rounded"
    assert "to three decimals. Yours is rounded" in figures.said
    assert figures(logits, accuracy, loss + 0.02) == "test-loss-wrong"
    assert figures(logits, accuracy, -loss) == "test-loss-negative"
    assert figures(logits, accuracy, loss / np.log(2)) == "test-loss-of-another-formula"
    assert figures(logits, accuracy, loss * len(y) / 32) == "test-loss-not-averaged"
    assert figures(logits, int(accuracy * len(y)), loss) == "count-for-share"
    assert figures(logits, float("nan"), loss) == "not-finite"
    assert figures(logits, "0.9", loss) == "figures-are-text"
    again = softmax(probabilities)[np.arange(len(y)), y]
    assert figures(logits, accuracy, -np.log(again).mean()) == "test-loss-softmax-twice"
    if logits:
        bare = -np.log(np.clip(scores[np.arange(len(y)), y], 1e-7, 1 - 1e-7)).mean()
        assert figures(logits, accuracy, bare) == "test-loss-of-bare-logits"


def test_the_figures_of_the_recorded_networks_are_known() -> None:
    x, y = recorded.test_arrays()
    for name, figures in figures_module.RECORDED_FIGURES.items():
        scores = recorded.network(name).predict(x, batch_size=500, verbose=0)
        assert np.allclose(figures_of(scores.astype(np.float64), y)[:2], figures, atol=1e-4)


def starting_at(start: int) -> Any:
    def wrong(matrix: Any) -> Any:
        best, pair = start, None
        for i in range(10):
            for j in range(10):
                if i != j and matrix[i, j] > best:
                    best, pair = matrix[i, j], (i, j)
        return pair

    return wrong


@pytest.mark.parametrize(
    ("name", "wrong", "code"),
    [
        ("most_confused", starting_at(90), "search-starts-too-high"),
        ("most_confused", lambda m: most_confused(m[:9, :9]), "one-class-skipped"),
        ("most_confused", lambda m: most_confused(m + m.T), "directions-added"),
        ("most_confused", lambda m: most_confused(m - m.T), "directions-subtracted"),
        ("most_confused", lambda m: int(m.max()), "count-for-pair"),
        ("most_confused", lambda m: (3, 4), "same-pair-for-every-matrix"),
        ("confusion_matrix", lambda t, p: [[0] * 10] * 10, "nothing-counted"),
        ("confusion_matrix", lambda t, p: confusion_matrix(t[:-1], p[:-1]), "images-left-out"),
        ("confusion_matrix", lambda t, p: confusion_matrix(p, p), "one-argument-twice"),
        ("per_class_recall", lambda m: m.max(axis=1) / m.sum(axis=1), "largest-for-diagonal"),
        ("per_class_recall", lambda m: m.diagonal() / 1000, "number-for-row-sum"),
    ],
)
def test_no_seed_hides_a_cause(name: str, wrong: Any, code: str) -> None:
    for seed in range(40):
        assert run_check(f"07.{name}", {name: wrong}, seed=seed).code == code, seed


@pytest.mark.parametrize(
    "odd",
    [
        [[1, 2], [3]],
        ((1, 2), 3),
        [["a"] * 10] * 10,
        np.zeros((10, 10), dtype=bool),
        np.full((10, 10), np.inf),
        (None, 1),
        [],
        {1, 2},
        {(1, 2): 3},
        np.array(["6", "0"]),
    ],
)
@pytest.mark.parametrize("name", RIGHT)
def test_no_odd_result_breaks_a_check(name: str, odd: Any) -> None:
    assert run_check(f"07.{name}", {name: lambda *args: odd}).code not in ("", "check-broken")


def test_a_network_at_chance_earns_the_points(figures: Any, monkeypatch: Any) -> None:
    uniform = np.full((10_000, 10), 0.1)
    monkeypatch.setattr(Output, "predict", lambda self, x: uniform[: len(x)])
    accuracy = float(np.mean(arrays("test")[1] == 0))
    assert figures(False, accuracy, -np.log(0.1)) == ""


def test_every_code_of_the_lesson_is_declared_by_a_check() -> None:
    declared = {code for name in ("test_figures", *RIGHT) for code in find(f"07.{name}").codes}
    written = tomllib.loads((DIRECTORY / "07.toml").read_text())
    assert declared >= set(written) - {"exercise"}
    assert declared <= set(catalogue().codes)


def test_a_student_network_is_carried_over(tmp_path: Any, capsys: Any, monkeypatch: Any) -> None:
    import keras

    from fmnist_lab.recorded import _student

    model = keras.Sequential(
        [keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10)]
    )
    folder = tmp_path / "06_regularize"
    recorded.save_student_model(model, folder)
    beside = tmp_path / "07_evaluate"
    beside.mkdir()
    loaded = recorded.load_student_model(beside)
    assert "Your own network" in capsys.readouterr().out
    x, y = np.random.default_rng(0).random((20, 28, 28, 1)), np.arange(20) % 10
    assert np.allclose(loaded.predict(x, verbose=0), model.predict(x, verbose=0))
    wanted = figures_of(model.predict(x, verbose=0), y)
    assert loaded.evaluate(x, y, verbose=0)[0] == pytest.approx(wanted[1], abs=1e-4)

    stand_in = SimpleNamespace()
    monkeypatch.setattr(_student, "network", lambda name: stand_in)
    monkeypatch.setattr(_student, "_compiled", lambda model: model)
    (folder / "model_06.npz").write_bytes(b"not weights")
    assert recorded.load_student_model(beside) is stand_in
    said = capsys.readouterr().out
    assert "can't be read" in said and "recorded network" in said
    (folder / "model_06.npz").unlink()
    assert recorded.load_student_model(beside) is stand_in
    assert "model_06.npz is missing" in capsys.readouterr().out


def test_what_only_training_needs_and_functions_of_tensorflow_hinder_no_saving(
    tmp_path: Any,
) -> None:
    import keras
    import tensorflow as tf

    class WithItsOwnStep(keras.Sequential):
        """Predicts as any Sequential."""

    layers = keras.layers
    keras.utils.set_random_seed(0)
    model = WithItsOwnStep(
        [
            keras.Input((28, 28, 1)),
            layers.RandomShear(0.1, 0.1),
            layers.Conv2D(
                2,
                3,
                activation=tf.nn.swish,
                kernel_regularizer=lambda w: 0.1 * keras.ops.sum(w * w),
                kernel_constraint=lambda w: w,
            ),
            layers.Flatten(),
            layers.Dense(10, activation=tf.nn.softmax),
        ]
    )
    recorded.save_student_model(model, tmp_path)
    loaded = recorded.load_student_model(tmp_path)
    images = np.random.default_rng(0).random((5, 28, 28, 1), dtype=np.float32)
    assert np.array_equal(loaded.predict(images, verbose=0), model.predict(images, verbose=0))


def test_a_subclassed_network_cannot_be_saved(tmp_path: Any) -> None:
    import keras

    class Own(keras.Model):
        def call(self, x: Any) -> Any:
            return x

    with pytest.raises(CourseError, match="Sequential"):
        recorded.save_student_model(Own(), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("style", ["solution", "pandas"])
def test_what_passes_works_in_the_locked_cells_that_follow(style: str) -> None:
    (lesson,) = find_lessons(Path(__file__).parents[2], ["07"])
    accepted = {each.name.split("/")[-1]: each for each in submissions(lesson, ["accepted"])}
    names: dict[str, Any] = {
        "np": np,
        "plt": plt,
        "plots": plots,
        "fmnist_lab": fmnist_lab,
        "CLASS_NAMES": CLASS_NAMES,
        "y_test": np.repeat(np.arange(10), 20).astype(np.uint8),
        "y_pred": np.roll(np.repeat(np.arange(10), 20), 3),
        "validation_figures": {"accuracy": 0.9},
        "test_accuracy": np.array([0.89]),
    }
    cells = {
        nbgrader_metadata(cell).get("grade_id"): cell.source
        for cell in accepted[style].notebook().cells
        if cell.cell_type == "code"
    }
    for exercise in ("confusion_matrix", "per_class_recall", "most_confused"):
        exec(cells[exercise], names)
        assert run_check(f"07.{exercise}", names).passed
    for locked in ("demo-reveal-test", "demo-confusion", "demo-recall", "demo-most-confused"):
        exec(cells[locked], names)
