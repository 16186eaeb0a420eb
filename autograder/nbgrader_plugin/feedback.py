"""What may be shown of a submission: HTML without scripts, readable on a phone."""

from __future__ import annotations

import html
import re
from typing import Any

import bleach  # type: ignore[import-untyped]
from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter

from autograder.nbgrader_plugin.markdown import to_html


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAGS = _words(
    "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol "
    "p pre s small span strong sub summary sup table tbody td tfoot th thead tr u ul"
)
# Nothing that moves a thing out of its place or fetches a file.
STYLES = _words(
    "border border-left border-collapse border-color border-style border-width color "
    "font-family font-size font-style font-weight line-height margin margin-bottom margin-left "
    "margin-top max-width padding text-align text-decoration vertical-align white-space"
)
_HIDDEN = re.compile(r"<(script|style)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r"@font-face\s*\{[^{}]*\}")  # of icons that the page doesn't show
_TEST = re.compile(r'(<a href="#check-(\d\d)-([^"]+)">)Test cell</a>')
_TAG = re.compile(r"<[A-Za-z/!?]")
_OPENING = re.compile(r"<(?=[A-Za-z])")
_BETWEEN = re.compile(r"""[\s/"']+""")
_PICTURES = re.compile(
    r"""(?<=[A-Za-z]=)(["'])data:image/(?:png|jpeg|gif);base64,[\w+/=]*\1""", re.ASCII
)
_REOPENED = re.compile(
    r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?![A-Za-z0-9])", re.IGNORECASE
)
TOO_MUCH_SHOWN = 2_000  # characters
_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_SHOWN = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg")

# For nbgrader's page: nothing runs or is fetched, nothing is wider than the screen, and its
# colours can be told apart.
_HEAD = """
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:;
 style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<link rel="icon" href="data:,">
<style>
a, div.panel-heading a { color: #0b4f9e; text-decoration: underline; }
div.nbgrader_cell .panel-heading a { color: #fff; }
.highlight .ow, .highlight .nd { color: #7a1fc4; }
.highlight .si { color: #8a3f5f; }
.highlight .ne { color: #a82a24; }
body { overflow-wrap: anywhere; }
img, table, pre { max-width: 100%; }
td, th { padding: 2px 10px; text-align: left; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
div.output_html div[role="group"] { overflow-wrap: anywhere; }
details > summary { cursor: pointer; display: list-item; }
div.nbgrader_cell .panel-heading { height: auto; overflow: hidden; }
@media (max-width: 700px) {
  div.cell, div.input, div.output_area { display: block; }
  div.prompt { min-width: 0; width: auto; text-align: left; padding: 0; }
  .container, #notebook-container, .panel-body { padding-left: 4px; padding-right: 4px; width: 100%; }
  .pull-right { float: none !important; display: block; }
}
</style>
"""


class RenderingBudget:
    """How much work one notebook's texts and HTML may make; 10,000 are some seconds.

    A parser's time and what it makes grow with the square of what is nested and of a tag's
    attributes, and with the product of tags and of those that it opens again in every paragraph
    (HTML Standard, 13.2.4.3). A text's time grows with the square of its length, when it opens what
    it never closes.
    """

    def __init__(self, allowed: float = 60_000, at_once: float = 20_000) -> None:
        self.allowed = allowed
        self.at_once = at_once

    def for_html(self, text: str) -> bool:
        """Whether there is enough left for this HTML; then it is spent."""
        tags, reopened = len(_TAG.findall(text)), len(_REOPENED.findall(text))
        work = tags * (1 + tags / 4_000 + reopened / 10)
        # Where a tag ends only a parser can say: what may be attributes are the words up to the next.
        pieces = _OPENING.split(_PICTURES.sub("", text))[1:]
        work += sum(len(_BETWEEN.findall(piece)) ** 2 for piece in pieces) / 2_000
        return self._spend(work)

    def for_markdown(self, text: str) -> bool:
        """The same for the source of a text cell."""
        return self._spend(len(text) ** 2 / 50_000)

    def _spend(self, work: float) -> bool:
        if work > min(self.allowed, self.at_once):
            return False
        self.allowed -= work
        return True


