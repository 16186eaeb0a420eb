"""The lessons as web pages, for people who only want to read: no scripts, nothing from elsewhere.

A page is the released notebook with what its demonstrations show when the solution is run.
Neither a solution nor the output of one is on it.
"""

from __future__ import annotations

import ast
import base64
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Lesson, is_check, nbgrader_metadata
from autograder.nbgrader_plugin.markdown import to_html
from autograder.student.start_page import title_and_minutes
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_bytes
from fmnist_lab.lessons import number_of_lessons

SITE_DIRECTORY = Path("build") / "site"
TEMPLATES = Path(__file__).parent / "templates"
MOST_COLUMNS = 4  # that a telephone has room for
_QUESTION = re.compile(r"fmnist_lab\.(predict|reveal)\(")
# The kinds of output that a page can show, the best first.
_MIME_TYPES = ("text/html", "text/markdown", "image/png", "text/plain")

INDEX = """\
# Fashion-MNIST: a first good convolutional network

{number} lessons, from a table of numbers to a network that names pieces of clothing in pictures
that it has never seen. These pages are for reading. To do the exercises, have them checked and
move the control panels, [get the notebooks](student-guide.html).

{table}

A page shows the text of the notebook and what its demonstrations print and draw. The exercises
are left for you.
"""


@dataclass(frozen=True)
class Page:
    """One page: its address, its name in the row of links, and its title."""

    href: str
    short: str
    title: str


def build(course: Path, lessons: Sequence[Lesson], out: Path | None = None) -> Path:
    """Write the site, and return the path of its first page.

    Each solution is executed, or taken from runs/lessons/ where nothing has changed since it was
    executed. Raises CourseError when a lesson can't be read, MachineError when ``out`` can't be
    written.
    """
    from autograder.publish.execute import executed_solution

    out = out or course / SITE_DIRECTORY
    guides = sorted((course / "docs").glob("*.md"))
    pages = [Page("index.html", "All lessons", "Fashion-MNIST: a first good network")]
    for lesson in lessons:
        title, _ = title_and_minutes(_released(lesson))
        pages.append(Page(f"{lesson.name}.html", lesson.name[:2], f"{lesson.number} · {title}"))
    for guide in guides:
        title = guide.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        pages.append(Page(f"{guide.stem}.html", title, title))

    texts: dict[str, str] = {"index.html": _render(pages, pages[0], to_html(_index(lessons)))}
    for number, lesson in enumerate(lessons, start=1):
        executed = executed_solution(lesson, course / "runs" / "lessons").notebook
        body = _with_links(_body(reading(lesson, executed)))
        following = pages[number + 1] if number < len(lessons) else None
        texts[pages[number].href] = _render(
            pages, pages[number], body, next=following, notebook=f"{lesson.name}.ipynb"
        )
    for guide, page in zip(guides, pages[1 + len(lessons) :], strict=True):
        body = _with_links(to_html(guide.read_text(encoding="utf-8")))
        body = _with_wide_tables(_with_drawings(body, guide.parent))
        texts[page.href] = _render(pages, page, body)
    for name, text in texts.items():
        write_bytes(out / name, text.encode())
    for lesson in lessons:
        write_bytes(out / f"{lesson.name}.ipynb", _released(lesson).read_bytes())
    for script in (course / "docs").glob("*.py"):
        write_bytes(out / script.name, script.read_bytes())
    return out / "index.html"


def reading(lesson: Lesson, executed: Any) -> Any:
    """The released notebook with the outputs of its locked cells that are not checks.

    An output is taken only for a cell that is word for word the one that was executed, so that
    a solution can't get in with it.
    """
    notebook = nbformat.read(_released(lesson), as_version=4)
    executed_cells = {nbgrader_metadata(cell).get("grade_id"): cell for cell in executed.cells}
    executed_cells.pop(None, None)
    for cell in notebook.cells:
        metadata = nbgrader_metadata(cell)
        tags = cell.metadata.setdefault("tags", [])
        if cell.cell_type != "code":
            continue
        cell.outputs = []
        if metadata.get("solution"):
            tags.append("exercise")
        elif is_check(cell):
            tags.append("check")
        else:
            source = executed_cells.get(metadata.get("grade_id"))
            if source is not None and source.source == cell.source:
                cell.outputs = [_printable(o) for o in source.outputs if not _is_panel(o)]
            if _QUESTION.match(cell.source) and len(ast.parse(cell.source).body) == 1:
                cell.metadata.transient = {"remove_source": True}  # nbconvert looks for it
            if cell.metadata.get("jupyter", {}).get("source_hidden"):
                cell.metadata.transient = {"remove_source": True}
                cell.outputs.insert(0, _folded(cell.source))
    return notebook


