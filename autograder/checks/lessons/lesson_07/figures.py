"""Check of lesson 07: accuracy and loss on the test images."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import numpy as np

from autograder.checks import Function, Network, expect, fail, graded
from autograder.checks.lessons.lesson_07.figures_mistakes import (
    ACCURACY_TOLERANCE,
    accuracy_mistakes,
    broadcasting_mistakes,
    figures_of,
    loss_mistakes,
    loss_of_all_pairs,
    parts_of_the_images,
)
from autograder.checks.mistakes import Mistake, fail_with, find_mistakes
from autograder.checks.values import describe

LOSS_TOLERANCE = 0.0055  # two decimals
# Accuracy and loss of the recorded networks on the test images.
RECORDED_FIGURES = {"baseline": (0.8832, 0.31877), "fix": (0.9252, 0.21426)}

FIGURES_EXAMPLE = """\
guesses = model.predict(x_test, batch_size=500, verbose=0).argmax(axis=1)
np.mean(guesses == y_test)  # the accuracy on the 10,000 test images"""
NAMES_EXAMPLE = "model.evaluate(x_test, y_test, batch_size=500, verbose=0, return_dict=True)"
LOSS_EXAMPLE = """\
model.evaluate(x_test, y_test, batch_size=500, verbose=0)[0]  # the mean over all images"""


@graded(
    points=2,
    statement="`test_accuracy` and `test_loss` are the model's own figures on the test images.",
    codes=(
        "evaluate-not-unpacked",
        "comma-makes-tuple",
        "figure-for-each-image",
        "figures-are-text",
        "loss-and-accuracy-swapped",
        "accuracy-in-percent",
        "accuracy-rounded",
        "test-loss-rounded",
        "compared-with-itself",
        "entries-for-images",
        "error-rate-for-accuracy",
        "count-for-share",
        "confidence-for-accuracy",
        "validation-called-test",
        "training-called-test",
        "part-of-the-test-set",
        "test-images-unscaled",
        "test-images-scaled-twice",
        "test-images-altered",
        "compared-by-broadcasting",
        "argmax-over-everything",
        "threshold-for-argmax",
        "labels-out-of-order",
        "not-the-trained-model",
        "another-network",
        "hard-coded-figures",
        "test-loss-softmax-twice",
        "test-loss-of-bare-logits",
        "test-loss-of-another-formula",
        "test-loss-not-averaged",
        "test-loss-of-the-guess",
        "test-loss-without-logarithm",
        "test-loss-log-of-mean",
        "test-loss-over-all-classes",
        "test-loss-negative",
        "test-accuracy-wrong",
        "test-loss-wrong",
    ),
)
def check_test_figures(model: Network, test_accuracy: object, test_loss: object) -> None:
    """Compare with figures computed from the network; else find the mistake that gives theirs."""
    _explain_kind("test_accuracy", test_accuracy)
    _explain_kind("test_loss", test_loss)
    accuracy = expect.number(test_accuracy, "`test_accuracy`", FIGURES_EXAMPLE)
    loss = expect.number(test_loss, "`test_loss`", NAMES_EXAMPLE)

    x_test, y_test = _arrays("test")
    scores = _scores(model, x_test)
    right_figures = figures_of(scores, y_test)
    if _near_accuracy(accuracy, right_figures[0]) and _near_loss(loss, right_figures[1:]):
        return
    if _near_accuracy(loss, right_figures[0]) and _near_loss(accuracy, right_figures[1:]):
        fail(
            "loss-and-accuracy-swapped",
            f"`test_accuracy` is {accuracy:.4g} and `test_loss` is {loss:.4g}; expected the other "
            "way round.",
            NAMES_EXAMPLE,
        )
    if not _near_accuracy(accuracy, right_figures[0]):
        _explain_accuracy(model, accuracy, loss, scores, right_figures)
    _explain_loss(model, loss, accuracy, scores, right_figures[1])


def _explain_kind(name: str, value: object) -> None:
    """Fail for what is no single number."""
    is_list = isinstance(value, (list, tuple, dict))
    what = f"`{name}` is {describe(value)}; expected one number."
    if isinstance(value, tuple) and len(value) == 1:
        message = f"{what} A comma at the end of a line makes a tuple."
        fail("comma-makes-tuple", message, f"type({name})  # expected a float")
    if isinstance(value, Function):
        message = f"`{name}` is a function; expected one number. Are parentheses missing?"
        fail("wrong-type", message, f"type({name})  # expected a float")
    if isinstance(value, str):
        fail("figures-are-text", what, f"type({name})  # expected a float")
    if is_list or (isinstance(value, np.ndarray) and 1 < value.size <= 4):
        fail("evaluate-not-unpacked", what, NAMES_EXAMPLE)
    if isinstance(value, np.ndarray) and value.size > 4:
        fail("figure-for-each-image", what, f"np.shape({name})  # expected (), one number")


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


