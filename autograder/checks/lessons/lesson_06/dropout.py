"""Check of lesson 06: dropout by hand."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from autograder.checks import Function, expect, fail, graded

DROPOUT_EXAMPLE = (
    "x = np.tile([2.0, -4.0], (2, 5))\n"
    "dropout(x, 0.2, np.random.default_rng(0))  # expected a few zeros, all others 2.5 or -5"
)


@graded(
    points=4,
    statement="`dropout` zeroes about `rate` of the values and divides the others by 1 - rate.",
    codes=(
        "dropout-does-nothing",
        "dropout-one-mask-for-all",
        "dropout-whole-rows",
        "dropout-keeps-rate",
        "dropout-wrong-share",
        "dropout-not-scaled",
        "dropout-divided-by-rate",
        "dropout-scaled-down",
        "dropout-scaled-by-count",
        "dropout-wrong-values",
        "dropout-rate-zero",
        "dropout-ignores-generator",
        "dropout-own-seed",
    ),
)
def check_dropout(dropout: Function, rng: np.random.Generator) -> None:
    """100,000 values other than zero: which are dropped, and what becomes of the others."""
    seeds = [int(seed) for seed in rng.integers(0, 2**31, size=6)]
    x = rng.uniform(0.5, 2, size=(400, 250)) * rng.choice([-1.0, 1.0], size=(400, 250))
    for rate, seed in zip((0.2, 0.7, 0.5), seeds, strict=False):
        _check_rate(dropout, x, rate, seed)

    for shape, kind in (((6, 8, 8, 3), np.float32), ((300,), np.float64)):
        values = rng.uniform(0.5, 2, size=shape).astype(kind)
        got = _dropped(dropout, values, 0.4, seeds[3])
        is_kept = got != 0
        expect.close(
            got[is_kept],
            values[is_kept] / 0.6,
            f"a kept value of dropout(x, 0.4, rng) with x of shape {shape}",
            "dropout-wrong-values",
            DROPOUT_EXAMPLE,
            tolerance=1e-4,
        )
        if not 0.15 < 1 - is_kept.mean() < 0.65:
            fail(
                "dropout-wrong-share",
                f"With x of shape {shape}, {1 - is_kept.mean():.0%} of the values are 0; expected "
                "about 40 %.",
                DROPOUT_EXAMPLE,
            )

    small = x[:20, :20]
    if not np.allclose(_dropped(dropout, small, 0.0, seeds[4]), small, rtol=1e-6, atol=0):
        fail(
            "dropout-rate-zero",
            "With rate 0 the values have changed; expected them as they were.",
            "dropout(np.ones(10), 0.0, np.random.default_rng(0))  # expected ten ones",
        )
    first, again, other = (
        _dropped(dropout, small, 0.5, seed) for seed in (seeds[4], seeds[4], seeds[5])
    )
    if not np.array_equal(first, again):
        fail(
            "dropout-ignores-generator",
            "Two generators with the same seed gave different results; expected the same.",
            "a, b = (dropout(np.ones(20), 0.5, np.random.default_rng(3)) for _ in range(2))\n"
            "np.array_equal(a, b)  # expected True",
        )
    if np.array_equal(first, other):
        fail(
            "dropout-own-seed",
            "Generators with different seeds gave the same result; expected different ones.",
            "a, b = (dropout(np.ones(20), 0.5, np.random.default_rng(s)) for s in (3, 4))\n"
            "np.array_equal(a, b)  # expected False",
        )


def _dropped(dropout: Function, x: np.ndarray, rate: float, seed: int) -> np.ndarray:
    return expect.array(
        dropout(x, rate, np.random.default_rng(seed)),
        shape=x.shape,
        what=f"dropout(x, {rate}, rng)",
        example=DROPOUT_EXAMPLE,
    )


def _check_rate(dropout: Function, x: np.ndarray, rate: float, seed: int) -> None:
    def explain(code: str, observed: str) -> NoReturn:
        fail(code, observed, DROPOUT_EXAMPLE)

    got = _dropped(dropout, x, rate, seed)
    zero = got == 0
    if np.allclose(got, x, rtol=1e-6, atol=0):
        explain(
            "dropout-does-nothing",
            f"With rate {rate} every value came back as it was; expected {rate:.0%} zeros.",
        )
    if zero.any() and not zero.all():
        if (zero == zero[0]).all():
            explain(
                "dropout-one-mask-for-all",
                "Every row lost the same columns; expected each value to be dropped by itself.",
            )
        if (zero == zero[:, :1]).all():
            explain(
                "dropout-whole-rows",
                "Whole rows are 0 and others are complete; expected each value to be dropped "
                "by itself.",
            )
    share = float(zero.mean())
    # with 100,000 values, chance moves the share by 0.0016; a fixed number of drops is exact
    if abs(share - rate) > 0.01:
        zeros = "of the values are 0; expected"
        if abs(share - (1 - rate)) <= 0.01:
            explain("dropout-keeps-rate", f"With rate {rate}, {share:.0%} {zeros} {rate:.0%}.")
        explain("dropout-wrong-share", f"With rate {rate}, {share:.1%} {zeros} about {rate:.0%}.")
    factors = got[~zero] / x[~zero]
    wanted = 1 / (1 - rate)
    if np.allclose(factors, wanted, rtol=1e-4):
        return
    factor = float(factors[0])
    if np.allclose(factors, factor, rtol=1e-4):
        for code, value, tolerance in (
            ("dropout-not-scaled", 1.0, 1e-4),
            ("dropout-divided-by-rate", 1 / rate, 1e-4),
            ("dropout-scaled-down", 1 - rate, 1e-4),
            ("dropout-scaled-by-count", 1 / (1 - share), 1e-6),
        ):
            if abs(factor / value - 1) <= tolerance:
                explain(
                    code,
                    f"With rate {rate} every kept value was multiplied by {factor:.4g}; expected "
                    f"1 / (1 - {rate}) = {wanted:.4g}.",
                )
    explain(
        "dropout-wrong-values",
        f"With rate {rate} a kept value {x[~zero][0]:.4g} became {got[~zero][0]:.4g}; expected "
        f"{x[~zero][0] * wanted:.4g}.",
    )
