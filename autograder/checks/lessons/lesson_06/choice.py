"""Check of lesson 06: the choice between experiments."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, fail, graded, require_repeatable
from autograder.checks.values import describe

EXPERIMENT_EXAMPLE = (
    'names = ["dropout", "epochs", "seed", "accuracy", "loss", "val_accuracy", "val_loss",\n'
    '         "test_accuracy"]\n'
    "rows = [dict(zip(names, values)) for values in (\n"
    "    (0.0, 30, 0, 0.98, 0.05, 0.915, 0.33, 0.909),\n"
    "    (0.2, 20, 0, 0.95, 0.14, 0.917, 0.22, 0.921),\n"
    "    (0.5, 20, 0, 0.91, 0.25, 0.919, 0.24, 0.912),\n"
    "    (0.3, 20, 0, 0.93, 0.19, 0.919, 0.23, 0.914),\n"
    "    (0.8, 10, 0, 0.83, 0.46, 0.870, 0.35, 0.866),\n"
    ")]\n"
    "best_experiment(rows)  # expected the row with dropout 0.3"
)
# for a rule that takes the last of equals
TURNED_EXAMPLE = EXPERIMENT_EXAMPLE.replace("best_experiment(rows)", "best_experiment(rows[::-1])")

Row = dict[str, float]


def _rows(rng: np.random.Generator) -> dict[str, Row]:
    """Experiments by the mistake that would choose them; "right" is the one to choose.

    Every row is the extreme of one thing only, and they come in random order.
    """

    def between(low: float, high: float) -> float:
        return round(float(rng.uniform(low, high)), 4)

    def row(**values: float) -> Row:
        plain: Row = {
            "dropout": round(float(rng.uniform(0.1, 0.6)), 2),
            "epochs": int(rng.integers(5, 20)),
            "seed": 0,
            "accuracy": between(0.88, 0.90),
            "loss": between(0.30, 0.35),
            "val_accuracy": between(0.88, 0.90),
            "val_loss": between(0.30, 0.35),
            "test_accuracy": between(0.88, 0.90),
        }
        return plain | values

    named = {
        "right": row(val_accuracy=0.915, val_loss=0.29, accuracy=0.93, loss=0.21),
        "best-by-training": row(accuracy=0.99, loss=0.08),
        "best-by-training-loss": row(loss=0.03, accuracy=0.985, val_loss=0.45),
        "best-by-test": row(test_accuracy=0.93),
        "best-by-loss": row(val_loss=0.25),
        "best-by-gap": row(accuracy=0.85, val_accuracy=0.899),
        "best-takes-worst": row(val_accuracy=0.80),
        "best-takes-worst-loss": row(val_loss=0.60),
        "best-longest": row(epochs=40),
        **{f"plain-{i}": row() for i in range(3)},
    }
    names = [str(name) for name in rng.permutation(list(named)) if name != "right"]
    # the right row stands neither first nor last, where a wrong rule may find it by luck
    names.insert(int(rng.integers(2, len(names) - 1)), "right")
    return {name: named[name] for name in names}


SAYS = {
    "best-by-training": "the highest training accuracy",
    "best-by-training-loss": "the lowest training loss",
    "best-by-test": "the highest test accuracy",
    "best-by-loss": "the lowest validation loss",
    "best-by-gap": "the smallest gap",
    "best-takes-worst": "the lowest validation accuracy",
    "best-takes-worst-loss": "the highest validation loss",
    "best-longest": "the most epochs",
}
SAME_CODE = {
    "best-by-training-loss": "best-by-training",
    "best-takes-worst-loss": "best-takes-worst",
}


@graded(
    points=2,
    statement="`best_experiment` takes the highest val_accuracy; of equals the lowest val_loss.",
    codes=(
        "best-not-a-row",
        *(code for code in SAYS if code not in SAME_CODE),
        "best-wrong-row",
        "best-tie",
    ),
)
def check_best_experiment(best_experiment: Function, rng: np.random.Generator) -> None:
    """Rows of which each is extreme in one thing, then ties in both orders."""
    draws = []
    for _ in range(3):
        named = _rows(rng)
        rows = list(named.values())
        draws.append((named, list(named)[_row_of(best_experiment(rows), rows)]))
    picked = {name for _, name in draws}
    if picked != {"right"}:
        named, name = next(draw for draw in draws if draw[1] != "right")
        # a rule picks its row in every order; a slip in the loop may meet any row by luck
        known = name in SAYS and len(picked) == 1
        row = f"the row with {SAYS[name]}" if known else f"row {list(named).index(name)}"
        fail(
            SAME_CODE.get(name, name) if known else "best-wrong-row",
            f"It is {row}, with val_accuracy {named[name]['val_accuracy']:g}; expected the row with "
            f"val_accuracy {named['right']['val_accuracy']:g}.",
            EXPERIMENT_EXAMPLE,
        )
    for better_first in (True, False):
        named = _rows(rng)
        lower = named["right"]
        higher = lower | {"val_loss": 0.295, "dropout": lower["dropout"] + 0.1, "accuracy": 0.94}
        pair = [lower, higher] if better_first else [higher, lower]
        rows = [row for name, row in named.items() if name != "right"]
        rows[3:3] = pair
        if _row_of(best_experiment(rows), rows) != rows.index(lower):
            fail(
                "best-tie",
                "Two rows share the highest val_accuracy, 0.915, with val_loss 0.29 and 0.295; "
                "expected the one with 0.29.",
                TURNED_EXAMPLE if better_first else EXPERIMENT_EXAMPLE,
            )
    require_repeatable(best_experiment, rows)


def _row_of(value: object, rows: list[Row]) -> int:
    """The position of the row that came back."""
    if value is None:
        fail(
            "returns-none",
            "best_experiment(results) is None; expected one of the rows. Is there a `return`?",
            EXPERIMENT_EXAMPLE,
        )
    if isinstance(value, dict):
        for position, row in enumerate(rows):
            same = (_same_number(value.get(key), number) for key, number in row.items())
            if len(value) == len(row) and all(same):
                return position
    fail(
        "best-not-a-row",
        f"best_experiment(results) is {describe(value)}; expected one of the rows, the "
        "whole dict as it was.",
        EXPERIMENT_EXAMPLE,
    )


def _same_number(value: object, number: float) -> bool:
    return isinstance(value, (int, float)) and abs(value - number) < 1e-9
