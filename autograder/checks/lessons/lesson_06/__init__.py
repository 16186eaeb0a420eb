"""Checks of lesson 06, in the order of the notebook."""

from autograder.checks.lessons.lesson_06.choice import check_best_experiment
from autograder.checks.lessons.lesson_06.dropout import check_dropout
from autograder.checks.lessons.lesson_06.target import check_target

CHECKS = (check_dropout, check_best_experiment, check_target)
