"""Checks of lesson 07: the test figures, the confusion matrix, recall, the worst confusion."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.checks import (
    Function,
    Network,
    expect,
    fail,
    graded,
    require_dependence_on_input,
    require_repeatable,
)
from autograder.checks.mistakes import allclose_same_shape, match_known_mistake
from autograder.checks.values import describe

# Agreement: five images of 10,000, so that three decimals are enough; two decimals of the loss.
ACCURACY_TOLERANCE = 0.00055
LOSS_TOLERANCE = 0.0055
EPSILON = 1e-7  # where Keras clips probabilities

FIGURES_EXAMPLE = """\
guesses = model.predict(x_test, batch_size=500, verbose=0).argmax(axis=1)
np.mean(guesses == y_test)  # the accuracy on the 10,000 test images"""
NAMES_EXAMPLE = "model.evaluate(x_test, y_test, batch_size=500, verbose=0, return_dict=True)"


@graded(
    points=3,
    statement="`test_accuracy` and `test_loss` are the model's own figures on the test images.",
    codes=(
        "evaluate-not-unpacked",
        "loss-and-accuracy-swapped",
        "accuracy-in-percent",
        "error-rate-for-accuracy",
        "count-for-share",
        "validation-called-test",
        "training-called-test",
        "part-of-the-test-set",
        "test-images-unscaled",
        "test-images-scaled-twice",
        "compared-by-broadcasting",
        "threshold-for-argmax",
        "labels-out-of-order",
        "not-the-trained-model",
        "hard-coded-figures",
        "test-loss-softmax-twice",
        "test-loss-of-bare-logits",
        "test-loss-of-another-formula",
        "test-loss-not-averaged",
        "test-loss-of-the-guess",
        "test-loss-negative",
        "accuracy-differs",
        "loss-differs",
    ),
)
def check_test_figures(model: Network, test_accuracy: object, test_loss: object) -> None:
    """Compare with figures computed from the network; else find the mistake that gives theirs."""
    for name, value in (("test_accuracy", test_accuracy), ("test_loss", test_loss)):
        if isinstance(value, (list, tuple, dict)) or (
            isinstance(value, np.ndarray) and 1 < value.size <= 4
        ):
            fail(
                "evaluate-not-unpacked",
                f"`{name}` is {describe(value)}; expected one number.",
                NAMES_EXAMPLE,
            )
    accuracy = expect.number(test_accuracy, "`test_accuracy`", FIGURES_EXAMPLE)
    loss = expect.number(test_loss, "`test_loss`", FIGURES_EXAMPLE)

    x_test, y_test = _arrays("test")
    scores = _scores(model, x_test)
    own = _figures(scores, y_test)
    if _near_accuracy(accuracy, own[0]) and _near_loss(loss, own[1:]):
        return
    own_loss = own[1]
    if _near_accuracy(loss, own[0]) and _near_loss(accuracy, own[1:]):
        fail(
            "loss-and-accuracy-swapped",
            f"`test_accuracy` is {accuracy:.4g} and `test_loss` is {loss:.4g}; expected the other "
            "way round.",
            NAMES_EXAMPLE,
        )
    if not _near_accuracy(accuracy, own[0]):
        _explain_accuracy(model, accuracy, loss, scores, own)
    _explain_loss(model, loss, accuracy, scores, own_loss)


def _arrays(subset: str) -> tuple[np.ndarray, np.ndarray]:
    from fmnist_lab import recorded

    if subset == "test":
        return recorded.test_arrays()
    x_train, y_train, x_val, y_val = recorded.training_arrays()
    return (x_train, y_train) if subset == "training" else (x_val, y_val)


def _scores(model: Network, x: np.ndarray) -> np.ndarray:
    return expect.array(model.predict(x), shape=(len(x), 10), what="the output of `model`").astype(
        np.float64
    )


def _near_accuracy(got: float, wanted: float) -> bool:
    return abs(got - wanted) <= ACCURACY_TOLERANCE


def _near_loss(got: float, wanted: tuple[float, ...]) -> bool:
    return any(abs(got - value) <= LOSS_TOLERANCE for value in wanted)


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _are_probabilities(scores: np.ndarray) -> bool:
    return bool(scores.min() >= 0 and np.allclose(scores.sum(axis=1), 1, atol=1e-3))


def _probabilities(scores: np.ndarray) -> np.ndarray:
    return scores if _are_probabilities(scores) else _softmax(scores)


