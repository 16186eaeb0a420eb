"""What exceptions mean where flat rows are made images in lesson 02."""

from __future__ import annotations

from autograder.checks.calls import CallResult
from autograder.checks.mistakes import Mistake, Raises, codes_of


def _asked_for(result: CallResult) -> str:
    """The shape in the message of a reshape that failed: "(60000,28,28,1)"."""
    return result.message.rpartition("into shape ")[2] or "another shape"


def _attribute(result: CallResult) -> str:
    """The name in "'numpy.ndarray' object has no attribute 'values'"."""
    return result.message.rstrip("'").rpartition("'")[2]


OTHER_LIBRARY = Mistake(
    "method-of-another-library",
    Raises(
        "AttributeError",
        r"ndarray' object has no attribute '"
        r"(values|to_numpy|numpy|to_list|unsqueeze|permute|contiguous|cpu|detach|expand|stack|"
        r"div|mul|set_shape|get_shape|as_matrix)'",
    ),
    lambda result: (
        f"This is a NumPy array already, and `{_attribute(result)}` is a name of another "
        "library, such as pandas or PyTorch."
    ),
)


def reshape_mistakes(n: int) -> tuple[Mistake, ...]:
    """What exceptions mean for n images of 784 pixels."""
    fits = rf"array of size {784 * n} into shape \("
    return (
        Mistake(
            "images-not-counted",
            Raises("ValueError", rf"{fits}(28,28|28,28,1|784|784,1)\)"),
            f"That shape is one picture of 784 pixels, and {n} of them came.",
        ),
        Mistake(
            "number-of-images",
            Raises("ValueError", rf"{fits}\d+,(28,28|28,28,1|1,28,28|784)\)"),
            lambda result: (
                f"The shape {_asked_for(result)} is for another number of images; {n} came. The "
                "function must work for every number."
            ),
        ),
        Mistake(
            "three-channels",
            Raises("ValueError", rf"{fits}.*28,28,3\)"),
            "Three channels need three numbers for each pixel; a grey picture has one.",
        ),
        Mistake(
            "pixel-cut-off",
            Raises("ValueError", rf"array of size {783 * n} into shape"),
            f"{783 * n} is {n} x 783: one of the 784 pixels of each image was cut off before. "
            "`x` holds pixels alone; its first column is no label.",
        ),
        Mistake(
            "not-784-pixels",
            Raises("ValueError", rf"array of size {784 * n} into shape"),
            lambda result: (
                f"{784 * n} values came, {n} x 784. The lengths in {_asked_for(result)}, without "
                "the number of images, should make 28 x 28 x 1 = 784 when they are multiplied."
            ),
        ),
        *SHAPE_EXCEPTIONS,
    )


SHAPE_EXCEPTIONS = (
    Mistake(
        "name-not-defined",
        Raises("NameError", r"name '(x|table)' is"),
        "In the lesson this is the name of the parameter. Has the first line of your function "
        "another name for it?",
    ),
    Mistake(
        "n-of-the-docstring",
        Raises("NameError", r"name 'n' is"),
        "`n` stands in the docstring for the number of images. No line of code gives it a value: "
        "the number is `len(x)`.",
    ),
    Mistake(
        "two-unknown-axes",
        Raises("ValueError", r"can only specify one unknown dimension"),
        "-1 stands for the one length that NumPy is to work out. With two of them there are many "
        "answers.",
    ),
    Mistake(
        "view-for-reshape",
        Raises(
            "TypeError", r"view\(\) takes from|Cannot interpret '.*' as a data type", r"\.view\("
        ),
        "In NumPy `view` takes a type. What PyTorch calls `view` is NumPy's `reshape`.",
    ),
    OTHER_LIBRARY,
    Mistake(
        "split-for-reshape",
        Raises("ValueError", r"array split does not result in an equal division"),
        "`split` cuts an array into parts along one of its axes: here it is to cut the images into "
        "groups. The pixels of each image stay in one row.",
    ),
    Mistake(
        "shape-not-a-tuple",
        Raises("TypeError", r"reshape\(\) takes from", r"np\.reshape|numpy\.reshape"),
        "The function `np.reshape` takes the array, and then the whole shape as one tuple: "
        "`np.reshape(x, (a, b))`. The method takes loose numbers: `x.reshape(a, b)`.",
    ),
    Mistake(
        "shape-for-length",
        Raises("TypeError", r"'(tuple|list)' object cannot be interpreted as an integer"),
        "`x.shape` is a tuple of two numbers, and each axis takes one number. The first of the "
        "two is `x.shape[0]`, or `len(x)`.",
    ),
    Mistake(
        "text-for-shape",
        Raises("TypeError", r"'str' object cannot be interpreted as an integer"),
        "A text is no number, even when it looks like one: lengths are written without quotes.",
    ),
    Mistake(
        "index-not-whole",
        Raises("TypeError", r"'(numpy\.)?float\d*' object cannot be interpreted as an integer"),
        "The length of an axis must be a whole number of type int.",
    ),
    Mistake(
        "too-many-indices",
        Raises("IndexError", r"array is 2-dimensional"),
        "This array has two axes, images and pixels. Rows and columns are there after `reshape`.",
    ),
    Mistake(
        "transpose-for-reshape",
        Raises("ValueError", r"axes don't match array"),
        "`transpose` puts the axes that are there in another order, and takes their numbers: 0 "
        "and 1. It makes no new axes and takes no lengths.",
    ),
)

# Codes of general exceptions are the framework's own: checks need not list them.
OF_ALL_LESSONS = ("index-not-whole", "too-many-indices", "name-not-defined")
OWN_EXCEPTION_CODES = tuple(c for c in codes_of(reshape_mistakes(2)) if c not in OF_ALL_LESSONS)
