"""The class at a glance: one HTML page and CSV files about a graded lesson."""

from __future__ import annotations

from autograder.report.class_report import command, write

__all__ = ["command", "write"]
