"""Checks of lesson 07, in the order of the notebook."""

from autograder.checks.lessons.lesson_07.confused_pair import check_most_confused
from autograder.checks.lessons.lesson_07.difference import check_differ
from autograder.checks.lessons.lesson_07.figures import check_test_figures
from autograder.checks.lessons.lesson_07.interval import check_accuracy_interval
from autograder.checks.lessons.lesson_07.matrix import check_confusion_matrix
from autograder.checks.lessons.lesson_07.recall import check_per_class_recall

CHECKS = (
    check_test_figures,
    check_accuracy_interval,
    check_differ,
    check_confusion_matrix,
    check_per_class_recall,
    check_most_confused,
)
