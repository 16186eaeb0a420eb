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
from autograder.checks.lessons.lesson_06.dropout_signs import (
    NO_ZEROS,
    TOO_MANY_ZEROS,
    UNEQUAL_FACTORS,
    fail_with_sign,
    in_words,
    kept_value,
    no_zero,
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
SMALL_EXAMPLE = "(dropout(np.ones(100_000), 0.005, np.random.default_rng(0)) == 0).mean()  # expected about 0.005"
RATES = (0.2, 0.7, 0.5)
DOCSTRING_ANSWER = [2.0, 0.0, 0.0, 0.0, 2.0, 2.0, 2.0, 2.0]


@graded(
    points=4,
    statement="`dropout` zeroes about `rate` of the values and divides the others by 1 - rate.",
    codes=(
        "dropout-removes-values",
        "dropout-flat",
        "dropout-returns-pair",
        "dropout-copies-example",
        "dropout-coarse-rate",
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
    _check_small_rate(dropout, x, seeds[3])
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
    if _is_nan_for_dropped(value, rate):
        message = f"With rate {rate} no value is 0; expected {rate:.0%} zeros. NaN stands in the place of the dropped values."
        fail("dropout-other-than-zero", message, DROPOUT_EXAMPLE)
    if np.shape(value) == (8,) and x.size != 8 and np.array_equal(value, DOCSTRING_ANSWER):
        fail(
            "dropout-copies-example",
            f"{what} is {DOCSTRING_ANSWER}, the eight numbers of the docstring's example, and x "
            f"has {x.size:,} values.",
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


def _is_nan_for_dropped(value: Any, rate: float) -> bool:
    """Whether NaN stands where 0 belongs: in about that share, and no 0 besides."""
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f" or not value.size:
        return False
    return bool(abs(np.isnan(value).mean() - rate) < 0.05 and rate > 0 and not (value == 0).any())


def _has_row_for_zero(value: list[Any], x: np.ndarray) -> bool:
    if x.ndim < 2 or len(value) != len(x):
        return False
    numbers = [item for item in value if isinstance(item, (int, float))]
    return 0 < len(numbers) < len(value) and not any(numbers)


# --- which values are dropped -------------------------------------------------------------


def _check_that_some_are_dropped(
    dropout: Function, draws: Sequence[Draw], seeds: Sequence[int]
) -> None:
    few = draws[0].x[:5]
    more = [_draw(dropout, few, 0.5, seed) for seed in range(seeds[0], seeds[0] + 30)]
    fail_with_sign(TOO_MANY_ZEROS[:1], draws, DROPOUT_EXAMPLE)
    fail_with_sign(TOO_MANY_ZEROS[1:], [*draws, *more], DROPOUT_EXAMPLE)
    if not any(d.share for d in draws):
        fail_with_sign(NO_ZEROS, draws, DROPOUT_EXAMPLE)
        fail("dropout-wrong-share", no_zero(draws[0]), DROPOUT_EXAMPLE)


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
    seen = (
        f"With the rates {in_words(RATES)} the shares of zeros are {in_words(np.round(shares, 3))}."
    )
    mistakes = share_mistakes(rates, seen, shares)
    match_known_mistake(shares, rates, mistakes, DROPOUT_EXAMPLE, tolerance=0.01)
    fail("dropout-wrong-share", seen, DROPOUT_EXAMPLE)


def _check_small_rate(dropout: Function, x: np.ndarray, seed: int) -> None:
    """Of 100,000 values chance moves the share by 0.0002."""
    share = _draw(dropout, x, 0.005, seed).share
    if abs(share - 0.005) > 0.002:
        fail(
            "dropout-coarse-rate",
            f"With rate 0.005 the share of zeros is {share:.4g}; with the rates {in_words(RATES)} it is "
            "right. The rate is rounded, or compared with random numbers that are.",
            SMALL_EXAMPLE,
        )


# --- what becomes of the others -----------------------------------------------------------


def _check_scale(dropout: Function, draws: Sequence[Draw], seeds: Sequence[int]) -> None:
    factors = [d.factors for d in draws]
    wanted = np.array([1 / (1 - d.rate) for d in draws])
    if all(np.allclose(f, w, rtol=1e-4) for f, w in zip(factors, wanted, strict=True)):
        return
    if all(np.ptp(f) <= 1e-4 * abs(f[0]) for f in factors):
        _explain_factor(dropout, draws, wanted, seeds)
    fail_with_sign(UNEQUAL_FACTORS[:3], draws, DROPOUT_EXAMPLE)
    fail_with_sign(UNEQUAL_FACTORS[3:4], draws, SIGNS_EXAMPLE)
    fail_with_sign(UNEQUAL_FACTORS[4:], draws, DROPOUT_EXAMPLE)
    fail("dropout-wrong-values", kept_value(draws), DROPOUT_EXAMPLE)


def _explain_factor(
    dropout: Function, draws: Sequence[Draw], wanted: np.ndarray, seeds: Sequence[int]
) -> None:
    """Each call multiplied what it kept by one number, and not by the right one."""
    draw = draws[0]
    got = np.array([d.factors[0] for d in draws])
    seen = f"With the rates {in_words(RATES)} kept values were multiplied by {in_words(got)}."
    mistakes = value_mistakes(seen)
    match_known_mistake(got, wanted, mistakes, DROPOUT_EXAMPLE, 1e-4, (np.array(RATES),))
    again = _draw(dropout, draw.x, draw.rate, seeds[7]).factors
    if not np.isclose(again[0], got[0], rtol=1e-6):
        fail(
            "dropout-scaled-by-count",
            f"With rate {draw.rate} kept values were multiplied by {got[0]:.6g} in one call and "
            f"by {again[0]:.6g} in another; expected {wanted[0]:.6g} in both.",
            DROPOUT_EXAMPLE,
        )
    fail("dropout-wrong-values", f"{seen} Expected {in_words(wanted)}.", DROPOUT_EXAMPLE)


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
