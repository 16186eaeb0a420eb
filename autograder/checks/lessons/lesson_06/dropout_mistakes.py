"""Known ways to get dropout wrong: what each gives for the shares, for the values, and raises."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.checks.mistakes import Mistake, Raises


@dataclass(frozen=True)
class Draw:
    """One call: the values ``x``, none of them 0, the rate, and what came back."""

    x: np.ndarray
    rate: float
    got: np.ndarray

    @cached_property
    def zero(self) -> np.ndarray:
        """Where the result is 0."""
        return np.asarray(self.got == 0)

    @cached_property
    def share(self) -> float:
        """The share of zeros."""
        return float(self.zero.mean())

    @cached_property
    def factors(self) -> np.ndarray:
        """By what the kept values were multiplied."""
        return np.asarray(self.got[~self.zero] / self.x[~self.zero])


EXCEPTIONS = (
    Mistake(
        "dropout-not-from-rng",
        Raises("NameError", r"'(random|rand|randint|uniform|choice)'"),
        "The random numbers come from the parameter `rng`, as in `rng.random(x.shape)`.",
    ),
    Mistake(
        "dropout-random-of-values",
        Raises(("TypeError", "ValueError"), line=r"\b(random|uniform|normal|standard_normal|binomial)\(\s*x\s*[,)]"),
        "A method that draws numbers takes the shape of the array that it makes, as in "
        "`rng.random(x.shape)`; it got the values of x.",
    ),
    Mistake(
        "dropout-shape-as-number",
        Raises(("TypeError", "ValueError"), line=r"\b(uniform|normal|integers|binomial)\(\s*(x\.shape|np\.shape\()"),
        "The first argument of this method is a number; the shape belongs behind `size=`.",
    ),
    Mistake(
        "dropout-random-makes-floats",
        Raises("TypeError", r"Unsupported dtype"),
        "`rng.random` makes only numbers with digits after the point, between 0 and 1.",
    ),
    Mistake(
        "dropout-one-probability",
        Raises(("TypeError", "ValueError"), r"a'? and '?p'? must have same size|has no len|must be 1-dim", r"choice\(.*\bp\s*="),
        "`p=` needs as many probabilities as there are values to choose from.",
    ),
    Mistake(
        "dropout-probability-out-of-range",
        Raises("ValueError", r"p [<>] [01]|robabilities"),
        "A probability lies between 0 and 1, and the probabilities of all cases add up to 1.",
    ),
    Mistake(
        "dropout-generator-called",
        Raises("TypeError", r"Generator' object is not callable"),
        "`rng` is a generator, not a function: its method `random` draws the numbers.",
    ),
    Mistake(
        "dropout-no-such-method",
        Raises("AttributeError", r"Generator' object has no attribute"),
        "A generator has `random`, `integers`, `uniform`, `normal`, `choice` and `binomial`; "
        "`rand`, `randn` and `randint` belong to the older `np.random`.",
    ),
    Mistake(
        "dropout-seeds-with-generator",
        Raises(("TypeError", "ValueError"), line=r"(seed|default_rng|RandomState)\(\s*rng\s*\)"),
        "A seed is a whole number, and `rng` is a generator that needs no seed.",
    ),
    Mistake(
        "dropout-mask-shape",
        Raises("ValueError", r"operands could not be broadcast|could not be broadcast"),
        "If one of the two is the mask: it needs the shape of x, `rng.random(x.shape)`.",
    ),
    Mistake(
        "dropout-mask-shape",
        Raises("IndexError", r"boolean index did not match|too many indices"),
        "A mask needs the shape of x, `rng.random(x.shape)`.",
    ),
)  # fmt: skip


def share_mistakes(
    rates: Sequence[float] | np.ndarray, seen: str = "", shares: np.ndarray | None = None
) -> tuple[Mistake, ...]:
    """What share of zeros each mistake gives for these rates. ``seen`` begins what is told.

    ``shares`` are the student's; one for all rates shows that the rate has no say.
    """
    rate = np.asarray(rates)
    below_normal = np.array([0.5 * (1 + math.erf(r / math.sqrt(2))) for r in rate])
    same = 0.5 if shares is None or not 0.02 < shares.mean() < 0.98 else shares.mean()
    constant = np.full(rate.shape, same)
    return (
        Mistake("dropout-keeps-rate", 1 - rate, f"{seen} The rate is the share that is dropped."),
        Mistake(
            "dropout-drops-twice",
            1 - (1 - rate) ** 2,
            f"{seen} So many are dropped by two masks, one after the other.",
            0.005,
        ),
        Mistake(
            "dropout-drawn-with-replacement",
            1 - np.exp(-rate),
            f"{seen} So many are left out when the places are drawn with replacement, so that some "
            "are drawn twice.",
            0.005,
        ),
        Mistake(
            "dropout-rate-in-percent",
            rate / 100,
            f"{seen} That is a hundredth of the rate.",
            0.002,
        ),
        Mistake(
            "dropout-rate-in-percent",
            np.full(rate.shape, 0.01),
            f"{seen} So many whole numbers from 0 to 99 lie below a rate between 0 and 1.",
            0.002,
        ),
        Mistake(
            "dropout-normal-numbers",
            below_normal,
            f"{seen} So many normal random numbers lie below the rate.",
            0.005,
        ),
        Mistake(
            "dropout-wide-numbers",
            (1 + rate) / 2,
            f"{seen} So many uniform numbers between -1 and 1 lie below the rate.",
            0.005,
        ),
        Mistake(
            "dropout-ignores-rate", constant, f"{seen} They do not follow the rate.", 0.005
        ),
    )  # fmt: skip


def value_mistakes(seen: str = "") -> tuple[Mistake, ...]:
    """By what each mistake multiplies the kept values, as functions of the rates."""
    return (
        Mistake("dropout-not-scaled", np.ones_like, f"{seen} Expected 1 / (1 - rate)."),
        Mistake("dropout-divided-by-rate", lambda r: 1 / r, f"{seen} That is 1 / rate."),
        Mistake("dropout-scaled-down", lambda r: 1 - r, f"{seen} That is 1 - rate."),
        Mistake("dropout-scaled-by-rate", lambda r: r, f"{seen} That is the rate."),
        Mistake("dropout-times-one-plus-rate", lambda r: 1 + r, f"{seen} That is 1 + rate."),
        Mistake(
            "dropout-scaled-twice",
            lambda r: 1 / (1 - r) ** 2,
            f"{seen} That is 1 / (1 - rate), taken twice.",
        ),
    )
