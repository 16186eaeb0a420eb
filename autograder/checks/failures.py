"""How a check says that an answer is wrong, or right in part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn


class CheckFailedError(Exception):
    """A check found something wrong in the student's answer.

    ``code`` names the misconception, ``observed`` says in a sentence or two what was expected
    and what came, ``example`` is a snippet for the student to paste that shows it.
    """

    def __init__(self, code: str, observed: str, example: str = "") -> None:
        super().__init__(f"{code}: {observed}")
        self.code = code
        self.observed = observed
        self.example = example


def fail(code: str, observed: str, example: str = "") -> NoReturn:
    """End the check: the answer shows the misconception ``code``."""
    raise CheckFailedError(code, observed, example)


@dataclass(frozen=True)
class PartialCredit:
    """What a check returns to give a share of the points, with a reason.

    ``share`` is from 0 to 1, ``observed`` a sentence for the panel. ``code`` and ``example`` are
    used when the share is below 1.
    """

    share: float
    observed: str = ""
    code: str = ""
    example: str = ""
