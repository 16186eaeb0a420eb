"""Feedback pages: HTML without scripts, readable on a phone, whatever a submission shows."""

from __future__ import annotations

import copy
import html
import re
from typing import Any

import bleach  # type: ignore[import-untyped]
from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter

from autograder.course import is_check
from autograder.judge.outputs import LEFT_OUT
from autograder.nbgrader_plugin import figures
from autograder.nbgrader_plugin.markdown import to_html

TAGS = frozenset(
    "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol "
    "p pre s small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()
)
# None of these moves an element out of its place or fetches a file.
STYLES = (
    "border border-left border-collapse border-color border-style border-width color "
    "font-family font-size font-style font-weight line-height margin margin-bottom margin-left "
    "margin-top max-width padding text-align text-decoration vertical-align white-space"
).split()
_SCRIPT_OR_STYLE = re.compile(r"<(script|style)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r"@font-face\s*\{[^{}]*\}")  # the font of icons, none of which is shown
_LINK_TO_CHECK = re.compile(r'(<a href="#check-(\d\d)-([^"]+)">)Test cell</a>')
_TAG = re.compile(r"<[A-Za-z/!?]")
_TAG_START = re.compile(r"<(?=[A-Za-z])")
_ATTRIBUTE_SEPARATOR = re.compile(r"""[\s/"']+""")
_EMBEDDED_PICTURES = re.compile(
    r"""(?<=[A-Za-z]=)(["'])data:image/(?:png|jpeg|gif);base64,[\w+/=]*\1""", re.ASCII
)
# Formatting tags: a parser opens those left open again in each paragraph that follows.
_FORMATTING_TAG = re.compile(
    r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?![A-Za-z0-9])", re.IGNORECASE
)
MAX_SOURCE_CHARACTERS = 2_000  # shown in place of what is too much to be shown
_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_FORMULA = re.compile(r"(\$\$[^$]+\$\$|\$[^$\n]+\$)")
MAX_FORMULAS = 200  # of one output; further ones are cleaned as text
_SHOWN_MIME_TYPES = "text/plain text/html text/markdown text/latex image/png image/jpeg".split()

# Added to nbgrader's page: nothing runs or is fetched, nothing is wider than the screen, and
# colours that nbgrader sets without enough contrast get more of it.
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
.highlight .c1 { color: #2f6a6a; }
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
    """Bounds the time that cleaning one notebook's HTML and Markdown takes.

    Work is counted in units of which a processor does 10,000 in a few seconds: ``total`` are
    allowed for the notebook, ``per_text`` for one text of it. Work is estimated before a text is
    parsed, since a student can make parsing slow:

    - HTML: time grows with the square of the number of nested tags, and of the attributes of one
      tag. Formatting tags that are never closed are opened again in every paragraph (HTML
      Standard, 13.2.4.3), so time also grows with the product of tags and formatting tags.
    - Markdown: time grows with the square of the length, when it opens what it never closes.
    """

    def __init__(self, total: float = 60_000, per_text: float = 20_000) -> None:
        self.remaining = total
        self.per_text = per_text

    def spend_on_html(self, text: str) -> bool:
        """Whether enough remains for this HTML; if so, its work is subtracted."""
        tags, reopened = len(_TAG.findall(text)), len(_FORMATTING_TAG.findall(text))
        work = tags * (1 + tags / 4_000 + reopened / 10)
        # Only a parser can say where a tag ends, so every word up to the next tag counts as an
        # attribute.
        pieces = _TAG_START.split(_EMBEDDED_PICTURES.sub("", text))[1:]
        work += sum(len(_ATTRIBUTE_SEPARATOR.findall(piece)) ** 2 for piece in pieces) / 2_000
        return self._spend(work)

    def spend_on_markdown(self, text: str) -> bool:
        """Whether enough remains for this source of a text cell; if so, it is subtracted."""
        return self._spend(len(text) ** 2 / 50_000)

    def _spend(self, work: float) -> bool:
        if work > min(self.remaining, self.per_text):
            return False
        self.remaining -= work
        return True


def clean_html(element: Any, styles: bool = True, budget: RenderingBudget | None = None) -> str:
    """HTML with harmless tags only.

    ``styles`` keeps the attributes that give the judge's panels their look. HTML for which
    ``budget`` has too little left is given as text.
    """
    text = element.decode() if isinstance(element, bytes) else str(element)
    text = _SCRIPT_OR_STYLE.sub("", text)
    if not (budget or RenderingBudget()).spend_on_html(text):
        return _beginning_of_source(text)
    return bleach.clean(
        text,
        tags=TAGS,
        attributes=_attribute if styles else _plain_attribute,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES, allowed_svg_properties=()),
        strip=True,
    )


