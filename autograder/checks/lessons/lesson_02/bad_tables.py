"""Bad tables of lesson 02: why ``preprocess`` lets one pass, found by asking it about others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NoReturn

import numpy as np

from autograder.checks import Function, fail
from autograder.checks.calls import CallResult

FAR = 1_000_000  # a bad value that every test of a bound refuses, and whose remainder is 64
ROWS = 5


@dataclass(frozen=True)
class Kind:
    """Pixels or labels: the columns where they stand and the bounds between which they may lie."""

    name: str
    columns: slice
    some_columns: tuple[int, ...]
    high: int


PIXEL = Kind("pixel", slice(1, None), (1, 400, 784), 255)
LABEL = Kind("label", slice(0, 1), (0,), 9)


@dataclass(frozen=True)
class Question:
    """A good table with one bad value in it, and what is needed to ask ``preprocess`` about others."""

    preprocess: Function
    good: np.ndarray
    kind: Kind
    place: tuple[int, int]
    value: int

    def table(self, *bad: tuple[Any, Any, int]) -> np.ndarray:
        """The good table with a bad value in each of some (rows, columns)."""
        table = self.good.copy()
        for rows, columns, value in bad:
            table[rows, columns] = value
        return table

    def call(self, *bad: tuple[Any, Any, int]) -> CallResult | None:
        """How ``preprocess`` ends for such a table, None when its result is of no readable kind."""
        outcome = self.preprocess.ask(self.table(*bad))
        return None if outcome.code else outcome

    def refuses(self, *bad: tuple[Any, Any, int]) -> bool:
        """Whether ``preprocess`` raises for such a table."""
        outcome = self.call(*bad)
        return outcome is not None and outcome.exception_type is not None

    def refuses_one(self, value: int, kind: Kind | None = None) -> bool:
        """Whether one bad value, at the place of the question or among the other kind, is refused."""
        if kind is None or kind == self.kind:
            return self.refuses((*self.place, value))
        return self.refuses((self.place[0], kind.some_columns[0], value))

    def came_out(self, value: int) -> float | None:
        """What a bad value became, in units of the table; None when that can't be told."""
        outcome = self.call((*self.place, value))
        if outcome is None or not isinstance(outcome.value, (tuple, list)):
            return None
        row, column = self.place
        try:
            images, labels = outcome.value
            if self.kind == LABEL:
                return float(np.asarray(labels)[row])
            pixels = np.asarray(images, dtype=np.float64).reshape(len(self.good), 784)
            return round(float(pixels[row, column - 1]) * 255, 3)
        except (ValueError, TypeError, IndexError):
            return None


def explain_accepted(question: Question, accepted: CallResult, text: str, example: str) -> NoReturn:
    """Fail with the reason why a table with one bad value was accepted.

    ``text`` begins the sentence: "A table with a pixel of 300 (int64)".
    """
    _explain_lost_rows(question, accepted, text, example)
    answers = {question.refuses_one(question.value) for _ in range(20)}
    if len(answers) > 1:
        text = f"{text} was accepted once, and refused when the same table came again"
        fail("differs-from-call-to-call", f"{text}; expected ValueError every time.", example)
    if question.refuses_one(question.value):
        also = f"{text} was accepted. The same value is refused in a table of int64"
        fail("bad-table-accepted", f"{also}; expected ValueError for every integer type.", example)
    _explain_places(question, text, example)
    _explain_combinations(question, text, example)
    _explain_everywhere(question, text, example)
    _explain_replaced(question, text, example)
    _explain_cast_of_labels(question, text, example)
    _explain_bounds(question, text, example)
    first = -1 if question.value < 0 else question.kind.high + 1
    if not question.refuses_one(first):
        _explain_no_test(question, text, example)
    also = f"{text} was accepted, though {first} is refused"
    fail("only-some-bad-values", f"{also}; expected ValueError for both.", example)


def printed_more(preprocess: Function, good: np.ndarray, bad: CallResult) -> bool:
    """Whether a bad table made the function print more lines than good ones do."""
    others = (good, np.zeros_like(good), good[:1])
    usual = [preprocess.ask(table).printed_lines for table in others]
    return bad.printed_lines > max(usual)


def _explain_lost_rows(question: Question, accepted: CallResult, text: str, example: str) -> None:
    labels: Any = accepted.value[1] if isinstance(accepted.value, (tuple, list)) else None
    n = np.shape(labels)[0] if np.ndim(labels) else ROWS
    if n < len(question.good):
        left = f"{text} was accepted, and {n} of its {len(question.good)} rows came back"
        fail("bad-rows-dropped", f"{left}; expected ValueError for the whole table.", example)


