"""The course directory, its lessons, and a lesson's source as a notebook."""

from __future__ import annotations

from autograder.course.lesson import (
    LESSON_NAME,
    Lesson,
    find_course,
    find_lessons,
    nbgrader_settings,
)
from autograder.course.source import (
    KERNELSPEC,
    check_call,
    is_check,
    is_demo,
    nbgrader_metadata,
    read_source,
)
from fmnist_lab.lazy_imports import postpone_address_grammar

postpone_address_grammar()  # whoever reads notebooks comes by here first

__all__ = [
    "KERNELSPEC",
    "LESSON_NAME",
    "Lesson",
    "check_call",
    "find_course",
    "find_lessons",
    "is_check",
    "is_demo",
    "nbgrader_metadata",
    "nbgrader_settings",
    "read_source",
]
