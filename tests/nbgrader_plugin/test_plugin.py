"""nbgrader's own commands go through the judge, whatever is handed in."""

from __future__ import annotations

import asyncio
import csv
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from traitlets.config import Config

from autograder import nbgrader_plugin
from autograder.checks import CheckRegistry, checks_of, set_registry
from autograder.course import Lesson, nbgrader_metadata
from autograder.judge import JudgeSession, Verdict
from autograder.nbgrader_plugin import autograde as autograde_module
from autograder.nbgrader_plugin import gradebook as gradebook_module
from autograder.nbgrader_plugin.autograde import JudgedAutograde
from autograder.nbgrader_plugin.feedback import (
    RenderingBudget,
    clean_html,
    markdown2html,
    sanitize_outputs,
)
from autograder.nbgrader_plugin.markdown import to_html
from autograder.nbgrader_plugin.submission import judge_settings
from fmnist_lab.errors import MachineError
from support.course import CHECKS, ROOT, SOURCE
from support.nbgrader_class import NAME, Class

DOUBLE = "def double(x):\n    return 2 * x"
TREBLE = "def treble(x):\n    return 3 * x"
ESSAY = "My own words."


@pytest.fixture()
def real_checks() -> Iterator[None]:
    before = set_registry(None)
    yield
    set_registry(before)


def insert(at: int, source: str, **metadata: Any) -> Callable[[Any], None]:
    def change(notebook: Any) -> None:
        cell = nbformat.v4.new_code_cell(source, metadata=metadata)
        notebook.cells.insert(at, cell)

    return change


def cheat(notebook: Any) -> None:
    """Copied, edited, tagged and forged test cells."""
    tests = [
        c for c in notebook.cells if str(nbgrader_metadata(c).get("grade_id")).startswith("check-")
    ]
    for cell in tests:
        cell.source = "4.0"
        cell.metadata["tags"] = ["skip-execution"]
        cell.outputs = [
            nbformat.v4.new_output("execute_result", {"text/plain": "4.0"}, execution_count=1)
        ]
    notebook.cells.append(json.loads(json.dumps(tests[0])))


def scripts(notebook: Any) -> None:
    text = nbformat.v4.new_markdown_cell(
        "**Bold** <script>alert('text')</script><img src=x onerror=alert(1)>"
        "<a href='javascript:alert(2)'>go</a>"
    )
    shown = nbformat.v4.new_code_cell(
        "from IPython.display import HTML, Javascript, display\n"
        "display(HTML('<b>kept</b><script>alert(3)</script><svg onload=alert(4)></svg>'))\n"
        "display(Javascript('alert(5)'))\n"
        "print('<script>alert(6)</script>')"
    )
    notebook.cells[2:2] = [text, shown]


def answer_beside(notebook: Any) -> None:
    """A written answer below the cell for it, which stays as it is."""
    notebook.cells.append(nbformat.v4.new_markdown_cell(ESSAY))


@pytest.fixture(scope="module")
def students(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Class]:
    """A class that was graded once, on a fresh clone without a gradebook or alembic on PATH."""
    module = types.ModuleType("small")
    half = CHECKS.replace(
        '"treble(3)") != 9:', '"treble(3)") == 10:\n        return 0.5\n    if treble(3) != 9:'
    ).replace("check_treble(treble: Function) -> None", "check_treble(treble: Function) -> float")
    exec(half + "    return 1.0\n", module.__dict__)
    course = tmp_path_factory.mktemp("class") / "course"
    (course / "solutions" / NAME).mkdir(parents=True)
    (course / "solutions" / NAME / f"{NAME}.py").write_text(SOURCE)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    made = Class(course)
    here = Path(sys.executable).parent
    paths = [p for p in os.environ["PATH"].split(os.pathsep) if Path(p) != here]
    with pytest.MonkeyPatch.context() as patch:
        before = set_registry(CheckRegistry({"02": checks_of(module, "02")}))
        patch.setenv("PATH", os.pathsep.join(paths))
        fill(made)
        answer = made.autograde("ada")
        assert answer["success"], answer
        with made.gradebook() as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate="2026-02-01")
        answer = made.autograde(force=False)
        assert answer["success"], answer
        yield made
        set_registry(before)


