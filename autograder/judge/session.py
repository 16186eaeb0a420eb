"""A session of judging: the stage, the clean box, and a student's box for each submission."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Any

from autograder.bridge.client import Bridge
from autograder.checks import panel
from autograder.checks.context import JudgingContext
from autograder.checks.failures import CheckFailedError
from autograder.checks.registry import Check
from autograder.checks.run import CheckResult
from autograder.checks.run import judge as judge_crossed
from autograder.course import Lesson, grading, is_demo
from autograder.judge.course_mount import COURSE_SEED, DATA, PLACE, CourseMount, Profile, profile
from autograder.judge.kernel import KernelClient
from autograder.judge.predictor import PredictionService
from autograder.judge.verdict import GradingResult, Verdict
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.versions import package_versions

if TYPE_CHECKING:
    import numpy as np

    from autograder.checks.network import Network
    from autograder.sandbox import Limits

MAX_CELLS = 2_000
PACKAGES = ("fmnist-course", "numpy", "tensorflow", "keras", "nbgrader")  # noted in verdicts
# Training to half of lesson 06's target takes more computing than this, all cells together.
LITTLE_SECONDS = 25.0
CELL_SECONDS = 1_200.0  # of wall time for one cell; the box bounds the whole notebook
OF_NAMES = {
    *(errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY),
    *(errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL, errno.EILSEQ),
}
SOCKET = "bridge.sock"
SECRET = Path(".autograder") / "secret"

ENDINGS = {
    "memory": ("memory-limit", "it needed more memory than there is for a lesson"),
    "cpu": ("time-limit", "it computed for longer than a lesson may"),
    "wall": ("time-limit", "it took longer than a lesson may"),
    "processes": ("processes-limit", "it started more processes than a lesson may"),
    "disk": ("disk-limit", "it wrote more files than there is room for"),
    "output": ("output-limit", "it printed more than can be kept"),
    "died": ("kernel-died", "its kernel died"),
    "time-limit": ("time-limit", "one cell took longer than a cell may"),
    "output-limit": ("output-limit", "it printed more than can be kept"),
    "call": ("time-limit", "a call of a check did not come back"),
    "silent": ("kernel-died", "its kernel no longer answered the checks"),
}


@contextlib.contextmanager
def machine_errors() -> Iterator[None]:
    """What the machine refuses inside (disk, memory) becomes an EnvironmentFailure.

    It is no submission's doing: what those do comes from their boxes as Failed, or as an outcome.
    What the names of a submission's files can bring about goes through, and fails that one alone.
    """
    try:
        yield
    except MemoryError as error:
        raise MachineError(
            "There is too little memory to judge. End other programs or use fewer workers."
        ) from error
    except OSError as error:
        if error.errno in OF_NAMES:
            raise
        raise MachineError(
            f"{error.filename or 'A file that judging needs'} can't be used: "
            f"{error.strerror or error!s:.200}. Make room or mend it."
        ) from error


@dataclass(frozen=True)
class RunResult:
    """A notebook that has run: outputs by cell id, errors, how it ended, what it used."""

    outputs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    message: str = ""
    resources: dict[str, float] = field(default_factory=dict)


class JudgeSession:
    """Judges submissions one after the other; a context manager.

    The clean box and the packages for the boxes are made once. From the second submission on a
    student's box is started ahead, while the one before is being judged; each box is for one
    submission. ``ahead=False`` never does that.
    """

    def __init__(
        self,
        course: Path,
        *,
        sandboxed: bool = True,
        limits: Limits | None = None,
        secret: bytes | None = None,
        cell_seconds: float = CELL_SECONDS,
        ahead: bool = True,
    ) -> None:
        from autograder.sandbox import Limits, require_sandbox

        if sandboxed:
            require_sandbox()
        self.course = course
        self.sandboxed = sandboxed
        self.limits = limits or Limits()
        self.secret = secret if secret is not None else course_secret(course)
        self.cell_seconds = cell_seconds
        self.ahead = ahead
        self.judged = 0
        self.stage = CourseMount()
        self.clean = PredictionService(self._clean_process)
        self.spare: _Starting | None = None

    # --- judging -------------------------------------------------------------------------

    def judge(
        self,
        lesson: Lesson,
        notebook: Any,
        files: Mapping[str, bytes] | None = None,
        *,
        student: str = "",
    ) -> GradingResult:
        """Run a submission and judge it. Whatever it does is in the verdict.

        Raises CourseError only for what is not the submission's doing (no sandbox, no data).
        ``student`` has no influence; it names the submission in errors.
        """
        files = files or {}
        submission = submission_hash(notebook, files)
        run = GradingRun(self, lesson, submission)
        run.go(notebook, files)
        return run.judged()

    def execute(self, notebook: Any, files: Mapping[str, bytes] | None = None) -> RunResult:
        """Run every code cell in a box, graded ones too, and judge nothing."""
        done = NotebookRun(self, Profile())
        done.go(notebook, files or {})
        return done.executed()

    def visit(
        self,
        lesson: Lesson,
        check: Check,
        notebook: Any,
        files: Mapping[str, bytes],
        visitor: Callable[[Bridge], None],
    ) -> RunResult:
        """Run a notebook as far as a check's cell, then let ``visitor`` talk to its bridge.

        The box ends with the visit. Checks are not run; demonstrations are left out, as when
        judging. When the cell is not reached ``visitor`` is not called, and ``outcome`` says why.
        """
        visit = PartialRun(self, lesson, check, visitor)
        visit.go(notebook, files)
        return visit.executed()

    def seed(self, submission: str, check_id: str) -> str:
        """What a check's inputs are drawn from: a keyed hash that no student can know."""
        return seed_of(self.secret, submission, check_id)

    # --- boxes ---------------------------------------------------------------------------

    @contextlib.contextmanager
    def student_box(self, chosen: Profile) -> Iterator[SandboxedKernel]:
        """A box for one submission, perhaps started earlier."""
        spare, self.spare = self.spare, None
        if spare is not None and spare.profile != chosen:
            spare.discard()
            spare = None
        starting = spare or _Starting(self, chosen)
        if self.ahead and self.judged:
            self.spare = _Starting(self, chosen)
        self.judged += 1
        student = starting.student()
        try:
            yield student
        finally:
            student.close()

    def start_student(self, chosen: Profile, begun: Callable[[Any], None]) -> SandboxedKernel:
        """Start one now; ``begun`` hears of the box before it is ready."""
        from autograder import sandbox

        box = sandbox.KernelBox(
            read_only=self.stage.read_only(chosen.data),
            python_path=[PLACE],
            environment={
                "FMNIST_CACHE": DATA,
                "FMNIST_SEALED": "1",
                "COURSE_SEED": str(COURSE_SEED),
                "COURSE_PRELOAD": "keras" if chosen.keras else "",
                "COURSE_BRIDGE": f"{sandbox.KernelBox.exchange_inside}/{SOCKET}",
            },
            limits=self.limits,
            startup=f"{PLACE}/autograder/bridge/kernel_startup.py",
            sandboxed=self.sandboxed,
        )
        box.start()
        begun(box)
        student = SandboxedKernel(box)
        try:
            student.connect()
        except CheckFailedError as problem:
            student.close()
            raise MachineError(
                f"A box for a submission could not be started: {problem.observed} "
                f"({box.ended or 'it runs'}; {' '.join(box.stderr_tail.split())[-300:] or 'it said nothing'})."
            ) from None
        except BaseException:
            student.close()
            raise
        return student

    def _clean_process(self) -> Any:
        import sys

        from autograder import sandbox

        box = sandbox.ProcessBox(
            [sys.executable, "-P", "-m", "autograder.bridge.predictor_server"],
            read_only=self.stage.read_only(()),
            python_path=[PLACE],
            limits=sandbox.Limits(cpu_seconds=10**6, wall_seconds=10**6),
            sandboxed=self.sandboxed,
        )
        with machine_errors():  # where a check's network is to run: the check is not to blame
            box.start()
        return box

    def close(self) -> None:
        """End every process, delete every file of this session."""
        with contextlib.ExitStack() as ending:  # each step, whatever the others do
            ending.callback(self.stage.close)
            ending.callback(self.clean.close)
            spare, self.spare = self.spare, None
            if spare is not None:
                ending.callback(spare.discard)

    def __enter__(self) -> JudgeSession:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class SandboxedKernel:
    """A running box with its kernel and its bridge connected, before any of the student's code."""

    def __init__(self, box: Any) -> None:
        self.box = box
        self.kernel: KernelClient | None = None
        self.bridge: Bridge | None = None

    def connect(self) -> None:
        self.bridge = Bridge(self.box, self.box.exchange / SOCKET)
        self.bridge.hello()
        with contextlib.suppress(ConnectionError):
            self.kernel = KernelClient(self.box)
        if self.kernel is None or not self.kernel.ready():
            raise CheckFailedError("no-answer", "Its kernel does not answer.")

    def close(self) -> None:
        if self.bridge is not None:
            self.bridge.close()
        if self.kernel is not None:
            self.kernel.close()
        self.box.kill()


