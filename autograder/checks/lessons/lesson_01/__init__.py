"""Checks of lesson 01, in the order of the notebook: a table taken apart, counts, mean images."""

from autograder.checks.lessons.lesson_01.columns import check_split_columns
from autograder.checks.lessons.lesson_01.counts import check_class_counts
from autograder.checks.lessons.lesson_01.means import check_mean_image

CHECKS = [check_split_columns, check_class_counts, check_mean_image]
