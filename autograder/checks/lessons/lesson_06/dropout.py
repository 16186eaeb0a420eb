"""Check of lesson 06: dropout by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks import CheckFailedError, Function, expect, fail, graded
from autograder.checks.lessons.lesson_06.dropout_mistakes import (
    EXCEPTIONS,
    Draw,
    share_mistakes,
    value_mistakes,
)
from autograder.checks.mistakes import codes_of, match_known_mistake

DROPOUT_EXAMPLE = (
    "x = np.tile([2.0, -4.0], (2, 5))\n"
    "dropout(x, 0.2, np.random.default_rng(0))  # expected a few zeros, all others 2.5 or -5"
)
SIGNS_EXAMPLE = (
    "x = np.tile([2.0, -4.0], (2, 5))\n"
    "dropout(x, 0.5, np.random.default_rng(0))  # expected about half zeros, all others 4 or -8"
)
COUNT_EXAMPLE = (
    "[int((dropout(np.ones(100), 0.2, np.random.default_rng(s)) == 0).sum()) for s in range(5)]\n"
    "# expected numbers near 20 that are not all the same"
)
SEEDS_EXAMPLE = (
    "a, b = (dropout(np.ones(20), 0.5, np.random.default_rng(s)) for s in (3, 4))\n"
    "np.array_equal(a, b)  # expected False"
)
REPEAT_EXAMPLE = (
    "a, b = (dropout(np.ones(20), 0.5, np.random.default_rng(3)) for _ in range(2))\n"
    "np.array_equal(a, b)  # expected True"
)
ZERO_EXAMPLE = "dropout(np.ones(10), 0.0, np.random.default_rng(0))  # expected ten ones"
AXES_EXAMPLE = (
    "for shape in ((6,), (2, 3), (2, 2, 2, 3)):\n"
    "    print(dropout(np.ones(shape), 0.2, np.random.default_rng(0)).shape)  # expected the same"
)
RATES = (0.2, 0.7, 0.5)


@graded(
    points=4,
    statement="`dropout` zeroes about `rate` of the values and divides the others by 1 - rate.",
    codes=(
        "dropout-removes-values",
        "dropout-flat",
        "dropout-returns-pair",
        "dropout-returns-mask",
        "dropout-all-or-nothing",
        "dropout-drops-all",
        "dropout-does-nothing",
        "dropout-drops-nothing",
        "dropout-no-decision",
        "dropout-precedence",
        "dropout-compares-values",
        "dropout-not-random",
        "dropout-own-seed",
        "dropout-one-mask-for-all",
        "dropout-whole-rows",
        "dropout-whole-numbers",
        *codes_of(share_mistakes(RATES)),
        "dropout-wrong-share",
        *codes_of(value_mistakes()),
        "dropout-scaled-by-count",
        "dropout-scales-a-part",
        "dropout-moves-values",
        "dropout-other-than-zero",
        "dropout-random-factors",
        "dropout-wrong-values",
        "dropout-exact-count",
        "dropout-ignores-generator",
        "dropout-rate-zero",
        "dropout-two-axes-only",
        *codes_of(EXCEPTIONS),
    ),
)
def check_dropout(dropout: Function, rng: np.random.Generator) -> None:
    """100,000 values other than zero: which are dropped, and what becomes of the others."""
    dropout = dropout.with_mistakes(EXCEPTIONS, DROPOUT_EXAMPLE)
    seeds = [int(seed) for seed in rng.integers(0, 2**31, size=8)]
    x = _values(rng, (400, 250))
    draws = [_draw(dropout, x, rate, seed) for rate, seed in zip(RATES, seeds, strict=False)]
    _check_that_some_are_dropped(dropout, draws, seeds)
    _check_randomness(dropout, draws, _values(rng, x.shape), seeds)
    _check_shares(draws)
    _check_scale(dropout, draws, seeds)
    _check_counts(dropout, x[:20, :20], seeds[0])
    _check_generator(dropout, x[:20, :20], seeds[4])
    _check_rate_zero(dropout, x[:20, :20], seeds[5])
    _check_other_shapes(dropout, rng, seeds[6])


def _values(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers other than zero, of both signs, no two the same."""
    return rng.uniform(0.5, 2, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def _draw(dropout: Function, x: np.ndarray, rate: float, seed: int) -> Draw:
    value = dropout(x, rate, np.random.default_rng(seed))
    return Draw(x, rate, _as_array(value, x, rate))


def _as_array(value: Any, x: np.ndarray, rate: float) -> np.ndarray:
    """The student's result as an array of the shape of x; what else came is named."""
    what = f"dropout(x, {rate}, rng)"
    if isinstance(value, tuple) and len(value) == 2:
        message = f"{what} gives two results; expected one array."
        fail("dropout-returns-pair", message, DROPOUT_EXAMPLE)
    if isinstance(value, list) and _has_row_for_zero(value, x):
        fail(
            "dropout-whole-rows",
            f"{what} is a list with one 0 in place of a whole row; expected each value to be "
            "dropped by itself.",
            DROPOUT_EXAMPLE,
        )
    got = expect.array(value, what=what, example=DROPOUT_EXAMPLE)
    if got.shape == () and got == 0:
        message = f"{what} is one 0; expected an array of the shape of x, {x.shape}."
        fail("dropout-all-or-nothing", message, DROPOUT_EXAMPLE)
    if got.ndim == 1 and x.ndim > 1 and got.size == x.size:
        message = f"{what} has shape {got.shape}; expected the shape of x, {x.shape}."
        fail("dropout-flat", message, DROPOUT_EXAMPLE)
    kept = got.size / x.size
    if got.ndim == 1 and any(abs(kept - share) < 0.05 for share in (rate, 1 - rate)):
        fail(
            "dropout-removes-values",
            f"{what} has {got.size:,} values; x has {x.size:,}. Expected all of them, the dropped "
            "ones as 0.",
            DROPOUT_EXAMPLE,
        )
    return expect.array(got, shape=x.shape, what=what, example=DROPOUT_EXAMPLE)


def _has_row_for_zero(value: list[Any], x: np.ndarray) -> bool:
    if x.ndim < 2 or len(value) != len(x):
        return False
    numbers = [item for item in value if isinstance(item, (int, float))]
    return 0 < len(numbers) < len(value) and not any(numbers)


# --- which values are dropped -------------------------------------------------------------


def _check_that_some_are_dropped(
    dropout: Function, draws: Sequence[Draw], seeds: Sequence[int]
) -> None:
    first = draws[0]
    got = first.got
    if all(0 < d.share < 1 and np.isin(d.got, (0, d.got.max())).all() for d in draws):
        fail(
            "dropout-returns-mask",
            f"The result holds only 0 and {got.max():.4g}, whatever x holds; expected 0, and the "
            f"values of x divided by {1 - first.rate:g}.",
            DROPOUT_EXAMPLE,
        )
    more = [
        *draws,
        *(_draw(dropout, first.x[:5], 0.5, seed) for seed in range(seeds[0], seeds[0] + 30)),
    ]
    if all(d.share in (0, 1) for d in more) and len({d.share for d in more}) == 2:
        fail(
            "dropout-all-or-nothing",
            "In some calls every value is 0 and in the others none; expected each value to be "
            "dropped by itself.",
            DROPOUT_EXAMPLE,
        )
    if all(d.share == 1 for d in more):
        message = f"Every value is 0 with the rates {_list(RATES)}; expected zeros in these shares."
        fail("dropout-drops-all", message, DROPOUT_EXAMPLE)
    if any(d.share for d in draws):
        return
    if all(np.allclose(d.got, d.x, rtol=1e-6, atol=0) for d in draws):
        fail(
            "dropout-does-nothing",
            f"With rate {first.rate} every value came back as it was; expected {first.rate:.0%} "
            "zeros.",
            DROPOUT_EXAMPLE,
        )
    seen = f"With rate {first.rate} no value is 0; expected {first.rate:.0%} zeros."
    if all(np.isclose(d.got, -d.rate).any() for d in draws) and all(
        (np.isclose(d.got, -d.rate) | np.isclose(d.got, d.x - d.rate)).all() for d in draws
    ):
        fail(
            "dropout-precedence",
            f"{seen} {-first.rate} stands in the place of the dropped values.",
            DROPOUT_EXAMPLE,
        )
    fillers = [_filler(d) for d in draws]
    if all(filler is not None for filler in fillers):
        message = f"{seen} {fillers[0]:.4g} stands in the place of the dropped values."
        fail("dropout-other-than-zero", message, DROPOUT_EXAMPLE)
    factors = first.got / first.x
    if np.allclose(factors, factors.flat[0], rtol=1e-4):
        message = f"{seen} Every value was multiplied by {factors.flat[0]:.4g}."
        fail("dropout-drops-nothing", message, DROPOUT_EXAMPLE)
    two = [f"{f:.4g}" for f in np.unique(np.round(factors, 6))]
    if len(two) == 2:
        message = f"{seen} Some values were multiplied by {two[0]} and the others by {two[1]}."
        fail("dropout-drops-nothing", message, DROPOUT_EXAMPLE)
    if len(two) > 1000:
        low, high = factors.min(), factors.max()
        message = (
            f"{seen} Each value was changed on its own: the result divided by x lies between "
            f"{low:.2g} and {high:.3g}."
        )
        fail("dropout-no-decision", message, DROPOUT_EXAMPLE)
    fail("dropout-wrong-share", seen, DROPOUT_EXAMPLE)


def _filler(draw: Draw) -> float | None:
    """The number that stands in the place of the dropped values; those of x differ all."""
    values, counts = np.unique(draw.got, return_counts=True)
    most = int(counts.argmax())
    same = counts[most] / draw.got.size
    near = abs(same - draw.rate) < 0.01 or abs(same - 1 + draw.rate) < 0.01
    return float(values[most]) if near else None


def _list(numbers: Sequence[float] | np.ndarray) -> str:
    return ", ".join(f"{number:g}" for number in numbers[:-1]) + f" and {numbers[-1]:g}"


def _check_randomness(
    dropout: Function, draws: Sequence[Draw], other_x: np.ndarray, seeds: Sequence[int]
) -> None:
    """Which values are dropped depends on the generator, not on x, and not on row or column."""
    draw = draws[0]
    again = _draw(dropout, draw.x, draw.rate, seeds[7])
    if 0 < draw.share < 1 and np.array_equal(draw.zero, again.zero):
        other = _draw(dropout, other_x, draw.rate, seeds[0])
        _explain_same_zeros(draw, other)
    for each in draws:
        if not 0 < each.share < 1:
            continue
        if (each.zero == each.zero[0]).all():
            fail(
                "dropout-one-mask-for-all",
                "Every row lost the same columns; expected each value to be dropped by itself.",
                DROPOUT_EXAMPLE,
            )
        if (each.zero == each.zero[:, :1]).all():
            fail(
                "dropout-whole-rows",
                "Whole rows are 0 and others are complete; expected each value to be dropped "
                "by itself.",
                DROPOUT_EXAMPLE,
            )


def _explain_same_zeros(draw: Draw, other: Draw) -> None:
    """Two generators with different seeds dropped the same values of x. ``other`` has another x."""
    seen = "Generators with different seeds dropped the same values"
    for words, strength in (("", draw.x), (" by size, without the sign,", np.abs(draw.x))):
        dropped, kept = strength[draw.zero], strength[~draw.zero]
        if dropped.max() < kept.min() or dropped.min() > kept.max():
            fail(
                "dropout-compares-values",
                f"{seen}: all values{words} "
                f"{'below' if dropped.max() < kept.min() else 'above'} "
                f"{(max(dropped.min(), kept.min())):.2g} became 0. Expected that chance decides, "
                "whatever x holds.",
                DROPOUT_EXAMPLE,
            )
    if np.array_equal(draw.zero, other.zero):
        places = np.flatnonzero(draw.zero)
        if len(set(np.diff(places))) == 1:
            step = int(np.diff(places)[0])
            where = f"the first {len(places):,} of them" if step == 1 and not places[0] else (
                f"every {step}th of them, from number {places[0]} on"
            )  # fmt: skip
            message = f"{seen}, {where}; expected different ones."
            fail("dropout-not-random", message, SEEDS_EXAMPLE)
    fail("dropout-own-seed", f"{seen}; expected different ones.", SEEDS_EXAMPLE)


def _check_shares(draws: Sequence[Draw]) -> None:
    """Of 100,000 values chance moves the share by 0.0016."""
    shares = np.array([d.share for d in draws])
    rates = np.array([d.rate for d in draws])
    if np.allclose(shares, rates, atol=0.01):
        return
    if all(d.zero[1:].all() and not d.zero[0].all() for d in draws):
        fail(
            "return-in-loop",
            "Only the first row of the result holds values; all others are 0, as if a loop over the "
            "rows ended after one round.",
            DROPOUT_EXAMPLE,
        )
    if all((d.got == np.round(d.got)).all() for d in draws):
        fail(
            "dropout-whole-numbers",
            "All values of the result are whole numbers; those of x are not.",
            DROPOUT_EXAMPLE,
        )
    seen = f"With the rates {_list(RATES)} the shares of zeros are {_list(np.round(shares, 3))}."
    mistakes = share_mistakes(rates, seen, shares)
    match_known_mistake(shares, rates, mistakes, DROPOUT_EXAMPLE, tolerance=0.01)
    fail("dropout-wrong-share", seen, DROPOUT_EXAMPLE)


# --- what becomes of the others -----------------------------------------------------------


def _check_scale(dropout: Function, draws: Sequence[Draw], seeds: Sequence[int]) -> None:
    factors = [d.factors for d in draws]
    wanted = np.array([1 / (1 - d.rate) for d in draws])
    if all(np.allclose(f, w, rtol=1e-4) for f, w in zip(factors, wanted, strict=True)):
        return
    draw = draws[0]
    off = int(np.argmax(~np.isclose(factors[0], wanted[0], rtol=1e-4)))
    value = f"{draw.x[~draw.zero][off]:.4g} became {draw.got[~draw.zero][off]:.4g}"
    right = f"{draw.x[~draw.zero][off] * wanted[0]:.4g}"
    if all(np.ptp(f) <= 1e-4 * abs(f[0]) for f in factors):
        got = np.array([f[0] for f in factors])
        seen = f"With the rates {_list(RATES)} kept values were multiplied by {_list(got)}."
        rates = np.array(RATES)
        mistakes = value_mistakes(seen)
        match_known_mistake(got, wanted, mistakes, DROPOUT_EXAMPLE, 1e-4, (rates,))
        again = _draw(dropout, draw.x, draw.rate, seeds[7]).factors
        if not np.isclose(again[0], got[0], rtol=1e-6):
            fail(
                "dropout-scaled-by-count",
                f"With rate {draw.rate} kept values were multiplied by {got[0]:.6g} in one call and "
                f"by {again[0]:.6g} in another; expected {wanted[0]:.6g} in both.",
                DROPOUT_EXAMPLE,
            )
        fail("dropout-wrong-values", f"{seen} Expected {_list(wanted)}.", DROPOUT_EXAMPLE)
    message = f"With rate {draw.rate} a kept value {value}; expected {right}."
    if all((d.got == np.round(d.got)).all() for d in draws):
        fail("dropout-whole-numbers", message, DROPOUT_EXAMPLE)
    if all(np.allclose(d.got[~d.zero], d.x[~d.zero] - d.rate, rtol=1e-4) for d in draws):
        seen = f"{message} The rate, {draw.rate}, was subtracted."
        fail("dropout-precedence", seen, DROPOUT_EXAMPLE)
    if all(_is_moved(d) for d in draws):
        seen = f"{message} It is a value of another place of x, divided by {1 - draw.rate:g}."
        fail("dropout-moves-values", seen, DROPOUT_EXAMPLE)
    if all(np.isclose(f, 1, rtol=1e-4).any() for f in factors) and all(
        (np.isclose(f, 1, rtol=1e-4) | np.isclose(f, w, rtol=1e-4)).all()
        for f, w in zip(factors, wanted, strict=True)
    ):
        fail("dropout-scales-a-part", f"{message} {_unscaled(draw, wanted[0])}", SIGNS_EXAMPLE)
    if min(f.min() for f in factors) >= 0 and all(
        f.max() <= w * 1.0001 for f, w in zip(factors, wanted, strict=True)
    ):
        low, high = factors[0].min(), factors[0].max()
        fail(
            "dropout-random-factors",
            f"{message} Each kept value has a factor of its own, from {low:.2g} to {high:.3g}; "
            f"expected {wanted[0]:.4g} for all.",
            DROPOUT_EXAMPLE,
        )
    fail("dropout-wrong-values", message, DROPOUT_EXAMPLE)


def _is_moved(draw: Draw) -> bool:
    """Whether the kept values are values of x, scaled rightly, that stood in other places."""
    kept = draw.got[~draw.zero] * (1 - draw.rate)
    return bool(np.isin(kept.round(9), draw.x.round(9)).mean() > 0.99)


def _unscaled(draw: Draw, wanted: float) -> str:
    """Which of the kept values were not scaled, while the others were."""
    kept, same = draw.x[~draw.zero], np.isclose(draw.factors, 1, rtol=1e-4)
    for words, sign in (("negative", kept < 0), ("positive", kept > 0)):
        if np.array_equal(same, sign):
            return f"The {words} kept values stayed as they were; the others were multiplied."
    return (
        f"{same.mean():.1%} of the kept values stayed as they were, and the others were multiplied by "
        f"{wanted:.4g}."
    )


# --- further calls ------------------------------------------------------------------------


def _check_counts(dropout: Function, x: np.ndarray, seed: int) -> None:
    """Of values that are dropped independently, the number differs from call to call."""
    counts = [int(_draw(dropout, x, 0.4, seed + k).zero.sum()) for k in range(10)]
    if len(set(counts)) == 1:
        fail(
            "dropout-exact-count",
            f"In ten calls with different generators, exactly {counts[0]} of {x.size} values were "
            "dropped each time; expected a number that differs a little, since each value is "
            "dropped independently.",
            COUNT_EXAMPLE,
        )


def _check_generator(dropout: Function, x: np.ndarray, seed: int) -> None:
    first, again = (_draw(dropout, x, 0.5, seed) for _ in range(2))
    if not np.array_equal(first.got, again.got):
        fail(
            "dropout-ignores-generator",
            "Two generators with the same seed gave different results; expected the same.",
            REPEAT_EXAMPLE,
        )


def _check_rate_zero(dropout: Function, x: np.ndarray, seed: int) -> None:
    result = dropout.try_call(x, 0.0, np.random.default_rng(seed))
    if result.exception_type is not None:
        fail(
            "dropout-rate-zero",
            f"With rate 0 it raised {result.exception_type}: {result.message}.{result.place} "
            "Expected the values as they were.",
            ZERO_EXAMPLE,
        )
    if result.value is None:
        message = "With rate 0 the result is None; expected the values as they were."
        fail("dropout-rate-zero", message, ZERO_EXAMPLE)
    got = _as_array(result.value, x, 0.0)
    if not np.allclose(got, x, rtol=1e-6, atol=0):
        fail(
            "dropout-rate-zero",
            "With rate 0 the values have changed; expected them as they were.",
            ZERO_EXAMPLE,
        )


def _check_other_shapes(dropout: Function, rng: np.random.Generator, seed: int) -> None:
    flat_enough = _values(rng, (6, 192)).astype(np.float32)
    _draw(dropout, flat_enough, 0.4, seed)
    for shape, kind in (((6, 8, 8, 3), np.float32), ((300,), np.float64)):
        x = _values(rng, shape).astype(kind)
        result = dropout.try_call(x, 0.4, np.random.default_rng(seed))
        seen = f"For x of two axes it works; for x of shape {shape}"
        if result.exception_type is not None:
            fail(
                "dropout-two-axes-only",
                f"{seen} it raised {result.exception_type}: {result.message}.{result.place}",
                AXES_EXAMPLE,
            )
        try:
            got = _as_array(result.value, x, 0.4)
        except CheckFailedError as failure:
            fail("dropout-two-axes-only", f"{seen} not: {failure.observed}", AXES_EXAMPLE)
        draw = Draw(x, 0.4, got)
        expect.close(
            got[~draw.zero],
            x[~draw.zero] / 0.6,
            f"For x of shape {shape}, a kept value of dropout(x, 0.4, rng)",
            "dropout-wrong-values",
            DROPOUT_EXAMPLE,
            tolerance=1e-4,
        )
        _check_axes(draw, seen)
        if not 0.15 < draw.share < 0.65:
            fail(
                "dropout-wrong-share",
                f"With x of shape {shape}, {draw.share:.0%} of the values are 0; expected about "
                "40 %.",
                DROPOUT_EXAMPLE,
            )


def _check_axes(draw: Draw, seen: str) -> None:
    """No axis along which all values are dropped or kept together."""
    for axis in range(draw.x.ndim if draw.x.ndim > 1 else 0):
        if (draw.zero == draw.zero.take([0], axis)).all():
            fail(
                "dropout-two-axes-only",
                f"{seen} all values along axis {axis} are dropped or kept together; expected each "
                "value to be dropped by itself.",
                AXES_EXAMPLE,
            )
