"""Formulas without a script, also those that students write."""

from __future__ import annotations

import pytest

from autograder.nbgrader_plugin.feedback import clean_html
from autograder.nbgrader_plugin.markdown import mathml, to_html


@pytest.mark.parametrize(
    "formula",
    [
        r"\text{SE} = \sqrt{\frac{p\,(1-p)}{n}}",
        r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}",
        r"-\log p",
        r"\sqrt 2 \times 0.27",
        "10^{-7}",
    ],
)
def test_the_lessons_formulas_are_drawn(formula: str) -> None:
    assert to_html(f"so ${formula}$.").startswith("<p>so <math")
    assert '<math display="block">' in to_html(f"$${formula}$$")


@pytest.mark.parametrize(
    "formula",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\text{<script>alert(1)</script>}",
        r"\class{a}{x} \style{position:fixed}{x}",
        "{" * 5000,
        "{" * 900 + "x" + "}" * 900,
        r"\frac",
    ],
)
def test_what_can_not_be_drawn_is_shown_as_it_is_written(formula: str) -> None:
    assert mathml(formula) == ""
    page = to_html(f"${formula}$", lambda text: clean_html(text, styles=False))
    assert "<code>" in page and "<script" not in page and "<a" not in page


def test_a_formula_stays_out_of_tags_and_no_place_can_be_forged() -> None:
    page = to_html('![$x$](data:image/png;base64,AA "$y$") \ue0007\ue001 $z$', clean_html)
    assert page.count("<math") == 1 and "<mi>z</mi>" in page
    assert "\ue000" not in page
