"""The sentences that `autograder grade` ends with."""

from __future__ import annotations

from autograder.grading.summary import GradingSummary


def test_the_median_is_the_one_that_the_report_shows() -> None:
    summary = GradingSummary(
        "02_preprocess", submissions=4, points={"a": 0.0, "b": 0.0, "c": 3.0, "d": 12.0}
    )
    summary.max_points = 12.0
    assert "lowest 0, median 1.5, highest 12." in summary.text()


def test_flags_are_counted_in_one_sentence() -> None:
    text = GradingSummary("02_preprocess", submissions=1, flagged=1).text()
    assert text.endswith("Submissions with flags: 1. `autograder report` lists them.")