def fill(made: Class) -> None:
    right = {"double": DOUBLE, "treble": TREBLE, "essay": ESSAY}
    noisy = "import sys, warnings\nwarnings.warn('careful')\nprint('noise', file=sys.stderr)\n"
    made.hand_in("ada", {**right, "double": noisy + DOUBLE})
    made.hand_in("bob", {})
    (made.place("cyd") / f"{NAME}.ipynb").write_text("{")
    made.place("dan")
    made.hand_in("eve", {}, cheat)
    made.hand_in("fay", right, insert(4, "import os; os._exit(0)"))
    made.hand_in("gil", right, scripts)
    place = made.hand_in("hal", right, timestamp="no time at all")
    (place / "book.db").symlink_to(made.course / "gradebook.db")
    (place / "verdict.json").write_text("{}")
    os.mkfifo(place / "pipe")
    made.hand_in("ida", right, timestamp="2026-03-01 00:00:00 UTC")
    made.hand_in("jim", {**right, "treble": "def treble(x):\n    return 3 * x + 1"})
    renamed = made.hand_in("kim", {**right, "essay": ""}, answer_beside)
    (renamed / f"{NAME}.ipynb").rename(renamed / "copy of small\u200c.ipynb.json")


@pytest.mark.parametrize(
    ("student", "scores", "outcome"),
    [
        ("ada", [4, 2, None], ""),
        ("bob", [0, 0, 0], ""),
        ("cyd", [0, 0, 0], "unreadable-notebook"),
        ("dan", [0, 0, 0], "missing-notebook"),
        ("eve", [0, 0, 0], ""),
        ("fay", [4, 0, None], "kernel-died"),
        ("gil", [4, 2, None], ""),
        ("hal", [4, 2, None], ""),
        ("ida", [4, 2, None], ""),
        ("jim", [4, 1, None], ""),
        ("kim", [4, 2, None], ""),
    ],
)
def test_every_submission_of_a_batch_ends_with_its_score(
    students: Class, student: str, scores: list[float | None], outcome: str
) -> None:
    assert students.scores(student) == scores
    grades = students.grades(student)
    assert not grades["check-02-double"][1] and not grades["check-02-treble"][1]
    assert grades["essay"][1] == (scores[2] is None)  # a written answer waits for a person
    verdict = students.verdict(student)
    assert (verdict.outcome, verdict.points) == (outcome, scores[0] + scores[1])  # type: ignore[operator]
    assert verdict.max_points == 6
    assert verdict.isolation == "sealed"
    assert bool(verdict.message) == bool(outcome)
    for cell in students.notebook(student).cells:
        if str(nbgrader_metadata(cell).get("grade_id")).startswith("check-"):
            kinds = [o.output_type for o in cell.outputs]
            assert kinds == ["display_data", "execute_result"]


def test_flags_reach_the_verdict(students: Class) -> None:
    assert {f.code for f in students.verdict("eve").flags} >= {
        "cell-duplicated",
        "locked-cell-changed",
        "tag-ignored",
    }
    assert {f.code for f in students.verdict("hal").flags} == {"symbolic-link", "special-file"}
    kim = {f.code for f in students.verdict("kim").flags}
    assert kim == {"renamed-notebook", "answer-beside"}
    assert students.verdict("ada").flags == []
    assert not (students.autograded("hal") / "book.db").exists()
    assert not (students.autograded("hal") / "pipe").exists()


def test_late_penalties_are_nbgraders(students: Class) -> None:
    with students.gradebook() as gradebook:
        late = gradebook.find_submission_notebook(NAME, NAME, "ida")
        assert late.late_submission_penalty == late.score == 6
        assert gradebook.find_submission_notebook(NAME, NAME, "ada").late_submission_penalty is None