class _Starting:
    """A box that is being started by a thread of its own."""

    def __init__(self, session: JudgeSession, chosen: Profile) -> None:
        self.profile = chosen
        self._box: Any = None
        self._made: SandboxedKernel | None = None
        self._problem: BaseException | None = None
        self._thread = threading.Thread(target=self._start, args=(session,), daemon=True)
        self._thread.start()

    def _start(self, session: JudgeSession) -> None:
        try:
            self._made = session.start_student(self.profile, self._begun)
        except BaseException as problem:
            self._problem = problem

    def student(self) -> SandboxedKernel:
        """The box; whatever went wrong when it was started is raised here."""
        self._thread.join()
        if self._problem is not None:
            raise self._problem
        assert self._made is not None
        return self._made

    def _begun(self, box: Any) -> None:
        self._box = box

    def discard(self) -> None:
        """End it unused, ready or not."""
        if self._box is not None:
            self._box.kill()  # the thread's start fails by it
        self._thread.join()
        if self._made is not None:
            self._made.close()


def context_for(
    lesson: Lesson, predict: Callable[[Network, np.ndarray], np.ndarray]
) -> JudgingContext:
    """How the judge runs the lesson's checks: networks by ``predict``, some on the test images."""
    if not lesson.traits.scored_on_test:
        return JudgingContext(predict)
    from fmnist_lab import recorded

    return JudgingContext(predict, recorded.test_arrays())


