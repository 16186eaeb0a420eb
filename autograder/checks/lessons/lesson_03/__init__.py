"""Checks of lesson 03, in the order of the notebook."""

from autograder.checks.lessons.lesson_03.checks import (
    check_split_pairs,
    check_split_repeatable,
    check_split_sizes,
    check_split_stratified,
)

CHECKS = (check_split_sizes, check_split_pairs, check_split_stratified, check_split_repeatable)
