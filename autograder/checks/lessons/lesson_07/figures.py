"""Check of lesson 07: accuracy and loss on the test images."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import numpy as np

from autograder.checks import Network, expect, fail, graded
from autograder.checks.mistakes import Mistake
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
    right_figures = _figures(scores, y_test)
    if _near_accuracy(accuracy, right_figures[0]) and _near_loss(loss, right_figures[1:]):
        return
    own_loss = right_figures[1]
    if _near_accuracy(loss, right_figures[0]) and _near_loss(accuracy, right_figures[1:]):
        fail(
            "loss-and-accuracy-swapped",
            f"`test_accuracy` is {accuracy:.4g} and `test_loss` is {loss:.4g}; expected the other "
            "way round.",
            NAMES_EXAMPLE,
        )
    if not _near_accuracy(accuracy, right_figures[0]):
        _explain_accuracy(model, accuracy, loss, scores, right_figures)
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
    model: Network, got: float, loss: float, scores: np.ndarray, right_figures: tuple[float, ...]
) -> None:
    """Fail with the code of the mistake that gives this accuracy, most telling first."""
    x_test, y_test = _arrays("test")
    wanted = right_figures[0]
    pair = f"`test_accuracy` is {got:.4g}; {_expected(got, wanted)}"
    n = len(y_test)
    hits = scores.argmax(axis=1) == y_test
    loss_agrees = _near_loss(loss, right_figures[1:])

    def explain(code: str, words: str) -> NoReturn:
        fail(code, pair + words, FIGURES_EXAMPLE)

    if abs(got - 100 * wanted) <= 100 * ACCURACY_TOLERANCE:
        explain("accuracy-in-percent", ": a share from 0 to 1.")
    if abs(got - n * wanted) <= n * ACCURACY_TOLERANCE and got > 1:
        explain("count-for-share", ": a share from 0 to 1, not a count.")
    if _near_accuracy(got, 1 - wanted):
        explain("error-rate-for-accuracy", ": the share that is right.")
    for first in (32, 64, 100, 128, 200, 256, 500, 1000, 2000, 5000):
        if _near_accuracy(got, float(hits[:first].mean())) and _near_loss(
            loss, _figures(scores[:first], y_test[:first])[1:]
        ):
            explain(
                "part-of-the-test-set",
                f". It is the accuracy on the first {first} images; expected all {n:,}.",
            )
    _explain_rule(got, scores, y_test, pair, loss_agrees)
    if got == round(wanted, 2) and loss_agrees:
        explain("accuracy-differs", ". Yours is rounded to two.")
    if got in (0.9, 0.91, 0.915, 0.92, 0.925, 0.93, 0.95, 1.0):
        explain("hard-coded-figures", ". A figure this round is seldom a measurement.")
    for code, x, y, images in _other_images(x_test, y_test):
        if _same_images(got, loss, _figures(_scores(model, x), y), right_figures):
            explain(code, f". It is the accuracy on the {images}.")
    if got < 0.25 and wanted > 0.4:
        if 2 < loss < 3:
            explain(
                "not-the-trained-model",
                f". A loss of {loss:.3g} is what a network gives before any training.",
            )
        explain("labels-out-of-order", ". This is chance, though `model` itself does better.")
    explain("accuracy-differs", ". It is not what `model` reaches on the 10,000 test images.")


def _expected(got: float, wanted: float) -> str:
    """Two decimals of the right accuracy, unless they would be those of ``got``."""
    if f"{got:.2f}" == f"{wanted:.2f}":
        return "expected the accuracy of `model` on the test images, to three decimals"
    return f"expected about {wanted:.2f}"


def _same_images(
    accuracy: float, loss: float, other: tuple[float, ...], right_figures: tuple[float, ...]
) -> bool:
    """Whether a student's two figures come from the images that gave ``other``."""
    if not _near_accuracy(accuracy, other[0]):
        return False
    if _near_loss(loss, other[1:]):
        return True
    if _near_loss(loss, right_figures[1:]):
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

    def explain(code: str, words: str) -> NoReturn:
        fail(code, f"`test_loss` is {got:.4g}; expected about {wanted:.2g}{words}", NAMES_EXAMPLE)

    for batch in (1, 32, 64, 100, 128, 256, 500, 512, 1000):
        total = wanted * len(y) / batch
        if abs(got - total) <= 0.02 * total and got > 2 * wanted:
            explain("test-loss-not-averaged", ": the mean, not a sum.")
    mistakes = _loss_mistakes(wanted, accuracy, scores, y)
    nearest = min(mistakes, key=lambda mistake: abs(got - mistake.predicts))
    value = nearest.predicts
    if abs(got - value) <= min(0.002, 0.02 * abs(value)) and abs(value - wanted) > 0.002:
        explain(nearest.code, f", the mean cross-entropy. This looks like {nearest.says}.")
    x_val, y_val = _arrays("validation")
    if _near_loss(got, _figures(_scores(model, x_val), y_val)[1:]):
        explain("validation-called-test", ". It is the loss on the 12,000 validation images.")
    if got in (0.2, 0.25, 0.3):
        explain("hard-coded-figures", ". A figure this round is seldom a measurement.")
    explain("loss-differs", ", the mean cross-entropy of `model` on the test images.")


def _loss_mistakes(
    wanted: float, accuracy: float, scores: np.ndarray, y: np.ndarray
) -> list[Mistake]:
    """What other formulas give in place of the mean cross-entropy ``wanted``."""
    probabilities = _probabilities(scores)
    rows, one_hot = np.arange(len(y)), np.eye(10)[y]
    logs = np.log(np.clip(probabilities, EPSILON, 1 - EPSILON))
    guess = float(-logs.max(axis=1).mean())
    binary = float(-(one_hot * logs + (1 - one_hot) * np.log1p(-np.exp(logs))).mean())
    squares = (probabilities - one_hot) ** 2
    formulas = (
        (float(squares.mean()), "the mean squared error"),
        (float(squares.sum(axis=1).mean()), "a squared error"),
        (binary, "the binary cross-entropy"),
        (wanted / np.log(2), "a logarithm to the base 2"),
        (wanted / np.log(10), "a logarithm to the base 10"),
        (1 - accuracy, "the share of errors"),
    )
    twice = _cross_entropy(_softmax(probabilities), y)
    mistakes = [
        Mistake("test-loss-softmax-twice", twice, "softmax taken twice"),
        Mistake("test-loss-negative", -wanted, "the same with the wrong sign"),
        *(Mistake("test-loss-of-another-formula", value, says) for value, says in formulas),
        Mistake("test-loss-not-averaged", wanted / 10, "a mean over the ten classes as well"),
        Mistake("test-loss-of-the-guess", guess, "the guessed class in place of the true one"),
    ]
    if not _are_probabilities(scores):
        clipped = np.clip(scores, EPSILON, 1 - EPSILON)
        mistakes += [
            Mistake("test-loss-of-bare-logits", value, "bare logits taken for probabilities")
            for value in (
                _cross_entropy(scores, y),
                _cross_entropy(clipped, y),
                float(-np.log(clipped[rows, y]).mean()),
            )
        ]
    return mistakes