def _folded(code: str) -> Any:
    """Code that is folded up in JupyterLab, to be opened on a page too."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    code = highlight(code, PythonLexer(), HtmlFormatter())
    text = f"<details><summary>Code that you need not read</summary>{code}</details>"
    return nbformat.v4.new_output("display_data", {"text/html": text})


def _printable(output: Any) -> Any:
    output = deepcopy(output)
    if "data" in output:
        output.data = {mime: output.data[mime] for mime in _MIME_TYPES if mime in output.data}
        text = str(output.data.get("text/html", ""))
        if text.startswith("<p><strong>Answer: "):  # to be opened after a prediction
            text = text.replace(" (You committed to no prediction.)", "")
            output.data["text/html"] = f"<details><summary>The answer</summary>{text}</details>"
    return output


def _is_panel(output: Any) -> bool:
    """Whether it stands for controls that only a running notebook has."""
    return "application/vnd.jupyter.widget-view+json" in output.get("data", {})


def _released(lesson: Lesson) -> Path:
    path = lesson.released / f"{lesson.name}.ipynb"
    if not path.is_file():
        raise CourseError(f"{path} is missing: run `autograder release`.")
    return path


def _index(lessons: Sequence[Lesson]) -> str:
    rows = ["| lesson | about | time |", "| --- | --- | --- |"]
    for lesson in lessons:
        title, minutes = title_and_minutes(_released(lesson))
        rows.append(f"| [{lesson.number}]({lesson.name}.html) | {title} | {minutes} |")
    return INDEX.format(number=number_of_lessons(), table="\n".join(rows))


def _with_links(body: str) -> str:
    """Links to the course's other pages, and headings that links can name, as JupyterLab names them."""
    body = re.sub(r'href="(?:\.\./)?([\w-]+)\.md(#[\w-]+)?"', r'href="\1.html\2"', body)
    body = re.sub(r'href="\.\./([\w-]+\.py)"', r'href="\1"', body)
    return re.sub(
        r"<h([23])>([\w -]+)</h\1>",
        lambda m: f'<h{m[1]} id="{m[2].replace(" ", "-")}">{m[2]}</h{m[1]}>',
        body,
    )


def _with_drawings(body: str, directory: Path) -> str:
    """A guide's drawings inside its page, since a page fetches nothing."""
    types = {"svg": "image/svg+xml", "png": "image/png"}

    def inline(match: re.Match[str]) -> str:
        drawing = base64.b64encode((directory / f"{match[1]}.{match[2]}").read_bytes()).decode()
        return f'src="data:{types[match[2]]};base64,{drawing}"'

    return re.sub(r'src="([\w-]+)\.(svg|png)"', inline, body)


def _with_wide_tables(body: str) -> str:
    """Tables of many columns scroll by themselves where the page is too narrow for them."""

    def scrolling(match: re.Match[str]) -> str:
        if match[0].partition("</tr>")[0].count("<th") <= MOST_COLUMNS:
            return match[0]
        return f'<div class="wide" tabindex="0" role="region" aria-label="table">{match[0]}</div>'

    return re.sub(r"<table>.*?</table>", scrolling, body, flags=re.DOTALL)


def _body(notebook: Any) -> str:
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="basic", filters={"markdown2html": to_html})
    return str(exporter.from_notebook_node(notebook)[0])


def _render(pages: Sequence[Page], page: Page, body: str, **more: Any) -> str:
    from jinja2 import Environment, FileSystemLoader
    from pygments.formatters import HtmlFormatter

    # Nothing is escaped: bodies are made of the course's own texts, titles are plain words.
    template = Environment(loader=FileSystemLoader(TEMPLATES), trim_blocks=True).get_template(
        "page.html.j2"
    )
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    style = f"{HtmlFormatter(style='default').get_style_defs('.highlight')}\n{style}"
    return template.render(
        pages=pages, here=page.href, title=page.title, body=body, style=style, **more
    )
