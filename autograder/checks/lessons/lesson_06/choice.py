"""Check of lesson 06: the choice between experiments."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks import Function, fail, graded, require_repeatable
from autograder.checks.lessons.lesson_06.choice_rules import (
    EXCEPTIONS,
    RULES,
    Row,
    is_told_apart,
    right_row,
)
from autograder.checks.mistakes import codes_of, fail_with, find_mistakes
from autograder.checks.values import describe, same

NAMES = (
    "dropout",
    "epochs",
    "seed",
    "accuracy",
    "loss",
    "val_accuracy",
    "val_loss",
    "test_accuracy",
)
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
DOCSTRING_ROWS: list[Row] = [
    {"dropout": 0.0, "epochs": 20, "seed": 0, "accuracy": 0.98, "loss": 0.05,
     "val_accuracy": 0.915, "val_loss": 0.33},
    {"dropout": 0.3, "epochs": 20, "seed": 0, "accuracy": 0.93, "loss": 0.19,
     "val_accuracy": 0.919, "val_loss": 0.23},
]  # fmt: skip
TOP = 0.914  # the highest val_accuracy of all lists
# The places of the right row among those of the same accuracy: 1 without a tie.
ORDERS = (
    *((0,), (0,), (0,), (0,)),
    *((0, 1, 1), (1, 1, 0), (1, 0, 1), (1, 0), (0, 1), (1, 1, 0, 1), (0, 1, 1, 1)),
)
ENDS = (0, 11)  # the places of the right row in the last two lists


@graded(
    points=2,
    statement="`best_experiment` takes the highest val_accuracy; of equals the lowest val_loss.",
    codes=(
        "best-position-for-row",
        "best-score-for-row",
        "best-list-for-row",
        "best-values-for-row",
        "best-text-for-row",
        "best-changed-row",
        "best-from-the-notebook",
        "best-written-in",
        "best-not-a-row",
        *codes_of(RULES),
        "best-wrong-row",
        "best-starts-too-high",
        *codes_of(EXCEPTIONS),
    ),
)
def check_best_experiment(best_experiment: Function, rng: np.random.Generator) -> None:
    """Lists of rows without and with ties, on which every known wrong rule differs."""
    best_experiment = best_experiment.with_mistakes(EXCEPTIONS, EXPERIMENT_EXAMPLE)
    draws = _draws(rng)
    values = [best_experiment(rows) for rows in draws]
    places = [_row_of(value, rows) for value, rows in zip(values, draws, strict=True)]
    if None in places:
        _explain_no_row(best_experiment, values, draws)
    picks = np.array(places, dtype=int)
    right = np.array([right_row(rows) for rows in draws])
    wrong = np.flatnonzero(picks != right)
    if wrong.size:
        k = int(wrong[0])
        before = _seen(draws[k], int(picks[k]), int(right[k]))
        example = _example(best_experiment, draws[k])
        found = find_mistakes(picks, right, RULES, tuple(draws))
        fail_with(found, example, before)
        fail("best-wrong-row", before, example)
    _check_poor_rows(best_experiment, draws[4])
    require_repeatable(best_experiment, draws[-1], example=EXPERIMENT_EXAMPLE)


def _check_poor_rows(function: Function, rows: list[Row]) -> None:
    """No number written in decides where a search starts."""
    poor = [
        row
        | {"val_accuracy": round(row["val_accuracy"] - 0.85, 4), "val_loss": row["val_loss"] + 2}
        for row in rows
    ]
    answer = function.ask(poor)
    place, right = _row_of(answer.value, poor), right_row(poor)
    if place != right:
        came = "an error" if not answer.returned else describe(answer.value)
        fail(
            "best-starts-too-high",
            "In a list whose val_accuracy lies below 0.07 in every row, and val_loss above 2, the "
            f"result is {came if place is None else f'row {place}'}; expected row {right}. With "
            "values near 0.9 and 0.3 the choice was right.",
            _example(function, poor, may_fail=True),
        )


# --- the lists of rows --------------------------------------------------------------------


def _draws(rng: np.random.Generator) -> list[list[Row]]:
    """Lists on which the known rules differ from the right one and from each other."""
    while True:
        draws = [_rows(rng, order) for order in ORDERS]
        draws += [_rows(rng, (0,), place) for place in ENDS]
        if is_told_apart(draws):
            return draws


def _rows(
    rng: np.random.Generator, order: Sequence[int], only_place: int | None = None
) -> list[Row]:
    """Experiments in random order; those with the highest accuracy stand as ``order`` says.

    0 stands for the right row, which ``only_place`` may place. One row has nearly its accuracy and
    a lower loss.
    """

    def between(low: float, high: float) -> float:
        return round(float(rng.uniform(low, high)), 4)

    rows: list[Row] = []
    val_accuracies = rng.choice(np.arange(8600, 9100), size=12, replace=False)  # no two are equal
    settings = zip(rng.permutation(12), rng.permutation(12), val_accuracies, strict=True)
    for dropout, epochs, val_accuracy in settings:
        accuracy = between(0.86, 0.97)
        rows.append(
            {
                "dropout": round(0.04 * float(dropout), 2),
                "epochs": 5 + 3 * int(epochs),
                "seed": 0,
                "accuracy": accuracy,
                "loss": round(2.6 * (1 - accuracy) + between(-0.04, 0.04), 4),
                "val_accuracy": round(float(val_accuracy) / 10_000, 4),
                "val_loss": between(0.22, 0.4),
                "test_accuracy": between(0.86, 0.91),
            }
        )
    *best, near = rng.choice(np.arange(2, 11), size=len(order) + 1, replace=False)
    best = best if only_place is None else [only_place]
    if only_place is not None:  # a weighted sum of both scores takes a row of so low a loss
        low = int(rng.choice([i for i in range(1, 11) if i != near]))
        rows[low] |= {"val_accuracy": 0.91, "val_loss": between(0.05, 0.06)}
    rows[near] |= {"val_accuracy": round(TOP - 0.0002, 4), "val_loss": between(0.26, 0.27)}
    for place, rank in zip(sorted(best), order, strict=True):
        loss = between(0.28, 0.29) if rank == 0 else between(0.30, 0.35)
        rows[place] |= {"val_accuracy": TOP, "val_loss": loss}
    return rows


def _seen(rows: list[Row], chosen: int, right: int) -> str:
    got, wanted = rows[chosen], rows[right]
    if got["val_accuracy"] == wanted["val_accuracy"]:
        return (
            f"Rows share the highest val_accuracy, {TOP}; it chose the one with val_loss "
            f"{got['val_loss']:g}, expected the one with {wanted['val_loss']:g}."
        )
    return (
        f"Of {len(rows)} rows it chose row {chosen}, with val_accuracy {got['val_accuracy']:g}; "
        f"expected row {right}, with val_accuracy {wanted['val_accuracy']:g}."
    )


def _example(function: Function, rows: list[Row], *, may_fail: bool = False) -> str:
    """Few rows of which the student's function chooses a wrong one, for pasting.

    ``may_fail`` lets it give none of them as well.
    """
    rows = _fewer(function, rows, may_fail=may_fail)
    lines = [f"    ({', '.join(f'{row[name]:g}' for name in NAMES)})," for row in rows]
    head = EXPERIMENT_EXAMPLE.partition("    (")[0]
    dropout = rows[right_row(rows)]["dropout"]
    end = f")]\nbest_experiment(rows)  # expected the row with dropout {dropout:g}"
    return head + "\n".join(lines) + "\n" + end


def _fewer(function: Function, rows: list[Row], *, may_fail: bool) -> list[Row]:
    """Leave out rows one by one while the function still chooses a wrong one."""
    for row in list(rows):
        fewer = [other for other in rows if other is not row]
        if len(fewer) < 2:
            break
        place = _row_of(function.ask(fewer).value, fewer)
        if place != right_row(fewer) and (may_fail or place is not None):
            rows = fewer
    return rows


# --- what came back -----------------------------------------------------------------------


def _row_of(value: object, rows: list[Row]) -> int | None:
    """The position of the row that came back; None when it is none of them."""
    if isinstance(value, dict):
        for position, row in enumerate(rows):
            equal = (_is_number(value.get(key), number) for key, number in row.items())
            if len(value) == len(row) and all(equal):
                return position
    return None


def _is_number(value: object, number: float) -> bool:
    return isinstance(value, (int, float)) and abs(value - number) < 1e-9


def _explain_no_row(function: Function, values: Sequence[Any], draws: Sequence[list[Row]]) -> None:
    """Fail with what came back in place of a row."""

    def explain(code: str, seen: str) -> None:
        message = f"best_experiment(results) is {seen}; expected one of the rows, the whole dict."
        fail(code, message, EXPERIMENT_EXAMPLE)

    pairs = list(zip(values, draws, strict=True))
    value, rows = next((v, r) for v, r in pairs if _row_of(v, r) is None)
    if value is None:
        _explain_none(function, values, draws)
    if isinstance(value, dict):
        other = next((v for v in values if not same(v, value)), None)
        if len(value) >= 7 and other is None:
            seen = f"the same dict for {len(values)} different lists"
            explain("best-from-the-notebook", seen)
        if any(isinstance(item, (dict, list)) for item in value.values()):
            explain("best-changed-row", "a dict that holds a dict or a list for each name")
        missing = [name for name in rows[0] if name not in value]
        if missing:
            explain("best-changed-row", f"a dict without {', '.join(map(repr, missing))}")
        explain("best-changed-row", "a dict whose numbers stand together in none of the rows")
    if isinstance(value, str):
        explain("best-text-for-row", describe(value))
    if isinstance(value, (int, float)) or (isinstance(value, np.ndarray) and not value.ndim):
        _explain_number([float(v) if np.ndim(v) == 0 else np.nan for v in values], draws, explain)
    if isinstance(value, tuple) and any(_row_of(item, rows) is not None for item in value):
        plural = "1 result" if len(value) == 1 else f"{len(value)} results"
        message = f"best_experiment(results) gives {plural}; expected the row alone."
        fail("number-of-results", message, EXPERIMENT_EXAMPLE)
    if isinstance(value, (list, tuple)) and value and all(isinstance(v, dict) for v in value):
        rows_in_words = "1 row" if len(value) == 1 else f"{len(value)} rows"
        explain("best-list-for-row", f"a {type(value).__name__} of {rows_in_words}")
    with contextlib.suppress(TypeError, ValueError):
        numbers = np.asarray(value, dtype=float).ravel()
        entries = [number for row in rows for number in row.values()]
        if numbers.size > 1 and all(np.isclose(entries, n, atol=1e-9).any() for n in numbers):
            explain(
                "best-values-for-row",
                f"{describe(value)}: the numbers of a row without its keys (of a pandas row, too, only "
                "the numbers count)",
            )
    explain("best-not-a-row", describe(value))


def _for_which(values: Sequence[Any], draws: Sequence[list[Row]]) -> str:
    """For which lists None came back, when not for all."""
    empty = [value is None for value in values]
    tied = [sum(row["val_accuracy"] == TOP for row in rows) > 1 for rows in draws]
    if all(empty):
        return ""
    if empty == tied:
        return " where several rows share the highest val_accuracy, and a row elsewhere"
    if empty == [not tie for tie in tied]:
        return " where one row alone has the highest val_accuracy, and a row elsewhere"
    return f" for {sum(empty)} of {len(empty)} lists"


def _explain_none(function: Function, values: Sequence[Any], draws: Sequence[list[Row]]) -> None:
    if all(value is None for value in values):
        shown = function.ask(DOCSTRING_ROWS).value
        if _row_of(shown, DOCSTRING_ROWS) is not None:
            fail(
                "best-written-in",
                f"best_experiment(results) is None for {len(values)} lists of rows, and a row for the "
                "list in the docstring.",
                EXPERIMENT_EXAMPLE,
            )
    fail(
        "returns-none",
        f"best_experiment(results) is None{_for_which(values, draws)}; expected one of the rows. "
        "Is there a `return`?",
        EXPERIMENT_EXAMPLE,
    )


def _explain_number(numbers: Sequence[float], draws: Sequence[list[Row]], explain: Any) -> None:
    for name in NAMES:
        columns = [[row[name] for row in rows] for rows in draws]
        if name != "seed" and all(
            np.isclose(column, n, atol=1e-9).any()
            for column, n in zip(columns, numbers, strict=True)
        ):
            explain("best-score-for-row", f"{numbers[0]:g}, the {name!r} of a row")
    lengths = [len(rows) for rows in draws]
    if all(n == int(n) and 0 <= n < size for n, size in zip(numbers, lengths, strict=True)):
        explain("best-position-for-row", f"{numbers[0]:g}, which can be a row's position")
    explain("best-not-a-row", f"the number {numbers[0]:g}")
