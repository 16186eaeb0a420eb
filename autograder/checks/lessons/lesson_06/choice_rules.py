"""Wrong rules for the best experiment: which row each of them picks, and what they raise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.calls import CallResult
from autograder.checks.mistakes import Mistake, Raises

Row = dict[str, float]
Rule = Callable[[list[Row]], int]


def right_row(rows: list[Row]) -> int:
    """The highest validation accuracy; of equals the lowest validation loss."""
    return max(range(len(rows)), key=lambda i: (rows[i]["val_accuracy"], -rows[i]["val_loss"]))


def _highest(key: Callable[[Row], Any]) -> Rule:
    """The first of the rows with the highest key."""
    return lambda rows: max(range(len(rows)), key=lambda i: key(rows[i]))


def _lowest_loss_among(near: Callable[[float, float], bool]) -> Rule:
    """The lowest loss of the rows whose accuracy is near the highest."""

    def rule(rows: list[Row]) -> int:
        top = max(row["val_accuracy"] for row in rows)
        close = [i for i, row in enumerate(rows) if near(row["val_accuracy"], top)]
        return min(close, key=lambda i: rows[i]["val_loss"])

    return rule


def _last_of_equals(rows: list[Row]) -> int:
    return max(range(len(rows)), key=lambda i: (rows[i]["val_accuracy"], i))


def _loop(takes_lead: Callable[[Row, Row], bool]) -> Rule:
    """The best so far begins as row 0; a row takes the lead when ``takes_lead(row, best)``."""

    def rule(rows: list[Row]) -> int:
        best = 0
        for i, row in enumerate(rows):
            if takes_lead(row, rows[best]):
                best = i
        return best

    return rule


def _beats(row: Row, best: Row) -> bool:
    return row["val_accuracy"] > best["val_accuracy"]


def _lower_loss(row: Row, best: Row) -> bool:
    return row["val_loss"] < best["val_loss"]


def _first_improvement(rows: list[Row]) -> int:
    return next((i for i, row in enumerate(rows) if _beats(row, rows[0])), 0)


def _last_improvement(rows: list[Row]) -> int:
    return max((i for i, row in enumerate(rows) if _beats(row, rows[0])), default=0)


def _beats_row_before(rows: list[Row]) -> int:
    rises = [i for i, (before, row) in enumerate(pairwise(rows), 1) if _beats(row, before)]
    return max(rises, default=0)


def _older_loss(start: Callable[[list[Row]], float]) -> Rule:
    """A loop in which only a row of equal accuracy changes the loss to beat."""

    def rule(rows: list[Row]) -> int:
        best, loss = 0, start(rows)
        for i, row in enumerate(rows):
            if _beats(row, rows[best]):
                best = i
            elif row["val_accuracy"] == rows[best]["val_accuracy"] and row["val_loss"] < loss:
                best, loss = i, row["val_loss"]
        return best

    return rule


def _position_among_ties(rows: list[Row]) -> int:
    top = max(row["val_accuracy"] for row in rows)
    losses = [row["val_loss"] for row in rows if row["val_accuracy"] == top]
    return losses.index(min(losses))


def _best_of(condition: Callable[[Row], bool]) -> Rule:
    """The right rule among the rows that meet the condition; -1 when there is none."""

    def rule(rows: list[Row]) -> int:
        left = [i for i, row in enumerate(rows) if condition(row)]
        return left[right_row([rows[i] for i in left])] if left else -1

    return rule


def _gap(row: Row) -> float:
    return row["accuracy"] - row["val_accuracy"]


def _mistakes(code: str, says: str, *rules: Rule) -> tuple[Mistake, ...]:
    def picks(rule: Rule) -> Callable[..., np.ndarray]:
        return lambda *draws: np.array([rule(rows) for rows in draws])

    return tuple(Mistake(code, picks(rule), says) for rule in rules)


# Each predicts the positions of the rows that it picks from several lists of rows.
RULES: tuple[Mistake, ...] = (
    *_mistakes(
        "best-tie",
        "Among rows with the same val_accuracy the position in the list decided.",
        _highest(lambda row: row["val_accuracy"]),
        _last_of_equals,
    ),
    *_mistakes(
        "best-tie-highest-loss",
        "Among rows with the same val_accuracy the highest val_loss won.",
        _highest(lambda row: (row["val_accuracy"], row["val_loss"])),
    ),
    *(
        mistake
        for name, sign in (
            ("loss", -1),
            ("accuracy", 1),
            ("epochs", -1),
            ("epochs", 1),
            ("dropout", -1),
            ("dropout", 1),
            ("test_accuracy", 1),
        )
        for mistake in _mistakes(
            "best-tie-other-entry",
            f"Among rows with the same val_accuracy the {'highest' if sign > 0 else 'lowest'} "
            f"{name} won.",
            _highest(lambda row, name=name, sign=sign: (row["val_accuracy"], sign * row[name])),  # type: ignore[misc]
        )
    ),
    *_mistakes(
        "best-leaves-out-an-end",
        "It chose as if the last row of the list were not there.",
        lambda rows: right_row(rows[:-1]),
    ),
    *_mistakes(
        "best-leaves-out-an-end",
        "It chose as if the first row of the list were not there.",
        lambda rows: 1 + right_row(rows[1:]),
    ),
    *_mistakes(
        "best-by-training",
        "It was the row with the highest training accuracy each time.",
        _highest(lambda row: row["accuracy"]),
    ),
    *_mistakes(
        "best-by-training",
        "It was the row with the lowest training loss each time.",
        _highest(lambda row: -row["loss"]),
    ),
    *_mistakes(
        "best-by-test",
        "It was the row with the highest test accuracy each time.",
        _highest(lambda row: row["test_accuracy"]),
    ),
    *_mistakes(
        "best-by-loss",
        "It was the row with the lowest validation loss each time.",
        _highest(lambda row: -row["val_loss"]),
    ),
    *_mistakes(
        "best-by-gap",
        "It was the row with the smallest gap between training and validation each time.",
        _highest(lambda row: -abs(_gap(row))),
        _highest(lambda row: -_gap(row)),
        _highest(lambda row: -abs(row["val_loss"] - row["loss"])),
        _highest(lambda row: row["loss"] - row["val_loss"]),
    ),
    *_mistakes(
        "best-takes-worst",
        "It was the row with the lowest validation accuracy each time.",
        _highest(lambda row: -row["val_accuracy"]),
    ),
    *_mistakes(
        "best-takes-worst",
        "It was the row with the highest validation loss each time.",
        _highest(lambda row: row["val_loss"]),
    ),
    *_mistakes(
        "best-longest",
        "It was the row with the most epochs each time.",
        _highest(lambda row: row["epochs"]),
    ),
    *_mistakes(
        "best-by-dropout",
        "It was the row with the highest dropout rate each time.",
        _highest(lambda row: row["dropout"]),
    ),
    *_mistakes(
        "best-by-dropout",
        "It was the row with the lowest dropout rate each time.",
        _highest(lambda row: -row["dropout"]),
    ),
    *_mistakes(
        "best-mixes-scores",
        "It chose as if one number were made of accuracy and loss, such as a difference or a sum.",
        *(
            _highest(lambda row, weight=weight: row["val_accuracy"] - weight * row["val_loss"])  # type: ignore[misc]
            for weight in (0.01, 0.05, 0.1, 0.2, -0.1, -1)
        ),
        _highest(lambda row: row["val_accuracy"] * row["val_loss"]),
        _highest(lambda row: row["val_accuracy"] - row["val_loss"]),
        _highest(lambda row: row["val_accuracy"] / row["val_loss"]),
    ),
    *_mistakes(
        "best-mixes-scores",
        "It chose as if training accuracy counted as well, such as in a mean.",
        _highest(lambda row: row["accuracy"] + row["val_accuracy"]),
        _highest(lambda row: row["accuracy"] * row["val_accuracy"]),
        _highest(lambda row: row["val_accuracy"] - abs(_gap(row))),
    ),
    *_mistakes(
        "best-rounds",
        "It treated val_accuracy 0.9138 and 0.914 as equal.",
        _lowest_loss_among(lambda value, top: round(value, 3) == round(top, 3)),
        _lowest_loss_among(lambda value, top: round(value, 2) == round(top, 2)),
        _lowest_loss_among(lambda value, top: value >= top - 0.001),
        _lowest_loss_among(lambda value, top: value >= top - 0.0025),
    ),
    *_mistakes(
        "best-rounds",
        "It chose as if a row took the lead only with a lead above some margin.",
        *(
            _loop(lambda row, best, m=m: row["val_accuracy"] > best["val_accuracy"] + m)  # type: ignore[misc]
            for m in (0.001, 0.002, 0.0025, 0.005, 0.01)
        ),
    ),
    *_mistakes(
        "best-loss-not-kept",
        "It chose as if the loss of a new leader were not remembered, so that rows of equal accuracy "
        "were compared with an older loss.",
        _older_loss(lambda rows: rows[0]["val_loss"]),
        _older_loss(lambda rows: np.inf),
    ),
    *_mistakes(
        "best-position-of-ties",
        "It chose as if a position among the rows with the highest accuracy were one in the whole "
        "list.",
        _position_among_ties,
    ),
    *_mistakes(
        "best-leaves-out-rows",
        "It chose as if only rows with 20 epochs were in the list.",
        _best_of(lambda row: row["epochs"] == 20),
    ),
    *_mistakes(
        "best-leaves-out-rows",
        "It chose as if rows with dropout 0 were not in the list.",
        _best_of(lambda row: row["dropout"] > 0),
    ),
    *_mistakes(
        "best-leaves-out-rows",
        "It chose as if rows were left out whose training accuracy is far above the validation "
        "accuracy.",
        *(_best_of(lambda row, gap=gap: _gap(row) < gap) for gap in (0.0, 0.01, 0.02, 0.03)),  # type: ignore[misc]
    ),
    *_mistakes(
        "return-in-loop",
        "It was the first row each time: the loop ended after one round.",
        lambda rows: 0,
    ),
    *_mistakes(
        "return-in-loop",
        "It was the better of the first two rows each time: the loop ended after one round.",
        lambda rows: int(_beats(rows[1], rows[0])),
    ),
    *_mistakes(
        "best-score-not-raised",
        "It was the last row each time: every row took the lead.",
        lambda rows: len(rows) - 1,
    ),
    *(
        mistake
        for place in (0, 1, 2, -1, -2)
        for mistake in _mistakes(
            "best-fixed-position",
            f"It was the row at index {place} each time, whatever stands in it.",
            lambda rows, place=place: place % len(rows),  # type: ignore[misc]
        )
    ),
    *_mistakes(
        "best-first-improvement",
        "It was the first row that is better than row 0 each time; better ones came later.",
        _first_improvement,
    ),
    *_mistakes(
        "best-last-improvement",
        "It was the last row that is better than row 0 each time, not the best of them.",
        _last_improvement,
    ),
    *_mistakes(
        "best-beats-row-before",
        "It was the last row that is better than the row just before it each time.",
        _beats_row_before,
    ),
    *_mistakes(
        "best-needs-both",
        "It chose as if a row took the lead only with a higher accuracy and a lower loss at once.",
        _loop(lambda row, best: _beats(row, best) and _lower_loss(row, best)),
    ),
    *_mistakes(
        "best-needs-either",
        "It chose as if a row took the lead with a higher accuracy or a lower loss.",
        _loop(lambda row, best: _beats(row, best) or _lower_loss(row, best)),
    ),
)


def _missing_key(result: CallResult) -> str:
    return (
        f"A row has no entry {result.message}; `results[0].keys()` shows the entries that it has."
    )


EXCEPTIONS = (
    Mistake(
        "best-compares-dicts",
        Raises("TypeError", r"'[<>]=?' not supported between instances of 'dict' and 'dict'"),
        "Dicts have no order: Python can't say which of two rows is the greater one.",
    ),
    Mistake(
        "best-row-for-number",
        Raises("TypeError", r"not supported between instances of ('dict' and|'\w+' and 'dict')"),
        "One side of the comparison is a row, the other a number.",
    ),
    Mistake(
        "best-list-as-table",
        Raises("TypeError", r"list indices must be integers or slices, not (str|tuple)"),
        "`results` is a list of rows; an entry's name picks from one row, not from the list.",
    ),
    Mistake(
        "best-list-as-table",
        Raises("AttributeError", r"'list' object has no attribute"),
        "A list has no such method or column: its items are the rows. `max(results, key=...)` and "
        "`sorted(results, key=...)` are functions that take the list.",
    ),
    Mistake(
        "best-nothing-left",
        Raises("IndexError", r"list index out of range", line=r"\[\s*(0|-1)\s*\]"),
        "An empty list has no first and no last item: no row met all conditions.",
    ),
    Mistake(
        "best-nothing-left",
        Raises(
            "ValueError", r"arg is an empty sequence|iterable argument is empty|zero-size|empty seq"
        ),
        "There is no row, or number, to choose from: none met the conditions.",
    ),
    Mistake(
        "best-attribute-of-dict",
        Raises("AttributeError", r"'dict' object has no attribute"),
        'An entry of a dict is read with brackets and quotes: `row["val_accuracy"]`.',
    ),
    Mistake(
        "best-starts-empty",
        Raises("KeyError", r"^'(accuracy|loss|val_accuracy|val_loss|dropout|epochs|seed)'$"),
        lambda result: (
            f"Every row has an entry {result.message}: the dict on this line that lacks it is not "
            "one of the rows."
        ),
    ),
    Mistake("best-misspelt-key", Raises("KeyError"), _missing_key),
    Mistake(
        "best-starts-as-none",
        Raises("TypeError", r"'NoneType'", line=r"^(?!.*\.(sort|append|reverse)\()"),
        "A value on this line is None. A variable that begins as None has no entries, and can't be "
        "compared, until a row is put into it.",
    ),
    Mistake(
        "best-key-is-text",
        Raises("TypeError", r"'str' object is not callable", line=r"key\s*="),
        "`key=` wants a function that gives the number of a row; it got a text.",
    ),
    Mistake(
        "best-number-as-row",
        Raises(
            "TypeError",
            r"'(numpy\.)?float(64)?' object is not subscriptable|"
            r"invalid index to scalar variable",
        ),
        "What stands before the brackets is a number, such as the highest accuracy, and not the row "
        "that it came from.",
    ),
    Mistake(
        "best-position-as-row",
        Raises("TypeError", r"'int' object is not subscriptable"),
        "What stands before the brackets is a whole number, not a row. `range(len(results))` "
        "counts positions; `for row in results` goes through the rows, and `enumerate(results)` "
        "gives the position first, then the row.",
    ),
)


def is_told_apart(draws: Sequence[list[Row]]) -> bool:
    """Whether each rule is wrong somewhere, and no two of different codes agree everywhere.

    The first and the last row may be written in, or come from a loop: no list tells these apart.
    """
    right = tuple(right_row(rows) for rows in draws)
    codes: dict[tuple[int, ...], str] = {}
    for rule in RULES:
        picks = tuple(int(i) for i in rule.answer(*draws))
        code = codes.setdefault(picks, rule.code)
        if picks == right or rule.code not in (code, "best-fixed-position"):
            return False
    return True
