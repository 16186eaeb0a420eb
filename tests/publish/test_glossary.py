"""The glossary: in order, and every link of a lesson to it leads to a term."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.course import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
TERMS = re.findall(r"^### (.+)$", GLOSSARY, re.MULTILINE)
LINK = re.compile(r"\]\((\.\./)?glossary\.md(?:#([^)]*))?\)")
SOURCES = sorted(ROOT.glob("solutions/*/*.py"))


def test_terms_are_in_alphabetical_order_each_once_and_explained() -> None:
    assert [term.lower() for term in TERMS] == sorted({term.lower() for term in TERMS})
    for entry in GLOSSARY.split("### ")[1:]:
        assert len(entry.splitlines()[2]) > 20, entry


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_links_of_a_lesson_lead_to_a_term(source: Path) -> None:
    anchors = {term.replace(" ", "-") for term in TERMS}
    links = LINK.findall(source.read_text(encoding="utf-8"))
    assert all(up for up, _ in links), "a lesson's directory is below the glossary's"
    assert {anchor for _, anchor in links if anchor} <= anchors
