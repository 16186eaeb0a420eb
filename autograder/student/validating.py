"""Validate, JupyterLab's button and ``nbgrader validate``, with what only grading would say.

nbgrader's own stops with an error about corrupted metadata where a cell was split or copied, and
it says nothing of files that will not be there. `install` mends that in the process that calls it.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.student.before_grading import NotebookToGrade

_COPIES = "Copied cells"
_FILES = "Files"
_NOTEBOOK = "The notebook"


def install() -> None:
    """Replace ``validate`` of nbgrader's Validator."""
    from nbgrader.validator import Validator

    original = Validator.validate
    if not hasattr(original, "__wrapped__"):
        Validator.validate = _explaining(original)


def _explaining(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    @wraps(original)
    def validate(self: Any, filename: str) -> dict[str, Any]:
        """nbgrader's results, with one more for each thing that grading would say."""
        from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, ValidationError
        from nbgrader.preprocessors import CheckCellMetadata

        from autograder.student.before_grading import NotebookToGrade

        notebook = NotebookToGrade(Path(filename))
        if notebook.refusal:
            return {"failed": [_entry(_NOTEBOOK, f"It can't be graded: {notebook.refusal}")]}
        said: list[dict[str, str]] = []
        preprocessors = self.preprocessors
        self.preprocessors = [
            _one_of_each(notebook, said) if kind is CheckCellMetadata else kind
            for kind in preprocessors
        ]
        try:
            results = original(self, filename)
        except (SchemaTooOldError, SchemaTooNewError):
            raise
        except ValidationError:
            sentence = (
                "The notes that the course keeps in its cells were changed. Copy your answers, cell "
                "by cell, into a fresh notebook from lessons/. Grading uses the course's own notes."
            )
            return {"failed": [_entry(_NOTEBOOK, sentence)]}
        finally:
            self.preprocessors = preprocessors
        said += [_entry(_FILES, sentence) for sentence in notebook.lost_files()]
        if said and not {"type_changed", "changed"} & results.keys():
            results["failed"] = [*results.get("failed", []), *said]
        return results

    return validate


def _entry(about: str, sentence: str) -> dict[str, str]:
    """A result as nbgrader's page shows it; ``error`` is HTML there."""
    return {"source": about, "error": html.escape(sentence), "raw_error": _in_lines(sentence)}


def _in_lines(sentence: str) -> str:
    """The sentence in lines that nbgrader does not cut in a terminal."""
    return "\n".join(textwrap.wrap(sentence, 80))


def _one_of_each(notebook: NotebookToGrade, said: list[dict[str, str]]) -> type:
    """A preprocessor that leaves nbgrader one of each copied cell, and notes the copies in ``said``."""
    from nbgrader.preprocessors import CheckCellMetadata

    class OneOfEach(CheckCellMetadata):
        def preprocess(self, nb: Any, resources: Any) -> Any:
            copies = notebook.copies()
            said.extend(_entry(_COPIES, copy.sentence()) for copy in copies)
            for copy in copies:
                for number in copy.others:
                    nb.cells[number - 1].metadata.pop("nbgrader", None)
            return super().preprocess(nb, resources)

    return OneOfEach
