"""Write tests/pinned.json: what a change of the code's places must not change.

    python tests/pin.py                # everything, as it is now
    python tests/pin.py lessons        # these parts alone: hashes, commands, lessons, verdicts

tests/test_guards.py compares the course with that file. Run this script when something in it was
changed on purpose (a lesson, a check's message, a command's option), look at the difference with
``git diff``, and commit both together.

The part "copied" holds names that nbgrader_config.py files of other courses hold too. No script
writes it: these names stay as they are.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from autograder.corpus import CorpusSubmission, submissions
from autograder.corpus.run import SECRET
from autograder.corpus.selection import limits_of
from autograder.corpus.submissions import write_submission
from autograder.course import find_lessons
from autograder.judge import JudgeSession, judge_screened, seed_of, submission_hash
from autograder.screening import screen_submission
from offered import offered

ROOT = Path(__file__).resolve().parent.parent
PINNED = Path(__file__).with_name("pinned.json")

# Twenty of the corpus, of every lesson; a hostile one only when a notebook is all there is to it.
HASHED = (
    *("01_explore/solution", "01_explore/accepted/pandas", "01_explore/rejected/known_answer"),
    *("01_explore/hostile/eq_always_true", "01_explore/hostile/input_transformer"),
    *("02_preprocess/solution", "02_preprocess/accepted/loops"),
    *("02_preprocess/rejected/clipped", "02_preprocess/rejected/label_at_the_end"),
    *("02_preprocess/hostile/answer_too_deep", "02_preprocess/hostile/script_in_names"),
    *("03_split/solution", "03_split/accepted/sklearn", "03_split/rejected/labels_not_split"),
    *("04_layers/accepted/network_nested", "05_train/hostile/history_mocked"),
    *("06_regularize/accepted/model_nested", "06_regularize/hostile/too_many_layers"),
    *("07_evaluate/rejected/matrix_skips_class_nine", "08_challenge/accepted/subclass"),
)
# Files that are handed in beside a notebook.
BESIDE = {"notes.txt": "Größe\n".encode(), "data/small.bin": bytes(range(256))}

# Ten that are judged in seconds, and whose verdicts are the same on every run.
JUDGED = (
    *("01_explore/accepted/loops", "01_explore/rejected/known_answer"),
    *("01_explore/hostile/eq_always_true", "02_preprocess/hostile/not_a_notebook"),
    *("02_preprocess/rejected/clipped", "02_preprocess/hostile/test_cells_deleted"),
    *("02_preprocess/hostile/setup_cell_changed", "02_preprocess/hostile/os_exit_when_called"),
    *("03_split/accepted/rounded_down", "03_split/rejected/hundred_of_everything"),
)
# Of these two parts of a verdict only the names are pinned: the values are another machine's, or
# another day's.
UNPINNED = ("resources", "versions")


def hashes() -> dict[str, Any]:
    """The hash of twenty submissions and the seeds that follow from it."""
    found = {}
    for name, submission in _of_corpus(HASHED).items():
        notebook = submission.notebook()
        digest = submission_hash(notebook, {})
        with _handed_in(submission) as directory:
            screened = screen_submission(directory, submission.lesson)
        found[name] = {
            "submission": digest,
            "with files": submission_hash(notebook, BESIDE),
            "screened": submission_hash(screened.notebook, screened.files),
            "seed": seed_of(SECRET, digest, ""),
            "seeds of checks": {c: seed_of(SECRET, digest, c) for c in submission.lesson.checks},
        }
    return found


def verdicts() -> dict[str, Any]:
    """The verdicts on ten submissions, got the way in which ``autograder verify`` gets them."""
    found = {}
    limits = limits_of(True, False)
    with JudgeSession(ROOT, limits=limits, secret=SECRET, ahead=False) as session:
        for name, submission in _of_corpus(JUDGED).items():
            lesson = submission.lesson
            if submission.kind == "rejected":
                judged = session.judge(lesson, submission.notebook())
            else:
                with _handed_in(submission) as directory:
                    judged = judge_screened(session, lesson, screen_submission(directory, lesson))
            verdict = json.loads(judged.verdict.to_json())
            for key in UNPINNED:
                verdict[key] = list(verdict[key])
            found[name] = verdict
    return found


def _of_corpus(names: tuple[str, ...]) -> dict[str, CorpusSubmission]:
    """Submissions of the corpus by "02_preprocess/accepted/loops" or "02_preprocess/solution"."""
    wanted = sorted({name.partition("/")[0] for name in names})
    every = {
        f"{lesson.name}/{submission.name}": submission
        for lesson in find_lessons(ROOT, wanted)
        for submission in submissions(lesson)
    }
    return {name: every[name] for name in names}


@contextmanager
def _handed_in(submission: CorpusSubmission) -> Iterator[Path]:
    """The submission's directory, as a student hands it in."""
    with tempfile.TemporaryDirectory() as place:
        directory = Path(place) / "someone" / submission.lesson.name
        directory.mkdir(parents=True)
        write_submission([submission], directory)
        yield directory


def lessons() -> dict[str, str]:
    """The SHA-256 of each file under lessons/; files that Jupyter leaves there don't count."""
    files = (path.relative_to(ROOT) for path in sorted((ROOT / "lessons").rglob("*")))
    return {
        path.as_posix(): hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
        for path in files
        if (ROOT / path).is_file()
        and not any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    }


def commands() -> dict[str, Any]:
    """What each command of pyproject.toml offers: its subcommands, their options and arguments."""
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        name: offered(EntryPoint(name, where, "console_scripts").load())
        for name, where in sorted(scripts["scripts"].items())
    }


PARTS: dict[str, Callable[[], Any]] = {
    "hashes": hashes,
    "commands": commands,
    "lessons": lessons,
    "verdicts": verdicts,
}


def pinned() -> dict[str, Any]:
    """The file, with its keys in the order in which they stand there."""
    content: dict[str, Any] = json.loads(PINNED.read_text(encoding="utf-8"))
    return content


def main(wanted: list[str]) -> int:
    """Write the parts that are asked for, and say which have changed."""
    if unknown := sorted(set(wanted) - set(PARTS)):
        print(f"error: there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    content = pinned()
    for part in wanted or PARTS:
        now = PARTS[part]()
        same = json.dumps(now) == json.dumps(content.get(part))
        content[part] = now
        print(f"{part}: {'unchanged' if same else 'changed'}")
    text = json.dumps(content, indent=1, ensure_ascii=False)
    PINNED.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
