"""The figures of lesson 05: the price of a guess, and losses by step."""

from __future__ import annotations

import pytest
from matplotlib.text import Text

from fmnist_lab import plots
from fmnist_lab.errors import CourseError


def texts(figure):
    return [text for text in figure.findobj(Text) if text.get_text().strip()]


def test_price_curve_marks_the_prices_and_says_them():
    figure = plots.price_curve((0.05, 0.5, 1.0))
    assert "Marked: 3.00 at p = 0.05, 0.69 at p = 0.5, 0.00 at p = 1." in figure.alt_text
    written = [text.get_text() for text in texts(figure)]
    assert {"p = 0.05: 3.00", "p = 0.5: 0.69", "p = 1: 0.00"} <= set(written)
    assert all(text.get_fontsize() >= 9 for text in texts(figure))
    assert plots.png(figure).startswith(b"\x89PNG")


def test_losses_by_rate_says_where_each_ends_and_tells_the_lines_apart_without_colour():
    figure = plots.losses_by_rate({0.1: [2.3, 1.5, 1.0], 1.0: [2.3, 4.0, 3.0]})
    assert "0.1: from 2.30 to 1.00, highest 2.30, rising in 0 of 2 steps" in figure.alt_text
    assert "1: from 2.30 to 3.00, highest 4.00, rising in 1 of 2 steps" in figure.alt_text
    first, second = figure.axes[0].get_lines()
    assert first.get_marker() != second.get_marker()
    assert first.get_linestyle() != second.get_linestyle()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.price_curve((0.0,)), "marks probabilities above 0"),
        (lambda: plots.losses_by_rate({}), "got no losses"),
        (lambda: plots.losses_by_rate({0.1: []}), "got no losses"),
    ],
)
def test_a_mistake_is_explained(call, message):
    with pytest.raises(CourseError, match=message):
        call()
