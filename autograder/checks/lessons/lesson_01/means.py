"""``mean_image``: the images of one class averaged, pixel by pixel."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.lessons.lesson_01.mean_mistakes import (
    SHAPE_MISTAKES,
    VALUE_MISTAKES,
    WRONG_AXIS,
    Question,
    mean,
    number_of,
)
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Behaves,
    Mistake,
    Raises,
    allclose_same_shape,
    codes_of,
    difference,
    fail_with,
    find_mistakes,
    still_fitting,
)

MEAN_EXAMPLE = """\
x = np.zeros((4, 784), dtype=np.uint8)
x[0], x[1], x[2], x[3] = 200, 100, 10, 101
x[:, 1] = 0
x[1, 28] = 0
mean = mean_image(x, np.array([5, 5, 2, 5]), 5)
mean.shape, mean[0, :3], mean[1, 0], mean[-1, -1]
# expected (28, 28), [133.67, 0, 133.67], 100.33 and 133.67"""
# 0 counts as False, so that a function may be wrong for class 0 alone
ZERO_EXAMPLE = MEAN_EXAMPLE.replace("[5, 5, 2, 5]), 5", "[0, 0, 2, 0]), 0")
TOLERANCE = 0.02  # what rounding to two decimals and float32 may change


def _two_of_class(y: Any = None) -> tuple[np.ndarray, Any, int]:
    """Three images with first pixels 1, 5 and 7; the first two are of class 5."""
    x = np.zeros((3, 784), dtype=np.uint8)
    x[:, 0] = 1, 5, 7
    return x, np.array([5, 5, 2]) if y is None else y, 5


def _answer(function: Function, *arguments: Any) -> np.ndarray:
    """What a further call gives, flat; empty when it gives no array."""
    value = function.ask(*arguments).value
    try:
        return np.empty(0) if value is None else np.asarray(value, dtype=np.float64).ravel()
    except (TypeError, ValueError):
        return np.empty(0)


def _is_right_for_a_list(function: Function) -> bool:
    """Whether labels in a list, whose items are the same objects as `label`, give the mean."""
    value = _answer(function, *_two_of_class([5, 5, 2]))
    return value.size == 784 and value[0] == 3


def _chooses_first_pixel(function: Function) -> bool:
    """Whether the image whose first pixel is 5 stands for class 5, in place of the labelled one."""
    value = _answer(function, *_two_of_class(np.array([5, 2, 2])))
    return value.size == 784 and value[0] == 5


def _takes_row(function: Function) -> bool:
    """Whether row `label` is looked at alone: with an axis of length 1 its mean is an image."""
    x = np.zeros((3, 1, 784), dtype=np.uint8)
    x[:, 0, 0] = 1, 5, 7
    value = _answer(function, x, np.array([1, 1, 0]), 2)
    return value.size == 784 and value[0] == 7


def _is_share_of_equal_pixels(function: Function) -> bool:
    """Whether images whose pixels are all the label give 1: True, averaged."""
    x, y = np.full((10, 784), 5, dtype=np.uint8), np.array([5, 5, 2, 0, 1, 3, 4, 6, 7, 8])
    return bool(np.array_equal(_answer(function, x, y, 5), np.ones(784)))


def _takes_another_order(function: Function) -> bool:
    """Whether the answer is right when the arguments come in another order."""
    for arguments in list(permutations(_two_of_class()))[1:]:
        value = _answer(function, *arguments)
        if value.size == 784 and value[0] == 3:
            return True
    return False


IS, IN_PIXELS = "is-for-equal", "label-looked-for-in-pixels"
CHOSE_NOTHING = (
    Mistake(
        IS,
        Behaves(_is_right_for_a_list),
        "No image was chosen: `is` is never true for a label of y",
    ),
    Mistake(IN_PIXELS, Behaves(_chooses_first_pixel), "Images were chosen by their first pixel"),
)


MIXED_UP_OR_ASKED_OF_ALL = (
    Mistake(
        "arguments-mixed-up",
        Raises("Exception", asks=_takes_another_order),
        "It works when the arguments come in another order than x, y, label",
    ),
    Mistake(
        "condition-for-all-labels",
        Raises(
            "ValueError",
            "truth value of an array",
            r"^(el)?if\b.*(\by\b\s*==|==\s*y\b(?![\[.]))",
        ),
        "`y` holds all labels: the comparison has one True or False for each of them",
    ),
)


