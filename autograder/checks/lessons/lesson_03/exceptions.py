"""What exceptions, and shapes with an axis too many, mean in the exercise of lesson 03."""

from __future__ import annotations

import re

from autograder.checks.lessons.lesson_03.asked import EQUAL, Asked
from autograder.checks.lessons.lesson_03.rest import asks
from autograder.checks.mistakes import Mistake, Raises


def _whole_classes_in_a_row(asked: Asked) -> bool:
    """Whether x_train has an axis too many: ten classes, with all their rows."""
    return asked.shape_of_equal_classes() == (10, EQUAL, 2)


def _side_by_side(asked: Asked) -> bool:
    """Whether x_train has the rows of one class, and the columns of ten."""
    return asked.shape_of_equal_classes() == (EQUAL - EQUAL // 4, 2 * 10)


def _differ_in_length(asked: Asked) -> bool:
    """Whether classes of other sizes can't be joined."""
    result = asked.function.ask(asked.mixed.x, asked.mixed.y)
    return re.search(SIDES, result.message) is not None


def _pieces_in_a_row(asked: Asked) -> bool:
    """Whether x_train has an axis too many: ten classes, with their rows for training."""
    return asked.shape_of_equal_classes() == (10, EQUAL - EQUAL // 4, 2)


def _validation_pieces_in_a_row(asked: Asked) -> bool:
    """Whether x_val alone has an axis too many: ten classes, with their rows for validation."""
    train, val = (asked.shape_of_equal_classes(position) for position in (0, 2))
    return train == (10 * (EQUAL - EQUAL // 4), 2) and val == (10, EQUAL // 4, 2)


WHERE_SAYS = (
    "When the classes are equally large, x_train has one entry for each class, with all rows of the "
    "class in it: what was cut is not the row numbers, but something that holds them all as its "
    "first item. `np.where(y == label)` gives such a tuple"
)
JOINED_SAYS = (
    "When the classes are equally large, x_train has one entry for each class, with the training "
    "rows of the class in it: the pieces were put into a list, and not joined to one list of row "
    "numbers"
)
VALIDATION_SAYS = (
    "When the classes are equally large, x_val has one entry for each class, with the validation "
    "rows of the class in it: the pieces for training were joined, those for validation not"
)
SIDES = "except for the concatenation axis"
SIDE_SAYS = (
    "The pieces of the classes were joined side by side, column after column, where rows should "
    "come below rows"
)
SHAPES = (
    Mistake("joined-side-by-side", asks(_side_by_side), SIDE_SAYS),
    Mistake("where-without-index", asks(_whole_classes_in_a_row), WHERE_SAYS),
    Mistake("pieces-not-joined", asks(_pieces_in_a_row), JOINED_SAYS),
    Mistake("pieces-not-joined", asks(_validation_pieces_in_a_row), VALIDATION_SAYS),
)

NOT_ONE_INDEX = r"integer scalar arrays|indices must be integers or slices"
ANY_ERROR = ("ValueError", "IndexError", "TypeError")
EXCEPTIONS = (
    Mistake(
        "joined-side-by-side",
        Raises("ValueError", SIDES, r"hstack|column_stack|axis=-?1"),
        SIDE_SAYS,
    ),
    Mistake(
        "joined-side-by-side",
        Raises("IndexError", "out of bounds", asks=lambda f: _differ_in_length(Asked(f))),
        "When the classes have other sizes, their pieces can't be joined. " + SIDE_SAYS,
    ),
    Mistake(
        "where-without-index",
        Raises(ANY_ERROR, asks=lambda f: _whole_classes_in_a_row(Asked(f))),
        WHERE_SAYS,
    ),
    Mistake(
        "pieces-not-joined",
        Raises(ANY_ERROR, asks=lambda f: _pieces_in_a_row(Asked(f))),
        JOINED_SAYS,
    ),
    Mistake(
        "pieces-not-joined",
        Raises(ANY_ERROR, asks=lambda f: _validation_pieces_in_a_row(Asked(f))),
        VALIDATION_SAYS,
    ),
    Mistake(
        "columns-in-place-of-rows",
        Raises("IndexError", "out of bounds for axis 1", r"axis=(1|-1)|\[:, *\w|\[\.\.\., *\w"),
        "This line picks along axis 1. The rows of x lie along axis 0",
    ),
    Mistake(
        "made-for-60000-rows",
        Raises("IndexError", "out of bounds", asks=lambda f: Asked(f).runs_with_60000_rows()),
        "With 60,000 rows, as many as the lesson's table has, the call gives its four parts. Either "
        "a number of that table is written in, or a name of the notebook, such as `labels`, stands "
        "in place of a parameter",
    ),
    Mistake(
        "train-test-split-arguments",
        Raises(
            ("TypeError", "ValueError"), "1 dimension|array-like|Singleton", r"train_test_split\("
        ),
        "`train_test_split` takes every argument without a name for an array that is to be split",
    ),
    Mistake(
        "seed-for-another-call",
        Raises(("TypeError", "AxisError"), "", r"\.(shuffle|permut\w*)\(.*\bseed\b"),
        "`seed` stands among the arguments of shuffle or permutation, and they take none. A generator "
        "is made from it, once",
    ),
    Mistake(
        "minus-is-not-the-rest",
        Raises("TypeError", "boolean negative"),
        "A mask of True and False has no minus: NumPy turns it round with `~mask`",
    ),
    Mistake(
        "one-array-at-a-time",
        Raises("TypeError", "integer scalar arrays", r"(permut\w*|shuffle)\(\w+, *\w+\)"),
        "It takes one array, or one number; a second argument is taken for the axis",
    ),
    Mistake(
        "share-is-a-float",
        Raises("TypeError", "slice indices must be integers"),
        "A slice on this line begins or ends at a float. It takes whole numbers of type int",
    ),
    Mistake(
        "share-for-a-number",
        Raises(
            ("TypeError", "ValueError"),
            "integer",
            r"\b(choice|sample|permutation|shuffle|integers|randint|split)\(.*\bfraction\b",
        ),
        "This call takes a whole number of rows, and it gets a float. Either it is the share itself, "
        "such as 0.2, or a product that was not rounded to an int",
    ),
    Mistake(
        "no-rows-for-a-part",
        Raises(
            "IndexError", "must be of integer", asks=lambda f: Asked(f).runs_at_another_fraction()
        ),
        "At another fraction the same line is no error. For this call the row numbers of one part are "
        "an empty list or array, and an empty array is one of floats unless told otherwise",
    ),
    Mistake(
        "made-for-60000-rows",
        Raises("IndexError", "must be of integer", asks=lambda f: Asked(f).runs_with_60000_rows()),
        "The row numbers of one part are empty here, and with 60,000 rows, as many as the lesson's "
        "table has, they are not: a number of that table is written in",
    ),
    Mistake(
        "positions-are-floats",
        Raises("IndexError", "must be of integer"),
        "The positions between the brackets are floats, such as 3.0",
    ),
    Mistake(
        "not-row-numbers",
        Raises("IndexError", "only integers, slices"),
        "Between the brackets of an array may stand a whole number, a slice, or a list or an array "
        "of whole numbers; here it is something else, such as a float or a set",
    ),
    Mistake(
        "concatenate-without-list",
        Raises("TypeError", r"integer scalar arrays|'axis'|as an integer", r"concatenate\("),
        "`np.concatenate` takes the arrays in one list, as its first argument; a second argument is "
        "taken for the axis",
    ),
    Mistake(
        "positions-for-a-list",
        Raises("TypeError", NOT_ONE_INDEX, r"\["),
        "Either a list or a tuple stands before the brackets, and takes one whole number or a slice: "
        "only an array takes many positions. Or an array stands where a slice needs one number",
    ),
    Mistake(
        "list-plus-array",
        Raises("ValueError", r"broadcast.* \(0,\) ?", r"\b(\w+)\s*(=\s*\1\s*\+|=.*\+\s*\1\b|\+=)"),
        "`+` between a list and an array, or between two arrays, adds number to number. It joins two "
        "lists alone",
    ),
    Mistake(
        "name-not-defined",
        Raises(
            "NameError", r"'(split_columns|class_counts|mean_image|to_images|rescale|preprocess)'"
        ),
        "This is a function of another lesson's notebook. What is defined there is not known here",
    ),
    Mistake(
        "rows-subtracted",
        Raises("ValueError", "broadcast", r"\b[xy]\w* - \w"),
        "`-` subtracts numbers from numbers. It does not take rows out of an array",
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"ndarray.*'(drop|sample|i?loc|groupby|value_counts|index)'"),
        "x and y are NumPy arrays; this is a name of pandas' tables",
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"'(shuffle|permut\w*)'"),
        "What stands before the dot has nothing of that name. A random order comes from a generator: "
        "`rng = np.random.default_rng(seed)`, and then `rng.permutation(...)`",
    ),
    Mistake(
        "row-length-written-in",
        Raises("ValueError", "cannot reshape", r"784|28"),
        "x may have rows of any shape, here it has others than the pictures of the lesson. A split "
        "needs no reshape",
    ),
)
