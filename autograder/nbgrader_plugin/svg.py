"""Whether a browser can draw an SVG figure of a student's soon, when it is a picture on a page.

In a picture no script runs and nothing is fetched. But a browser draws anew each element that a
``<use>`` copies, and each that a pattern, marker or clip path repeats. If these held copies
themselves, or if many copies were made of much, a short file could ask for drawing without end.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from xml.parsers import expat

MAX_SVG_CHARACTERS = 2 * 2**20
MAX_SVG_DEPTH = 100
MAX_COPIES = 200_000  # elements that all <use> together make
MAX_DRAWN_CHARACTERS = 100 * 2**20  # of attributes and text, as often as they are drawn
_MAX_PAINTS = 8  # patterns, clip paths and markers that apply to one element
_ELEMENT_CHARACTERS = 20  # that an element counts for, besides its attributes
# What matplotlib, graphviz and the like draw with.
_TAGS = frozenset(
    "svg g defs use path rect circle ellipse line polyline polygon text tspan title desc metadata "
    "style clipPath image pattern linearGradient radialGradient stop symbol marker a".split()
)
_REPEATED = {"pattern", "marker", "symbol", "clipPath"}
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,")
_PLACE = re.compile(r"#[\w.:-]+")
_PAINT = re.compile(r"url\(\s*[\"']?#([^\"'()\s]+)", re.IGNORECASE)
_COSTLY_STYLE = re.compile(r"filter|mask|blend", re.IGNORECASE)
# A style sheet can give any element a pattern; the only files that it needs are fonts.
_COSTLY_SHEET = re.compile(
    r"\\|filter|mask|blend|url\((?!\s*[\"']?data:(?:application/)?(?:x-)?font)", re.IGNORECASE
)


def is_drawable(svg: str) -> bool:
    """Whether this is well-formed SVG that any browser draws soon."""
    if len(svg) > MAX_SVG_CHARACTERS:
        return False
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(svg, True)
    except (expat.ExpatError, ValueError):
        return False
    return reader.is_drawn_soon()


@dataclass
class _Element:
    tag: str
    identity: str
    paints: frozenset[str]  # the ids of patterns and the like that it has or inherits
    is_metadata: bool = False
    is_repeated: bool = False
    holds_copies: bool = False
    elements: int = 1  # with those inside
    characters: int = 0  # likewise


class _Reader:
    """Reads an SVG element by element. ``start`` raises ValueError for what no plot needs."""

    def __init__(self) -> None:
        self._open = [_Element("", "", frozenset())]
        self._with_copies: set[str] = set()  # ids of elements that hold copies
        self._markers: set[str] = set()
        self._elements: Counter[str] = Counter()  # by id
        self._characters: Counter[str] = Counter()  # by id
        self._copied: Counter[tuple[str, frozenset[str]]] = Counter()  # id, and with which paints
        self._painted: Counter[str] = Counter()  # elements, by a paint's id
        self._marked: Counter[str] = Counter()  # characters of their paths, likewise
        self._sheet: list[str] = []

    def doctype(self, name: str, system: str | None, public: str | None, inside: int) -> None:
        if inside:  # entities, and attributes that every element gets
            raise ValueError("definitions")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        outer = self._open[-1]
        identity, paints, holds_copies = attributes.get("id", ""), outer.paints, False
        if not outer.is_metadata:
            own = frozenset(p for value in attributes.values() for p in _PAINT.findall(value))
            paints |= own
            self._look_at(tag, attributes, bool(own), outer.is_repeated)
            self._count(tag, attributes, paints)
            holds_copies = (tag == "use" or bool(own)) and tag != "svg"
        if tag == "marker":
            self._markers.add(identity)
        characters = _ELEMENT_CHARACTERS + sum(map(len, attributes.values()))
        self._open.append(
            _Element(
                tag,
                identity,
                paints,
                outer.is_metadata or tag == "metadata",
                outer.is_repeated or tag in _REPEATED,
                holds_copies,
                characters=characters,
            )
        )

    def _look_at(
        self, tag: str, attributes: dict[str, str], has_paint: bool, is_repeated: bool
    ) -> None:
        if tag not in _TAGS or len(self._open) > MAX_SVG_DEPTH + 1:
            raise ValueError(tag)
        if is_repeated and (tag == "use" or has_paint):
            raise ValueError("a copy in what is repeated")
        for name, value in attributes.items():
            local = name.rpartition(":")[2]
            is_escaped = "\\" in value and "(" in value  # CSS reads u\72l( as url(
            if local in ("filter", "mask") or (is_escaped and local != "title"):
                raise ValueError(name)
            if local == "style" and _COSTLY_STYLE.search(value):
                raise ValueError("a style that takes long")
        # Whatever the prefix is: the file itself says what it stands for.
        targets = [v for k, v in attributes.items() if k.rpartition(":")[2] == "href"]
        if tag == "image" and not (targets and all(map(_PICTURE.match, targets))):
            raise ValueError("a picture from elsewhere")
        if tag == "use" and not all(map(_PLACE.fullmatch, targets)):
            raise ValueError("a copy from elsewhere")

    def _count(self, tag: str, attributes: dict[str, str], paints: frozenset[str]) -> None:
        if len(paints) > _MAX_PAINTS:
            raise ValueError("many paints")
        path = len(attributes.get("d", "")) + len(attributes.get("points", ""))
        for paint in paints:
            self._painted[paint] += 1
            self._marked[paint] += path
        if tag == "use":
            for name, value in attributes.items():
                if name.rpartition(":")[2] == "href":
                    self._copied[value.removeprefix("#"), paints] += 1

    def text(self, data: str) -> None:
        self._open[-1].characters += len(data)
        if self._open[-1].tag == "style":
            self._sheet.append(data)

    def end(self, name: str) -> None:
        element, outer = self._open.pop(), self._open[-1]
        outer.elements += element.elements
        outer.characters += element.characters
        outer.holds_copies |= element.holds_copies
        if element.identity:
            if element.holds_copies:
                self._with_copies.add(element.identity)
            self._elements[element.identity] += element.elements
            self._characters[element.identity] += element.characters

    def is_drawn_soon(self) -> bool:
        """Whether all that was read is drawn soon, copies included."""
        copied = {identity for identity, _ in self._copied}
        if copied & self._with_copies or _COSTLY_SHEET.search("".join(self._sheet)):
            return False
        copies, characters, painted = 0, 0, self._painted.copy()
        for (identity, paints), times in self._copied.items():
            made = times * self._elements[identity]
            copies += made
            characters += times * self._characters[identity]
            for paint in paints:
                painted[paint] += made
                self._marked[paint] += times * self._characters[identity]
        for paint, times in painted.items():
            if paint in self._markers:
                times += self._marked[paint] // 4
            characters += times * self._characters[paint]
        return copies <= MAX_COPIES and characters <= MAX_DRAWN_CHARACTERS
