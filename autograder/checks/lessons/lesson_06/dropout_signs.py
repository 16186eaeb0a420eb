"""What shows a mistake at dropout in the results of several calls: zeros, fillers, factors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks import fail
from autograder.checks.lessons.lesson_06.dropout_mistakes import Draw


@dataclass(frozen=True)
class Sign:
    """A mistake, whether the draws show it, and what the student is told of them."""

    code: str
    shows: Callable[[Sequence[Draw]], bool]
    says: Callable[[Sequence[Draw]], str]


def fail_with_sign(signs: Iterable[Sign], draws: Sequence[Draw], example: str) -> None:
    """Fail with the first sign that the draws show, if there is one."""
    for sign in signs:
        if sign.shows(draws):
            fail(sign.code, sign.says(draws), example)


def in_words(numbers: Sequence[float] | np.ndarray) -> str:
    """Numbers as a list: "0.2, 0.7 and 0.5"."""
    return ", ".join(f"{number:g}" for number in numbers[:-1]) + f" and {numbers[-1]:g}"


# --- which values are dropped -------------------------------------------------------------


def _rates(draws: Sequence[Draw]) -> list[float]:
    return list(dict.fromkeys(d.rate for d in draws))


def _only_two_values(draws: Sequence[Draw]) -> bool:
    return all(0 < d.share < 1 and np.isin(d.got, (0, d.got.max())).all() for d in draws)


def _none_or_all(draws: Sequence[Draw]) -> bool:
    return all(d.share in (0, 1) for d in draws) and len({d.share for d in draws}) == 2


TOO_MANY_ZEROS = (
    Sign(
        "dropout-returns-mask",
        _only_two_values,
        lambda draws: (
            f"The result holds only 0 and {draws[0].got.max():.4g}, whatever x holds; expected 0, "
            f"and the values of x divided by {1 - draws[0].rate:g}."
        ),
    ),
    Sign(
        "dropout-all-or-nothing",
        _none_or_all,
        lambda draws: (
            "In some calls every value is 0 and in the others none; expected each value to be "
            "dropped by itself."
        ),
    ),
    Sign(
        "dropout-drops-all",
        lambda draws: all(d.share == 1 for d in draws),
        lambda draws: (
            f"Every value is 0 with the rates {in_words(_rates(draws))}; expected zeros in these "
            "shares."
        ),
    ),
)


def no_zero(draw: Draw) -> str:
    """What is seen of a draw without zeros."""
    return f"With rate {draw.rate} no value is 0; expected {draw.rate:.0%} zeros."


def _minus_rate(draws: Sequence[Draw]) -> bool:
    return all(np.isclose(d.got, -d.rate).any() for d in draws) and all(
        (np.isclose(d.got, -d.rate) | np.isclose(d.got, d.x - d.rate)).all() for d in draws
    )


def filler_of(got: np.ndarray, rate: float) -> float | None:
    """The number that stands in the place of the dropped values; those of x differ all."""
    values, counts = np.unique(got, return_counts=True)
    most = int(counts.argmax())
    same = counts[most] / got.size
    near = abs(same - rate) < 0.01 or abs(same - 1 + rate) < 0.01
    return float(values[most]) if near else None


def _factors(draws: Sequence[Draw]) -> np.ndarray:
    return np.unique(np.round(draws[0].got / draws[0].x, 6))


NO_ZEROS = (
    Sign(
        "dropout-does-nothing",
        lambda draws: all(np.allclose(d.got, d.x, rtol=1e-6, atol=0) for d in draws),
        lambda draws: (
            f"With rate {draws[0].rate} every value came back as it was; expected "
            f"{draws[0].rate:.0%} zeros."
        ),
    ),
    Sign(
        "dropout-precedence",
        _minus_rate,
        lambda draws: (
            f"{no_zero(draws[0])} {-draws[0].rate} stands in the place of the dropped values."
        ),
    ),
    Sign(
        "dropout-other-than-zero",
        lambda draws: all(filler_of(d.got, d.rate) is not None for d in draws),
        lambda draws: (
            f"{no_zero(draws[0])} {filler_of(draws[0].got, draws[0].rate):.4g} stands in the place "
            "of the dropped values."
        ),
    ),
    Sign(
        "dropout-drops-nothing",
        lambda draws: bool(np.ptp(_factors(draws)) <= 1e-4 * abs(_factors(draws)[0])),
        lambda draws: (
            f"{no_zero(draws[0])} Every value was multiplied by {_factors(draws)[0]:.4g}."
        ),
    ),
    Sign(
        "dropout-drops-nothing",
        lambda draws: len(_factors(draws)) == 2,
        lambda draws: (
            f"{no_zero(draws[0])} Some values were multiplied by {_factors(draws)[0]:.4g} and the "
            f"others by {_factors(draws)[1]:.4g}."
        ),
    ),
    Sign(
        "dropout-no-decision",
        lambda draws: len(_factors(draws)) > 1000,
        lambda draws: (
            f"{no_zero(draws[0])} Each value was changed on its own: the result divided by x lies "
            f"between {_factors(draws)[0]:.2g} and {_factors(draws)[-1]:.3g}."
        ),
    ),
)


# --- what becomes of the others -----------------------------------------------------------


def kept_value(draws: Sequence[Draw]) -> str:
    """A kept value of the first draw that is wrong, and what was expected of it."""
    draw = draws[0]
    wanted = 1 / (1 - draw.rate)
    off = int(np.argmax(~np.isclose(draw.factors, wanted, rtol=1e-4)))
    before, after = draw.x[~draw.zero][off], draw.got[~draw.zero][off]
    return (
        f"With rate {draw.rate} a kept value {before:.4g} became {after:.4g}; expected "
        f"{before * wanted:.4g}."
    )


def _is_moved(draw: Draw) -> bool:
    """Whether the kept values are values of x, scaled rightly, that stood in other places."""
    kept = draw.got[~draw.zero] * (1 - draw.rate)
    return bool(np.isin(kept.round(9), draw.x.round(9)).mean() > 0.99)


def _scaled_in_part(draws: Sequence[Draw]) -> bool:
    same = [np.isclose(d.factors, 1, rtol=1e-4) for d in draws]
    scaled = [np.isclose(d.factors, 1 / (1 - d.rate), rtol=1e-4) for d in draws]
    return all(s.any() for s in same) and all(
        (s | w).all() for s, w in zip(same, scaled, strict=True)
    )


def _unscaled(draws: Sequence[Draw]) -> str:
    """Which of the kept values were not scaled, while the others were."""
    draw = draws[0]
    kept, same = draw.x[~draw.zero], np.isclose(draw.factors, 1, rtol=1e-4)
    for words, sign in (("negative", kept < 0), ("positive", kept > 0)):
        if np.array_equal(same, sign):
            return f"The {words} kept values stayed as they were; the others were multiplied."
    return (
        f"{same.mean():.1%} of the kept values stayed as they were, and the others were multiplied by "
        f"{1 / (1 - draw.rate):.4g}."
    )


def _random_factors(draws: Sequence[Draw]) -> bool:
    return min(d.factors.min() for d in draws) >= 0 and all(
        d.factors.max() <= 1.0001 / (1 - d.rate) for d in draws
    )


UNEQUAL_FACTORS = (
    Sign(
        "dropout-whole-numbers",
        lambda draws: all((d.got == np.round(d.got)).all() for d in draws),
        kept_value,
    ),
    Sign(
        "dropout-precedence",
        lambda draws: all(
            np.allclose(d.got[~d.zero], d.x[~d.zero] - d.rate, rtol=1e-4) for d in draws
        ),
        lambda draws: f"{kept_value(draws)} The rate, {draws[0].rate}, was subtracted.",
    ),
    Sign(
        "dropout-moves-values",
        lambda draws: all(_is_moved(d) for d in draws),
        lambda draws: (
            f"{kept_value(draws)} It is a value of another place of x, divided by "
            f"{1 - draws[0].rate:g}."
        ),
    ),
    Sign(
        "dropout-scales-a-part",
        _scaled_in_part,
        lambda draws: f"{kept_value(draws)} {_unscaled(draws)}",
    ),
    Sign(
        "dropout-random-factors",
        _random_factors,
        lambda draws: (
            f"{kept_value(draws)} Each kept value has a factor of its own, from "
            f"{draws[0].factors.min():.2g} to {draws[0].factors.max():.3g}; expected "
            f"{1 / (1 - draws[0].rate):.4g} for all."
        ),
    ),
)
