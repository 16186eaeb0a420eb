"""A flag: something about a submission that the instructor should see."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Flag:
    """``code`` names the kind of flag; ``message`` is a sentence about this submission."""

    code: str
    message: str

    def to_dict(self) -> dict[str, str]:
        """The flag as it stands in a verdict's JSON."""
        return asdict(self)