def clean_html(element: Any, styles: bool = True, effort: RenderingBudget | None = None) -> str:
    """HTML with harmless tags only; with ``styles``, the look of the judge's panels is kept.

    What would take too much effort is given as text.
    """
    text = _HIDDEN.sub("", element.decode() if isinstance(element, bytes) else str(element))
    if not (effort or RenderingBudget()).for_html(text):
        return _source(text)
    return bleach.clean(
        text,
        tags=TAGS,
        attributes=_attribute if styles else _plain_attribute,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES, allowed_svg_properties=()),
        strip=True,
    )


def _source(text: str) -> str:
    shown = html.escape(text[:TOO_MUCH_SHOWN])
    return f"<p>Too much to be shown; its source begins:</p><pre>{shown}</pre>"


def _attribute(tag: str, name: str, value: str) -> bool:
    return name in ("style", "role", "aria-label") or _plain_attribute(tag, name, value)


def _plain_attribute(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return tag == "a" and not value.strip().lower().startswith("data:")
    if name == "src":  # nothing from elsewhere: it would tell who looks
        return tag == "img" and _PICTURE.fullmatch(value.strip()) is not None
    if name in ("colspan", "rowspan"):
        return tag in ("td", "th")
    if name in ("width", "height"):
        return tag == "img" and value.isdigit()
    return name in ("class", "title", "alt") or (name == "open" and tag == "details")


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """A text cell as HTML, cleaned, its formulas as MathML."""
    attachments = (context.get("cell") or {}).get("attachments")
    resources = context.get("resources")
    effort = (
        resources.setdefault("effort", RenderingBudget())
        if isinstance(resources, dict)
        else RenderingBudget()
    )
    if not effort.for_markdown(source):
        return _source(source)
    return to_html(source, lambda page: clean_html(page, False, effort), attachments)


def sanitize_outputs(outputs: Any, effort: RenderingBudget) -> list[dict[str, Any]]:
    """A student's outputs with nothing in them that a page would run. Gives plain dicts.

    The autograded notebook is opened by the instructor, in JupyterLab too. ``effort`` is the
    notebook's.
    """
    kept: list[dict[str, Any]] = []
    for output in outputs:
        kind = output.get("output_type")
        if kind == "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            kept.append({"output_type": kind, "name": name, "text": _text(output.get("text"))})
        elif kind == "error":
            trace = output.get("traceback")
            kept.append(
                {
                    "output_type": kind,
                    "ename": _text(output.get("ename")),
                    "evalue": _text(output.get("evalue")),
                    "traceback": [_text(t) for t in trace] if isinstance(trace, list) else [],
                }
            )
        elif kind in ("display_data", "execute_result"):
            data = {m: _text(v) for m, v in output.get("data", {}).items() if m in _SHOWN}
            for mime in ("text/html", "text/markdown"):
                if mime in data:
                    data[mime] = clean_html(data[mime], False, effort)
            shown = {"output_type": kind, "data": data, "metadata": {}}
            kept.append({**shown, "execution_count": None} if kind == "execute_result" else shown)
    return kept


def _text(value: Any) -> str:
    text = "".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page, fit for a phone, without scripts and a policy that lets none run."""

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and its resources."""
        page, resources = super().from_notebook_node(nb, resources, **kw)
        # Outputs are cleaned; what is left of scripts is the template's: MathJax, from elsewhere.
        page = _FONT.sub("", _SCRIPT.sub("", page)).replace("<html>", '<html lang="en">', 1)
        # The list on top calls every check "Test cell": the check's name says which one.
        page = _TEST.sub(r"\1\2.\3</a>", page)
        return page.replace("</head>", f"{_HEAD}</head>", 1), resources
