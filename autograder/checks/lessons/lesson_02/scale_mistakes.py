"""Known ways of scaling pixels wrongly, and what exceptions mean there."""

from __future__ import annotations

import numpy as np

from autograder.checks.calls import CallResult
from autograder.checks.lessons.lesson_02.shape_exceptions import OTHER_LIBRARY
from autograder.checks.mistakes import Mistake, Raises


def _has_out(result: CallResult) -> bool:
    return "out=" in result.line.replace(" ", "")


# Lines on which only Python's own min, max, any or all can have asked for the truth of an array.
# `or`, `and` and a second comparison between the brackets would have asked for it before.
_INNER = r"(?:(?! or | and )[^()<>])*"
_TERM = (
    r"(?:-?\d+ *[<>]=? *)?(?<![\w.])(?:min|max|any|all)"
    rf"\({_INNER}(?:[<>]{_INNER})?\)(?: *[<>]=? *-?\d+)?"
)
BUILTIN_ON_ROWS = (
    rf"^(?:(?:el)?if (?:not )?|[\w, ]+ = ){_TERM}(?:(?: or | and |, *){_TERM})* *(?::|$)|"
    r"^[^<>]*(?<![\w.])(?:min|max|any|all)\([^<>]*$"
)

RESCALE_EXCEPTIONS = (
    OTHER_LIBRARY,
    Mistake(
        "built-in-min-of-rows",
        Raises("ValueError", r"truth value of an array", BUILTIN_ON_ROWS),
        "`min`, `max`, `any` and `all` without an array and a dot before them are Python's own. They "
        "go along the first axis, and what they find there are arrays, with no single answer.",
    ),
    Mistake(
        "scaler-needs-a-table",
        Raises("ValueError", r"Found array with dim \d|Expected 2D array"),
        "The scalers of scikit-learn take tables with two axes, and no scaler is needed here.",
    ),
    Mistake(
        "name-not-defined",
        Raises("NameError", r"name 'images' is", r"images"),
        "In the lesson `images` is the name of a parameter. Has the first line of your function "
        "another name for it, or is the line above missing that makes `images`?",
    ),
    Mistake(
        "in-place-on-uint8",
        Raises("TypeError", r"same_kind"),
        lambda result: (
            f"{'`out=` asks for the result in an array that is there already. ' * _has_out(result)}"
            "Fractions do not fit into an array of whole numbers; expected a new array."
        ),
    ),
    Mistake(
        "number-for-array",
        Raises("TypeError", r"can be converted to Python scal", r"\b(float|int)\("),
        "`float(...)` and `int(...)` make one number of one number. The type of a whole array is "
        "changed by its method `astype`.",
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"module 'numpy' has no attribute 'float'"),
        "NumPy has no type of the bare name `float` any more; the type asked for here is "
        "`np.float32`.",
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"ndarray' object has no attribute '(to|type|float\d*|as_?type)'"),
        "The method of an array that changes the type is `astype`: `images.astype(...)`.",
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"ndarray' object has no attribute '(map|apply|applymap)'"),
        "An array needs no such method: arithmetic, such as `images / 2`, is done with every value.",
    ),
    Mistake(
        "dtype-assigned",
        Raises("ValueError", r"When changing to a (larger|smaller) dtype"),
        "Assigning to `dtype`, and `view`, do not convert the values: they read the same bytes as "
        "another type. `astype` converts.",
    ),
    Mistake(
        "not-callable",
        Raises("TypeError", r"dtype.*object is not callable"),
        "`dtype` tells the type of an array and can't be called; `astype(...)` changes it.",
    ),
    Mistake(
        "dtype-not-known",
        Raises("TypeError", r"data type .* not understood"),
        "NumPy knows no type of that name: is every letter right?",
    ),
    Mistake(
        "types-do-not-combine",
        Raises("TypeError", r"ufunc '.*' not supported for the input types|did not contain a loop"),
        "NumPy can't do this operation with these types: is a number written as a text, in quotes?",
    ),
)