def test_feedback_pages(students: Class) -> None:
    answer = students.api().generate_feedback(NAME, force=True)
    assert answer["success"], answer
    pages = {
        path.parts[-3]: path.read_text()
        for path in (students.course / "feedback").glob(f"*/{NAME}/*.html")
    }
    assert set(pages) == {
        "ada",
        "bob",
        "cyd",
        "dan",
        "eve",
        "fay",
        "gil",
        "hal",
        "ida",
        "jim",
        "kim",
    }
    for page in pages.values():
        assert "border-left:5px solid" in page
        assert 'name="viewport"' in page and "Content-Security-Policy" in page
        # The panel says the score; the only bare number is the result of a student's own cell.
        bare = re.findall(r"<pre>\s*\d+\.0\s*</pre>", page)
        assert len(bare) == page.count('<span class="mf">4.0</span>')
    assert "<summary>Hint 1</summary>" in pages["bob"]
    assert "noise" in pages["ada"]
    assert "<strong>Nothing was judged.</strong> There is no 02_small.ipynb" in pages["dan"]
    assert "<strong>Not everything was judged.</strong>" in pages["fay"]
    assert "kernel died" in pages["fay"]
    page = pages["gil"]
    assert "<strong>Bold</strong>" in page and "<b>kept</b>" in page
    assert runnable(page) == []
    assert "&lt;script&gt;alert(6)" in page  # what was printed is shown as text
    assert not list((students.course / "feedback").rglob("verdict.json"))


def runnable(page: str) -> list[str]:
    """What in a page would run one of the alerts that a student put in."""
    found = []
    for tag in BeautifulSoup(page, "html.parser").find_all(True):
        attributes = [f"{k}={v}" for k, v in tag.attrs.items() if "alert" in str(v)]
        found += attributes + ([str(tag)] if tag.name == "script" and "alert" in str(tag) else [])
    return found


def test_formgraders_page_shows_no_script_either(students: Class) -> None:
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader import handlers

    config = students.api().config
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    about = dict.fromkeys(("submission_id", "base_url", "student", "notebook_path"), "x")
    resources = {**about, "assignment_id": NAME, "notebook_id": NAME, "index": 0, "total": 1}
    resources |= {"last_name": None, "first_name": None}
    path = students.autograded("gil") / f"{NAME}.ipynb"
    page, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    assert "<strong>Bold</strong>" in page and "border-left" in page
    assert runnable(page) == []


def test_export(students: Class) -> None:
    from nbgrader.plugins import CsvExportPlugin

    exporter = CsvExportPlugin(to=str(students.course / "grades.csv"))
    with students.gradebook() as gradebook:
        exporter.export(gradebook)
    rows = list(csv.DictReader((students.course / "grades.csv").open()))
    assert {r["student_id"]: float(r["raw_score"]) for r in rows}["jim"] == 5


def test_a_second_run_leaves_what_is_done_and_resets_what_it_redoes(students: Class) -> None:
    before = (students.autograded("bob") / "verdict.json").stat().st_mtime_ns
    unfinished = students.autograded("gil") / "verdict.json"
    unfinished.unlink()  # as if the run had been killed before it
    with students.gradebook() as gradebook:
        grade = gradebook.find_grade("check-02-double", NAME, NAME, "jim")
        grade.manual_score = 3.5
        gradebook.db.commit()
    for student in ("jim", "kim"):  # handed in again, and broken
        for path in students.place(student).iterdir():
            path.unlink()
        (students.place(student) / f"{NAME}.ipynb").write_bytes(b"\x00")
        (students.place(student) / "timestamp.txt").write_text("2026-01-20 00:00:00 UTC")
    answer = students.autograde(force=False)
    assert answer["success"], answer
    assert (students.autograded("bob") / "verdict.json").stat().st_mtime_ns == before
    assert students.scores("gil") == [4, 2, None] and unfinished.is_file()
    assert students.scores("kim") == [0, 0, 0]
    with students.gradebook() as gradebook:
        grade = gradebook.find_grade("check-02-double", NAME, NAME, "jim")
        assert (grade.auto_score, grade.score, grade.needs_manual_grade) == (0, 3.5, True)


