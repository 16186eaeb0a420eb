"""Run one check on the student's objects: the same function in the notebook and in the judge."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.capture import quiet
from autograder.checks.evaluation import Share
from autograder.checks.expect import Failed, describe
from autograder.checks.function import Function, call_here
from autograder.checks.network import Network
from autograder.checks.registry import Check, find
from autograder.checks.values import CannotCross, plain
from fmnist_lab.errors import EnvironmentFailure


class Undefined:
    """Stands for a name that the notebook doesn't define."""

    def __init__(self, name: str, message: str = "") -> None:
        self.name = name
        self.message = message


@dataclass(frozen=True)
class Result:
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


def run_check(check: str | Check, objects: Mapping[str, object], seed: int | str = 0) -> Result:
    """Run a check on the student's live objects, by name, in this process.

    Raises CourseError for an unknown check id; whatever the student's objects do is a Result.
    """
    if isinstance(check, str):
        check = find(check)
    with quiet() as output:
        try:
            crossed = {
                name: admit(name, kind, objects.get(name, Undefined(name)))
                for name, kind in zip(check.objects, check.kinds, strict=True)
            }
        except Failed as found:
            return _failed(check, found, output.text)
        result = judge(check, crossed, seed)
    return Result(**{**vars(result), "printed": output.text})


def judge(check: Check, crossed: Mapping[str, Any], seed: int | str = 0) -> Result:
    """Run a check on objects that have crossed: plain values, Functions and Networks.

    Raises EnvironmentFailure when the machine can't run what it asks; all else is a Result.
    """
    arguments = dict(crossed)
    if check.wants_rng:
        arguments["rng"] = rng_for(check.id, seed)
    try:
        share = check.function(**arguments)
    except Failed as found:
        return _failed(check, found)
    except EnvironmentFailure:
        raise  # a machine that fails is nobody's zero
    except Exception as error:
        return Result(
            id=check.id,
            points=check.points,
            score=0.0,
            code="check-broken",
            observed=f"The check itself failed with {type(error).__name__}: {error!s:.300}",
        )
    if share is None:
        return Result(check.id, check.points, check.points)
    words = share if isinstance(share, Share) else Share(share, "")
    share = float(share)
    share = min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0
    if share == 1:
        return Result(check.id, check.points, check.points, observed=words.observed)
    return Result(
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


def admit(name: str, kind: str, value: object) -> Any:
    """Bring one live object across. Raises Failed with a message that teaches."""
    if isinstance(value, Undefined):
        raise Failed(
            "not-defined",
            value.message
            or f"There is no `{name}` yet; expected that a cell above defines it and was run.",
        )
    import sys

    keras = sys.modules.get("keras")
    is_model = keras is not None and isinstance(value, getattr(keras, "Model", ()))
    if callable(value) and not is_model:
        if kind == "Network":
            raise Failed(
                "wrong-type",
                f"`{name}` is a function or class; expected a Keras model. "
                "Are the parentheses missing?",
            )
        return Function(name, call_here(value))
    try:
        crossed = plain(value)
    except CannotCross as problem:
        raise Failed(problem.code, f"`{name}` {problem}") from None
    except Exception as error:
        raise Failed("cannot-cross", f"`{name}` can't be read: {type(error).__name__}.") from None
    if kind == "Function":
        raise Failed("wrong-type", f"`{name}` is {describe(crossed)}; expected a function.")
    if kind == "Network" and not isinstance(crossed, Network):
        raise Failed("wrong-type", f"`{name}` is {describe(crossed)}; expected a Keras model.")
    return crossed


def _failed(check: Check, found: Failed, printed: str = "") -> Result:
    return Result(check.id, check.points, 0.0, found.code, found.observed, found.example, printed)