def _explain_places(question: Question, text: str, example: str) -> None:
    """The same bad value is refused elsewhere: a part of the table is never looked at."""
    rows = sorted({0, 2, 4, question.place[0]})
    columns = sorted({*question.kind.some_columns, question.place[1]})
    refused = {
        (row, column): question.refuses((row, column, question.value))
        for row in rows
        for column in columns
    }
    if not any(refused.values()):
        return
    everywhere = (slice(None), question.kind.columns, question.value)
    if not question.refuses(everywhere):
        name = question.kind.name
        columns_of = "0" if question.kind == LABEL else "1:"
        example = (
            f"small = np.zeros((2, 785), dtype=np.int64)\nsmall[:, {columns_of}] = {question.value}\n"
            "preprocess(small)  # expected: ValueError"
        )
        fail(
            "spread-tested",
            f"{text} was accepted, and a table in which every {name} is {question.value} is "
            f"accepted too. In other rows the same value is refused, where it stands beside other "
            f"{name}s. Expected ValueError whatever stands beside it.",
            example,
        )
    by_row = {row: {refused[row, column] for column in columns} for row in rows}
    by_column = {column: {refused[row, column] for row in rows} for column in columns}
    here: list[Any]
    there: list[Any]
    if all(len(found) == 1 for found in by_row.values()):
        where, here = "row", [row for row in rows if refused[row, columns[0]]]
        there = [row for row in rows if row not in here]
    elif all(len(found) == 1 for found in by_column.values()):
        where, here = "column", [column for column in columns if refused[rows[0], column]]
        there = [column for column in columns if column not in here]
    else:
        where = "place"
        here = [f"(row {r}, column {c})" for (r, c), is_refused in refused.items() if is_refused]
        there = [f"(row {r}, column {c})" for (r, c), bad in refused.items() if not bad]
    tried = (
        f"the same value is refused in {_listed(where, here)}, "
        f"and accepted in {_listed(where, there)}"
    )
    fail(
        "part-of-the-table-checked",
        f"{text} was accepted. Tried in other places, {tried}; expected ValueError wherever the "
        "bad value stands.",
        example,
    )


def _listed(what: str, items: list[Any]) -> str:
    shown = [str(item) for item in items[:3]]
    joined = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"{what}{'s' if len(items) > 1 else ''} {joined}"


def _explain_combinations(question: Question, text: str, example: str) -> None:
    """Each of two bad values is accepted alone, and the table with both is refused."""
    row, column = question.place
    other_row = (row + 1) % ROWS
    if question.refuses((*question.place, question.value), (other_row, column, question.value)):
        two = f"{text} was accepted, and a table with two such values is refused"
        fail("some-bad-values-allowed", f"{two}; expected ValueError for one alone.", example)
    same, other = question.kind, LABEL if question.kind == PIXEL else PIXEL
    opposite = same.high + 1 if question.value < 0 else -1
    for kind, value in ((same, opposite), (other, other.high + 1), (other, -1)):
        place = (other_row, column if kind == same else kind.some_columns[-1])
        alone = question.refuses((*place, value))
        if not alone and question.refuses((*question.place, question.value), (*place, value)):
            fail(
                "and-for-or",
                f"{text} was accepted, and so is one with a {kind.name} of {value}. Both together "
                "are refused; expected ValueError for each of them alone.",
                example,
            )


def _explain_everywhere(question: Question, text: str, example: str) -> None:
    columns, value = question.kind.columns, question.value
    if not question.refuses((slice(None), columns, value)):
        return
    far = FAR if value > 0 else -FAR
    half: list[tuple[Any, Any, int]]
    half = [(row, slice(columns.start + row % 2, None, 2), far) for row in range(ROWS)]
    if question.kind == LABEL:
        half = [(row, 0, far) for row in range(0, ROWS, 2)]
    start = f"{text} in one place was accepted, though the same value everywhere is refused"
    if question.refuses(*half):
        share = "half of them" if question.kind == PIXEL else "three of five"
        fail(
            "summary-tested",
            f"{start}, and so are {far} in {share}; expected ValueError for a single bad value.",
            example,
        )
    fail("all-for-any", f"{start}; expected ValueError for a single bad value.", example)