def test_formgraders_button_grades_inside_an_event_loop(students: Class) -> None:
    students.hand_in("lou", {"double": DOUBLE})

    async def click() -> dict[str, Any]:
        return students.autograde("lou")

    answer = asyncio.run(click())
    assert answer["success"], answer
    assert students.scores("lou") == [4, 0, 0]


def test_what_is_the_machines_fault_is_nobodys_zero(
    students: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(self: JudgeSession, lesson: Lesson, *_: Any, student: str = "") -> None:
        asked.append(student)
        raise MachineError("The disk is full.")

    monkeypatch.setattr(JudgeSession, "judge", refuse)
    before = {student: students.scores(student) for student in ("ada", "bob")}
    answer = students.autograde()
    assert not answer["success"]
    assert answer["log"].rstrip().endswith("The disk is full.")
    assert asked == ["ada"]
    assert {student: students.scores(student) for student in ("ada", "bob")} == before
    assert students.verdict("bob").points == 0


def test_a_disk_that_fails_while_judging_is_nobodys_zero(
    students: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = autograde_module.judge_screened

    def judge_without_room(*args: Any, **more: Any) -> Any:
        with monkeypatch.context() as patch:
            patch.setattr(tempfile, "tempdir", "/nowhere")
            return judge(*args, **more)

    monkeypatch.setattr(autograde_module, "judge_screened", judge_without_room)
    before = students.scores("ada")
    answer = students.autograde("ada")
    assert not answer["success"]
    said = answer["log"].rstrip().splitlines()[-1]
    assert "/nowhere/autograder-box-" in said and said.endswith("Free some space or repair it.")
    assert students.scores("ada") == before


@pytest.mark.parametrize(("code", "stops"), [(errno.ENAMETOOLONG, False), (errno.ENOSPC, True)])
def test_a_verdict_that_can_t_be_written_fails_its_submission_alone(
    students: Class, monkeypatch: pytest.MonkeyPatch, code: int, stops: bool
) -> None:
    write = gradebook_module.write_bytes

    def refuse_adas(path: Path, content: bytes) -> None:
        if "ada" not in path.parts:
            return write(path, content)
        refusal = OSError(code, os.strerror(code))
        raise MachineError("It can't be written.") from refusal

    for student in ("ada", "bob"):
        students.autograde(student)
    (students.autograded("bob") / "verdict.json").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(gradebook_module, "write_bytes", refuse_adas)
        shutil.rmtree(students.autograded("ada"))
        answer = students.autograde(force=False)
    assert not answer["success"]
    assert ("disk is full" in answer["log"].splitlines()[-1]) == stops
    assert not students.autograded("ada").exists()
    assert (students.autograded("bob") / "verdict.json").exists() != stops
    assert students.autograde(force=False)["success"]


def test_without_a_box_nothing_is_graded(students: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise MachineError("There is no box here; install bubblewrap.")

    monkeypatch.setattr("autograder.sandbox.require_sandbox", refuse)
    before = students.scores("ada")
    answer = students.autograde("ada")
    assert not answer["success"]
    assert answer["log"].rstrip().endswith("There is no box here; install bubblewrap.")
    assert students.scores("ada") == before


def test_a_mistake_of_the_judge_ends_nothing(
    students: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: JudgeSession, lesson: Lesson, *_: Any, student: str = "") -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(JudgeSession, "judge", fail)
    students.hand_in("max", {"double": DOUBLE})
    answer = students.autograde("max")
    assert answer["success"], answer
    assert students.scores("max") == [0, 0, 0]
    assert students.verdict("max").outcome == "judge-failed"


def test_a_folder_whose_name_nbgrader_can_t_read_is_left_out(students: Class) -> None:
    folder = students.place("a\nb").parent
    try:
        answer = students.autograde(force=False)
    finally:
        shutil.rmtree(folder)
    assert not answer["success"]
    assert "the student id has a line break. Rename the directory." in answer["log"]
    assert "Skipping existing assignment" in answer["log"]  # of the others


def test_a_locked_gradebook_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nbgrader.coursedir import CourseDirectory
    from sqlalchemy.exc import OperationalError

    monkeypatch.setattr(gradebook_module, "LOCK_PAUSE_SECONDS", 0.0)
    tries = []

    def work() -> None:
        tries.append(1)
        if len(tries) < limit:
            raise OperationalError("UPDATE", {}, Exception("database is locked"))

    coursedir = CourseDirectory(assignment_id=NAME)
    writer = gradebook_module.GradebookWriter(coursedir, Config(), tmp_path)
    limit = 3
    writer._waiting_for_lock(work)
    assert len(tries) == 3
    limit = 99
    with pytest.raises(RuntimeError, match="locked by another process"):
        writer._waiting_for_lock(work)


def test_nothing_to_grade_is_said(students: Class) -> None:
    answer = students.autograde("nobody")
    assert not answer["success"]
    assert "No submissions were matched" in answer["log"]


def test_another_nbgrader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nbgrader, "__version__", "0.9.7")
    with pytest.raises(SystemExit, match=r"0\.9\.7 is installed; the judge fits 0\.9\.6"):
        nbgrader_plugin.configure(Config())


OTHER_VERSION = """\
import nbgrader
nbgrader.__version__ = "0.9.7"
from autograder.nbgrader_plugin import configure
c = get_config()
configure(c)
"""
NO_JUDGE = 'import sys\nsys.modules["autograder.nbgrader_plugin"] = None\n'


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (OTHER_VERSION, "nbgrader 0.9.7 is installed"),
        (NO_JUDGE + (ROOT / "nbgrader_config.py").read_text(), "can't import the judge"),
    ],
    ids=["another-nbgrader", "no-judge"],
)
def test_nothing_is_executed_where_the_judge_is_not_set_up(
    tmp_path: Path, settings: str, said: str
) -> None:
    marker = tmp_path / "executed"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(f"open({str(marker)!r}, 'w').close()")]
    )
    for directory in ("source/ps1", "submitted/ada/ps1"):
        (tmp_path / directory).mkdir(parents=True)
        nbformat.write(notebook, tmp_path / directory / "p.ipynb")
    (tmp_path / "nbgrader_config.py").write_text(settings)
    for words in (["autograde", "ps1", "--create"], ["generate_feedback", "ps1"]):
        ended = subprocess.run(
            [sys.executable, "-m", "nbgrader", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 1
        assert said in ended.stderr and "so nothing is executed" in ended.stderr
        assert "Traceback" not in ended.stderr
    assert not marker.exists()


def test_a_course_without_the_judge_keeps_nbgraders_own(tmp_path: Path) -> None:
    from nbgrader.coursedir import CourseDirectory

    converter = JudgedAutograde(CourseDirectory(root=str(tmp_path)))
    assert judge_settings(Config()) is None
    with pytest.raises(NbGraderException, match="No notebooks were matched"):
        converter.start()


# --- what may be shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<p>a <em>b</em></p>", "<p>a <em>b</em></p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("a<SCRIPT src=x>b", "a"),
        ("<style>td {color: red}</style><table><tr><td>1", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
        ("<img src='x' onerror='alert(1)'>", "<img>"),
        ("<img src='https://example.org/seen.png' alt='a'>", '<img alt="a">'),
        ("<img src='data:image/svg+xml;base64,PHN2Zz4='>", "<img>"),
        ("<img src='data:image/png;base64,AAAA'>", '<img src="data:image/png;base64,AAAA">'),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
        ("<a href=' JaVaScRiPt:x'>a</a>", "<a>a</a>"),
        ("a<iframe src='//x'></iframe><input name=y>b", "ab"),
        ("<div style='color:red;position:fixed;background:url(//x)'>a</div>", '<div style="color:red;">a</div>'),
        ("<svg><a xlink:href='javascript:x'>a</a></svg>", "<a>a</a>"),
        ("<math><mtext></mtext><img src=x onerror=x></math>", "<img>"),
        ("<div id='top' name='x' onclick='y' class='k'>a</div>", '<div class="k">a</div>'),
    ],
)  # fmt: skip
def test_html_is_cleaned(given: str, shown: str) -> None:
    assert clean_html(given) == shown


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "".join(f"<b title={i}>" for i in range(400)) + "<p>x" * 400,
        "<div>" * 10_000,
        "<div><table></div></table>" * 5_000,
        "<B x>" * 3_000,
        "<b " + " ".join(f"x{i}" for i in range(8_000)) + ">",
        "<b a='>' " + "".join(f"/x{i}" for i in range(8_000)) + ">",
        "<b " + "".join(f"x{i}=''" for i in range(8_000)) + ">",
        "<b data:image/png;base64," + "/a" * 8_000 + ">",
        "</p>" * 100_000,
        "<span>" * 3_000 + "</kbd>" * 10_000,
        "<!x>" * 100_000,
    ],
)
def test_html_that_a_parser_would_choke_on_is_shown_as_text(page: str) -> None:
    shown = clean_html(page)
    assert shown.startswith("<p>Too much to be shown") and len(shown) < 20_000
    assert "<b" not in shown and "<div" not in shown