def _cross_entropy(probabilities: np.ndarray, y: np.ndarray) -> float:
    """Keras's formula: normalised, clipped, the mean of -log of the true class's probability."""
    total = probabilities.sum(axis=1)
    with np.errstate(all="ignore"):
        true = probabilities[np.arange(len(y)), y] / np.where(total == 0, 1, total)
    return float(-np.log(np.clip(true, EPSILON, 1 - EPSILON)).mean())


def _figures(scores: np.ndarray, y: np.ndarray) -> tuple[float, ...]:
    """Accuracy, then every loss that is right for these scores.

    For logits a clipped and an unclipped one; positive scores that don't sum to one (a sigmoid)
    are both things to someone.
    """
    accuracy = float((scores.argmax(axis=1) == y).mean())
    if _are_probabilities(scores):
        tiny = np.finfo(np.float32).tiny
        true = scores[np.arange(len(y)), y]
        unclipped = float(-np.log(np.maximum(true, tiny)).mean())
        return accuracy, _cross_entropy(scores, y), unclipped
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(y)), y]
    losses = [float(logs.mean()), _cross_entropy(_softmax(scores), y)]
    if scores.min() >= 0:
        losses.append(_cross_entropy(scores, y))
    return accuracy, *losses


def _explain_accuracy(
    model: Network, got: float, loss: float, scores: np.ndarray, own: tuple[float, ...]
) -> None:
    """Fail with the code of the mistake that gives this accuracy, most telling first."""
    x_test, y_test = _arrays("test")
    wanted = own[0]
    pair = f"`test_accuracy` is {got:.4g}; {_expected(got, wanted)}"
    n = len(y_test)
    hits = scores.argmax(axis=1) == y_test
    if abs(got - 100 * wanted) <= 100 * ACCURACY_TOLERANCE:
        fail("accuracy-in-percent", f"{pair}: a share from 0 to 1.", FIGURES_EXAMPLE)
    if abs(got - n * wanted) <= n * ACCURACY_TOLERANCE and got > 1:
        fail("count-for-share", f"{pair}: a share from 0 to 1, not a count.", FIGURES_EXAMPLE)
    if _near_accuracy(got, 1 - wanted):
        fail("error-rate-for-accuracy", f"{pair}: the share that is right.", FIGURES_EXAMPLE)

    for first in (32, 64, 100, 128, 200, 256, 500, 1000, 2000, 5000):
        if _near_accuracy(got, float(hits[:first].mean())) and _near_loss(
            loss, _figures(scores[:first], y_test[:first])[1:]
        ):
            fail(
                "part-of-the-test-set",
                f"{pair}. It is the accuracy on the first {first} images; expected all {n:,}.",
                FIGURES_EXAMPLE,
            )
    _explain_rule(got, scores, y_test, pair, loss_agrees=_near_loss(loss, own[1:]))
    if got == round(wanted, 2) and _near_loss(loss, own[1:]):
        fail("accuracy-differs", f"{pair}. Yours is rounded to two.", FIGURES_EXAMPLE)
    if got in (0.9, 0.91, 0.915, 0.92, 0.925, 0.93, 0.95, 1.0) and not _near_accuracy(got, wanted):
        fail(
            "hard-coded-figures",
            f"{pair}. A figure this round is seldom a measurement.",
            FIGURES_EXAMPLE,
        )
    for code, x, y, images in _other_images(x_test, y_test):
        other = _figures(_scores(model, x), y)
        if _same_images(got, loss, other, own):
            fail(code, f"{pair}. It is the accuracy on the {images}.", FIGURES_EXAMPLE)
    if got < 0.25 and wanted > 0.4:
        if 2 < loss < 3:
            fail(
                "not-the-trained-model",
                f"{pair}. A loss of {loss:.3g} is what a network gives before any training.",
                FIGURES_EXAMPLE,
            )
        fail(
            "labels-out-of-order",
            f"{pair}. This is chance, though `model` itself does better.",
            FIGURES_EXAMPLE,
        )
    fail(
        "accuracy-differs",
        f"{pair}. It is not what `model` reaches on the 10,000 test images.",
        FIGURES_EXAMPLE,
    )


def _expected(got: float, wanted: float) -> str:
    """Two decimals of the right accuracy, unless they would be those of ``got``."""
    if f"{got:.2f}" == f"{wanted:.2f}":
        return "expected the accuracy of `model` on the test images, to three decimals"
    return f"expected about {wanted:.2f}"