def _exceptions(x: np.ndarray, y: np.ndarray, label: int) -> Sequence[Mistake]:
    n = number_of(x, y, label)

    def reshape(size: int | str, line: str = "", asks: Any = None) -> Raises:
        return Raises(
            "ValueError", rf"cannot reshape array of size {size} into shape \(28,28\)", line, asks
        )

    return (
        *MIXED_UP_OR_ASKED_OF_ALL,
        Mistake(
            IS,
            reshape(1, "", _is_right_for_a_list),
            "No image was chosen: `is` is never true for a label of y",
        ),
        Mistake(
            IN_PIXELS,
            reshape(1, r"\bx\s*==|x\[:, ?0\]"),
            "This line compares pixels with the label; the labels are in y",
        ),
        Mistake(
            "label-as-row-number",
            reshape(1, "", _takes_row),
            "`x[label]` is one row of x, and its mean is one number",
        ),
        Mistake(
            WRONG_AXIS, reshape(1), "One number is left: the mean was taken over the pixels too"
        ),
        Mistake(
            WRONG_AXIS,
            reshape(f"({n}|{len(y)})"),
            "There is one mean for each image, not for each pixel",
        ),
        Mistake(
            "reshaped-before-mean",
            reshape(f"({n * 784}|{x.size})"),
            "All images together are more than one picture: average first",
        ),
        Mistake(
            "label-taken-off-twice", reshape(783), "A pixel was taken off: x has no label any more"
        ),
        Mistake(
            "picture-not-28-by-28",
            Raises("ValueError", r"cannot reshape array of size 784"),
            "784 pixels make 28 rows of 28",
        ),
        Mistake(
            "mask-needs-an-axis",
            Raises(
                "ValueError",
                rf"broadcast together with shapes .*\({len(y)},784\) ?\({len(y)},\)|"
                rf"broadcast together with shapes \({len(y)},\) ?\({len(y)},784\)",
            ),
            "A mask of shape (n,) can't be multiplied with images of shape (n, 784)",
        ),
        Mistake(
            "flat-image-and-picture",
            Raises(
                "ValueError",
                r"broadcast together with shapes (\(28,28\) ?\(784,\)|\(784,\) ?\(28,28\))",
            ),
            "A flat image of 784 pixels can't be added to a picture of 28 x 28",
        ),
        Mistake(
            "mask-on-wrong-axis",
            Raises("IndexError", r"boolean index did not match.*axis 1"),
            "The mask stands at the second place, where the pixels are chosen; images are chosen at the first",
        ),
        Mistake(
            "list-has-no-mean",
            Raises("AttributeError", r"'list' object has no attribute '(mean|sum|reshape|astype)'"),
            "A list has no such method; `np.mean(the_list, axis=0)` averages a list of images",
        ),
    )


@graded(
    points=3,
    statement="`mean_image` averages the images of one class, pixel by pixel, as (28, 28).",
    codes=(
        *codes_of((*VALUE_MISTAKES, *SHAPE_MISTAKES, *CHOSE_NOTHING)),
        *codes_of(_exceptions(*_two_of_class())),
        "divided-by-wrong-number",
        "nothing-chosen",
        "mean-not-reshaped",
        "picture-all-zero",
        "mean-subtracted",
        "pixels-in-other-places",
        "pixels-not-filled",
        "ignores-its-argument",
        "mean-wrong",
    ),
)
def check_mean_image(mean_image: Function, rng: np.random.Generator) -> None:
    """Bright images, so that sums leave uint8; classes in the middle and at both ends, and 1 row."""
    mean_image = mean_image.with_deadline(IMPORT_CALL_SECONDS)
    questions = _questions(rng)
    for number, question in enumerate(questions):
        label = question[2]
        example = MEAN_EXAMPLE if label else ZERO_EXAMPLE
        asked = mean_image.with_mistakes(_exceptions(*question), example)
        what = f"`mean_image(x, y, {label})`"
        got = expect.array(asked(*question), what=what, example=example, finite=False)
        wanted = mean(*question).reshape(28, 28)
        if allclose_same_shape(got, wanted, TOLERANCE):
            continue
        others = questions[:number] + questions[number + 1 :]
        _explain(mean_image, question, got, others, example)
        if number == 0:
            other = (255 - question[0], *question[1:])
            require_dependence_on_input(mean_image, question, other, MEAN_EXAMPLE)
        expect.array(got, shape=(28, 28), what=what, example=example)
        expect.close(got, wanted, "The mean", "mean-wrong", example, tolerance=1e-4)


def _questions(rng: np.random.Generator) -> list[Question]:
    """The class has the first row in one question and the last row in another.

    Row number ``label`` is never an image of the class.
    """
    middle = int(rng.integers(1, 9))
    questions = []
    for label, members, first, last in (
        *((middle, 7, True, False), (0, 6, False, True)),
        *((9, 5, False, False), (middle, 1, False, False)),
    ):
        others = [k for k in range(10) if k != label] * 2
        ends: tuple[bool, ...] = ()
        while ends != (first, last, False):
            y = rng.permutation(others + [label] * members).astype(np.uint8)
            ends = y[0] == label, y[-1] == label, y[label] == label
        x = rng.integers(0, 256, size=(len(y), 784)).astype(np.uint8)
        x[:, ::2] |= 128
        questions.append((x, y, label))
    return questions


