"""The judge among nbgrader's preprocessors, with its settings."""

from __future__ import annotations

from typing import Any

from nbgrader.converters.autograde import Autograde
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool
from traitlets.utils.importstring import import_item

from fmnist_lab.errors import CourseError


class JudgeSubmission(NbGraderPreprocessor):
    """Stands where nbgrader's Execute stands: writes outputs that the judge vouches for."""

    sandboxed = Bool(
        True,
        help="Whether students' code runs in a sandbox. Without one it can do all that you can; "
        "every verdict then says 'no-sandbox'.",
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Fill the outputs of one screened notebook."""
        converter = self.parent.parent  # this preprocessor's exporter, and that one's Autograde
        converter.submission.fill(resources["nbgrader"]["notebook"], nb)
        return nb, resources


def judge_settings(config: Any, preprocessors: list[Any] | None = None) -> JudgeSubmission | None:
    """The course's settings for the judge; None when nbgrader is not configured for it.

    ``preprocessors`` are those of an Autograde, by default those that ``config`` names.
    """
    if preprocessors is None:
        preprocessors = Autograde(config=config).autograde_preprocessors
    for preprocessor in preprocessors:
        kind = import_item(preprocessor) if isinstance(preprocessor, str) else preprocessor
        if isinstance(kind, type) and issubclass(kind, JudgeSubmission):
            return kind(config=config)
    return None


def is_sandboxed(config: Any) -> bool:
    """What the course's settings say about boxes. Raises CourseError without ``configure(c)``."""
    settings = judge_settings(config)
    if settings is None:
        raise CourseError(
            "nbgrader_config.py does not call `configure(c)` of autograder.nbgrader_plugin. Add the "
            "call: with it nbgrader and this command give the same grades."
        )
    return bool(settings.sandboxed)