def _same_images(
    accuracy: float, loss: float, other: tuple[float, ...], own: tuple[float, ...]
) -> bool:
    """Whether a student's two figures come from the images that gave ``other``."""
    if not _near_accuracy(accuracy, other[0]):
        return False
    if _near_loss(loss, other[1:]):
        return True
    if _near_loss(loss, own[1:]):
        return False
    if other[0] > 0.2:  # the loss may be mistaken in another way as well
        return True
    # Shuffled labels give chance too, but no loss this large: that comes of pixels up to 255.
    # Keras computes it from the logits, and probabilities that are rounded to 0 hide it from us.
    return loss > 20 and abs(accuracy - other[0]) < 1e-6


def _other_images(
    x_test: np.ndarray, y_test: np.ndarray
) -> Iterator[tuple[str, np.ndarray, np.ndarray, str]]:
    """Images that a student may have evaluated by mistake: code, images, labels, in words."""
    yield "test-images-unscaled", x_test * 255, y_test, "test images with pixels from 0 to 255"
    yield "test-images-scaled-twice", x_test / 255, y_test, "test images divided by 255 once more"
    yield "validation-called-test", *_arrays("validation"), "12,000 validation images"
    yield "training-called-test", *_arrays("training"), "48,000 training images"


def _explain_rule(
    got: float, scores: np.ndarray, y: np.ndarray, pair: str, loss_agrees: bool
) -> None:
    """Wrong ways to count the right guesses, on the right images."""
    rows = np.arange(len(y))
    one_hot = np.eye(10)[y]
    for values in {"scores": scores, "probabilities": _probabilities(scores)}.values():
        over = values > 0.5
        for share in (over[rows, y].mean(), (over == one_hot).mean()):
            if _near_accuracy(got, float(share)):
                fail(
                    "threshold-for-argmax",
                    f"{pair}. It is what a threshold of 0.5 gives.",
                    FIGURES_EXAMPLE,
                )
    shares = np.bincount(y, minlength=10) / len(y)
    guesses = np.bincount(scores.argmax(axis=1), minlength=10) / len(y)
    everyone = float(shares @ guesses)
    best_images = float(np.mean(y[:, np.newaxis] == scores.argmax(axis=0)))
    for share in (everyone, best_images):
        # A constant guess also gives 0.1, but not with the right loss.
        if loss_agrees and abs(got - share) < 1e-5:
            fail(
                "compared-by-broadcasting",
                f"{pair}. It is what comes out when every guess is compared with every label.",
                "np.array([[3], [5]]) == np.array([3, 5])  # four answers for two images",
            )


def _explain_loss(
    model: Network, got: float, accuracy: float, scores: np.ndarray, wanted: float
) -> None:
    """The accuracy agrees and the loss does not: find the formula that gives it."""
    y = _arrays("test")[1]
    pair = f"`test_loss` is {got:.4g}; expected about {wanted:.2g}"
    probabilities = _probabilities(scores)
    rows, one_hot = np.arange(len(y)), np.eye(10)[y]
    logs = np.log(np.clip(probabilities, EPSILON, 1 - EPSILON))
    guess = float(-logs.max(axis=1).mean())
    binary = float(-(one_hot * logs + (1 - one_hot) * np.log1p(-np.exp(logs))).mean())
    squares = (probabilities - one_hot) ** 2
    mistakes: list[tuple[str, float, str]] = [
        (
            "test-loss-softmax-twice",
            _cross_entropy(_softmax(probabilities), y),
            "softmax taken twice",
        ),
        ("test-loss-negative", -wanted, "the same with the wrong sign"),
        ("test-loss-of-another-formula", float(squares.mean()), "the mean squared error"),
        ("test-loss-of-another-formula", float(squares.sum(axis=1).mean()), "a squared error"),
        ("test-loss-of-another-formula", binary, "the binary cross-entropy"),
        ("test-loss-of-another-formula", wanted / np.log(2), "a logarithm to the base 2"),
        ("test-loss-of-another-formula", wanted / np.log(10), "a logarithm to the base 10"),
        ("test-loss-of-another-formula", 1 - accuracy, "the share of errors"),
        ("test-loss-not-averaged", wanted / 10, "a mean over the ten classes as well"),
        ("test-loss-of-the-guess", guess, "the guessed class in place of the true one"),
    ]
    if not _are_probabilities(scores):
        clipped = np.clip(scores, EPSILON, 1 - EPSILON)
        for values in (scores, clipped):
            mistakes.append(
                (
                    "test-loss-of-bare-logits",
                    _cross_entropy(values, y),
                    "bare logits taken for probabilities",
                )
            )
        mistakes.append(
            (
                "test-loss-of-bare-logits",
                float(-np.log(clipped[rows, y]).mean()),
                "bare logits taken for probabilities",
            )
        )
    for batch in (1, 32, 64, 100, 128, 256, 500, 512, 1000):
        total = wanted * len(y) / batch
        if abs(got - total) <= 0.02 * total and got > 2 * wanted:
            fail("test-loss-not-averaged", f"{pair}: the mean, not a sum.", NAMES_EXAMPLE)
    code, value, formula = min(mistakes, key=lambda mistake: abs(got - mistake[1]))
    if abs(got - value) <= min(0.002, 0.02 * abs(value)) and abs(value - wanted) > 0.002:
        fail(
            code,
            f"{pair}, the mean cross-entropy. This looks like {formula}.",
            NAMES_EXAMPLE,
        )
    x_val, y_val = _arrays("validation")
    if _near_loss(got, _figures(_scores(model, x_val), y_val)[1:]):
        fail(
            "validation-called-test",
            f"{pair}. It is the loss on the 12,000 validation images.",
            NAMES_EXAMPLE,
        )
    if got in (0.2, 0.25, 0.3):
        fail(
            "hard-coded-figures",
            f"{pair}. A figure this round is seldom a measurement.",
            NAMES_EXAMPLE,
        )
    fail(
        "loss-differs",
        f"{pair}, the mean cross-entropy of `model` on the test images.",
        NAMES_EXAMPLE,
    )


