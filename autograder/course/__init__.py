"""The course directory, its lessons, and a lesson's source as a notebook."""

from __future__ import annotations

from autograder.course.lesson import (
    LESSON_NAME,
    Lesson,
    automatic_points,
    find_course,
    find_lessons,
    nbgrader_settings,
)
from autograder.course.source import (
    check_call,
    is_check,
    is_demo,
    nbgrader_metadata,
    read_source,
)
from fmnist_lab.lessons import LESSONS, LessonTraits, traits_of

__all__ = [
    "LESSONS",
    "LESSON_NAME",
    "Lesson",
    "LessonTraits",
    "automatic_points",
    "check_call",
    "find_course",
    "find_lessons",
    "is_check",
    "is_demo",
    "nbgrader_metadata",
    "nbgrader_settings",
    "read_source",
    "traits_of",
]
