"""Flags: what the instructor should see about a submission. The judge gives flags of this class too."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from unicodedata import category

from autograder.screening.codes import FLAGS, ScreeningFlag

logger = logging.getLogger(__name__)

MAX_NAMES_IN_FLAG = 6
MAX_PRINTED_NAME = 80


@dataclass(frozen=True)
class Flag:
    """``code`` names the kind of flag; ``message`` is a sentence about this submission."""

    code: str
    message: str


class FlagCollector:
    """Collects what was found; many findings with one code become one flag."""

    def __init__(self) -> None:
        self._by_code: dict[ScreeningFlag, tuple[str, list[str]]] = {}

    def add(self, code: ScreeningFlag, where: str, done: str = "") -> None:
        """Note one finding at ``where``, the name of a file or a cell.

        ``done`` says what was done about it; by default it is what the table of flags says. The
        first one that is given for a code counts for all findings with this code.
        """
        logger.debug("%s: %s", code, printable_name(where))
        _, places = self._by_code.setdefault(code, (done or FLAGS[code].done, []))
        places.append(printable_name(where))

    def update(self, other: FlagCollector) -> None:
        """Take over what ``other`` has collected."""
        for code, (done, places) in other._by_code.items():
            for place in places:
                self.add(code, place, done)

    def as_list(self) -> list[Flag]:
        """The flags, in the order of finding."""
        flags = []
        for code, (done, places) in self._by_code.items():
            names = ", ".join(places[:MAX_NAMES_IN_FLAG])
            if len(places) > MAX_NAMES_IN_FLAG:
                names += f" and {len(places) - MAX_NAMES_IN_FLAG} more"
            flags.append(Flag(str(code), f"{names}: {done}"))
        return flags


def printable_name(name: str) -> str:
    """A name from outside, made fit for a sentence: printable, without markup, and short.

    Odd spaces become plain ones. Marks that nobody sees are left out, and so are characters that
    would turn the direction of the sentence.
    """
    plain = "".join(_printable(character) for character in name[: 4 * MAX_PRINTED_NAME])
    return plain if len(plain) <= MAX_PRINTED_NAME else f"{plain[: MAX_PRINTED_NAME - 3]}..."


def _printable(character: str) -> str:
    if character.isprintable():
        return "?" if character in "<>`" else character
    return {"Zs": " ", "Cf": ""}.get(category(character), "?")