MATRIX_EXAMPLE = """\
confusion_matrix(np.array([0, 0, 0, 3]), np.array([0, 6, 6, 3]))[:4, :7]
# expected row 0: [1, 0, 0, 0, 0, 0, 2], row 3: [0, 0, 0, 1, 0, 0, 0], and zeros between"""
SHAPE_EXAMPLE = "confusion_matrix(np.array([0, 3]), np.array([0, 3])).shape  # expected (10, 10)"
ALL_CLASSES_EXAMPLE = (
    "confusion_matrix(np.arange(10), np.arange(10)).diagonal()  # expected ten times 1"
)
MANY_EXAMPLE = """\
zeros = np.zeros(300, dtype=int)
confusion_matrix(zeros, zeros)[0, 0]  # expected 300"""


@graded(
    points=3,
    statement="`confusion_matrix` counts true class (row) by guessed class (column), (10, 10).",
    codes=(
        "matrix-transposed",
        "absent-class-left-out",
        "eleven-classes-in-matrix",
        "repeated-pairs-lost",
        "shares-for-matrix",
        "errors-only",
        "hits-only",
        "class-order-changed",
        "classes-from-one-in-matrix",
        "counts-overflow",
        "one-class-skipped",
        "matrix-wrong",
    ),
)
def check_confusion_matrix(confusion_matrix: Function, rng: np.random.Generator) -> None:
    """All classes with lopsided errors; some absent; many images; other integer types."""
    few = rng.permutation(np.repeat(np.arange(10), 2))  # every class, so that none is absent yet
    require_dependence_on_input(confusion_matrix, (few, few), (few, (few + 1) % 10), MATRIX_EXAMPLE)
    for absent, images, types in (
        ((), 400, (np.uint8, np.int64)),
        ((4, 9), 300, (np.int64, np.int64)),
        ((), 7000, (np.uint8, np.uint8)),
        (tuple(range(1, 10)), 12, (np.int64, np.int32)),
    ):
        classes = [k for k in range(10) if k not in absent]
        y_true = rng.choice(classes, size=images)
        y_pred = np.where(rng.random(images) < 0.6, y_true, rng.choice(classes, size=images))
        # More often one way than the other, and every class in at least one pair.
        y_pred = np.where((y_true == classes[0]) & (rng.random(images) < 0.5), classes[-1], y_pred)
        y_true[: len(classes)] = y_pred[: len(classes)] = classes
        given = y_true.astype(types[0]), y_pred.astype(types[1])
        wanted = np.zeros((10, 10), dtype=np.int64)
        np.add.at(wanted, (y_true, y_pred), 1)
        if absent and confusion_matrix.try_call(*given).raised("IndexError"):
            fail(
                "absent-class-left-out",
                f"When only {len(classes)} of the ten classes occur, your code raised IndexError: "
                "it has no row for the highest of them. Expected (10, 10) always.",
                SHAPE_EXAMPLE,
            )
        got = expect.array(
            require_repeatable(confusion_matrix, *given, example=MATRIX_EXAMPLE),
            what="confusion_matrix(y_true, y_pred)",
            example=MATRIX_EXAMPLE,
        )
        _explain_matrix(got, wanted, len(classes))
        expect.close(got, wanted, "the matrix", "matrix-wrong", MATRIX_EXAMPLE, tolerance=1e-9)


