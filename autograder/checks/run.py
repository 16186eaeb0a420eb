"""Run one check on the student's objects: the same function in the notebook and in the judge."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.capture import capture_output
from autograder.checks.context import JudgingContext, current_context, judging_context
from autograder.checks.evaluation import Share
from autograder.checks.expect import CheckFailedError, describe
from autograder.checks.function import Function, call_here
from autograder.checks.network import Network
from autograder.checks.registry import Check, find
from autograder.checks.values import UnsupportedValueError, to_transferable
from fmnist_lab.errors import MachineError


class Undefined:
    """Stands for a name that the notebook doesn't define."""

    def __init__(self, name: str, message: str = "") -> None:
        self.name = name
        self.message = message


@dataclass(frozen=True)
class CheckResult:
    """What a check found: ``score`` of ``points``; ``code`` is "" when all points were earned.

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

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return dict(vars(self))


def run_check(
    check: str | Check, objects: Mapping[str, object], seed: int | str = 0
) -> CheckResult:
    """Run a check on the student's live objects, by name, in this process.

    Raises CourseError for an unknown check id; whatever the student's objects do is a Result.
    """
    if isinstance(check, str):
        check = find(check)
    with capture_output() as output:
        try:
            crossed = {
                name: validate_object(name, kind, objects.get(name, Undefined(name)))
                for name, kind in zip(check.objects, check.kinds, strict=True)
            }
        except CheckFailedError as found:
            return _failed(check, found, output.text)
        result = judge(check, crossed, seed)
    return CheckResult(**{**vars(result), "printed": output.text})


def judge(
    check: Check,
    crossed: Mapping[str, Any],
    seed: int | str = 0,
    context: JudgingContext | None = None,
) -> CheckResult:
    """Run a check on objects that have crossed: plain values, Functions and Networks.

    ``context`` says how networks are run and scored; None keeps the current context.
    Raises MachineError when the machine can't run what it asks; all else is a Result.
    """
    arguments = dict(crossed)
    if check.wants_rng:
        arguments["rng"] = rng_for(check.id, seed)
    try:
        with judging_context(context or current_context()):
            share = check.function(**arguments)
    except CheckFailedError as found:
        return _failed(check, found)
    except MachineError:
        raise  # a machine that fails is nobody's zero
    except Exception as error:
        return CheckResult(
            id=check.id,
            points=check.points,
            score=0.0,
            code="check-broken",
            observed=f"The check itself failed with {type(error).__name__}: {error!s:.300}",
        )
    if share is None:
        return CheckResult(check.id, check.points, check.points)
    words = share if isinstance(share, Share) else Share(share, "")
    share = float(share)
    share = min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0
    if share == 1:
        return CheckResult(check.id, check.points, check.points, observed=words.observed)
    return CheckResult(
        check.id,
        check.points,
        round(check.points * share, 4),
        code=words.code or "part-of-the-points",
        observed=words.observed or f"Earned {share:.0%} of the points.",
        example=words.example,
    )


def rng_for(check_id: str, seed: int | str) -> np.random.Generator:
    """The generator that the check's inputs come from: the same seed, the same inputs."""
    digest = hashlib.sha256(f"{check_id}:{seed}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def validate_object(name: str, kind: str, value: object) -> Any:
    """Bring one live object across. Raises CheckFailedError with a message that teaches."""
    if isinstance(value, Undefined):
        raise CheckFailedError(
            "not-defined",
            value.message
            or f"There is no `{name}` yet; expected that a cell above defines it and was run.",
        )
    import sys

    keras = sys.modules.get("keras")
    is_model = keras is not None and isinstance(value, getattr(keras, "Model", ()))
    if callable(value) and not is_model:
        if kind == "Network":
            raise CheckFailedError(
                "wrong-type",
                f"`{name}` is a function or class; expected a Keras model. "
                "Are the parentheses missing?",
            )
        return Function(name, call_here(value))
    try:
        crossed = to_transferable(value)
    except UnsupportedValueError as problem:
        raise CheckFailedError(problem.code, f"`{name}` {problem}") from None
    except Exception as error:
        raise CheckFailedError(
            "cannot-cross", f"`{name}` can't be read: {type(error).__name__}."
        ) from None
    if kind == "Function":
        raise CheckFailedError(
            "wrong-type", f"`{name}` is {describe(crossed)}; expected a function."
        )
    if kind == "Network" and not isinstance(crossed, Network):
        raise CheckFailedError(
            "wrong-type", f"`{name}` is {describe(crossed)}; expected a Keras model."
        )
    return crossed


def _failed(check: Check, found: CheckFailedError, printed: str = "") -> CheckResult:
    return CheckResult(
        check.id, check.points, 0.0, found.code, found.observed, found.example, printed
    )
