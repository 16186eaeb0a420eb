"""Figures that a page can't take as they are: SVG as a picture, a sentence for the others."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable

from autograder.nbgrader_plugin.svg import is_drawable

SVG = "image/svg+xml"
_INSTEAD = "A PNG or SVG figure can."
_INTERACTIVE = f"An interactive figure can't be shown on this page. {_INSTEAD}"
_ANIMATED = f"An animation can't be shown on this page. {_INSTEAD}"
_SENTENCES = {  # for types of output, by the start of their name
    "application/pdf": f"A PDF figure can't be shown on this page. {_INSTEAD}",
    "application/vnd.plotly": _INTERACTIVE,
    "application/vnd.bokeh": _INTERACTIVE,
    "application/vnd.vega": _INTERACTIVE,
    "application/vnd.jupyter.widget": (
        "A widget, such as a slider or a progress bar, can't be shown on this page."
    ),
    "application/javascript": "A script is not run on this page.",
    "video/": _ANIMATED,
    "audio/": "A sound can't be played on this page.",
}
_SENTENCES_FOR_ELEMENTS = {
    "video": _ANIMATED,
    "canvas": _INTERACTIVE,
    "audio": "A sound can't be played on this page.",
    "iframe": "Another page can't be shown on this page.",
    "object": "An embedded file can't be shown on this page.",
}
_MEDIA = re.compile(
    rf"<({'|'.join(_SENTENCES_FOR_ELEMENTS)})\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_ACTIVE = re.compile(r"<(?:script|svg|embed)\b", re.IGNORECASE)
_ANIMATION = re.compile(r"<div class=.animation.", re.IGNORECASE)  # matplotlib's to_jshtml()
# scikit-learn's picture of a model: without its style sheet, pages of hidden text would be seen.
_NEEDS_STYLES = "sk-text-repr-fallback"
_BEGINNING = 10_000  # characters in which an animation says what it is
_SHOWN_PICTURE = re.compile(r"<img\b[^>]*\ssrc=")
_TAG = re.compile(r"<[^<>]*>")


def without_media(text: str) -> str:
    """HTML with a sentence in place of each video, sound and embedded page."""
    return _MEDIA.sub(lambda found: in_place(_SENTENCES_FOR_ELEMENTS[found[1].lower()]), text)


def in_place(sentence: str) -> str:
    """A sentence in place of a figure, as HTML."""
    return f"<em>{sentence}</em>"


def is_better_as_text(source: str) -> bool:
    """Whether HTML is unreadable without the styles that cleaning takes away."""
    return _NEEDS_STYLES in source


def replacement_for_empty(source: str, cleaned: str) -> str:
    """The cleaned HTML, or a sentence when cleaning has left nothing of a figure to see."""
    if _ANIMATION.search(source[:_BEGINNING]):
        return in_place(_ANIMATED)
    if _SHOWN_PICTURE.search(cleaned) or html.unescape(_TAG.sub("", cleaned)).strip():
        return cleaned
    return in_place(_INTERACTIVE) if _ACTIVE.search(source) else cleaned


def sentence_for(types: Iterable[str]) -> str:
    """The sentence for the first of these types of output that has one; "" for none."""
    for mime in types:
        for start, sentence in _SENTENCES.items():
            if mime.startswith(start):
                return sentence
    return ""


def svg_as_html(svg: str) -> str:
    """An SVG figure as an ``<img>``, in which no script runs and nothing is fetched.

    A sentence takes its place when it is malformed, or when drawing it could take very long.
    """
    if not is_drawable(svg):
        return in_place("This SVG figure can't be shown on this page. A PNG figure can.")
    encoded = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return f'<img src="data:{SVG};base64,{encoded}" alt="SVG figure">'
