"""Checks of lesson 05, in the order of the notebook."""

from autograder.checks.lessons.lesson_05.compiling import check_compile_cnn
from autograder.checks.lessons.lesson_05.cross_entropy import check_cross_entropy
from autograder.checks.lessons.lesson_05.softmax import check_softmax
from autograder.checks.lessons.lesson_05.training import check_training_history
from autograder.checks.lessons.lesson_05.training_curves import check_diagnose

CHECKS = (
    check_softmax,
    check_cross_entropy,
    check_compile_cnn,
    check_training_history,
    check_diagnose,
)
