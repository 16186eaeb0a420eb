"""A process that judges one submission as a worker of ``autograder grade`` does.

It reads {"lesson": name, "notebook": JSON text, "secret": text} from its input, and writes the names and files of
every module of ours that it has imported by then, and the files that its cache key covers. It is a
program of its own, for a test's process has imported much else.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from autograder.course import Lesson
from autograder.grading.cache_keys import box_files, judge_files
from autograder.grading.worker import JudgingTask, TaskJudged, close_session, from_bytes, judge_task


def main() -> None:
    """Judge, and tell."""
    asked = json.load(sys.stdin)
    secret = asked["secret"].encode()
    task = JudgingTask(asked["lesson"], asked["notebook"], {}, secret, True)
    result = judge_task(task)
    close_session()
    imported = {
        name: getattr(module, "__file__", None)
        for name, module in sorted(sys.modules.items())
        if name.partition(".")[0] in ("autograder", "fmnist_lab", "fmnist_ref")
    }
    points = None
    if isinstance(result, TaskJudged):
        points = from_bytes(result.result).verdict.points
    told = {
        "problem": "" if isinstance(result, TaskJudged) else str(result),
        "points": points,
        "imported": imported,
        "box_files": [str(path) for path in box_files()],
        "judge_files": [str(path) for path in judge_files(Lesson(Path(), asked["lesson"]))],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
