"""Notebooks that read alike.

The code of each student's answer cells becomes a row of words: names, numbers, operators,
strings, and the words of comments; layout doesn't count. Each run of RUN words is a passage.
Passages of the released notebook don't count, nor those that more than COMMON of the class
share: a short exercise has few right answers. Of the rare ones left, two notebooks' likeness is
the part that they share: the passages in both by the passages in either, each weighted by
log(students / students who have it).
"""

from __future__ import annotations

import io
import math
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

RUN = 5  # words of a passage
COMMON = 0.2  # of the class (but never fewer than three students)
LIKE = 0.5  # from here on a pair is shown
PASSAGES = 12  # that a pair must share at least
HOLDERS = 40  # students that share a passage, above which it says nothing of a pair

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Pair:
    """Two notebooks: their likeness from 0 to 1, and how many rare passages they share."""

    first: str
    second: str
    likeness: float
    shared: int
    excerpt: str


def pairs(answers: Mapping[str, str], released: str = "") -> list[Pair]:
    """The pairs that read alike, the most alike first. ``answers`` is code by student."""
    known = set(passages(released))
    own = {student: set(passages(code)) - known for student, code in answers.items()}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for student in sorted(own):
        for passage in own[student]:
            holders[passage].append(student)
    most = max(2, int(COMMON * len(own)))
    rare = {p: h for p, h in holders.items() if len(h) <= min(most, HOLDERS)}
    weight = {p: math.log(max(len(own), 2) / len(h)) + 1e-9 for p, h in rare.items()}
    total: dict[str, float] = defaultdict(float)
    both: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0])
    for passage, students in rare.items():
        for student in students:
            total[student] += weight[passage]
        for pair in combinations(students, 2):
            both[pair][0] += weight[passage]
            both[pair][1] += 1
    found = []
    for (first, second), (shared, number) in both.items():
        likeness = shared / (total[first] + total[second] - shared)
        if likeness >= LIKE and number >= PASSAGES:
            excerpt = _excerpt(answers[first], {p for p in own[first] & own[second] if p in rare})
            found.append(Pair(first, second, round(likeness, 3), int(number), excerpt))
    return sorted(found, key=lambda p: (-p.likeness, p.first, p.second))


def passages(code: str) -> Iterable[tuple[str, ...]]:
    """Each run of RUN words of the code."""
    words = list(_words(code))
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _words(code: str) -> Iterable[str]:
    layout = {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                yield from _WORD.findall(token.string)
            elif token.type not in layout:
                yield token.string
    except (tokenize.TokenError, SyntaxError):
        yield from _WORD.findall(code)


def _excerpt(code: str, shared: set[tuple[str, ...]]) -> str:
    """The three lines of the code with the most shared passages."""
    lines = [line for line in code.splitlines() if line.strip()]
    scored = [
        (sum(p in shared for p in passages(line)), number) for number, line in enumerate(lines)
    ]
    best = sorted(sorted(scored, key=lambda s: (-s[0], s[1]))[:3], key=lambda s: s[1])
    return "\n".join(lines[number][:120] for count, number in best if count)
