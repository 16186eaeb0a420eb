"""The verdict corpus, and the machinery that runs it."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder import cli
from autograder.corpus import CorpusSubmission, monitor, read, run, submissions
from autograder.corpus.compare import compare
from autograder.corpus.monitor import SECRET_VARIABLE, SideEffectMonitor
from autograder.corpus.public import public_submissions
from autograder.corpus.run import CorpusWorker, VerifyOptions, VerifyResult
from autograder.corpus.selection import batches, collide, is_light, select, units
from autograder.corpus.submissions import notebook_of, write_submission
from autograder.course import Lesson, find_lessons, nbgrader_metadata
from autograder.course.validate import validate_lesson
from autograder.judge import CheckVerdict, Flag, GradingResult, Isolation, Verdict
from fmnist_lab.errors import CourseError, MachineError
from support.course import ROOT

LESSONS = find_lessons(ROOT)
JOBS = min(os.cpu_count() or 1, 4)

Write = Callable[[str, str], CorpusSubmission]


@pytest.fixture()
def lesson(course: Path) -> Lesson:
    return find_lessons(course)[0]


@pytest.fixture()
def write(lesson: Lesson) -> Write:
    """Write one file of the corpus and read it."""

    def make(name: str, text: str) -> CorpusSubmission:
        path = lesson.course / "tests" / "submissions" / lesson.name / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return read(path, lesson)

    return make


RIGHT = "# expect: accepted\n# %% double\ndef double(x):\n    return x + x\n"
WRONG = "# expect: 02.double wrong-type\n# %% double\ndef double(x):\n    return x\n"
HOSTILE = (
    "# expect: hostile none; outcome kernel-died\n# Ends.\n\n"
    "# %% after setup\nimport os\n\nos._exit(0)\n"
)
BUILT = (
    "# expect: hostile all; flag renamed-notebook\n"
    "from autograder.corpus import cell_of, write_notebook\n\n\n"
    "def build(directory, notebook):\n"
    "    assert 'x + x' in cell_of(notebook, 'double')['source']\n"
    "    write_notebook(directory, notebook, '02_small (1).ipynb')\n\n\n"
    "# %% double\ndef double(x):\n    return x + x\n"
)


def cells(submission: CorpusSubmission) -> dict[str, str]:
    """Code by grade_id; added cells have none and come as "added"."""
    return {
        nbgrader_metadata(cell).get("grade_id", "added"): cell.source
        for cell in submission.notebook().cells
        if cell.cell_type == "code"
    }


class TestReading:
    def test_only_the_named_cells_are_replaced(self, write: Write) -> None:
        plain = cells(CorpusSubmission(write("accepted/a.py", RIGHT).lesson, None))
        found = cells(write("accepted/a.py", RIGHT))
        assert found["double"] == "def double(x):\n    return x + x"
        assert {k for k in plain if plain[k] != found[k]} == {"double"}

    def test_a_wrong_one_ends_with_the_check_that_must_fail(self, write: Write) -> None:
        names = list(cells(write("rejected/a.py", WRONG)))
        assert names == ["setup", "double", "check-02-double"]

    def test_a_cell_can_be_added(self, write: Write) -> None:
        submission = write("accepted/a.py", RIGHT + "\n# %% after double\nprint(double(1))\n")
        names = list(cells(submission))
        assert names[names.index("double") + 1] == "added"
        ids = [cell.id for cell in submission.notebook().cells]
        assert len(set(ids)) == len(ids)

    def test_the_lesson_itself_stays_as_it_is(self, write: Write) -> None:
        submission = write("accepted/a.py", RIGHT)
        before = json.dumps(submission.lesson.notebook)
        submission.notebook().cells[0].source = "changed"
        assert json.dumps(submission.lesson.notebook) == before

    def test_windows_line_endings_and_a_byte_order_mark(self, write: Write, lesson: Lesson) -> None:
        path = write("accepted/a.py", RIGHT).path
        assert path
        path.write_bytes(b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode())
        assert read(path, lesson).sources == {"double": "def double(x):\n    return x + x"}

    @pytest.mark.parametrize(
        ("said", "earned", "outcome", "flag"),
        [
            ("all", {"02.double", "02.treble"}, "", ""),
            ("none", set(), "", ""),
            ("all but 02.double", {"02.treble"}, "", ""),
            ("none but 02.double", {"02.double"}, "", ""),
            ("none but 02.double 02.treble", {"02.double", "02.treble"}, "", ""),
            ("none; outcome time-limit", set(), "time-limit", ""),
            ("all; flag not-utf8", {"02.double", "02.treble"}, "", "not-utf8"),
            ("all but 02.treble; outcome died; flag odd", {"02.double"}, "died", "odd"),
            ("none; outcome died or time-limit", set(), "died or time-limit", ""),
        ],
    )
    def test_what_a_hostile_one_says(
        self, write: Write, said: str, earned: set[str], outcome: str, flag: str
    ) -> None:
        text = HOSTILE.replace("none; outcome kernel-died", said)
        found = write("hostile/a.py", text)
        assert (found.earned_checks, found.flag) == (earned, flag)
        assert found.outcomes == tuple(outcome.split(" or "))
        assert found.kind == "hostile"

    def test_a_directory_is_built(self, write: Write, tmp_path: Path) -> None:
        write_submission([write("hostile/a.py", BUILT)], tmp_path)
        (path,) = tmp_path.glob("*.ipynb")
        assert path.name == "02_small (1).ipynb" and "x + x" in path.read_text()

    def test_without_a_build_there_is_one_notebook(self, write: Write, tmp_path: Path) -> None:
        write_submission([write("hostile/a.py", HOSTILE)], tmp_path)
        assert [p.name for p in tmp_path.glob("*.ipynb")] == ["02_small.ipynb"]

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("accepted/a.py", RIGHT.replace("%% double", "%% dbl"), "no cell 'dbl'"),
            ("accepted/a.py", RIGHT.replace("%% double", "%% after dbl"), "no cell 'after dbl'"),
            ("accepted/a.py", RIGHT.replace("%% double", "%% check-02-double"), "is a check"),
            ("accepted/a.py", RIGHT + RIGHT.partition("\n")[2], "twice"),
            ("accepted/a.py", "# expect: accepted\n", "no cell begins"),
            ("accepted/a.py", "x = 1\n" + RIGHT.partition("\n")[2], "first line"),
            ("accepted/a.py", WRONG, "expect: accepted"),
            ("accepted/a.py", BUILT, "Python above the first cell"),
            ("hostile/a.py", BUILT.replace("def build", "def make"), "Python above"),
            ("hostile/a.py", RIGHT, "all or none"),
            ("hostile/a.py", HOSTILE.replace("none;", "none but 02.other;"), "no check '02.other'"),
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


def judged(
    submission: CorpusSubmission,
    scores: dict[str, float],
    code: str = "wrong-type",
    markup: str = "<b>fine</b>",
    **about: Any,
) -> GradingResult:
    """A verdict with these scores, and the outputs that belong to it."""
    checks, outputs = [], {}
    ids = {nbgrader_metadata(cell).get("grade_id"): cell.id for cell in submission.notebook().cells}
    for check in submission.lesson.checks.values():
        score = scores.get(check.id, check.points)
        checks.append(
            CheckVerdict(
                check.id,
                check.points,
                score,
                "" if score == check.points else code,
                "seen",
                grade_id=check.grade_id,
            )
        )
        if check.grade_id in ids:
            outputs[ids[check.grade_id]] = [
                {"output_type": "display_data", "data": {"text/html": markup}},
                {"output_type": "execute_result", "data": {"text/plain": repr(score)}},
            ]
    verdict = Verdict(submission.lesson.name, "", "", Isolation.SANDBOX, checks, **about)
    return GradingResult(verdict, outputs)


DOUBLE, BOTH = {"02.double": 0.0}, {"02.double": 0.0, "02.treble": 0.0}
ALL_BUT = HOSTILE.replace("none; outcome kernel-died", "all but 02.double; flag odd")
DIED = {"outcome": "kernel-died", "message": "It died."}
ODD = {"flags": [Flag("odd", "It is odd.")]}


class TestComparing:
    @pytest.mark.parametrize(
        ("name", "text", "scores", "about", "wrong", "said"),
        [
            ("accepted/a.py", RIGHT, {}, {}, "", ""),
            ("accepted/a.py", RIGHT, DOUBLE, {}, "false reject", "02.double 0 wrong-type: seen"),
            ("accepted/a.py", RIGHT, {"02.treble": 1.5}, {}, "false reject", "02.treble 1.5"),
            ("accepted/a.py", RIGHT, {}, DIED, "wrong reason", "kernel-died"),
            ("rejected/a.py", WRONG, DOUBLE, {}, "", ""),
            ("rejected/a.py", WRONG, {}, {}, "false accept", "02.double passed"),
            ("rejected/a.py", WRONG, DOUBLE, {"code": "raises"}, "wrong reason", "got 02.double"),
            ("hostile/a.py", HOSTILE, BOTH, DIED, "", ""),
            ("hostile/a.py", HOSTILE, BOTH, {}, "wrong reason", "expected 'kernel-died'"),
            ("hostile/a.py", HOSTILE, DOUBLE, DIED, "false accept", "02.treble 2"),
            ("hostile/a.py", HOSTILE, {**BOTH, "02.treble": 0.1}, DIED, "false accept", "0.1"),
            ("hostile/a.py", ALL_BUT, DOUBLE, ODD, "", ""),
            ("hostile/a.py", ALL_BUT, BOTH, ODD, "false reject", "02.treble 0"),
            ("hostile/a.py", ALL_BUT, DOUBLE, {}, "wrong reason", "expected 'odd'"),
            ("hostile/a.py", ALL_BUT, {"02.double": float("nan")}, ODD, "wrong reason", "nan"),
            ("hostile/a.py", ALL_BUT, {"02.double": -1.0}, ODD, "wrong reason", "-1.0"),
            ("hostile/a.py", ALL_BUT, {"02.treble": 1000.0}, ODD, "wrong reason", "1000.0"),
        ],
    )
    def test_each_kind(
        self,
        write: Write,
        name: str,
        text: str,
        scores: dict[str, float],
        about: dict[str, Any],
        wrong: str,
        said: str,
    ) -> None:
        submission = write(name, text)
        mismatch = compare(submission, judged(submission, scores, **about))
        if not wrong:
            assert mismatch is None
        else:
            assert mismatch and mismatch.kind == wrong and said in mismatch.problem

    @pytest.mark.parametrize(
        "markup",
        ["<script>x</script>", "<b onclick=x>", "<a href='javascript:x'>", "<img src=x>", "<svg/>"],
    )
    def test_a_panel_that_is_alive(self, write: Write, markup: str) -> None:
        submission = write("accepted/a.py", RIGHT)
        mismatch = compare(submission, judged(submission, {}, markup=markup))
        assert mismatch and mismatch.kind == "wrong reason"
        assert "the panel of 02.double" in mismatch.problem
        harmless = judged(submission, {}, markup="&lt;script onclick=x>")
        assert compare(submission, harmless) is None

    @pytest.mark.parametrize(
        "outputs",
        [
            [],
            [{"output_type": "execute_result", "data": {"text/plain": "4.0"}}],
            [
                {"output_type": "display_data", "data": {"text/html": ""}},
                {"output_type": "execute_result", "data": {"text/plain": "3.0"}},
            ],
            [
                {"output_type": "stream", "name": "stderr", "text": "x"},
                {"output_type": "display_data", "data": {"text/html": ""}},
                {"output_type": "execute_result", "data": {"text/plain": "4.0"}},
            ],
        ],
    )
    def test_outputs_that_nbgrader_would_score_otherwise(
        self, write: Write, outputs: list[dict[str, Any]]
    ) -> None:
        submission = write("accepted/a.py", RIGHT)
        made = judged(submission, {})
        made.outputs[next(iter(made.outputs))] = outputs
        mismatch = compare(submission, made)
        assert mismatch and mismatch.kind == "wrong reason"
        assert "the outputs of 02.double" in mismatch.problem

    def test_a_verdict_about_other_checks(self, write: Write) -> None:
        submission = write("accepted/a.py", RIGHT)
        made = judged(submission, {})
        fewer = dataclasses.replace(made.verdict, checks=made.verdict.checks[:1])
        mismatch = compare(submission, GradingResult(fewer, made.outputs))
        assert mismatch and mismatch.kind == "wrong reason"


@pytest.fixture()
def side_effects(monkeypatch: pytest.MonkeyPatch) -> Iterator[SideEffectMonitor]:
    """One with traps of its own, so that it disturbs no run of the corpus."""
    monkeypatch.setattr(monitor, "SOCKET_NAME", f"\0test-of-the-watch-{os.getpid()}")
    monkeypatch.setattr(monitor, "PORTS", ())
    made = SideEffectMonitor()
    yield made
    made.close()


class TestMonitor:
    def test_nothing_happened(self, side_effects: SideEffectMonitor) -> None:
        assert side_effects.changes() == side_effects.final_changes() == []
        assert os.environ[SECRET_VARIABLE]

    def test_a_changed_gradebook(self, side_effects: SideEffectMonitor) -> None:
        with (side_effects.course / "gradebook.db").open("ab") as file:
            file.write(b"x")
        (side_effects.course / "solutions" / "new.py").touch()
        (found,) = side_effects.changes()
        assert "gradebook.db" in found and "solutions/new.py" in found
        assert side_effects.changes() == []  # said once

    def test_a_connection_to_the_machine(self, side_effects: SideEffectMonitor) -> None:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(monitor.SOCKET_NAME)
        assert "socket" in side_effects.changes()[0]
        assert side_effects.changes() == []

    def test_a_marked_file_in_a_shared_place(self, side_effects: SideEffectMonitor) -> None:
        path = Path("/tmp/hostile-test-of-the-watch")
        path.touch()
        try:
            assert str(path) in side_effects.changes()[0]
        finally:
            path.unlink()

    def test_temporary_files_and_processes(self, side_effects: SideEffectMonitor) -> None:
        (side_effects.temporary / "forgotten").touch()
        with subprocess.Popen(["sleep", "60"]) as process:
            found = side_effects.final_changes()
            process.kill()
        assert "the temporary file forgotten" in found
        assert f"the process {process.pid} (sleep)" in found

    def test_everything_is_put_back(self) -> None:
        before = dict(os.environ)
        made = SideEffectMonitor()
        assert os.environ["TMPDIR"].startswith(str(made.scratch))
        made.close()
        assert dict(os.environ) == before and not made.scratch.exists()


class TestSelection:
    def test_every_hostile_file_and_every_code_of_the_first_lessons_are_in_it(self) -> None:
        chosen, every = select(LESSONS), select(LESSONS, True)
        own = sum(len(submissions(lesson)) for lesson in LESSONS)
        public = sum(len(public_submissions(lesson)) for lesson in LESSONS)
        assert len(every) == own + public and public >= 100
        names = {(s.lesson.name, s.name) for s in chosen}
        assert {(s.lesson.name, s.name) for s in every if s.kind == "hostile"} <= names
        first = [s for s in every if s.lesson.number in ("01", "02", "03", "04") and not s.title]
        assert {(s.lesson.name, s.name) for s in first if s.kind == "accepted"} <= names
        codes = {(s.check, s.code) for s in chosen}
        light = [s for s in first if is_light(s.lesson)]
        assert {(s.check, s.code) for s in light if s.kind == "rejected"} <= codes
        assert {s.check for s in chosen} == {s.check for s in every}

    def test_few_of_those_after_public_code_are_in_it(self) -> None:
        public = [s for s in select(LESSONS) if s.title]
        exercises = [(s.lesson.number, next(iter(s.sources))) for s in public]
        assert len(set(exercises)) == len(exercises) >= 15
        assert {s.kind for s in public} == {"accepted"}
        trained = [s for s in public if s.lesson.traits.solution_trains]
        assert trained and all(len(s.sources) == 2 for s in trained)  # no long training

    def test_it_is_large_enough(self) -> None:
        kinds = [submission.kind for submission in select(LESSONS)]
        assert kinds.count("accepted") >= 40
        assert kinds.count("rejected") >= 120
        assert kinds.count("hostile") >= 40

    def test_each_unit_has_someone_after_the_hostile_one(self) -> None:
        chosen = select(LESSONS)
        work = units(chosen)
        light = [u for u in work if u[0][0].kind == "hostile" and is_light(u[0][0].lesson)]
        assert light and all(len(u) == 2 and u[1][0].kind != "hostile" for u in light)
        assert sum(len(batch) for unit in work for batch in unit) == len(chosen)

    def test_wrong_ones_of_different_exercises_share_a_box(self, write: Write) -> None:
        double = write("rejected/a.py", WRONG)
        treble = write("rejected/b.py", WRONG.replace("double", "treble"))
        other = write("rejected/c.py", WRONG.replace("return x", "return -x"))
        later = WRONG.replace("02.double", "02.treble") + "# %% treble\ntreble = None\n"
        early = WRONG + "# %% treble\ntreble = None\n"  # its check comes before this cell
        for first, second, wanted in (
            (double, treble, False),
            (treble, other, False),
            (double, other, True),
            (double, write("rejected/d.py", later), False),
            (other, write("rejected/d.py", later), True),
            (treble, write("rejected/d.py", later), True),
            (treble, write("rejected/e.py", early), False),
        ):
            assert collide(first, second) == collide(second, first) == wanted
        assert list(batches([double, treble], True)) == [(double,), (treble,)]  # lesson 02

    def test_they_share_few_boxes_and_no_check_twice(self) -> None:
        chosen = [s for s in select(LESSONS) if s.lesson.number == "07" and s.kind == "rejected"]
        together = batches(chosen, True)
        assert sorted(s.name for b in together for s in b) == sorted(s.name for s in chosen)
        assert len(together) < len(chosen) / 2
        assert all(len({s.check for s in batch}) == len(batch) for batch in together)
        assert [len(b) for b in batches(chosen, False)] == [1] * len(chosen)

    def test_several_mistakes_are_judged_in_one_notebook(self, write: Write) -> None:
        two = (
            write("rejected/a.py", WRONG),
            write("rejected/b.py", WRONG.replace("double", "treble")),
        )
        names = [nbgrader_metadata(c).get("grade_id") for c in notebook_of(two).cells]
        assert names[-1] == "check-02-treble"
        made = judged(two[1], BOTH)
        assert compare(two[0], made, two) is compare(two[1], made, two) is None
        alone = compare(two[1], made)
        assert alone and alone.kind == "wrong reason"
        passed = compare(two[0], judged(two[1], {"02.treble": 0.0}), two)
        assert passed and passed.kind == "false accept"


class TestRunning:
    """The judge itself, on a course of one small lesson."""

    def test_the_command_prints_a_table_and_names_what_is_wrong(
        self,
        write: Write,
        lesson: Lesson,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        tmp_path: Path,
    ) -> None:
        write("accepted/sum.py", RIGHT)
        write("rejected/same.py", WRONG)
        write("hostile/ends.py", HOSTILE)
        write("hostile/built.py", BUILT)
        monkeypatch.chdir(lesson.course)
        report = tmp_path / "report.json"
        assert cli.main(["verify", "02", "--jobs", "1", "--json", str(report)]) == 0
        said = capsys.readouterr().out
        assert "2/2" in said and "1/1" in said and "0 false accepts" in said
        told = json.loads(report.read_text())
        assert told["accepted"] == {"right": 2, "of": 2} == told["hostile"]
        assert told["false_accept"] == told["left_behind"] == []
        by_name = {s["name"]: s for s in told["submissions"]}
        assert by_name["solution"]["points"] == 6
        assert by_name["hostile/ends"]["points"] == 0

        write("rejected/right.py", WRONG.replace("return x", "return 2 * x"))
        arguments = ["verify", "--jobs", "1", "--only", "rejected/right", "--json", str(report)]
        assert cli.main(arguments) == 1
        said = capsys.readouterr().out
        assert "false accept: 02_small/rejected/right: 02.double passed" in said
        assert json.loads(report.read_text())["false_accept"]

    def test_a_hostile_one_before_changes_no_verdict(self, write: Write, lesson: Lesson) -> None:
        honest = CorpusSubmission(lesson, None)
        hostile = write("hostile/ends.py", HOSTILE)
        with contextlib.closing(CorpusWorker(VerifyOptions())) as work:
            verdicts = [work.judge((s,)).verdict for s in (honest, hostile, honest)]
            assert work.finish() == []
        plain = [dataclasses.replace(v, resources={}).to_json() for v in verdicts]
        assert plain[0] == plain[2] and plain[0] != plain[1]

    def test_hostile_ones_are_refused_without_a_sandbox(
        self, write: Write, lesson: Lesson, capsys: pytest.CaptureFixture[str]
    ) -> None:
        hostile = write("hostile/ends.py", HOSTILE)
        with pytest.raises(MachineError, match="only run in a sandbox"):
            run.verify([hostile], VerifyOptions(sandboxed=False))
        assert select([lesson])[-1].kind == "hostile"

    def test_two_processes_judge_every_unit(self) -> None:
        chosen = submissions(LESSONS[0], ("accepted",))[:3]
        results = list(run.run_units([[(s,)] for s in chosen], VerifyOptions(jobs=2)))
        assert sorted(r.name for r in results) == sorted(s.name for s in chosen)
        assert not any(r.wrong for r in results)

    def test_a_worker_that_fails_is_no_success(self, lesson: Lesson) -> None:
        path = lesson.course / "hostile" / "broken.py"
        broken = CorpusSubmission(lesson, path, prelude="raise RuntimeError('no build')")
        with pytest.raises(MachineError, match=r"can't be judged:[^§]*broken\.py[^§]*no build"):
            list(run.run_units([[(broken,)], [(broken,)]], VerifyOptions(jobs=2)))


@pytest.mark.timeout(3000)
def test_every_verdict_is_right() -> None:
    """The part of the corpus that takes minutes; `autograder verify --all` runs the rest."""
    for lesson in LESSONS:
        validate_lesson(lesson)
    chosen = select(LESSONS)
    found: list[VerifyResult] = run.verify(chosen, VerifyOptions(jobs=JOBS))
    assert len(found) == len(chosen)
    wrong = [f"{f.wrong}: {f.lesson}/{f.name}: {f.problem}" for f in found if f.wrong]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lesson_of_the_course", LESSONS, ids=lambda le: le.name)
def test_the_corpus_is_large_enough(lesson_of_the_course: Lesson) -> None:
    kinds = [s.kind for s in submissions(lesson_of_the_course)[1:]]
    assert kinds.count("accepted") >= 5
    assert kinds.count("rejected") >= 10


def test_each_check_has_a_submission_that_only_it_can_catch() -> None:
    caught = {s.check for lesson in LESSONS for s in submissions(lesson)}
    assert {check for lesson in LESSONS for check in lesson.checks} <= caught