class NotebookRun:
    """One notebook's way through a box."""

    def __init__(self, session: JudgeSession, chosen: Profile) -> None:
        self.session = session
        self.profile = chosen
        self.outputs: dict[str, list[dict[str, Any]]] = {}
        self.errors: dict[str, str] = {}
        self.outcome = self.message = ""
        self.resources: dict[str, float] = {}

    def go(self, notebook: Any, files: Mapping[str, bytes]) -> None:
        """Run it."""
        cells = [c for c in notebook.cells if c.cell_type == "code"]
        if len(cells) > MAX_CELLS:
            self.outcome = "too-large"
            self.message = f"The notebook has more than {MAX_CELLS:,} code cells; it was not run."
            return
        started = time.monotonic()
        with self.session.student_box(self.profile) as student:
            try:
                self.through(cells, files, student)
            finally:
                usage = student.box.usage()
                self.resources = {
                    "cpu_seconds": round(float(usage.cpu_seconds), 2),
                    "wall_seconds": round(time.monotonic() - started, 2),
                    "peak_memory_bytes": int(usage.peak_memory_bytes),
                }

    def through(
        self, cells: list[Any], files: Mapping[str, bytes], student: SandboxedKernel
    ) -> None:
        assert student.bridge is not None and student.kernel is not None
        try:
            student.bridge.put({name: data for name, data in files.items() if _stays(name)})
        except CheckFailedError as problem:
            self.end(student, "silent" if not student.box.ended else student.box.ended)
            self.message = f"The submission's files could not be put in place: {problem.observed}"
            return
        for number, cell in enumerate(cells):
            key = str(cell.get("id") or number)
            self.one(cell, key, student)
            if self.outcome:
                return

    def one(self, cell: Any, key: str, student: SandboxedKernel) -> None:
        """One code cell."""
        assert student.kernel is not None
        if not cell.source.strip():
            self.outputs[key] = []
            return
        ran = student.kernel.run(cell.source, self.session.cell_seconds)
        self.outputs[key] = ran.outputs
        if ran.error:
            self.errors[str(grading(cell).get("grade_id") or key)] = ran.error
        if ran.ended:
            self.end(student, ran.ended)

    def end(self, student: SandboxedKernel, why: str) -> None:
        """Nothing more is run."""
        student.box.kill()
        code, words = ENDINGS.get(why, ("kernel-died", "its kernel died"))
        self.outcome, self.message = code, f"The notebook was stopped: {words}."

    def end_if_lost(self, student: SandboxedKernel) -> None:
        """Nothing more is run when the bridge was lost."""
        bridge = student.bridge
        if bridge is not None and bridge.lost:
            lost = "call" if bridge.late else "silent"
            self.end(student, student.box.ended if student.box.ended in _LIMITS else lost)

    def executed(self) -> RunResult:
        """What came of it."""
        return RunResult(self.outputs, self.errors, self.outcome, self.message, self.resources)