def _explain_replaced(question: Question, text: str, example: str) -> None:
    value = _telling(question)
    if question.refuses_one(value):
        return
    got = question.came_out(value)
    if got is None or got in (value, value % 256):
        return
    fail(
        "bad-values-replaced",
        f"{text} was accepted. A {question.kind.name} of {value} came out as {got:g}; expected "
        "ValueError, not another value.",
        example,
    )


def _telling(question: Question) -> int:
    """A bad value on the same side whose remainder in uint8 is no value that one would put there."""
    if question.value < 0:
        return -19
    return 300 if question.kind == PIXEL else 259


def _explain_cast_of_labels(question: Question, text: str, example: str) -> None:
    """Labels from 10 to 255 are refused and those from 256 to 265 are not: they wrapped around."""
    labels = question if question.kind == LABEL else _about_labels(question)
    if not all(labels.refuses_one(value) for value in (11, 100, 255, 267)):
        return
    if any(labels.refuses_one(value) for value in (256, 259, 265)):
        return
    fail(
        "checked-after-the-cast",
        f"{text} was accepted. A label of 11 is refused, and one of 259 is accepted and came out "
        f"as {labels.came_out(259):g}: 259 had become 3 before the test. Expected ValueError.",
        example,
    )


def _about_labels(question: Question) -> Question:
    return replace(question, kind=LABEL, place=(question.place[0], 0))


def _explain_bounds(question: Question, text: str, example: str) -> None:
    kind, value = question.kind, question.value
    step = 1 if value > 0 else -1
    bound = 0 if value < 0 else kind.high
    one_more, far = bound + 2 * step, FAR * step
    if question.refuses_one(bound + step):
        return
    if question.refuses_one(one_more):
        fail(
            "bound-off-by-one",
            f"{text} was accepted, and {one_more} is refused; expected ValueError for "
            f"{bound + step} too: {kind.name}s go from 0 to {kind.high}.",
            example,
        )
    if kind == LABEL and not question.refuses_one(255) and question.refuses_one(256):
        fail(
            "labels-tested-as-pixels",
            f"{text} was accepted, and so is one of 255. The first that is refused is 256; "
            "expected ValueError for every label above 9.",
            example,
        )
    scaled = 255 * kind.high
    is_above = kind == PIXEL and value > 0
    if is_above and question.refuses_one(scaled + 1) and not question.refuses_one(scaled - 1):
        fail(
            "tested-after-scaling",
            f"{text} was accepted, and so is one of {scaled - 1}, but {scaled + 1} is refused. "
            f"{scaled} is 255 x 255: the value was divided by 255 before it was compared with 255. "
            "Expected ValueError beyond 255.",
            example,
        )
    if question.refuses_one(far):
        accepted, refused = value, far
        while abs(refused - accepted) > 1:
            middle = (accepted + refused) // 2
            if question.refuses_one(middle):
                refused = middle
            else:
                accepted = middle
        said = (
            f"{text} was accepted, and so is one of {accepted}. The first that is refused is "
            f"{refused}; expected ValueError beyond {bound}."
        )
        if refused == -(kind.high + 1):
            said += (
                f" Without its sign, as `abs` gives it, {refused} is the first that is too large."
            )
        fail("bound-misplaced", said, example)
    opposite = [kind.high + 1, kind.high + 3, FAR] if value < 0 else [-1, -3, -FAR]
    refused_there = [v for v in opposite if question.refuses_one(v)]
    if refused_there:
        side = "below 0" if value < 0 else f"above {kind.high}"
        fail(
            "bound-missing",
            f"{text} was accepted, and so is one of {far}: nothing {side} is refused. "
            f"On the other side {refused_there[0]} is refused. Expected ValueError on both sides.",
            example,
        )


def _explain_no_test(question: Question, text: str, example: str) -> NoReturn:
    kind = question.kind
    other = LABEL if kind == PIXEL else PIXEL
    others_refused = question.refuses_one(other.high + 1, other) or question.refuses_one(-1, other)
    others = f"A bad {other.name} is {'refused' if others_refused else 'accepted too'}."
    nothing = f"{text} was accepted. No bad {kind.name} is refused: neither -1 nor {FAR}. {others}"
    several = (300, 1000, -19)
    if kind == PIXEL and all(question.came_out(v) == v % 256 for v in several):
        fail(
            "values-not-checked",
            f"{nothing} And 300 came out as 44 / 255, as a cast to uint8 makes of it. Either no "
            "test can find a bad pixel, or the test comes after the cast, where every value lies "
            "between 0 and 255. Expected ValueError.",
            example,
        )
    fail("values-not-checked", f"{nothing} Expected ValueError.", example)
