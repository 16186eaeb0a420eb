"""Notebooks that read alike.

The code of each student's answer cells becomes a list of words: names, numbers, operators,
strings, and the words of comments. Layout does not count. Each PASSAGE_WORDS consecutive words
are a passage. Two kinds of passages are omitted: those of the released notebook, and those that
more than MAX_CLASS_SHARE of the class have, because a short exercise has few right answers. The
rest are rare passages. The likeness of two notebooks is the weight of the rare passages in both,
divided by the weight of those in either; a passage weighs log(students / students who have it).
"""

from __future__ import annotations

import io
import math
import re
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

PASSAGE_WORDS = 5
MAX_CLASS_SHARE = 0.2  # of the class may have a rare passage; two students always may
MIN_LIKENESS = 0.5  # of a pair that is shown
MIN_SHARED_PASSAGES = 12  # of a pair that is shown
MAX_STUDENTS_PER_PASSAGE = 40  # with more students a passage says nothing about a pair

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
    """The pairs that read alike, the most alike first.

    ``answers`` is each student's code, ``released`` the code that all of them were given.
    """
    released_passages = set(passages(released))
    passages_of = {
        student: set(passages(code)) - released_passages for student, code in answers.items()
    }
    students_with: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for student in sorted(passages_of):
        for passage in passages_of[student]:
            students_with[passage].append(student)
    class_size = len(passages_of)
    most = min(max(2, int(MAX_CLASS_SHARE * class_size)), MAX_STUDENTS_PER_PASSAGE)
    rare = {p: students for p, students in students_with.items() if len(students) <= most}
    weight_of: dict[str, float] = defaultdict(float)
    shared_weight: dict[tuple[str, str], float] = defaultdict(float)
    shared_count: Counter[tuple[str, str]] = Counter()
    for students in rare.values():
        weight = math.log(max(class_size, 2) / len(students)) + 1e-9
        for student in students:
            weight_of[student] += weight
        for pair in combinations(students, 2):
            shared_weight[pair] += weight
            shared_count[pair] += 1
    alike = []
    for (first, second), weight in shared_weight.items():
        likeness = weight / (weight_of[first] + weight_of[second] - weight)
        count = shared_count[first, second]
        if likeness >= MIN_LIKENESS and count >= MIN_SHARED_PASSAGES:
            shared = passages_of[first] & passages_of[second] & rare.keys()
            excerpt = _excerpt(answers[first], shared)
            alike.append(Pair(first, second, round(likeness, 3), count, excerpt))
    return sorted(alike, key=lambda p: (-p.likeness, p.first, p.second))


def passages(code: str) -> Iterable[tuple[str, ...]]:
    """Each PASSAGE_WORDS consecutive words of the code."""
    words = list(_words(code))
    return (tuple(words[i : i + PASSAGE_WORDS]) for i in range(len(words) - PASSAGE_WORDS + 1))


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
