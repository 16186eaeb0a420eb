"""A class at a time: judged by many processes, remembered, written down by one.

``grade`` judges every submission to a lesson; the command is ``autograder grade``.
"""

from __future__ import annotations

from autograder.grading.coordinator import grade
from autograder.grading.summary import GradingOptions, GradingSummary

__all__ = ["GradingOptions", "GradingSummary", "grade"]
