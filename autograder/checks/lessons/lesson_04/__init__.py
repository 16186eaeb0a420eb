"""Checks of lesson 04, in the order of the notebook."""

from autograder.checks.lessons.lesson_04.convolution import check_conv2d
from autograder.checks.lessons.lesson_04.network import check_build_cnn
from autograder.checks.lessons.lesson_04.parameters import check_count_parameters
from autograder.checks.lessons.lesson_04.pooling import check_max_pool

CHECKS = (check_conv2d, check_max_pool, check_count_parameters, check_build_cnn)