def _beginning_of_source(text: str) -> str:
    source = html.escape(text[:MAX_SOURCE_CHARACTERS])
    return f"<p>Too much to be shown; its source begins:</p><pre>{source}</pre>"


def _attribute(tag: str, name: str, value: str) -> bool:
    return name in ("style", "role", "aria-label") or _plain_attribute(tag, name, value)


def _plain_attribute(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return tag == "a" and not value.strip().lower().startswith("data:")
    if name == "src":  # only embedded pictures: a server elsewhere would learn who looks
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
    budget = RenderingBudget()
    if isinstance(resources, dict):  # nbconvert's, which last as long as the page is made
        budget = resources.setdefault("rendering_budget", budget)
    if not budget.spend_on_markdown(source):
        return _beginning_of_source(source)
    return to_html(source, lambda page: clean_html(page, False, budget), attachments)


def sanitize_outputs(outputs: Any, budget: RenderingBudget) -> list[dict[str, Any]]:
    """A student's outputs as plain dicts, with nothing in them that a page would run.

    The instructor opens the autograded notebook in JupyterLab, too. ``budget`` is the notebook's.
    """
    sanitized: list[dict[str, Any]] = []
    for output in outputs:
        kind = output.get("output_type")
        plain: dict[str, Any] = {"output_type": kind}
        if kind == "stream":
            plain["name"] = "stderr" if output.get("name") == "stderr" else "stdout"
            plain["text"] = _text(output.get("text"))
        elif kind == "error":
            trace = output.get("traceback")
            for name in ("ename", "evalue"):
                plain[name] = _text(output.get(name))
            plain["traceback"] = [_text(t) for t in trace] if isinstance(trace, list) else []
        elif kind in ("display_data", "execute_result"):
            plain |= {"data": _sanitize_data(output, budget), "metadata": {}}
            if kind == "execute_result":
                plain["execution_count"] = None
        else:
            continue
        sanitized.append(plain)
    return sanitized


def _sanitize_data(output: Any, budget: RenderingBudget) -> dict[str, str]:
    """What one output shows, by type; a sentence in place of a figure that can't be shown."""
    given = {mime: _text(value) for mime, value in output.get("data", {}).items()}
    data = {mime: text for mime, text in given.items() if mime in _SHOWN_MIME_TYPES}
    if "text/plain" in data and figures.is_better_as_text(data.get("text/html", "")):
        del data["text/html"]
    if "text/markdown" in data:
        data["text/markdown"] = _clean_markdown(data["text/markdown"], budget)
    if "text/html" in data:
        data["text/html"] = clean_html(figures.without_media(data["text/html"]), False, budget)
        data["text/html"] = figures.replacement_for_empty(given["text/html"], data["text/html"])
    elif "text/latex" in data:  # as in text cells, a formula is shown without a script
        latex = data["text/latex"].strip()
        formula = latex if latex.startswith("$") else f"$${latex}$$"
        data.setdefault("text/markdown", _clean_markdown(formula, budget))
    if data.keys() - {"text/plain"}:
        return data
    if figures.SVG in given:
        return {**data, "text/html": figures.svg_as_html(given[figures.SVG])}
    left_out = output.get("metadata", {}).get(LEFT_OUT, [])
    if sentence := figures.sentence_for([*given, *left_out]):
        return {**data, "text/html": figures.in_place(sentence)}
    return data


def _clean_markdown(text: str, budget: RenderingBudget) -> str:
    """Markdown with harmless tags only; in its formulas ``<`` and ``&`` keep their meaning."""
    pieces = _FORMULA.split(figures.without_media(text), maxsplit=MAX_FORMULAS)
    # No tag begins with a space, so a formula can't hold one.
    return "".join(
        piece.replace("<", "< ") if number % 2 else clean_html(piece, False, budget)
        for number, piece in enumerate(pieces)
    )


def _text(value: Any) -> str:
    text = "".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")


def _without_bare_scores(nb: Any) -> Any:
    """The notebook without the number that stands below each panel for nbgrader."""
    nb = copy.deepcopy(nb)
    for cell in nb.cells:
        outputs = cell.get("outputs", [])
        if is_check(cell) and [o.output_type for o in outputs] == [
            "display_data",
            "execute_result",
        ]:
            del outputs[1]
    return nb


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page: fit for a phone, without scripts, with a policy that forbids them."""

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and its resources."""
        page, resources = super().from_notebook_node(_without_bare_scores(nb), resources, **kw)
        # Outputs are clean by now. The scripts that are left are the template's: they load MathJax.
        page = _FONT.sub("", _SCRIPT.sub("", page)).replace("<html>", '<html lang="en">', 1)
        # The list of cells calls each check "Test cell"; its id says more.
        page = _LINK_TO_CHECK.sub(r"\1\2.\3</a>", page)
        return page.replace("</head>", f"{_HEAD}</head>", 1), resources