def _explain_accuracy(
    model: Network, got: float, loss: float, scores: np.ndarray, right_figures: tuple[float, ...]
) -> None:
    """Fail with the code of the mistake that gives this accuracy, most telling first."""
    x_test, y_test = _arrays("test")
    wanted = right_figures[0]
    pair = f"`test_accuracy` is {got:.4g}; {_expected(got, wanted)}."
    loss_agrees = _near_loss(loss, right_figures[1:])

    def explain(code: str, words: str) -> NoReturn:
        fail(code, f"{pair} {words}", FIGURES_EXAMPLE)

    for part, words in parts_of_the_images(len(y_test)):
        if _same_part(got, loss, figures_of(scores[part], y_test[part])):
            explain("part-of-the-test-set", f"It is the accuracy on the {words} only.")
    mistakes = accuracy_mistakes(scores, y_test)
    if loss_agrees:
        mistakes += broadcasting_mistakes(scores, y_test)
    fail_with(_found(got, wanted, mistakes), FIGURES_EXAMPLE, pair)
    loss_is_rounded = any(loss == round(value, 1) for value in right_figures[1:])
    if (loss_agrees or loss_is_rounded) and got in (round(wanted, 1), round(wanted, 2)):
        explain("accuracy-rounded", "Yours is rounded.")
    if got == 1 and round(loss, 2) != loss:
        explain("compared-with-itself", _all_right(loss, scores))
    for name, figures in RECORDED_FIGURES.items():
        if np.allclose((got, loss), figures, rtol=0, atol=1e-3):
            explain("another-network", f'It is the accuracy of `recorded.network("{name}")`.')
    for code, x, y, images in _other_images(x_test, y_test):
        if _same_images(got, loss, figures_of(_scores(model, x), y), right_figures):
            explain(code, f"It is the accuracy on the {images}.")
    if got in (0.8512, 0.9, 0.91, 0.915, 0.92, 0.925, 0.93, 0.95, 0.99, 1.0):
        explain("hard-coded-figures", _written_in(got))
    if got < 0.25 and wanted > 0.4:
        all_pairs = [loss_of_all_pairs(scores, y_test, clip) for clip in (1e-7, 0)]
        is_shuffled = any(abs(loss - value) < 0.03 * value for value in all_pairs)
        if abs(got - 0.1) < 0.015 and (is_shuffled or loss_agrees):
            explain(
                "labels-out-of-order",
                "This is what comes out when guesses and labels have nothing to do with each "
                "other, though `model` itself does better.",
            )
        if 2 < loss < 3:
            explain(
                "not-the-trained-model",
                f"With a loss of {loss:.3g} this is what a network gives before any training.",
            )
    explain("test-accuracy-wrong", "It is not what `model` reaches on the 10,000 test images.")


def _found(got: float, wanted: float, mistakes: list[Mistake]) -> list[Mistake]:
    return find_mistakes(np.asarray(got), np.asarray(wanted), mistakes, (), 1e-6)


def _same_part(accuracy: float, loss: float, figures: tuple[float, ...]) -> bool:
    near = abs(accuracy - figures[0]) < 1e-5
    return near and any(abs(loss - value) < 1e-3 for value in figures[1:])


def _all_right(loss: float, scores: np.ndarray) -> str:
    """What to say of an accuracy of 1, which a measured loss belongs to."""
    guesses = scores.argmax(axis=1)
    if _near_loss(loss, figures_of(scores, guesses)[1:]):
        return (
            "With this loss it is what `model.evaluate` gives when the network's own guesses stand "
            "in the place of the labels."
        )
    return (
        "All images count as right, as if the guesses were compared with the guesses, or the "
        "labels with the labels."
    )


def _written_in(got: float) -> str:
    if got == 0.8512:
        return "This is the number of the example in the comment."
    return "A figure this round is seldom a measurement."


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
        return abs(accuracy - other[0]) < 1e-5
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
    if x_test.ndim == 4:
        altered = "test-images-altered"
        centred = (x_test - x_test.mean()) / x_test.std()
        yield altered, 1 - x_test, y_test, "test images with black and white exchanged"
        yield altered, x_test[:, ::-1], y_test, "test images upside down"
        yield altered, x_test[:, :, ::-1], y_test, "test images with left and right exchanged"
        yield altered, x_test.swapaxes(1, 2), y_test, "test images with rows and columns exchanged"
        yield altered, 2 * x_test - 1, y_test, "test images scaled to -1 to 1"
        yield altered, centred, y_test, "test images with mean 0 and standard deviation 1"


def _explain_loss(
    model: Network, got: float, accuracy: float, scores: np.ndarray, wanted: float
) -> None:
    """The accuracy agrees and the loss does not: find the formula that gives it."""
    y = _arrays("test")[1]
    pair = f"`test_loss` is {got:.4g}; expected about {wanted:.2g}, the mean cross-entropy."
    found = _found(got, wanted, loss_mistakes(wanted, accuracy, scores, y))
    # A figure may have been rounded. One that was not is told by its further digits.
    exact = [m for m in found if abs(got - m.predicts) <= 2e-5 * max(abs(got), 0.1)]
    fail_with(exact or found, LOSS_EXAMPLE, pair)
    x_val, y_val = _arrays("validation")
    if any(abs(got - loss) < 2e-4 for loss in figures_of(_scores(model, x_val), y_val)[1:]):
        message = f"{pair} It is the loss on the 12,000 validation images."
        fail("validation-called-test", message, NAMES_EXAMPLE)
    if got == round(wanted, 1):
        message = (
            f"`test_loss` is {got:.4g}, rounded to one decimal; expected two or more decimals."
        )
        fail("test-loss-rounded", message, LOSS_EXAMPLE)
    if got in (0.2, 0.25, 0.3):
        message = f"{pair} A figure this round is seldom a measurement."
        fail("hard-coded-figures", message, NAMES_EXAMPLE)
    message = f"{pair} Yours is not what `model` reaches on the 10,000 test images."
    fail("test-loss-wrong", message, NAMES_EXAMPLE)