def _explain(
    mean_image: Function,
    question: Question,
    got: np.ndarray,
    others: Sequence[Question],
    example: str,
) -> None:
    """Fail with the mistakes that predict this answer and those to the other questions."""
    n = number_of(*question)
    if got.size and not np.isfinite(got).any():
        seen = f"The result is {got.ravel()[0]} everywhere."
        nothing = find_mistakes(got, mean(*question), CHOSE_NOTHING, function=mean_image)
        fail_with(nothing, example, seen)
        if np.isnan(got).all():
            text = f"{seen} So is the mean of no image: is your condition true for any row?"
            fail("nothing-chosen", text, example)
    seen = f"The result has shape {got.shape} for {n} images of the class; expected (28, 28)."
    if got.ndim == 0:
        seen = f"The result is {got:.5g} for {n} images of the class; expected shape (28, 28)."
    fail_with(find_mistakes(got, mean(*question), SHAPE_MISTAKES, question), example, seen)
    if got.size != 784:
        return
    flat, wanted = got.reshape(784), mean(*question)
    if allclose_same_shape(flat, wanted, TOLERANCE):
        fail("mean-not-reshaped", f"The values are right. {seen}", example)
    answers = [(question, flat)]
    answers += [(other, _answer(mean_image, *other)) for other in others if number_of(*other) > 1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the mean of no image is a prediction too
        answers = [(asked, given) for asked, given in answers if given.size == 784]
        fitting = still_fitting(VALUE_MISTAKES, answers, tolerance=0.01)
    pair = difference(flat.reshape(28, 28), wanted.reshape(28, 28), "Pixel", TOLERANCE)
    if flat.max() <= 1 and _is_share_of_equal_pixels(mean_image):
        text = f"{pair}. Each number is the share of pixels that are equal to the label."
        fail(IN_PIXELS, text, example)
    if not flat.any():
        fail("picture-all-zero", f"Every pixel is 0. {pair}.", example)
    fail_with(fitting, example, f"{pair}.")
    if all(np.abs(given).max() < 1e-6 for _, given in answers):
        text = f"{pair}. Every pixel is 0, but for rounding."
        fail("mean-subtracted", text, example)
    _require_pixels_in_place(mean_image, question, flat, example)
    _require_no_wrong_divisor(answers, example)
    empty = np.abs(flat - wanted) > TOLERANCE
    if not flat[empty].any() and not empty.all():
        text = f"{pair}. {empty.sum()} of 784 pixels are 0, and all others are right."
        fail("pixels-not-filled", text, example)


def _require_pixels_in_place(
    mean_image: Function, question: Question, flat: np.ndarray, example: str
) -> None:
    """Fail when each pixel is right, at another place than it should be.

    Two images of numbers tell from where each was taken: no pixel has the same two numbers. The
    images of another class beside them hold 255.
    """
    _, _, label = question
    sources = np.zeros(784)
    for number, factor in ((np.arange(784) % 250, 1), (np.arange(784) // 250, 250)):
        x = np.full((3, 784), 255, dtype=np.uint8)
        x[1] = number
        y = np.array([label + 1, label, label + 1]) % 10
        given = _answer(mean_image, x, y.astype(np.uint8), label)
        if given.size != 784 or not np.isin(given, number).all():
            return
        sources += factor * given
    places = sources.astype(int)
    if places.max() > 783 or not allclose_same_shape(flat, mean(*question)[places], TOLERANCE):
        return
    other = int(np.argmax(places != np.arange(784)))
    row, column = divmod(other, 28)
    text = (
        f"At row {row}, column {column} of the picture stands pixel {places[other]} of the flat "
        f"image; expected pixel {other}."
    )
    if missing := 784 - len(np.unique(places)):
        text += f" {missing} of the 784 pixels stand nowhere."
    fail("pixels-in-other-places", text, example)


def _require_no_wrong_divisor(answers: Sequence[tuple[Question, np.ndarray]], example: str) -> None:
    """Fail when every answer is the sum of the class, divided by a whole number."""
    divisors = []
    for question, given in answers:
        total = mean(*question) * number_of(*question)
        if not given.any() or not allclose_same_shape(
            given, given.sum() / total.sum() * total, 0.01
        ):
            return
        divisors.append(total.sum() / given.sum())
    text = f"The sum of the images was divided by {divisors[0]:.6g}"
    if len(divisors) > 1 and max(divisors) - min(divisors) < 0.003 * divisors[0]:
        fail("divided-by-wrong-number", f"{text}, whatever the number of images.", example)
    # Of a large number no digit behind the point is known
    if all(d < 5000 and abs(d - round(d)) < 1e-5 * d for d in divisors):
        text += f", and the class has {number_of(*answers[0][0])} images."
        fail("divided-by-wrong-number", text, example)
