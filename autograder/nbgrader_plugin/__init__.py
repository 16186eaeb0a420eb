"""nbgrader through the judge: ``configure(c)`` in nbgrader_config.py is all it takes.

``nbgrader autograde``, formgrader's Autograde button and ``nbgrader.apps.api`` then screen each
submission, have the judge judge it, and write the scores. An assignment without checks runs in
the box and is scored as nbgrader scores ("unsealed").

nbgrader 0.9.6 has no setting for another Autograde class, copies submissions (through symbolic
links) before any preprocessor runs, leaves a submission without a notebook out, and ends the
whole batch for one odd cell. So there is one patch, made here and nowhere else: the name
``Autograde`` in ``nbgrader.converters``, ``nbgrader.apps.autogradeapp`` and
``nbgrader.apps.api`` means ``autograde.JudgedAutograde``, a subclass. It behaves like its
parent wherever the course's settings don't name ``JudgeSubmission``.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from fmnist_lab.errors import MachineError

PATCHED = "0.9.6"
_HERE = "autograder.nbgrader_plugin"


def configure(c: Any) -> None:
    """Put the judge into nbgrader's settings. Raises MachineError for another nbgrader."""
    c.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{_HERE}.autograde.JudgeSubmission",
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    # nbgrader's pages write the HTML of outputs and of text cells out as it is.
    c.HTMLExporter.sanitize_html = True
    c.TemplateExporter.filters = {
        "clean_html": f"{_HERE}.feedback.clean_html",
        "markdown2html": f"{_HERE}.feedback.markdown2html",
    }
    c.GenerateFeedback.exporter_class = f"{_HERE}.feedback.FeedbackExporter"
    _patch()
    _find_alembic()


def _patch() -> None:
    import nbgrader

    if nbgrader.__version__ != PATCHED:
        raise MachineError(
            f"nbgrader {nbgrader.__version__} is installed; the judge fits {PATCHED} only. Run "
            f"`pip install nbgrader=={PATCHED}`."
        )
    import nbgrader.converters

    from autograder.nbgrader_plugin.autograde import JudgedAutograde

    for name in ("nbgrader.converters", "nbgrader.apps.autogradeapp", "nbgrader.apps.api"):
        module = sys.modules.get(name)
        if module is not None:
            module.Autograde = JudgedAutograde  # type: ignore[attr-defined]


def _find_alembic() -> None:
    """nbgrader starts ``alembic`` by name; an environment that isn't activated isn't on PATH."""
    if shutil.which("alembic") is None:
        here = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), here])