class PartialRun(NotebookRun):
    """A run that stops at one check's cell, where somebody else goes on."""

    def __init__(
        self,
        session: JudgeSession,
        lesson: Lesson,
        check: Check,
        visitor: Callable[[Bridge], None],
    ) -> None:
        super().__init__(session, profile(lesson))
        self.destination = check.grade_id
        self.graded = {check.grade_id for check in lesson.checks.values()}
        self.visitor: Callable[[Bridge], None] | None = visitor

    def one(self, cell: Any, key: str, student: SandboxedKernel) -> None:
        about = grading(cell)
        grade_id = about.get("grade_id", "")
        if self.visitor is None or (is_demo(cell) and about.get("locked")):
            return
        if grade_id == self.destination:
            assert student.bridge is not None
            visitor, self.visitor = self.visitor, None
            visitor(student.bridge)
            self.end_if_lost(student)
        elif grade_id not in self.graded:
            super().one(cell, key, student)


class GradingRun(NotebookRun):
    """A run in which the cells of checks are judged from outside."""

    def __init__(self, session: JudgeSession, lesson: Lesson, submission: str) -> None:
        super().__init__(session, profile(lesson))
        self.lesson = lesson
        self.submission = submission
        self.by_grade_id = {check.grade_id: check for check in lesson.checks.values()}
        self.results: dict[str, CheckResult] = {}
        self.places: dict[str, str] = {}  # check id: the id of its cell
        self.flags: list[dict[str, str]] = []
        self.context = JudgingContext()

    def go(self, notebook: Any, files: Mapping[str, bytes]) -> None:
        for number, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
            check = self.by_grade_id.get(grading(cell).get("grade_id", ""))
            if check is not None:
                self.places.setdefault(check.id, str(cell.get("id") or number))
        if self.profile.keras:
            self.session.clean.prepare()
        self.context = context_for(self.lesson, self.session.clean.predict)
        super().go(notebook, files)

    def one(self, cell: Any, key: str, student: SandboxedKernel) -> None:
        about = grading(cell)
        check = self.by_grade_id.get(about.get("grade_id", ""))
        if check is None:
            if not (is_demo(cell) and about.get("locked")):
                super().one(cell, key, student)
            return
        if self.places[check.id] != key:
            self.flag("duplicate-cell", f"The cell of {check.id} is there twice; the first counts.")
            return
        assert student.bridge is not None
        self.results[check.id] = self.ask(check, student.bridge)
        self.end_if_lost(student)

    def ask(self, check: Check, bridge: Bridge) -> CheckResult:
        """Judge one check on the objects that the notebook has now."""
        bridge.printed = ""
        crossed: dict[str, Any] = {}
        try:
            for name, kind in zip(check.objects, check.kinds, strict=True):
                crossed[name] = bridge.get(name, kind)
        except CheckFailedError as found:
            result = CheckResult(
                check.id, check.points, 0.0, found.code, found.observed, found.example
            )
        else:
            seed = self.session.seed(self.submission, check.id)
            result = judge_crossed(check, crossed, seed, self.context)
        return CheckResult(**{**asdict(result), "printed": bridge.printed})

    def judged(self) -> GradingResult:
        """The verdict, with every check of the lesson, and the outputs."""
        checks = []
        for check in self.lesson.checks.values():
            result = self.results.get(check.id) or self.without_evidence(check)
            if result.code == "check-broken":
                self.flag("check-broken", f"{check.id}: {result.observed}")
            if result.code == "cannot-cross":
                self.flag("cannot-cross", f"{check.id}: {result.observed}")
            checks.append({**_clean(result), "grade_id": check.grade_id})
            if check.id in self.places:
                self.outputs[self.places[check.id]] = _shown(check, result)
        if self.outcome:
            self.flag(self.outcome, self.message)
        check_id = self.lesson.traits.little_computing_check
        target, seconds = self.results.get(check_id), self.resources.get("cpu_seconds", 0.0)
        if target is not None and target.score >= target.points / 2 and seconds < LITTLE_SECONDS:
            self.flag(
                "little-computing",
                f"{check_id}: the network is good, and the whole notebook computed for {seconds:.0f} "
                "seconds: was it trained elsewhere?",
            )
        verdict = Verdict(
            lesson=self.lesson.name,
            submission=self.submission,
            seed=self.session.seed(self.submission, ""),
            seal="sealed" if self.session.sandboxed else "no-sandbox",
            checks=checks,
            errors=self.errors,
            outcome=self.outcome,
            message=self.message,
            flags=self.flags,
            resources=self.resources,
            versions=package_versions(*PACKAGES),
        )
        return GradingResult(verdict, self.outputs)

    def without_evidence(self, check: Check) -> CheckResult:
        """No points for what was not shown, and a sentence that says why it wasn't."""
        if check.id not in self.places:
            code, said = "cell-missing", "The notebook has no cell for this check any more."
        else:
            code = "not-reached"
            said = f"{self.message or 'The notebook did not run'} This check was not reached."
        return CheckResult(check.id, check.points, 0.0, code, said)

    def flag(self, code: str, message: str) -> None:
        """For the instructor."""
        self.flags.append({"code": code, "message": message[:600]})


