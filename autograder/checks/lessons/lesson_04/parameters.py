"""The check of lesson 04's `count_parameters`."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from autograder.checks import Function, expect, fail, graded
from autograder.checks.mistakes import Mistake, Raises, codes_of, fail_with, still_fitting

# Kernel size, channels in, filters. The first three tell every mistake apart from the others.
LAYERS = ((3, 8, 5), (5, 3, 16), (2, 7, 11))
MORE_LAYERS = ((3, 1, 32), (3, 32, 64), (1, 64, 10))


# All others of the parameters; (0, 2, 1) gives the same as one bias for each channel in.
ORDERS = ((1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0))


def count(k: Any, c: Any, f: Any) -> Any:
    """The weights and biases of a Conv2D layer."""
    return (k * k * c + 1) * f


def _per_channel(says: str, wrong: Any) -> Mistake:
    return Mistake("bias-per-input-channel", wrong, f"That is {says}")


def _caret(wrong: Any) -> Mistake:
    text = "That is what `^` gives, which is no power in Python: `3 ^ 2` is 1"
    return Mistake("caret-for-power", wrong, text)


def _added(formula: str, wrong: Any) -> Mistake:
    return Mistake(
        "added-for-multiplied", wrong, f"That is {formula}: a `+` stands where a `*` belongs"
    )


def _in_another_order(order: tuple[int, ...]) -> Mistake:
    names = ("kernel_size", "in_channels", "filters")
    taken = [f"`{name}` was taken as `{names[i]}`" for name, i in zip(names, order, strict=True)]
    moved = [text for i, text in enumerate(taken) if order[i] != i]
    says = ", ".join(moved[:-1]) + f" and {moved[-1]}"
    inverse = np.argsort(order)
    return Mistake(
        "parameters-swapped",
        lambda *sizes: count(*(sizes[i] for i in inverse)),
        f"That is the count when {says}",
    )


def _one_off(what: str, wrong: Any) -> Mistake:
    return Mistake("loop-off-by-one", wrong, f"That is the count for one {what}")


ONE_OFF = (
    ("filter less", lambda k, c, f: count(k, c, f - 1)),
    ("filter more", lambda k, c, f: count(k, c, f + 1)),
    ("channel less", lambda k, c, f: count(k, c - 1, f)),
    ("channel more", lambda k, c, f: count(k, c + 1, f)),
    ("row and column of the kernel less", lambda k, c, f: count(k - 1, c, f)),
    ("row and column of the kernel more", lambda k, c, f: count(k + 1, c, f)),
)


def _in_other_unit(unit: float) -> Mistake:
    times = f"times {unit:g}" if unit >= 1 else f"divided by {1 / unit:g}"
    return Mistake(
        "count-in-other-unit", lambda k, c, f: count(k, c, f) * unit, f"That is the count {times}"
    )


MORE = (
    ("a convolution before it", lambda k, c, f: count(k, 1, c) + count(k, c, f)),
    ("a convolution after it", lambda k, c, f: count(k, c, f) + count(k, f, f)),
    *(
        (
            f"a Dense layer with {n} outputs",
            lambda k, c, f, n=n, m=m: count(k, c, f) + _dense(m(k) * f, n),
        )
        for n in (1, 10)
        for m in (
            lambda k: (29 - k) ** 2,
            lambda k: ((29 - k) // 2) ** 2,
            lambda k: 28 * 28,
            lambda k: 14 * 14,
            lambda k: 1,
        )
    ),
)


def _dense(inputs: Any, outputs: int) -> Any:
    return (inputs + 1) * outputs


def _lengths(formula: str, wrong: Any) -> Mistake:
    text = f"That is {formula}: lengths, where all the weights are to be counted"
    return Mistake("lengths-for-count", wrong, text)


LENGTHS = (
    ("kernel_size", lambda k, c, f: k),
    ("kernel_size + 1", lambda k, c, f: k + 1),
    ("kernel_size + filters", lambda k, c, f: k + f),
    ("kernel_size + in_channels", lambda k, c, f: k + c),
    ("kernel_size + in_channels + filters", lambda k, c, f: k + c + f),
    ("kernel_size + in_channels + filters + 1", lambda k, c, f: k + c + f + 1),
    ("kernel_size + in_channels + filters + filters", lambda k, c, f: k + c + f + f),
    ("kernel_size + kernel_size + in_channels + filters", lambda k, c, f: 2 * k + c + f),
    (
        "kernel_size + kernel_size + in_channels + filters + filters",
        lambda k, c, f: 2 * k + c + f + f,
    ),
)

# What a wrong count computes for kernel sizes k, channels in c and filters f
COUNT_MISTAKES = (
    Mistake("bias-left-out", lambda k, c, f: k * k * c * f, "That is the weights without a bias"),
    Mistake(
        "one-bias-in-all", lambda k, c, f: k * k * c * f + 1, "That is one bias for the whole layer"
    ),
    _per_channel(
        "one bias for each pair of channel and filter", lambda k, c, f: (k * k + 1) * c * f
    ),
    _per_channel(
        "one bias for each channel in, as also comes out when channels and filters are swapped",
        lambda k, c, f: k * k * c * f + c,
    ),
    _per_channel(
        "one bias for each filter and one more for each channel in",
        lambda k, c, f: k * k * c * f + c + f,
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: 2 * k * k * c * f,
        "That is one bias for each weight",
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: (k * k * c + 2) * f,
        "That is two biases for each filter",
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: k * k * c * f * f,
        "That is the weights times the biases; they add up",
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: k * k * (c + 1) * f,
        "The + 1 was added to the number of channels: each filter then has k x k biases",
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: (k + 1) ** 2 * c * f,
        "The + 1 was added to the kernel size, before the square",
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: (k * k * c + f) * f,
        "That is as many biases for each filter as there are filters",
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: (k * k * c - 1) * f,
        "That is the weights less the biases; they add up",
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: k * k * c * (f + 1),
        "The + 1 was added to the number of filters: that is one filter more, and no bias",
    ),
    Mistake(
        "bias-counted-wrongly",
        lambda k, c, f: k * k * c * f + k * k,
        "That is as many biases as the kernel has places",
    ),
    *(_one_off(*pair) for pair in ONE_OFF),
    *(_in_other_unit(unit) for unit in (1 / 1_000_000, 1 / 1000, 1 / 1024, 4 / 1024, 4, 8, 32)),
    *(
        Mistake("other-layers-counted", wrong, f"That counts {says} as well")
        for says, wrong in MORE
    ),
    *(
        Mistake("outputs-for-weights", wrong, "That is how many values a 28 x 28 image gives")
        for wrong in (lambda k, c, f: (29 - k) ** 2 * f, lambda k, c, f: 28 * 28 * f)
    ),
    Mistake("weights-left-out", lambda k, c, f: f, "That is the biases alone"),
    Mistake(
        "square-reaches-too-far",
        lambda k, c, f: (k * k * c * c + 1) * f,
        "That squares the channels, too",
    ),
    Mistake(
        "square-reaches-too-far",
        lambda k, c, f: (k * c * c + 1) * f,
        "That squares the channels in place of the kernel size",
    ),
    Mistake(
        "square-reaches-too-far",
        lambda k, c, f: (k * c * f) ** 2 + f,
        "That squares the channels and the filters, too",
    ),
    Mistake(
        "input-channels-ignored",
        lambda k, c, f: (k * k + 1) * f,
        "That is a kernel that looks at one channel only",
    ),
    Mistake(
        "input-channels-ignored",
        lambda k, c, f: k * k * f,
        "That is a kernel that looks at one channel only, and no bias",
    ),
    Mistake("kernel-not-squared", lambda k, c, f: (k * c + 1) * f, "That is a kernel of one row"),
    Mistake(
        "kernel-not-squared",
        lambda k, c, f: k * c * f,
        "That is a kernel of one row, and no bias",
    ),
    Mistake(
        "kernel-not-squared",
        lambda k, c, f: (2 * k * c + 1) * f,
        "That is twice the kernel size where its square belongs",
    ),
    Mistake(
        "kernel-not-squared",
        lambda k, c, f: 2 * k * c * f,
        "That is twice the kernel size where its square belongs, and no bias",
    ),
    Mistake(
        "kernel-not-squared",
        lambda k, c, f: (2**k * c + 1) * f,
        "That is 2 to the power of the kernel size",
    ),
    _caret(lambda k, c, f: (k ^ (2 * c + 1)) * f),
    _caret(lambda k, c, f: ((k ^ 2) * c + 1) * f),
    _caret(lambda k, c, f: k ^ (2 * c * f + f)),
    _caret(lambda k, c, f: k ^ (2 * c * f)),
    _caret(lambda k, c, f: (k ^ 2) * c * f),
    Mistake("filters-ignored", lambda k, c, f: k * k * c + 1, "That is the count for one filter"),
    Mistake(
        "filters-ignored",
        lambda k, c, f: k * k + 1,
        "That is the count for one filter that looks at one channel",
    ),
    Mistake(
        "filters-ignored",
        lambda k, c, f: k * k * c,
        "That is the weights of one filter, without its bias",
    ),
    Mistake(
        "filters-ignored",
        lambda k, c, f: k * k * c + f,
        "That is the weights of one filter, and the biases of all",
    ),
    _added("k x k + channels x filters", lambda k, c, f: k * k + c * f),
    _added("k x k + channels x filters + filters", lambda k, c, f: k * k + c * f + f),
    _added("k x k x (channels + filters)", lambda k, c, f: k * k * (c + f)),
    _added("k x k x (channels + filters) + filters", lambda k, c, f: k * k * (c + f) + f),
    _added("k x k + channels + filters", lambda k, c, f: k * k + c + f),
    _added("(k x k + channels) x filters", lambda k, c, f: (k * k + c) * f),
    _added("(k x k + channels + 1) x filters", lambda k, c, f: (k * k + c + 1) * f),
    *(_lengths(*pair) for pair in LENGTHS),
    Mistake(
        "counts-positions",
        lambda k, c, f: count(k, c, f) * (29 - k) ** 2,
        "That counts the kernel once for each place it visits",
    ),
    Mistake(
        "counts-positions",
        lambda k, c, f: count(k, c, f) * 26**2,
        "That counts the kernel once for each of 26 x 26 places",
    ),
    Mistake(
        "counts-positions",
        lambda k, c, f: 28 * 28 * c * f + f,
        "That is a weight for each pixel of a 28 x 28 image",
    ),
    Mistake(
        "counts-positions",
        lambda k, c, f: 28 * 28 * c * f,
        "That is a weight for each pixel of a 28 x 28 image",
    ),
    *(_in_another_order(order) for order in ORDERS),
)

NAMES = ("kernel_size", "in_channels", "filters")
POWERS = {-1: " / {}", 0: "", 1: " x {}", 2: " x {0} x {0}", 3: " x {0} x {0} x {0}"}
BIASES: dict[str, Any] = {
    "": lambda k, c, f: 0,
    " + 1": lambda k, c, f: 1,
    " - 1": lambda k, c, f: -1,
    " + filters": lambda k, c, f: f,
    " - filters": lambda k, c, f: -f,
    " + in_channels": lambda k, c, f: c,
    " + in_channels x filters": lambda k, c, f: c * f,
    " + in_channels x filters + filters": lambda k, c, f: c * f + f,
    " + filters x filters": lambda k, c, f: f * f,
    " + kernel_size x filters": lambda k, c, f: k * f,
    " + kernel_size": lambda k, c, f: k,
}


def _other_powers() -> tuple[Mistake, ...]:
    """Counts with other powers of the three sizes, or with another bias."""

    def one(powers: tuple[int, ...], bias: str) -> Mistake:
        formula = "".join(POWERS[p].format(n) for p, n in zip(powers, NAMES, strict=True))
        formula = formula.removeprefix(" x ") if formula.startswith(" x ") else f"1{formula}"
        a, b, d = powers
        return Mistake(
            _code_of(powers, bias),
            lambda k, c, f: 1.0 * k**a * c ** float(b) * f ** float(d) + BIASES[bias](k, c, f),
            f"That is {formula}{bias}",
        )

    every = itertools.product((0, 1, 2, 3), (-1, 0, 1, 2), (-1, 0, 1, 2))
    right = ((2, 1, 1), " + filters")
    pairs = itertools.product(every, BIASES)
    return tuple(one(*pair) for pair in pairs if pair != right)


def _code_of(powers: tuple[int, ...], bias: str) -> str:
    a, b, d = powers
    if a == 0:
        used = "kernel_size" in bias
        return "kernel-not-squared" if used else "kernel-size-written-in"
    if a != 2:
        return "kernel-not-squared"
    if b == 2 or d == 2:
        return "square-reaches-too-far"
    if b != 1:
        return "input-channels-ignored" if b == 0 else "divided-for-multiplied"
    if d != 1:
        return "filters-ignored" if d == 0 else "divided-for-multiplied"
    return "bias-counted-wrongly"


OTHER_POWERS = _other_powers()
PLAIN_NUMBERS = "The three parameters are plain whole numbers: `kernel_size` is 3, not (3, 3)."

# What the exceptions of a `count_parameters` mean
COUNT_EXCEPTIONS = (
    Mistake(
        "parameters-are-numbers",
        Raises(
            "Exception",
            r"'int' object is not subscriptable|cannot unpack non-iterable int|"
            r"'int' object has no attribute|'int' has no len",
        ),
        PLAIN_NUMBERS,
    ),
    Mistake(
        "parameters-are-numbers",
        Raises("TypeError", r"'int' object is not iterable"),
        "The three parameters are plain whole numbers. `for i in range(filters)` runs that often.",
    ),
    Mistake(
        "filter-is-pythons",
        Raises("TypeError", r"'type'", r"\bfilter\b"),
        "`filter` is a function of Python; the parameter is called `filters`.",
    ),
    Mistake(
        "times-sign-missing",
        Raises("TypeError", r"'int' object is not callable"),
        "A number stands directly before an opening parenthesis, which Python takes for a call: "
        "multiplying needs a `*`.",
    ),
    Mistake(
        "layer-not-built",
        Raises("ValueError", r"isn't built"),
        "A Keras layer has no weights before it knows its input: `layer.build(...)` comes first.",
    ),
)


@graded(
    points=3,
    statement="`count_parameters` gives the number of weights and biases of a Conv2D layer.",
    codes=(
        *codes_of(COUNT_MISTAKES),
        *codes_of(COUNT_EXCEPTIONS),
        "divided-for-multiplied",
        "count-written-in",
        "kernel-size-written-in",
        "weights-and-biases-apart",
        "parameter-count-wrong",
    ),
)
def check_count_parameters(count_parameters: Function, rng: np.random.Generator) -> None:
    """Layers whose counts tell the usual slips apart."""
    first = f"count_parameters{LAYERS[0]}"
    function = count_parameters.with_mistakes(COUNT_EXCEPTIONS, f"{first}  # expected 365")
    _in_one_number(function(*LAYERS[0]), first)
    drawn = [tuple(int(n) for n in rng.integers(2, 12, size=3)) for _ in range(6)]
    for layer in (*LAYERS, *MORE_LAYERS, *drawn):
        call, right = f"count_parameters{layer}", count(*layer)
        got = expect.number(function(*layer), call, f"{call}  # expected {right}")
        if got != right:
            _explain(
                function, f"{call} is {got:g}; expected {right}.", f"{call}  # expected {right}"
            )


def _in_one_number(value: Any, call: str) -> None:
    if not isinstance(value, (tuple, list)) or not all(isinstance(n, int) for n in value):
        return
    if tuple(value) in ((3, 3, 8, 5), (5, 8, 3, 3)):
        text = f"{call} gives the lengths of the weights' axes, {tuple(value)}; expected one number"
        fail("lengths-for-count", f"{text}, with the biases.", f"{call}  # expected 365")
    if sorted(value) == [5, 360]:
        text = f"{call} gives weights and biases apart, {tuple(value)}; expected their sum, 365."
        fail("weights-and-biases-apart", text, f"{call}  # expected 365")


def _explain(function: Function, observed: str, example: str) -> None:
    """Name the mistake that gives the answers for all of ``LAYERS``."""
    answers = [(layer, function.ask(*layer).value) for layer in LAYERS]
    fail_with(still_fitting(COUNT_MISTAKES, answers), example, before=observed)

    def same_for(*layers: tuple[int, int, int]) -> bool:
        return len({str(function.ask(*layer).value) for layer in layers}) == 1

    if same_for(*LAYERS):
        fail("count-written-in", f"{observed} It is the same for every layer.", example)
    fail_with(still_fitting(OTHER_POWERS, answers)[:1], example, before=observed)
    unused = [
        ("kernel-size-written-in", "kernel_size", ((3, 8, 5), (5, 8, 5), (7, 8, 5))),
        ("input-channels-ignored", "in_channels", ((3, 8, 5), (3, 4, 5), (3, 1, 5))),
        ("filters-ignored", "filters", ((3, 8, 5), (3, 8, 16), (3, 8, 1))),
    ]
    for code, name, layers in unused:
        if same_for(*layers):
            fail(code, f"{observed} The count does not change when `{name}` does.", example)
    fail("parameter-count-wrong", observed, example)