def _explain_matrix(got: np.ndarray, wanted: np.ndarray, classes: int) -> None:
    if classes < 10 and got.shape == (classes, classes):
        fail(
            "absent-class-left-out",
            f"the matrix has shape {got.shape} when only {classes} of the classes occur; expected "
            "(10, 10) always, with zeros for the others.",
            SHAPE_EXAMPLE,
        )
    if got.shape == (11, 11):
        fail(
            "eleven-classes-in-matrix",
            "the matrix has shape (11, 11); expected (10, 10).",
            SHAPE_EXAMPLE,
        )
    if classes < 10 and got.ndim == 2 and max(got.shape) < 10:
        fail(
            "absent-class-left-out",
            f"the matrix has shape {got.shape} when some classes do not occur; expected (10, 10).",
            SHAPE_EXAMPLE,
        )
    expect.array(
        got,
        shape=(10, 10),
        what="confusion_matrix(y_true, y_pred)",
        example=MATRIX_EXAMPLE,
        finite=False,
    )
    if allclose_same_shape(got, wanted, 1e-9):
        return
    diagonal = np.diag(wanted.diagonal())
    # One cell that differs, as the words of the message.
    cell = tuple(int(i) for i in np.argwhere(~np.isclose(got, wanted, equal_nan=True))[0])
    pair = f"the cell at {cell} is {got[cell]:.4g}; expected {wanted[cell]}"
    names = _alphabetical()
    with np.errstate(all="ignore"):
        shares = [
            wanted / wanted.sum(axis=1, keepdims=True),
            wanted / wanted.sum(axis=0, keepdims=True),
            wanted / wanted.sum(),
        ]
    shares += [np.nan_to_num(share) for share in shares]
    down = np.zeros_like(wanted)
    down[1:, 1:] = wanted[:-1, :-1]
    up = np.zeros_like(wanted)
    up[:-1, :-1] = wanted[1:, 1:]
    match_known_mistake(
        got,
        wanted,
        [
            ("matrix-transposed", wanted.T, f"{pair}. Rows and columns are exchanged."),
            ("repeated-pairs-lost", (wanted > 0), f"{pair}. Every pair was counted once only."),
            *(("shares-for-matrix", each, f"{pair}: a count, not a share.") for each in shares),
            *(("shares-for-matrix", 100 * each, f"{pair}: a count.") for each in shares),
            ("errors-only", wanted - diagonal, f"{pair}. The right guesses are missing."),
            ("hits-only", diagonal, f"{pair}. Only the right guesses were counted."),
            (
                "class-order-changed",
                wanted[np.ix_(names, names)],
                f"{pair}. The classes are in alphabetical order; expected 0 to 9.",
            ),
            (
                "class-order-changed",
                wanted[::-1, ::-1],
                f"{pair}. The classes run from 9 to 0; expected 0 to 9.",
            ),
            ("classes-from-one-in-matrix", down, f"{pair}. Class 0 belongs to row 0."),
            ("classes-from-one-in-matrix", up, f"{pair}. Class 0 belongs to row 0."),
        ],
        MATRIX_EXAMPLE,
        tolerance=1e-6,
    )
    match_known_mistake(
        got,
        wanted,
        [
            ("counts-overflow", wanted % 256, f"{pair}. Counts past 255 wrapped around."),
            (
                "counts-overflow",
                wanted.astype(np.uint8).astype(np.int8),
                f"{pair}. Counts past 127 wrapped around.",
            ),
            ("counts-overflow", np.minimum(wanted, 255), f"{pair}. Counts stop at 255."),
        ],
        MANY_EXAMPLE,
        tolerance=1e-6,
    )
    for skipped in (0, 9):
        without = wanted.copy()
        without[skipped, :] = 0
        crossed = without.copy()
        crossed[:, skipped] = 0
        match_known_mistake(
            got,
            wanted,
            [
                ("one-class-skipped", without, f"{pair}. Class {skipped} was not counted."),
                ("one-class-skipped", crossed, f"{pair}. Class {skipped} was not counted."),
            ],
            ALL_CLASSES_EXAMPLE,
        )


