"""Figures in feedback: SVG as a picture, and a sentence for what a page can't show."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import pytest

from autograder.judge.outputs import CellResult, OutputCollector
from autograder.nbgrader_plugin.feedback import RenderingBudget, markdown2html, sanitize_outputs
from autograder.nbgrader_plugin.figures import svg_as_html
from autograder.nbgrader_plugin.svg import MAX_SVG_CHARACTERS, MAX_SVG_DEPTH

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def shown(data: dict[str, Any]) -> dict[str, str]:
    """What feedback shows of one output, from the kernel's message on."""
    result = CellResult()
    OutputCollector(result, 10**8).take("display_data", {"data": data, "metadata": {}})
    (output,) = sanitize_outputs(result.outputs, RenderingBudget())
    assert output["metadata"] == {}
    return output["data"]  # type: ignore[no-any-return]


def plotted() -> str:
    """Bars with a pattern, an image, a legend and a formula, as matplotlib writes them in SVG."""
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2)
    left.bar(range(3), range(3), hatch="/", label="Größe $x^2$")
    left.scatter(range(3), range(3))
    left.legend()
    figure.colorbar(right.imshow([[0, 1], [2, 3]]))
    out = io.StringIO()
    figure.savefig(out, format="svg")
    plt.close(figure)
    return out.getvalue()


def test_an_svg_figure_is_shown_as_a_picture() -> None:
    svg = plotted()
    data = shown({"image/svg+xml": svg, "text/plain": "<Figure size 640x480 with 2 Axes>"})
    found = re.fullmatch(
        r'<img src="data:image/svg\+xml;base64,([\w+/=]+)" alt="SVG figure">', data["text/html"]
    )
    assert found and base64.b64decode(found[1]).decode() == svg
    both = shown({"image/svg+xml": svg, "image/png": "iVBO", "text/plain": "<Figure>"})
    assert both == {"image/png": "iVBO", "text/plain": "<Figure>"}


@pytest.mark.parametrize(
    "svg",
    [
        "no picture",
        SVG.format("<script>alert(1)</script>"),
        SVG.format("<foreignObject/>"),
        SVG.format('<image href="https://example.com/x.png"/>'),
        SVG.format('<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'),
        SVG.format('<g id="a"><use href=" #b"/></g><g id="b"><use href=" #a"/></g>'),
        SVG.format('<use href="#a" xlink:href="#c"/><g id="a"><use href="#b"/></g><g id="b"/>'),
        SVG.format('<use href="#a"/><path id="a" fill="url(#p)"/><pattern id="p"/>'),
        (SVG.format('<g id="a"><use x:href="#b"/></g><use x:href="#a"/>')).replace(":xlink", ":x"),
        SVG.format('<g id="a">' + "<g/>" * 20_000 + "</g>" + '<use href="#a"/>' * 20_000),
        SVG.format('<pattern id="a"><rect fill="url(#b)"/></pattern>'),
        SVG.format('<pattern id="a"><rect fill="URL(#b)"/></pattern>'),
        SVG.format('<pattern id="a"><rect fill="u\\72l(#b)"/></pattern>'),
        SVG.format("<style>rect {fill: url(#b)}</style>"),
        SVG.format("<style>rect {fill: u\\72l(#b)}</style>"),
        SVG.format('<rect style="filter: blur(9999px)"/>'),
        SVG.format('<rect filter="blur(9999px)"/>'),
        SVG.format(
            f'<marker id="a">{"<g/>" * 20_000}</marker>'
            f'<g marker-mid="url(#a)"><path d="{"l1 1" * 20_000}"/></g>'
        ),
        SVG.format(
            f'<pattern id="a">{"<g/>" * 20_000}</pattern><g fill="url(#a)">{"<g/>" * 20_000}</g>'
        ),
        SVG.format("<g>" * (MAX_SVG_DEPTH + 1) + "</g>" * (MAX_SVG_DEPTH + 1)),
        SVG.format("x" * MAX_SVG_CHARACTERS),
        '<!DOCTYPE svg [<!ENTITY a "aaa">]>' + SVG.format("<text>&a;</text>"),
        '<!DOCTYPE svg [<!ATTLIST g a CDATA "aaa">]>' + SVG.format("<g/>"),
        SVG.format("\ud800"),
    ],
)
def test_an_svg_that_no_plot_needs_is_not_shown(svg: str) -> None:
    assert svg_as_html(svg).startswith("<em>This SVG figure can't be shown")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"application/pdf": "JVBE", "text/plain": "<Figure>"}, "A PDF figure"),
        ({"application/vnd.plotly.v1+json": {"data": []}}, "An interactive figure"),
        ({"application/vnd.bokehjs_exec.v0+json": "", "application/javascript": "x"}, "An inter"),
        ({"application/vnd.vegalite.v5+json": {}, "text/plain": "<VegaLite 5>"}, "An interactive"),
        ({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider()"}, "A widget"),
        ({"text/html": "<div id=x></div><script>Plotly.newPlot(x)</script>"}, "An interactive"),
        ({"text/html": "<video controls><source src='data:video/mp4;base64,'></video>"}, "An anim"),
        ({"text/html": "<div class=\"animation\"><img id='_anim'><button>"}, "An animation"),
        ({"text/html": "<audio controls>Your browser does not support audio.</audio>"}, "A sound"),
        ({"text/html": "<iframe src='https://example.com'></iframe>"}, "Another page"),
    ],
)
def test_what_can_not_be_shown_is_named(data: dict[str, Any], sentence: str) -> None:
    page = shown(data)["text/html"].strip()
    assert page.startswith(f"<em>{sentence}") and page.endswith(".</em>")
    assert "support" not in page


def test_formulas_of_outputs_keep_their_signs_and_hold_no_tags() -> None:
    matrix = shown({"text/latex": r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}"})
    page = markdown2html({}, matrix["text/markdown"])
    assert "<mtable>" in page and "amp" not in page
    inline = shown({"text/markdown": "**x** $a<b$, 2<3 <img src=x onerror=alert(1)>"})
    page = markdown2html({}, inline["text/markdown"])
    assert "<strong>x</strong>" in page and "onerror" not in page and "<mi>b</mi>" in page
    hidden = shown({"text/latex": "<script>alert(1)</script>$<img src=x onerror=alert(1)>$"})
    for page in (hidden["text/markdown"], markdown2html({}, hidden["text/markdown"])):
        assert not re.search(r"<(?:script|img\b[^>]*=)", page)
    many = shown({"text/markdown": "$a<b$ " * 20_000})["text/markdown"]
    assert "<b" not in many


def test_what_can_be_shown_has_no_sentence() -> None:
    table = "<style scoped>td {color: red}</style><table><tbody><tr><td>1</td></tr></tbody></table>"
    assert shown({"text/html": table}) == {"text/html": table[table.index("<table") :]}
    from sklearn.preprocessing import StandardScaler

    model = StandardScaler()
    text = {"text/plain": "StandardScaler()"}
    assert shown({**text, "text/html": model._repr_html_()}) == text
    picture = '<div><img alt="x" src="data:image/png;base64,iVBO"></div>'
    assert shown({"text/html": f"{picture}<script>1</script>"}) == {"text/html": picture}
    assert shown({"text/latex": "$\\frac{1}{2}$"})["text/markdown"] == "$\\frac{1}{2}$"
    assert shown({"application/json": {}, "text/plain": "x"}) == {"text/plain": "x"}