_LIMITS = frozenset({"memory", "cpu", "wall", "processes", "disk", "output"})


def _stays(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _clean(result: CheckResult) -> dict[str, Any]:
    """The result with bounded texts that any file can hold."""
    return {
        key: value[:4000].encode("utf-8", "replace").decode("utf-8")
        if isinstance(value, str)
        else value
        for key, value in result.to_dict().items()
    }


def _shown(check: Check, result: CheckResult) -> list[dict[str, Any]]:
    """What a graded cell shows: the panel, then the score as the one result."""
    result = CheckResult(**_clean(result))
    return [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {
                "text/plain": panel.as_text(check, result),
                "text/html": panel.as_html(check, result),
            },
        },
        {
            "output_type": "execute_result",
            "metadata": {},
            "execution_count": None,
            "data": {"text/plain": repr(float(result.score))},
        },
    ]


def seed_of(secret: bytes, submission: str, check_id: str) -> str:
    """The keyed hash: of a submission when ``check_id`` is "", else of one check of it."""
    return hmac.new(secret, f"{submission}{check_id}".encode(), hashlib.sha256).hexdigest()


def submission_hash(notebook: Any, files: Mapping[str, bytes]) -> str:
    """SHA-256 of what is judged: the cells in order (not their outputs) and the files."""
    cells = [
        [
            cell.cell_type,
            cell.source,
            str(grading(cell).get("grade_id", "")),
            sorted(str(tag) for tag in cell.metadata.get("tags") or []),
        ]
        for cell in notebook.cells
    ]
    digest = hashlib.sha256(json.dumps(cells).encode("ascii"))
    for name, data in sorted(files.items()):
        digest.update(json.dumps([name, len(data)]).encode("ascii"))
        digest.update(data)
    return digest.hexdigest()


def course_secret(course: Path) -> bytes:
    """The course's secret, made on first use, readable by its owner alone."""
    path = course / SECRET
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            # Written beside and linked: whoever comes second finds it whole.
            beside = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(secrets.token_hex(32).encode() + b"\n")
                os.link(beside, path)
            finally:
                beside.unlink()
        found = path.read_bytes().strip()
    except OSError as error:
        raise MachineError(
            f"The course's secret {path} can't be read or made: {error.strerror}. Grading needs "
            "it: make the directory writable."
        ) from None
    if len(found) < 32:
        raise CourseError(
            f"The course's secret {path} is too short; expected at least 32 characters. Delete it; "
            "the next grading makes it anew, and judges with other inputs."
        )
    return found