def test_much_in_many_outputs_is_shown_as_text_from_some_point_on() -> None:
    page = "<table>" + "<tr><td>1" * 1_000 + "</table>"
    outputs = [{"output_type": "display_data", "data": {"text/html": page}} for _ in range(30)]
    shown = [output["data"]["text/html"] for output in sanitize_outputs(outputs, RenderingBudget())]
    assert shown[0].startswith("<table>") and shown[-1].startswith("<p>Too much")
    assert all(
        output["data"]["text/html"] == shown[0]
        for output in sanitize_outputs(outputs[:3], RenderingBudget())
    )


def test_a_long_text_cell_is_shown_as_its_source() -> None:
    assert markdown2html({}, "*a* " * 50) == to_html("*a* " * 50)
    resources: dict[str, Any] = {}
    long = "$a " * 9_000
    shown = [markdown2html({"resources": resources}, long) for _ in range(6)]
    assert "Too much" in shown[-1] and "Too much" not in shown[0]
    assert markdown2html({}, long * 4).startswith("<p>Too much")


def test_panels_survive_cleaning(real_checks: None) -> None:
    from autograder.checks import CheckResult
    from autograder.checks import panel as panel_module
    from autograder.checks.registry import find

    check = find("02.to_images")
    result = CheckResult(check.id, 3, 0, code="raises", observed="It `raised`.", example="x = 1")
    panel = clean_html(panel_module.as_html(check, result))
    for piece in (
        "<details",
        "<summary>Hint 1",
        "border-left:5px solid",
        "role=",
        "<pre",
        "<code>",
    ):
        assert piece in panel


