"""Checks of lesson 06, in the order of the notebook."""

from autograder.checks.lessons.lesson_06.target import (
    check_best_experiment,
    check_dropout,
    check_target,
)

CHECKS = (check_dropout, check_best_experiment, check_target)