def _alphabetical() -> np.ndarray:
    from fmnist_lab.data import CLASS_NAMES

    return np.argsort(np.asarray(CLASS_NAMES))


RECALL_EXAMPLE = """\
matrix = np.zeros((10, 10), dtype=int)
matrix[2] = [0, 0, 6, 0, 3, 0, 0, 0, 0, 0]
matrix[4, 4] = 8
per_class_recall(matrix)  # expected 0.66666667 for class 2, 1 for class 4, NaN for the others"""


@graded(
    points=3,
    statement="`per_class_recall` gives the share found of each class, NaN where a class is absent.",
    codes=(
        "precision-for-recall",
        "f1-for-recall",
        "share-of-all-for-recall",
        "overall-for-each-class",
        "misses-for-recall",
        "recall-in-percent",
        "count-for-recall",
        "recall-divided-as-integers",
        "recall-averaged",
        "recall-rounded",
        "errors-for-divisor",
        "absent-class-not-nan",
        "absent-class-dropped",
        "absent-class-raises",
        "recall-wrong",
    ),
)
def check_per_class_recall(per_class_recall: Function, rng: np.random.Generator) -> None:
    """All classes present; one never guessed; then one and two absent."""
    some = rng.integers(1, 30, size=(10, 10))
    require_dependence_on_input(
        per_class_recall, (some,), (30 * np.eye(10, dtype=int),), RECALL_EXAMPLE
    )
    for case in ("full", "never guessed", "absent", "two absent"):
        matrix = rng.integers(1, 30, size=(10, 10))
        matrix[np.diag_indices(10)] += rng.integers(20, 80, size=10)
        chosen = rng.choice(10, size=2, replace=False)
        if case == "never guessed":
            matrix[:, chosen[0]] = 0
        elif case != "full":
            absent = chosen if case == "two absent" else chosen[:1]
            matrix[absent, :] = 0
        outcome = per_class_recall.try_call(matrix)
        if outcome.exception_type is not None and "absent" in case:
            fail(
                "absent-class-raises",
                f"A matrix with a row of zeros raised {outcome.exception_type}; expected NaN for "
                f"that class.{outcome.place}",
                RECALL_EXAMPLE,
            )
        value = outcome.value if outcome.exception_type is None else per_class_recall(matrix)
        _judge_recall(value, matrix)


