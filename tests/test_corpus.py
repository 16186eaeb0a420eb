"""The verdict corpus, and the machinery that runs it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from course_fixture import ROOT, course  # noqa: F401 - a fixture

from autograder import cli, verify
from autograder._cells import run_cells
from autograder._fresh import Fresh
from autograder.corpus import Submission, read, submissions
from autograder.course import Lesson, automatic_points, find_lessons, review
from autograder.verify import Verdict, judge_answer
from fmnist_lab.errors import CourseError

LESSONS = find_lessons(ROOT)
JOBS = min(os.cpu_count() or 1, 4)

Write = Callable[[str, str], Submission]


@pytest.fixture()
def lesson(course: Path) -> Lesson:  # noqa: F811
    return find_lessons(course)[0]


@pytest.fixture()
def write(lesson: Lesson) -> Write:
    """Write one file of the corpus and read it."""

    def make(name: str, text: str) -> Submission:
        path = lesson.course / "tests" / "submissions" / lesson.name / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return read(path, lesson)

    return make


RIGHT = "# expect: accepted\n# %% double\ndef double(x):\n    return x + x\n"
WRONG = "# expect: 02.double wrong-type\n# %% double\ndef double(x):\n    return x\n"


class TestReading:
    def test_only_the_named_cells_are_replaced(self, write: Write) -> None:
        plain = dict(Submission(write("accepted/a.py", RIGHT).lesson, None).cells())
        found = dict(write("accepted/a.py", RIGHT).cells())
        assert found["double"] == "def double(x):\n    return x + x"
        assert {k for k in plain if plain[k] != found[k]} == {"double"}
        assert "demo-double" not in found and "check-02-double" in found

    def test_nothing_runs_after_the_check_that_must_fail(self, write: Write) -> None:
        names = [name for name, _ in write("rejected/a.py", WRONG).cells()]
        assert names == ["setup", "double", "check-02-double"]

    def test_a_cell_can_be_added(self, write: Write) -> None:
        cells = write("accepted/a.py", RIGHT + "\n# %% after double\nprint(double(1))\n").cells()
        names = [name for name, _ in cells]
        assert names[names.index("double") + 1] == "after double"

    def test_windows_line_endings_and_a_byte_order_mark(self, write: Write, lesson: Lesson) -> None:
        path = write("accepted/a.py", RIGHT).path
        assert path
        path.write_bytes(b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode())
        assert read(path, lesson).replaced == {"double": "def double(x):\n    return x + x"}

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("accepted/a.py", RIGHT.replace("%% double", "%% dbl"), "no cell 'dbl'"),
            ("accepted/a.py", RIGHT.replace("%% double", "%% after dbl"), "no cell 'after dbl'"),
            ("accepted/a.py", RIGHT.replace("%% double", "%% check-02-double"), "is a check"),
            ("accepted/a.py", RIGHT + RIGHT.partition("\n")[2], "twice"),
            ("accepted/a.py", "# expect: accepted\n", "no cell begins"),
            ("accepted/a.py", "x = 1\n", "first line"),
            ("accepted/a.py", WRONG, "expect: accepted"),
            ("rejected/a.py", RIGHT, "<check id> <code>"),
            ("rejected/a.py", WRONG.replace("02.double", "02.other"), "no check '02.other'"),
            ("rejected/a.py", WRONG.replace("wrong-type", "wrong-tipe"), "no code 'wrong-tipe'"),
        ],
    )
    def test_what_is_wrong_is_named_with_its_file(
        self, write: Write, name: str, text: str, said: str
    ) -> None:
        with pytest.raises(CourseError, match=said) as found:
            write(name, text)
        assert name in str(found.value)


class TestVerdicts:
    def verdict(self, submission: Submission) -> Verdict:
        answer = {"status": "ok", **run_cells(submission.cells())}
        return judge_answer(submission, answer, 60)

    @pytest.mark.parametrize(
        ("name", "text", "kind", "said"),
        [
            ("accepted/a.py", RIGHT, "", ""),
            ("rejected/a.py", WRONG, "", ""),
            ("accepted/a.py", RIGHT.replace("x + x", "x"), "false reject", "02.double wrong-type"),
            ("rejected/a.py", WRONG.replace("return x", "return 2 * x"), "false accept", "passed"),
            ("rejected/a.py", WRONG.replace("return x", "return"), "wrong reason", "returns-none"),
            (
                "rejected/a.py",
                WRONG.replace("# expect: 02.double", "# expect: 02.treble"),
                "wrong reason",
                "02.double wrong-type",
            ),
            (
                "accepted/a.py",
                RIGHT.replace("    return", "   return 1 +\n    return"),
                "false reject",
                "SyntaxError",
            ),
        ],
    )
    def test_each_kind(self, write: Write, name: str, text: str, kind: str, said: str) -> None:
        found = self.verdict(write(name, text))
        assert found.kind == kind and said in found.problem
        assert bool(found.problem) == bool(kind)

    @pytest.mark.parametrize("status", ["too slow", "died"])
    def test_a_run_without_an_answer_is_never_right(self, write: Write, status: str) -> None:
        for name, text in (("accepted/a.py", RIGHT), ("rejected/a.py", WRONG)):
            assert judge_answer(write(name, text), {"status": status}, 60).problem

    def test_cells_that_raise_stop_only_themselves(self) -> None:
        answer = run_cells([("a", "1 / 0"), ("b", "exit()"), ("c", "%matplotlib inline\nx = 3")])
        assert set(answer["errors"]) == {"a", "b"}
        assert "ZeroDivisionError" in answer["errors"]["a"]


class TestFreshProcesses:
    def test_jobs_do_not_see_one_another(self, tmp_path: Path) -> None:
        with Fresh() as fresh:
            first = fresh.run([("a", "import builtins; builtins.left = 1")], 60, tmp_path)
            second = fresh.run([("a", "import builtins; builtins.left")], 60, tmp_path)
        assert first["status"] == second["status"] == "ok"
        assert not first["errors"] and "AttributeError" in second["errors"]["a"]

    def test_one_that_hangs_or_dies_leaves_the_next_alone(self, tmp_path: Path) -> None:
        with Fresh(["autograder._cells"]) as fresh:
            hang = "import time\nwhile True:\n    time.sleep(1)"
            assert fresh.run([("a", hang)], 1, tmp_path)["status"] == "too slow"
            died = fresh.run([("a", "import os; os._exit(3)")], 60, tmp_path)
            assert died["status"] == "died"
            place = fresh.run([("a", "open('here', 'w').close()")], 60, tmp_path)
            assert place["status"] == "ok" and (tmp_path / "here").exists()


def test_the_command_prints_a_table_and_names_what_is_wrong(
    write: Write,
    lesson: Lesson,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Run here, in this process: a child would not know this course's checks."""
    write("accepted/sum.py", RIGHT)
    write("rejected/same.py", WRONG)

    def here(todo: Sequence[Submission], light: bool, jobs: int) -> Iterator[Verdict]:
        # one after another in this thread: a check redirects the whole process's output
        for submission in todo:
            answer = {"status": "ok", **run_cells(submission.cells())}
            answer["tensorflow"] = False  # other tests may have imported it into this process
            yield judge_answer(submission, answer, 60)

    monkeypatch.setattr(verify, "_run", here)
    monkeypatch.chdir(lesson.course)
    assert cli.main(["verify", "02", "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert "2/2" in said and "1/1" in said and "0 false accepts" in said
    write("rejected/right.py", WRONG.replace("return x", "return 2 * x"))
    assert cli.main(["verify", "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert "1/2" in said and "false accept: 02_small/rejected/right: 02.double passed" in said


def test_the_solution_comes_first_and_earns_everything(lesson: Lesson) -> None:
    first = submissions(lesson)[0]
    assert first.name == "solution" and first.accepted
    answer = {"status": "ok", **run_cells(first.cells())}
    assert judge_answer(first, answer, 60).points == automatic_points(lesson) == 6


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("lesson_of_the_course", LESSONS, ids=lambda le: le.name)
def test_every_verdict_is_right(lesson_of_the_course: Lesson) -> None:
    review(lesson_of_the_course)
    # the solutions are executed as notebooks, once, in test_notebooks.py
    verdicts = verify.verify([lesson_of_the_course], JOBS, solutions=False)
    wrong = [f"{v.kind}: {v.submission.name}: {v.problem}" for v in verdicts if v.problem]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lesson_of_the_course", LESSONS, ids=lambda le: le.name)
def test_the_corpus_is_large_enough(lesson_of_the_course: Lesson) -> None:
    found = submissions(lesson_of_the_course)[1:]
    assert sum(s.accepted for s in found) >= 5
    assert sum(not s.accepted for s in found) >= 10


def test_the_whole_corpus_is_large_enough() -> None:
    found = [s for lesson in LESSONS for s in submissions(lesson)[1:]]
    assert sum(s.accepted for s in found) >= 40
    assert sum(not s.accepted for s in found) >= 120
    # Each check of each lesson has a submission that only it can catch.
    caught = {s.check for s in found}
    assert {check for lesson in LESSONS for check in lesson.checks} <= caught