def test_a_students_outputs_are_made_harmless() -> None:
    outputs = [
        {"output_type": "display_data", "data": {"application/x": "x"}, "metadata": {}},
        {"output_type": "display_data", "data": {"text/html": ["<b style='margin:-9em'>", "x</b>"]}},
        {"output_type": "execute_result", "data": {"text/plain": 7, "application/json": "{}"}},
        {"output_type": "stream", "name": "stderr", "text": "\ud800"},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": "no list"},
        {"output_type": "update_display_data", "data": {}},
    ]  # fmt: skip
    assert sanitize_outputs(outputs, RenderingBudget()) == [
        {"output_type": "display_data", "data": {}, "metadata": {}},
        {"output_type": "display_data", "data": {"text/html": "<b>x</b>"}, "metadata": {}},
        {
            "output_type": "execute_result",
            "data": {"text/plain": "7"},
            "metadata": {},
            "execution_count": None,
        },
        {"output_type": "stream", "name": "stderr", "text": "?"},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []},
    ]


# --- whole commands


def command(course: Path, *words: str) -> str:
    """Run nbgrader as an instructor does, from an environment that isn't activated."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=course,
        env={k: v for k, v in os.environ.items() if k != "PATH"} | {"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr


def test_lesson_02_from_the_command_line(tmp_path: Path, real_checks: None) -> None:
    """A fresh clone: a solution, an unsolved and a broken submission in one batch."""
    course = tmp_path / "course"
    shutil.copytree(
        ROOT / "solutions" / "02_preprocess",
        course / "solutions" / "02_preprocess",
        ignore=shutil.ignore_patterns("*.ipynb", "__pycache__", ".ipynb_checkpoints"),
    )
    shutil.copy(ROOT / "nbgrader_config.py", course)
    made = Class(course, "02_preprocess")
    solved = {
        nbgrader_metadata(c)["grade_id"]: c.source
        for c in made.lesson.notebook.cells
        if nbgrader_metadata(c)
    }
    made.hand_in("ada", solved)
    made.hand_in("bob", {})
    (made.place("cyd") / "02_preprocess.ipynb").write_text("<<<<<<< HEAD\n{}\n=======\n")
    command(course, "autograde", "02_preprocess")
    points = sum(check.points for check in made.lesson.checks.values())
    assert made.verdict("ada").points == made.verdict("ada").max_points == points
    assert sum(score or 0 for score, _ in made.grades("ada").values()) == points
    assert {score for score, _ in made.grades("bob").values()} == {0}
    assert {score for score, _ in made.grades("cyd").values()} == {0}
    assert made.verdict("cyd").outcome == "conflict-markers"
    command(course, "generate_feedback", "02_preprocess")
    assert len(list((course / "feedback").glob("*/02_preprocess/02_preprocess.html"))) == 3
    command(course, "export")
    rows = list(csv.DictReader((course / "grades.csv").open()))
    assert {r["student_id"]: float(r["score"]) for r in rows} == {"ada": points, "bob": 0, "cyd": 0}


def test_nbgraders_own_example_course_is_scored_as_nbgrader_scores(tmp_path: Path) -> None:
    guide = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
    course = tmp_path / "example"
    shutil.copytree(guide / "source" / "ps1", course / "source" / "ps1")
    shutil.copytree(guide / "submitted", course / "submitted")
    (course / "nbgrader_config.py").write_text(
        "from autograder.nbgrader_plugin import configure\n\n"
        'c = get_config()\nc.CourseDirectory.course_id = "example"\nconfigure(c)\n'
    )
    dying = course / "submitted" / "zed" / "ps1"
    dying.mkdir(parents=True)
    (dying / "problem2.ipynb").write_text("{")
    notebook = nbformat.read(guide / "submitted/bitdiddle/ps1/problem1.ipynb", as_version=4)
    test = next(i for i, c in enumerate(notebook.cells) if "assert" in c.source)
    notebook.cells[test].metadata["tags"] = ["skip-execution"]
    notebook.cells[test:test] = [
        nbformat.v4.new_code_cell("import os; os._exit(0)"),
        json.loads(json.dumps(notebook.cells[test])),
    ]
    (dying / "problem1.ipynb").write_text(json.dumps(notebook))
    command(course, "generate_assignment", "ps1")
    command(course, "autograde", "ps1")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        found = {
            s.student.id: (s.score, s.max_score) for s in gradebook.assignment_submissions("ps1")
        }
        assert found == {"bitdiddle": (1.5, 13), "hacker": (3, 13), "zed": (0, 13)}
    for student, points in (("bitdiddle", 1.5), ("hacker", 3), ("zed", 0)):
        path = course / "autograded" / student / "ps1" / "verdict.json"
        verdict = Verdict.from_json(path.read_text())
        assert (verdict.isolation, verdict.points) == ("unsealed", points)
        assert bool(verdict.outcome) == (student == "zed")
    assert (
        "kernel died" in verdict.message and "problem2.ipynb is not a notebook" in verdict.message
    )
