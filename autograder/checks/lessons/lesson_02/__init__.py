"""Checks of lesson 02, in the order of the notebook."""

from autograder.checks.lessons.lesson_02.images import check_to_images
from autograder.checks.lessons.lesson_02.scale import check_rescale
from autograder.checks.lessons.lesson_02.table import check_preprocess

CHECKS = [check_to_images, check_rescale, check_preprocess]
