"""The drawings of a kernel and of a pooling window: numbers, letters, and their text."""

from __future__ import annotations

import re

import numpy as np
import pytest
from matplotlib.text import Text

from fmnist_lab import plots
from fmnist_lab.errors import CourseError
from fmnist_lab.widgets.convolution import correlate, explorer_figure, pool

IMAGE = np.array([[1, 2, 0, 3], [0, 1, 2, 1], [3, 0, 1, 2]])
KERNEL = np.array([[1, 2], [0, -1]])
MAP = np.array(
    [[1, 3, 0, 2, 4], [2, 0, 5, 1, 2], [-1, -3, 7, 2, 0], [-2, -4, 0, 5, 1], [6, 1, 2, 9, 3]]
)


def letters(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_text().strip()]


def test_the_kernel_is_drawn_at_three_places_and_all_sums_are_written_out():
    figure = plots.convolution_steps(IMAGE, KERNEL)
    sums = correlate(IMAGE, KERNEL)
    for (row, column), total in np.ndenumerate(sums):
        (words,) = re.findall(
            rf"Row {row}, column {column}: ([^=]+) = ({total:g})\.", figure.alt_text
        )
        assert words[0].count("times") == KERNEL.size
    assert "Row 0, column 1: 2 times 1 + 0 times 2 + 1 times 0 + 2 times (-1) = 0." in (
        figure.alt_text
    )
    shown = letters(figure)
    places = [text.partition(":")[0] for text in shown if "of the result" in text]
    assert places == ["first place", "second place", "last place"]
    assert sum(" = " in text for text in shown) == sums.size
    # The result fills up: one value at the first place, two at the second, all at the last.
    numbers = sum(re.fullmatch(r"-?\d", text) is not None for text in shown)
    indices = 3 * (sum(IMAGE.shape) + sum(sums.shape))
    assert numbers == 3 * (IMAGE.size + KERNEL.size) + 1 + 2 + sums.size + indices


def test_the_pooling_window_does_not_overlap_and_what_fills_none_is_left_out():
    figure = plots.pooling_steps(MAP)
    for (row, column), largest in np.ndenumerate(pool(MAP)):
        assert re.search(rf"Row {row}, column {column}: largest of [^:]+ is {largest:g}\.",
                         figure.alt_text)  # fmt: skip
    assert "No window has room for row 4 and column 4: left out." in figure.alt_text
    assert "left out" not in plots.pooling_steps(MAP[:4, :4]).alt_text
    assert "for columns 3 to 4: left out." in plots.pooling_steps(MAP[:3], 3).alt_text


def test_letters_can_be_read_and_lie_inside_the_picture():
    for figure in (
        plots.convolution_steps(IMAGE, KERNEL),
        plots.convolution_steps(np.ones((3, 3)), np.ones((3, 3))),
        plots.convolution_steps(np.ones((6, 7)), np.full((3, 2), -0.25)),
        plots.pooling_steps(MAP),
        plots.pooling_steps(np.ones((6, 6)), 3),
        plots.kernels([KERNEL, KERNEL * 0.123], ["start", "end"]),
    ):
        assert plots.png(figure).startswith(b"\x89PNG")
        figure.draw_without_rendering()
        for text in figure.findobj(Text):
            if text.get_text().strip() and text.get_visible():
                assert text.get_fontsize() >= 9
                box = text.get_window_extent()
                inside = box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1
                assert min(box.x0, box.y0) >= 0 and inside, text.get_text()


def test_kernels_say_their_numbers():
    figure = plots.kernels([KERNEL, KERNEL * -0.001], ["at the start", "after 5 steps"])
    assert figure.alt_text == "at the start: 1 2; 0 -1. after 5 steps: 0 0; 0 0."


def test_a_map_says_which_grey_is_zero():
    image = np.eye(5)
    for sign, words in ((1, "0 is black"), (-1, "0 is mid-grey")):
        figure = explorer_figure(image, sign * np.ones((3, 3)))
        assert words in letters(figure)
        assert words in figure.alt_text


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.convolution_steps(np.ones((28, 28)), KERNEL), "1 to 9 rows and columns"),
        (lambda: plots.convolution_steps(KERNEL, IMAGE), "a kernel of 3 x 4 has no place in 2 x 2"),
        (lambda: plots.pooling_steps(IMAGE, 4), "a window of 4 x 4 has no place in 3 x 4"),
        (lambda: plots.pooling_steps([1, 2, 3]), r"got the shape \(3,\)"),
        (lambda: plots.kernels([KERNEL], []), "1 kernels and 0 titles"),
    ],
)
def test_a_mistake_is_explained(call, message):
    with pytest.raises(CourseError, match=message):
        call()
