"""``check`` in a real kernel: what nbgrader makes of the cell, whatever the student's code does."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from autograder.publish.execute import ExecutedNotebook, execute

GOOD = "return np.bincount(y, minlength=10)"

# (what the exercise's body does, the score of 01.class_counts, a word in the panel)
BODIES = {
    "plain": (GOOD, 3.0, "Passed"),
    "noisy": (
        "print('hello'); print('hello', file=sys.stderr); warnings.warn('careful')\n"
        "    logging.error('logged'); handler_of_before.error('logged earlier')\n"
        "    os.write(1, b'from C'); os.write(2, b'from C')\n"
        "    os.system('echo from a child >&2'); sys.__stderr__.write('dunder')\n"
        "    np.log(np.zeros(1)); " + GOOD,
        3.0,
        "What your code printed",
    ),
    "floods": ("[print('x' * 1000) for _ in range(5000)]; " + GOOD, 3.0, "Passed"),
    "displays": ("display('shown'); " + GOOD, 3.0, "Passed"),
    "raises": ("return 1 / 0", 0.0, "ZeroDivisionError"),
    "exits": ("sys.exit(0)", 0.0, "SystemExit"),
    "unwritten": ("raise NotImplementedError()", 0.0, "NotImplementedError"),
    "nothing": ("pass", 0.0, "None"),
}


@pytest.fixture(scope="module")
def executed() -> ExecutedNotebook:
    def code(source: str, grade_id: str | None = None) -> Any:
        cell = nbformat.v4.new_code_cell(source)
        if grade_id:
            cell.metadata.nbgrader = {
                **{"grade": True, "grade_id": grade_id, "locked": True, "points": 3},
                **{"schema_version": 3, "solution": False, "task": False, "cell_type": "code"},
            }
        return cell

    cells = [
        code(
            "from autograder import check\n"
            "import logging, os, sys, warnings\n"
            "import numpy as np\n"
            "logging.basicConfig()\n"
            "handler_of_before = logging.getLogger('before')\n"
            "handler_of_before.addHandler(logging.StreamHandler())"
        )
    ]
    cells.append(code('check("01.class_counts", class_counts)', "undefined"))
    for name, (body, _, _) in BODIES.items():
        cells.append(code(f"def class_counts(y):\n    {body}"))
        cells.append(code('check("01.class_counts", class_counts)', name))
    # A check of one's own, not at the end of a cell; and with a semicolon, which hides results.
    cells.append(code('check("01.class_counts", class_counts)\n[2]'))
    cells.append(code('score = check("01.class_counts", class_counts)\nscore, 2 * score'))
    cells.append(code('check("01.class_counts", class_counts);'))
    cells.append(code("print('after', file=sys.stderr)", None))
    return execute(nbformat.v4.new_notebook(cells=cells))


def outputs(executed: ExecutedNotebook, grade_id: str) -> list[Any]:
    (cell,) = (
        c
        for c in executed.notebook.cells
        if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )
    return cell.outputs


@pytest.mark.parametrize("name", ["undefined", *BODIES])
def test_the_score_is_the_cells_result_and_nothing_is_on_standard_error(
    executed: ExecutedNotebook, name: str
) -> None:
    _, score, word = BODIES.get(name, ("", 0.0, "no `class_counts` yet"))
    found = outputs(executed, name)
    assert executed.scores[name] == score
    kinds = [o.output_type for o in found]
    assert kinds.count("execute_result") == 1 and "error" not in kinds and "stream" not in kinds
    # The panel is the result: a front end shows its HTML, nbgrader reads its text.
    (panel,) = (o.data for o in found if o.output_type == "execute_result")
    assert panel["text/plain"] == repr(score)
    assert word.replace("`", "") in panel["text/html"].replace("<code>", "").replace("</code>", "")
    assert not [o for o in found if "Passed" in str(o.get("data")) and o.data is not panel]


def test_streams_work_again_afterwards(executed: ExecutedNotebook) -> None:
    last = executed.notebook.cells[-1].outputs
    assert [(o.name, o.text) for o in last] == [("stderr", "after\n")]


def test_a_check_shows_its_panel_wherever_it_is_called(executed: ExecutedNotebook) -> None:
    shown = [
        [(o.output_type, o.data["text/plain"].split()[0], "text/html" in o.data) for o in c.outputs]
        for c in executed.notebook.cells[-4:-1]
    ]
    result = ("execute_result", "0.0", True)
    assert shown == [
        [result, ("execute_result", "[2]", False)],
        [result, ("execute_result", "(0.0,", False)],
        [("display_data", "Not", True)],
    ]
