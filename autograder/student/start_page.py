"""The start page of work/: what is ahead, how a lesson works, progress, and handing in."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.course import KERNELSPEC
from fmnist_lab.files import write_bytes
from fmnist_lab.lessons import LESSONS, number_of_lessons

PAGE = "START.ipynb"

START = """\
# Start here

{number} lessons take you from a table of numbers to a network that names pieces of clothing in
pictures that it has never seen. Open one by clicking its name. They build on one another, but each
can be the first.

{lessons}

The minutes are for reading and coding. You can stop anywhere and go on tomorrow: save with
Ctrl+S, and run the cells from the top when you come back.
"""

HOW = """\
## How a lesson works

- **Run a cell** with Shift+Enter, and read what it shows before you go on.
- **Folded code** shows as three dots. You need not read it: run the cell like any other.
- **Predict** where you are asked to, then look. A wrong guess teaches most.
- **Exercises** say `# YOUR CODE HERE`. Put your code in place of the line `raise NotImplementedError(...)`.
- **Checks** look like `check("02.rescale", rescale)`. Run them as often as you like: they say
  what was observed, why it matters, and one experiment to try.
- **Stop** a cell that takes too long with the ■ button above the notebook. A network that was
  training keeps what it has learned.

## Where to get help

1. The panel of a failed check, and the hints in it.
2. A hint before you try: `hint("02.rescale", 1)` in a new cell, then 2, then 3.
3. A word that you don't know: the [glossary](glossary.md).
4. What a function does: `?np.reshape` in a new cell.
5. When nothing makes sense any more: choose Kernel, then Restart Kernel and Run All Cells. That
   leaves your text as it is and runs it afresh.
6. Something doesn't work: [what to do when](troubleshooting.md).
7. Your instructor. Send the text of the panel along.

## Your progress

What each check earned when it last ran. Run the cell to bring it up to date.
"""

HAND_IN = """\
## Hand in

First choose Kernel, Restart Kernel and Run All Cells in the lesson's notebook, and save it. Then
put the lesson's number in the cell below and run it. It says what is still missing, and makes the
file to upload. You may hand in with something missing.
"""

AFTER = """\
These notebooks are your own copies. `autograder start` brings new releases of the lessons and
never writes over one that you changed: the new one is then put beside it, as
`NN_name.new.ipynb`.
"""


def update_start_page(work: Path, known_digest: str) -> str:
    """Write the start page with today's progress; leave one whose texts were changed as it is.

    ``known_digest`` is the hash of the texts as they were last written. Returns the one to
    remember now.
    """
    new = _new_page(work)
    path = work / PAGE
    try:
        page = json.loads(path.read_text(encoding="utf-8"))
        cells = {cell["id"]: cell for cell in page["cells"]}
    except FileNotFoundError:
        page, cells = new, {}
    except (OSError, ValueError, KeyError, TypeError):  # the student made something else of it
        return known_digest
    if cells:
        ids = [cell["id"] for cell in new["cells"] if _is_text(cell)]
        if _digest_of_texts(cells[name] for name in ids if name in cells) != known_digest:
            return known_digest
        for cell in new["cells"]:
            if _is_text(cell):
                cells[cell["id"]]["source"] = cell["source"]
            elif cell["id"] == "progress" and "progress" in cells:
                cells["progress"]["outputs"] = cell["outputs"]
    write_bytes(path, (json.dumps(page, indent=1, ensure_ascii=False) + "\n").encode())
    return _digest_of_texts(cell for cell in new["cells"] if _is_text(cell))


def _is_text(cell: dict[str, Any]) -> bool:
    return bool(cell["cell_type"] == "markdown")


def _digest_of_texts(cells: Iterable[dict[str, Any]]) -> str:
    text = "".join("".join(cell["source"]) for cell in cells)
    return hashlib.sha256(text.encode()).hexdigest()


def _new_page(work: Path) -> Any:
    """The start page as a notebook: what is ahead, how to work, progress, handing in."""
    from nbformat import v4

    from fmnist_lab import progress_file

    rows = ["| lesson | about | time | points |", "| --- | --- | --- | --- |"]
    points = {
        lesson.name: f"{lesson.automatic_points + lesson.points_by_hand:g}"
        + (", bonus" if lesson.bonus else "")
        for lesson in LESSONS
    }
    for path in sorted(work.glob("[0-9][0-9]_*/[0-9][0-9]_*.ipynb")):
        if path.stem == path.parent.name:
            title, minutes = title_and_minutes(path)
            rows.append(
                f"| [{path.stem}]({path.stem}/{path.name}) | {title} | {minutes} "
                f"| {points.get(path.stem, '')} |"
            )
    table = progress_file.progress(work / progress_file.FILE_NAME)
    data = {"text/html": table._repr_html_(), "text/plain": repr(table)}
    output = v4.new_output("display_data", data)
    progress = "import fmnist_lab\n\nfmnist_lab.progress()"
    cells = [
        v4.new_markdown_cell(
            START.format(number=number_of_lessons(), lessons="\n".join(rows)), id="start"
        ),
        v4.new_markdown_cell(HOW, id="how"),
        v4.new_code_cell(progress, id="progress", outputs=[output]),
        v4.new_markdown_cell(HAND_IN, id="hand-in-text"),
        v4.new_code_cell('from autograder import hand_in\n\nhand_in("01")', id="hand-in"),
        v4.new_markdown_cell(AFTER, id="after"),
    ]
    return v4.new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC})


def title_and_minutes(notebook: Path) -> tuple[str, str]:
    """A lesson's title and how long it takes, as its first cell says; "" for what it does not say."""
    try:
        text = "".join(json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"])
    except (OSError, ValueError, LookupError, TypeError):
        return "", ""
    title = re.search(r"^# \d\d · (.+)$", text, re.MULTILINE)
    minutes = re.search(r"\*\*Time:?\*\*:? (?:about )?(\d+ minutes)", text)
    return (title[1] if title else "", minutes[1] if minutes else "")