def _judge_recall(value: object, matrix: np.ndarray) -> None:
    images = matrix.sum(axis=1)
    present = images > 0
    hits = matrix.diagonal()
    what = "per_class_recall(matrix)"
    if isinstance(value, (float, int)) or (isinstance(value, np.ndarray) and value.ndim == 0):
        fail(
            "recall-averaged",
            f"{what} is one number, {float(value):.4g}; expected ten, one for each class.",
            RECALL_EXAMPLE,
        )
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        value = [np.nan if v is None else v for v in value]
    got = expect.array(value, what=what, example=RECALL_EXAMPLE, finite=False)
    if not present.all() and got.shape == (int(present.sum()),):
        fail(
            "absent-class-dropped",
            f"{what} has {got.size} values when {10 - got.size} of the ten classes have no "
            "images; expected ten values, with NaN for those.",
            RECALL_EXAMPLE,
        )
    got = expect.array(got, shape=(10,), what=what, example=RECALL_EXAMPLE, finite=False)
    with np.errstate(all="ignore"):
        wanted = hits / images
        precision = hits / matrix.sum(axis=0)
        f1 = 2 * hits / (images + matrix.sum(axis=0))
        mistakes = [
            ("precision-for-recall", precision, "the precision: columns were summed, not rows"),
            ("f1-for-recall", f1, "the F1 score, which mixes recall with precision"),
            ("share-of-all-for-recall", hits / matrix.sum(), "the diagonal divided by all images"),
            ("share-of-all-for-recall", images / matrix.sum(), "the share of the class itself"),
            (
                "overall-for-each-class",
                np.full(10, hits.sum() / matrix.sum()),
                "the accuracy of all classes together",
            ),
            ("misses-for-recall", 1 - wanted, "the share that was missed"),
            ("recall-in-percent", 100 * wanted, "in percent; expected a share from 0 to 1"),
            ("count-for-recall", hits, "a count; expected a share"),
            (
                "recall-divided-as-integers",
                hits // np.maximum(images, 1),
                "the share cut off to a whole number",
            ),
            (
                "errors-for-divisor",
                hits / (images - hits),
                "the diagonal divided by the errors of the class",
            ),
        ]
    known = present & np.isfinite(wanted)
    for code, values, meaning in mistakes:
        same = np.isclose(got[known], values[known], rtol=0, atol=1e-6, equal_nan=True)
        right = np.isclose(values[known], wanted[known], rtol=0, atol=1e-6, equal_nan=True)
        if same.all() and not right.all():
            k = int(np.flatnonzero(known)[np.flatnonzero(~right)[0]])
            fail(
                code,
                f"the recall of class {k} is {got[k]:.4g}; expected {wanted[k]:.4g}. This is "
                f"{meaning}.",
                RECALL_EXAMPLE,
            )
    rounded = np.abs(got[known] - wanted[known])
    if 1e-5 < rounded.max() <= 0.0051:
        for digits in (2, 3, 4):
            if np.allclose(got[known], np.round(wanted[known], digits), atol=1e-9):
                fail(
                    "recall-rounded",
                    f"the recalls are rounded to {digits} digits; expected unrounded values.",
                    RECALL_EXAMPLE,
                )
    for claimed in got[~present]:
        if not np.isnan(claimed):
            fail(
                "absent-class-not-nan",
                f"the recall of a class without images is {claimed:g}; expected NaN.",
                RECALL_EXAMPLE,
            )
    expect.close(got, wanted, "the recall", "recall-wrong", RECALL_EXAMPLE, tolerance=1e-5)


PAIR_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[6, 0] = 87
matrix[2, 4], matrix[4, 2] = 80, 75
matrix[8, 8], matrix[8, 5], matrix[5, 8] = 100, 60, 55
pair = most_confused(matrix)
pair  # expected (6, 0)"""
MIRRORED_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[0, 6], matrix[4, 2] = 87, 80
pair = most_confused(matrix)
pair  # expected (0, 6)"""
TIE_EXAMPLE = """\
matrix = 900 * np.eye(10, dtype=int)
matrix[6, 0] = matrix[0, 6] = 87
pair = most_confused(matrix)
pair  # expected (6, 0) or (0, 6), one of them"""


@graded(
    points=2,
    statement="`most_confused` finds the largest count off the diagonal: (true, guessed).",
    codes=(
        "diagonal-counted",
        "pair-reversed",
        "flat-index-for-pair",
        "names-for-pair",
        "directions-added",
        "largest-share-for-count",
        "least-confused",
        "count-for-pair",
        "worst-class-for-pair",
        "several-pairs",
        "half-of-the-matrix",
        "pair-wrong",
    ),
)
def check_most_confused(most_confused: Function, rng: np.random.Generator) -> None:
    """Rows of unequal size, both directions of a pair, small counts, ties."""
    first, second = _matrix_for("upper", rng), _matrix_for("upper", rng)
    while np.argmax(first * (1 - np.eye(10))) == np.argmax(second * (1 - np.eye(10))):
        second = _matrix_for("upper", rng)
    require_dependence_on_input(most_confused, (first,), (second,), PAIR_EXAMPLE)
    for case in ("plain", "upper", "lower", "unequal rows", "both directions", "few", "tie"):
        matrix, example = _matrix_for(case, rng), PAIR_EXAMPLE
        value = most_confused(matrix)
        _judge_pair(value, matrix, example)


def _matrix_for(case: str, rng: np.random.Generator) -> np.ndarray:
    matrix = rng.integers(0, 40, size=(10, 10))
    matrix[np.diag_indices(10)] = rng.integers(600, 900, size=10)
    a, b, c, d = (int(k) for k in rng.choice(10, size=4, replace=False))
    low, high = min(a, b), max(a, b)
    if case == "plain":
        matrix[a, b], matrix[b, a] = 87, 41
        # The largest count on the other side of the diagonal is not the mirror image.
        matrix[(max(c, d), min(c, d)) if a < b else (min(c, d), max(c, d))] = 60
    elif case == "upper":
        matrix[low, high], matrix[high, low] = 95, 41
    elif case == "lower":
        matrix[high, low], matrix[low, high] = 95, 41
    elif case == "unequal rows":  # the largest count is not the largest share
        matrix[a, b] = 120
        matrix[c, c], matrix[c, d] = 150, 90
    elif case == "both directions":  # the largest sum is elsewhere
        matrix[a, b], matrix[b, a] = 110, 2
        matrix[c, d], matrix[d, c] = 90, 85
    elif case == "few":  # counts on the diagonal smaller than those beside it
        matrix = rng.integers(0, 4, size=(10, 10))
        matrix[a, b], matrix[b, a] = 9, 6
        matrix[c, c] = 20
    elif case == "tie":
        matrix[a, b] = matrix[c, d] = 77
    return matrix


