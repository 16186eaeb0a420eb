"""Run one check on the student's objects: the same function in the notebook and in the judge."""

from __future__ import annotations

import hashlib
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks.capture import capture_output
from autograder.checks.context import JudgingContext, current_context, judging_context
from autograder.checks.failures import CheckFailedError, PartialCredit, fail
from autograder.checks.function import READY_MADE, Function, call_here
from autograder.checks.network import Network
from autograder.checks.registry import Check, find
from autograder.checks.transfer import UnsupportedValueError, to_transferable
from autograder.checks.values import describe
from fmnist_lab.errors import MachineError


class Undefined:
    """Stands for a name that the notebook doesn't define."""


@dataclass(frozen=True)
class CheckResult:
    """What came of a check: ``score`` of ``points``; ``code`` is "" when all points were earned.

    ``observed`` says what was expected and what came, ``example`` is a snippet that shows it,
    ``printed`` what the student's code printed meanwhile (bounded).
    """

    id: str
    points: float
    score: float
    code: str = ""
    observed: str = ""
    example: str = ""
    printed: str = ""

    @property
    def passed(self) -> bool:
        """Whether all points were earned."""
        return self.score >= self.points


def run_check(
    check: str | Check, objects: Mapping[str, object], seed: int | str = 0
) -> CheckResult:
    """Run a check on the student's live objects, by name, in this process.

    Raises CourseError for an unknown check id; whatever the student's objects do is in the
    CheckResult.
    """
    if isinstance(check, str):
        check = find(check)
    with capture_output() as output:
        try:
            plain = {
                name: validate_object(name, kind, objects.get(name, Undefined()))
                for name, kind in zip(check.objects, check.kinds, strict=True)
            }
        except CheckFailedError as failure:
            result = _failed(check, failure)
        else:
            result = judge(check, plain, seed)
    return replace(result, printed=output.text)


def judge(
    check: Check,
    objects: Mapping[str, Any],
    seed: int | str = 0,
    context: JudgingContext | None = None,
) -> CheckResult:
    """Run a check on plain values, Functions and Networks, as ``validate_object`` gives them.

    ``context`` says how networks are run and scored; None keeps the current context.
    Raises MachineError when the machine can't run what the check asks; all else is in the
    CheckResult.
    """
    arguments = dict(objects)
    if check.wants_rng:
        arguments["rng"] = rng_for(check.id, seed)
    try:
        with judging_context(context or current_context()):
            credit = check.function(**arguments)
    except CheckFailedError as failure:
        return _failed(check, failure)
    except MachineError:
        raise  # A student earns no zero for a machine that fails.
    except Exception as error:
        message = f"The check itself failed with {type(error).__name__}: {error!s:.300}"
        return CheckResult(check.id, check.points, 0.0, "check-broken", message)
    if not isinstance(credit, PartialCredit):
        credit = PartialCredit(1.0 if credit is None else float(credit))
    return _credited(check, credit)


def _credited(check: Check, credit: PartialCredit) -> CheckResult:
    share = min(max(credit.share, 0.0), 1.0) if math.isfinite(credit.share) else 0.0
    if share == 1:
        return CheckResult(check.id, check.points, check.points, observed=credit.observed)
    return CheckResult(
        check.id,
        check.points,
        round(check.points * share, 4),
        code=credit.code or "part-of-the-points",
        observed=credit.observed or f"Earned {share:.0%} of the points.",
        example=credit.example,
    )


def rng_for(check_id: str, seed: int | str) -> np.random.Generator:
    """The generator that the check's inputs come from: the same seed, the same inputs."""
    digest = hashlib.sha256(f"{check_id}:{seed}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def validate_object(name: str, kind: str, value: object) -> Any:
    """One live object as what a check gets: a plain value, a Function or a Network.

    ``kind`` is what the check wants (see ``Check``). Raises CheckFailedError with a message that
    teaches.
    """
    if isinstance(value, Undefined):
        fail(
            "not-defined",
            f"There is no `{name}` yet; expected that a cell above defines it and was run.",
        )
    keras = sys.modules.get("keras")
    is_model = keras is not None and isinstance(value, getattr(keras, "Model", ()))
    if callable(value) and not is_model:
        if kind == "Network":
            fail(
                "not-a-model",
                f"`{name}` is a function or class; expected a Keras model. "
                "Are the parentheses missing?",
            )
        if getattr(value, "__module__", "") == READY_MADE:
            fail("ready-made", f"`{name}` is the ready-made function of `{READY_MADE}`.")
        return Function(name, call_here(value, name))
    try:
        plain = to_transferable(value)
    except UnsupportedValueError as error:
        raise CheckFailedError(error.code, f"`{name}` {error}") from None
    except Exception as error:
        raise CheckFailedError(
            "cannot-cross", f"`{name}` can't be read: {type(error).__name__}."
        ) from None
    if kind == "Function":
        fail(
            "not-a-function", f"`check` got {describe(plain)} for `{name}`; expected the function."
        )
    if kind == "Network" and not isinstance(plain, Network):
        is_history = type(value).__name__ == "History"
        what = "the History that `fit` returns" if is_history else describe(plain)
        fail("not-a-model", f"`{name}` is {what}; expected a Keras model.")
    return plain


def _failed(check: Check, failure: CheckFailedError) -> CheckResult:
    return CheckResult(check.id, check.points, 0.0, failure.code, failure.observed, failure.example)
