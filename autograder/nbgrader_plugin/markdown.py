"""Markdown as HTML whose formulas are MathML: a browser draws them without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
# None of these elements can hold a link, a script or HTML.
_TAGS = re.compile(
    "math|mfenced|mfrac|mi|mn|mo|mover|mroot|mrow|mspace|msqrt|mstyle|msub|msubsup|msup|mtable|mtd|"
    "mtext|mtr|munder|munderover"
)
_ATTRIBUTES = re.compile(
    "accent|columnalign|display|displaystyle|fence|lspace|mathvariant|maxsize|minsize|"
    "movablelimits|rspace|scriptlevel|separator|stretchy|width"
)
MAX_FORMULA_CHARACTERS = 1000  # a longer one is shown as it is written
# A formula's place while the page is cleaned, by its number, between two private-use characters.
_PLACEHOLDER = re.compile("\ue000(\\d+)\ue001")


def to_html(
    source: str,
    clean: Callable[[str], str] = str,
    attachments: dict[str, dict[str, str]] | None = None,
) -> str:
    """Markdown as HTML, passed through ``clean`` before the formulas are put in."""
    formulas: list[str] = []

    class Renderer(IPythonRenderer):
        def inline_math(self, body: str) -> str:
            return self._add_formula(body, "inline")

        def block_math(self, body: str) -> str:
            return self._add_formula(body, "block")

        def _add_formula(self, body: str, display: str) -> str:
            formula = mathml(body, display)
            if not formula:
                return f"<code>{self.escape_html(body)}</code>"
            formulas.append(formula)
            return f"\ue000{len(formulas) - 1}\ue001"

    renderer = Renderer(escape=False, exclude_anchor_links=True, attachments=attachments)
    source = source.replace("\ue000", "").replace("\ue001", "")
    page = clean(str(MarkdownWithMath(renderer=renderer).render(source)))
    pieces = re.split("(<[^>]*>)", page)
    for number, piece in enumerate(pieces):
        # A formula in a tag, such as in a picture's description, is left out: no element fits there.
        in_tag = number % 2 == 1
        pieces[number] = _PLACEHOLDER.sub(lambda m: "" if in_tag else formulas[int(m[1])], piece)  # noqa: B023
    return "".join(pieces)


def mathml(formula: str, display: str = "inline") -> str:
    """A formula as MathML of harmless elements; "" when it can't be converted to that."""
    if len(formula) > MAX_FORMULA_CHARACTERS:
        return ""
    try:
        tree: Any = ElementTree.fromstring(convert(formula, display=display))
    except Exception:  # the converter raises many kinds for what students write
        return ""
    for element in tree.iter():
        tag = element.tag.removeprefix(f"{{{_NAMESPACE}}}")
        if not _TAGS.fullmatch(tag) or not all(map(_ATTRIBUTES.fullmatch, element.attrib)):
            return ""
        element.tag = tag
    return ElementTree.tostring(tree, encoding="unicode")
