"""The texts of the prediction questions, in ``texts/NN.toml``: one table for each question id.

A question's answer and reason stand here and not in the notebooks, so that nobody reads them
before choosing. The texts can be translated without touching code.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fmnist_lab.errors import CourseError

DIRECTORY = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Question:
    """One prediction question.

    ``answer`` is one of ``options``. ``reason`` may hold fields such as ``{share:.1%}``: numbers
    that the notebook computed and gives to ``reveal`` by these names.
    """

    id: str
    question: str
    options: tuple[str, ...]
    answer: str
    reason: str

    def explain(self, values: dict[str, Any]) -> str:
        """The reason with ``values`` in its fields. Raises CourseError that names a missing one."""
        try:
            return self.reason.format(**values)
        except KeyError as error:
            raise CourseError(
                f'reveal("{self.id}") needs the value {error.args[0]}=..., as the lesson\'s own cell '
                "gives it. Run that cell."
            ) from None


@cache
def questions(directory: Path = DIRECTORY) -> dict[str, Question]:
    """Every question by its id. Raises CourseError that names the file and the entry at fault."""
    found: dict[str, Question] = {}
    for path in sorted(directory.glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise CourseError(f"{path} is not valid TOML: {error}.") from None
        for question_id, entry in entries.items():
            where = f"{path}: [{question_id}]"
            if set(entry) != {"question", "options", "answer", "reason"}:
                raise CourseError(f"{where} must have question, options, answer and reason.")
            if entry["answer"] not in entry["options"]:
                raise CourseError(f"{where}: the answer is not one of the options.")
            found[question_id] = Question(
                question_id,
                entry["question"],
                tuple(entry["options"]),
                entry["answer"],
                entry["reason"],
            )
    return found


def find_question(question_id: str) -> Question:
    """The question of this id. Raises CourseError with the nearest ids where there is none."""
    known = questions()
    if question_id in known:
        return known[question_id]
    lesson = question_id.partition("-")[0]
    near = difflib.get_close_matches(question_id, known, n=1, cutoff=0.6)
    others = near or [name for name in known if name.startswith(f"{lesson}-")] or ["01-accuracy"]
    raise CourseError(
        f'There is no question "{question_id}". Ids look like '
        + ", ".join(f'"{o}"' for o in others)
        + "."
    )
