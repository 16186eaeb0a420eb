"""nbgrader with the judge: a course's nbgrader_config.py calls ``configure(c)``, and that is all.

``nbgrader autograde``, formgrader's Autograde button and ``nbgrader.apps.api`` then screen each
submission, have the judge judge it, and write the scores. An assignment without checks runs in
the box and is scored as nbgrader scores (``Isolation.KERNEL_TESTS``).

nbgrader has no setting for another Autograde class, copies submissions (through symbolic links)
before any preprocessor runs, leaves a submission without a notebook out, and ends the whole
batch for one odd cell. So its ``Autograde`` is replaced by the subclass
``autograde.JudgedAutograde``, which behaves like its parent wherever the course's settings don't
name ``JudgeSubmission``. All changes to nbgrader are in ``patches``.
"""

from __future__ import annotations

from typing import Any

from autograder.nbgrader_plugin import patches
from autograder.student import validating
from fmnist_lab.errors import CourseError


class NotConfiguredError(SystemExit):
    """The judge can't be put into nbgrader's settings: the command must end.

    nbgrader logs an ordinary exception of its settings file and goes on with its own settings,
    which run submissions without a box.
    """


def configure(c: Any) -> None:
    """Put the judge into nbgrader's settings.

    Raises NotConfiguredError, which ends the command, whatever goes wrong: another version of
    nbgrader, a package that is missing.
    """
    try:
        _configure(c)
    except Exception as error:
        said = str(error) if isinstance(error, CourseError) else f"{type(error).__name__}: {error}."
        raise NotConfiguredError(
            f"error: nbgrader_config.py can't set up the judge, so nothing is executed. {said}"
        ) from None


def _configure(c: Any) -> None:
    c.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{__name__}.submission.JudgeSubmission",
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.GenerateAssignment.preprocessors = [
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.LockCells",
        "autograder.screening.stubs.ClearSolutionsByName",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    # nbgrader's pages write the HTML of outputs and of text cells as it is.
    c.HTMLExporter.sanitize_html = True
    c.TemplateExporter.filters = {
        "clean_html": f"{__name__}.feedback.clean_html",
        "markdown2html": f"{__name__}.feedback.markdown2html",
    }
    c.GenerateFeedback.exporter_class = f"{__name__}.feedback.FeedbackExporter"
    patches.check_version()

    from autograder.nbgrader_plugin.autograde import JudgedAutograde

    patches.replace_autograde(JudgedAutograde)
    validating.install()
    patches.put_alembic_on_path()
    patches.mend_paths()
