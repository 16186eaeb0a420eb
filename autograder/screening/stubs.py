"""nbgrader's preprocessor that clears solutions, with a stub that says which exercise it stands for."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import ClearSolutions

UNNAMED = "NotImplementedError()"


class ClearSolutionsByName(ClearSolutions):
    """Clears solutions; the stub's exception names the exercise, by the cell's ``grade_id``.

    The settings are those of ``ClearSolutions``. A ``code_stub`` without ``NotImplementedError()``
    is used as it is.
    """

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Put the stub in place of the cell's solution."""
        stubs: dict[str, str] = getattr(self, "code_stub")  # noqa: B009 - a trait without a type
        exercise = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        named = f'NotImplementedError("The exercise {exercise} is not written yet.")'
        try:
            self.code_stub = {key: text.replace(UNNAMED, named) for key, text in stubs.items()}
            return super().preprocess_cell(cell, resources, cell_index)
        finally:
            self.code_stub = stubs
