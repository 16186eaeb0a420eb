"""The course directory, its lessons, and a lesson's source as a notebook."""

from __future__ import annotations

from autograder.course.lesson import (
    LESSON,
    Lesson,
    automatic_points,
    check_call,
    find_course,
    find_lessons,
    grading,
    is_check,
    is_demo,
    nbgrader_settings,
    read_source,
    validate_lesson,
)

__all__ = [
    "LESSON",
    "Lesson",
    "automatic_points",
    "check_call",
    "find_course",
    "find_lessons",
    "grading",
    "is_check",
    "is_demo",
    "nbgrader_settings",
    "read_source",
    "validate_lesson",
]
