"""The calls that a panel shows for an exception."""

import warnings

import numpy as np

from autograder.checks.example_call import example_calls


def test_a_large_uint8_array_is_written_without_a_warning():
    # A warning would stand in the panel as what the student's code had printed.
    images = np.full((40, 28, 28), 255, np.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sources = [source for source, _, _ in example_calls("f", (images,), {})]
    assert sources
    assert not any("% 0" in source for source in sources)
