"""Checks of lesson 04, in the order of the notebook."""

from autograder.checks.lessons.lesson_04.convolution import (
    check_conv2d,
    check_count_parameters,
    check_max_pool,
)
from autograder.checks.lessons.lesson_04.network import check_build_cnn

CHECKS = (check_conv2d, check_max_pool, check_count_parameters, check_build_cnn)