def fixed_mistakes(bounds: str, both: str, pair: str, values: np.ndarray) -> list[Mistake]:
    """Mistakes by which a pixel becomes the same whatever is beside it."""
    whole = f"{bounds}, all whole numbers; expected fractions between 0 and 1."
    exchanged = f"{bounds}, with black and white exchanged; expected 0 for 0."
    some = int(values[values > 1].min(initial=255))
    clipped = f"{bounds}: all above 1 became 1; expected {some} to become {some / 255:.4f}."
    return [
        Mistake("values-left-at-255", lambda v: v, f"{both}."),
        Mistake("scaled-twice", lambda v: v / 255**2, f"{both}: 255 times more."),
        Mistake("fractions-cut-off", lambda v: np.floor(v / 255), whole),
        Mistake("fractions-cut-off", lambda v: np.rint(v / 255), whole),
        Mistake("divided-by-256", lambda v: v / 256, f"{both}: 255 is to become 1."),
        *(
            Mistake("values-rounded", lambda v, d=d: np.round(v / 255, d), f"{pair}: {d} decimals.")
            for d in (1, 2, 3, 4)
        ),
        Mistake(
            "values-rounded",
            lambda v: (v / 255).astype(np.float16),
            f"{pair}: these are numbers of three digits, as float16 has them.",
            tolerance=1e-7,
        ),
        Mistake(
            "values-rounded",
            lambda v: v.astype(np.float16) / np.float16(255),
            f"{pair}: these are numbers of three digits, as float16 has them.",
            tolerance=1e-7,
        ),
        Mistake(
            "wrapped-in-int8",
            lambda v: ((v + 128) % 256 - 128) / 255,
            f"{both}: above 127 the pixels became negative, as a cast to int8 makes them.",
        ),
        Mistake(
            "divided-the-wrong-way-round",
            lambda v: 255 / v,
            f"{bounds}: each is 255 divided by the pixel; expected the pixel divided by 255.",
        ),
        Mistake("scaled-to-minus-one", lambda v: v / 127.5 - 1, f"{both}."),
        Mistake("inverted", lambda v: 1 - v / 255, exchanged),
        Mistake("clipped-not-scaled", lambda v: np.clip(v, 0, 1), clipped),
        Mistake(
            "multiplied-by-255",
            lambda v: v * 255,
            f"{both}. Each value is 255 times as large as it was.",
        ),
        Mistake(
            "multiplied-by-255",
            lambda v: v * 255 % 256,
            f"{both}. Each value is what is left of 255 times the pixel in uint8.",
        ),
        Mistake(
            "remainder-for-quotient",
            lambda v: v % 255,
            f"{both}. Each value is the remainder of the division by 255.",
        ),
    ]


def statistics_mistakes(both: str, place: str) -> list[Mistake]:
    """Mistakes that use numbers which belong to the images at hand."""
    mistakes = []
    for axes in (None, (1, 2, 3), 0, (1, 2), 1, 2):
        kept = {"axis": axes, "keepdims": True}

        def by_maximum(v, kept=kept):  # type: ignore[no-untyped-def]
            return v / v.max(**kept)

        def by_range(v, kept=kept):  # type: ignore[no-untyped-def]
            return (v - v.min(**kept)) / (v.max(**kept) - v.min(**kept))

        def centred(v, kept=kept):  # type: ignore[no-untyped-def]
            return v - v.mean(**kept)

        def centred_share(v, kept=kept):  # type: ignore[no-untyped-def]
            return (v - v.mean(**kept)) / 255

        def standard(v, kept=kept):  # type: ignore[no-untyped-def]
            return (v - v.mean(**kept)) / v.std(**kept)

        def by_spread(v, kept=kept):  # type: ignore[no-untyped-def]
            return v / v.std(**kept)

        def by_length(v, kept=kept):  # type: ignore[no-untyped-def]
            return v / np.sqrt((v**2).sum(**kept))

        def by_sum(v, kept=kept):  # type: ignore[no-untyped-def]
            return v / v.sum(**kept)

        mistakes += [
            Mistake("scaled-by-own-maximum", by_maximum, f"{place}: divided by a maximum."),
            Mistake(
                "scaled-by-own-maximum", by_range, f"{place}: 0 and 1 are a minimum and a maximum."
            ),
            Mistake("standardised", standard, f"{place}: the mean became 0, the spread 1."),
            Mistake("standardised", centred, f"{place}: a mean was subtracted."),
            Mistake("standardised", centred_share, f"{place}: a mean was subtracted."),
            Mistake("standardised", by_spread, f"{place}: divided by a standard deviation."),
            Mistake("unit-length", by_length, f"{both}: the squares add up to 1."),
            Mistake("unit-length", by_sum, f"{both}: the values add up to 1."),
        ]
    return mistakes


def wrapped_steps(v: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """Steps in whole numbers before the division, as uint8 computes them: words and values."""
    steps = [("the pixel times itself", v * v), ("minus the pixel", -v)]
    # Times 64 or 128, the remainder is also that of a division by 4 or 2.
    factors = [factor for factor in range(2, 255) if factor % 64]
    steps += [(f"{factor} times the pixel", factor * v) for factor in factors]
    for number in range(1, 256):
        words = f"the pixel plus {number}, which is the pixel minus {256 - number},"
        steps.append((words, v + number))
    return [(words, values % 256) for words, values in steps]