def _judge_pair(value: object, matrix: np.ndarray, example: str) -> None:
    errors = matrix.copy()
    np.fill_diagonal(errors, -1)
    largest = int(errors.max())
    wanted = [tuple(int(i) for i in place) for place in np.argwhere(errors == largest)]
    right = " or ".join(str(pair) for pair in wanted)
    what = "most_confused(matrix)"
    if value is None:
        fail("returns-none", f"{what} is None; expected a pair. Is there a `return`?", example)
    if isinstance(value, str) or (
        isinstance(value, (list, tuple)) and any(isinstance(v, str) for v in value)
    ):
        fail("names-for-pair", f"{what} gives names; expected two numbers.", example)
    if isinstance(value, (int, float)) or (isinstance(value, np.ndarray) and value.size == 1):
        number = int(np.asarray(value).item())
        flat = {int(np.argmax(m)) for m in (errors, matrix)}
        if number in flat and number > 9:
            fail(
                "flat-index-for-pair",
                f"{what} is {number}: a position in the flattened matrix; expected {right}.",
                example,
            )
        if number == largest:
            fail("count-for-pair", f"{what} is {number}: the count; expected {right}.", example)
        fail("worst-class-for-pair", f"{what} is one number, {number}; expected {right}.", example)
    found = expect.array(value, what=what, example=example)
    if found.size == 2 * len(wanted) and len(wanted) > 1 and found.ndim == 2:
        fail(
            "several-pairs",
            f"{what} gives {len(wanted)} pairs when they are equally frequent; expected one.",
            TIE_EXAMPLE,
        )
    if found.shape == (1, 2):  # np.argwhere
        fail(
            "several-pairs",
            f"{what} has shape (1, 2), a list with one pair in it; expected the pair, {right}.",
            example,
        )
    if found.shape == (2, 1):  # (array([6]), array([0])), as np.where gives it, unpacks as well
        found = found[:, 0]
    flat_pair = expect.array(found, shape=(2,), what=what, example=example)
    pair = (int(flat_pair[0]), int(flat_pair[1]))
    if pair in wanted and allclose_same_shape(flat_pair, np.asarray(pair), 0):
        return
    said = f"{what} is {pair}; expected {right}"
    if pair[0] == pair[1]:
        fail("diagonal-counted", f"{said}: two different classes.", example)
    # of a function that never looks above the diagonal, the usual example shows nothing
    one_sided = MIRRORED_EXAMPLE if pair[0] > pair[1] else example
    if pair[::-1] in wanted:
        fail("pair-reversed", f"{said}: the true class comes first.", one_sided)
    hidden = errors.astype(float)
    np.fill_diagonal(hidden, np.nan)
    rows = hidden / matrix.sum(axis=1, keepdims=True)
    columns = hidden / matrix.sum(axis=0, keepdims=True)
    both = hidden + hidden.T
    for code, values, meaning in (
        ("directions-added", both, "the largest sum of both directions"),
        ("largest-share-for-count", rows, "the largest share of a row"),
        ("largest-share-for-count", columns, "the largest share of a column"),
        ("least-confused", -hidden, "the smallest count"),
        ("half-of-the-matrix", np.where(np.triu(np.ones((10, 10)), 1) > 0, hidden, np.nan), ""),
        ("half-of-the-matrix", np.where(np.tril(np.ones((10, 10)), -1) > 0, hidden, np.nan), ""),
    ):
        best = np.argwhere(values == np.nanmax(values))
        if any(pair == (int(i), int(j)) for i, j in best):
            looked = meaning or "the largest count on one side of the diagonal only"
            fail(code, f"{said}. This is {looked}.", example if meaning else one_sided)
    fail("pair-wrong", f"{said}, where the largest count stands.", example)
