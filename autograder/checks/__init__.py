"""The checks: each is a small function that is found by its name and judges behaviour alone.

A check ``02.rescale`` is the function ``check_rescale`` in ``lesson_02``; its parameters are
the names of the student's objects, and ``rng``, a seeded ``numpy.random.Generator``.
"""

from __future__ import annotations

from autograder.checks import expect as expect
from autograder.checks.context import (
    JudgingContext,
    evaluation_arrays,
    judging_context,
    scored_on_validation,
    training_arrays,
)
from autograder.checks.failures import CheckFailedError, PartialCredit, fail
from autograder.checks.function import Function, require_dependence_on_input, require_repeatable
from autograder.checks.network import Network, small_cnn
from autograder.checks.registry import Check, CheckRegistry, checks_of, find, graded, set_registry
from autograder.checks.run import CheckResult, run_check

__all__ = [
    "Check",
    "CheckFailedError",
    "CheckRegistry",
    "CheckResult",
    "Function",
    "JudgingContext",
    "Network",
    "PartialCredit",
    "checks_of",
    "evaluation_arrays",
    "expect",
    "fail",
    "find",
    "graded",
    "judging_context",
    "require_dependence_on_input",
    "require_repeatable",
    "run_check",
    "scored_on_validation",
    "set_registry",
    "small_cnn",
    "training_arrays",
]
