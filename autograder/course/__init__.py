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
from fmnist_lab.lessons import LESSONS, LessonTraits, traits_of

__all__ = [
    "LESSON",
    "LESSONS",
    "Lesson",
    "LessonTraits",
    "automatic_points",
    "check_call",
    "find_course",
    "find_lessons",
    "grading",
    "is_check",
    "is_demo",
    "nbgrader_settings",
    "read_source",
    "traits_of",
    "validate_lesson",
]
