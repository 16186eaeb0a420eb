"""What the README and the guides point to is there: files, headings, commands, options."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from autograder import cli
from fmnist_ref import cli as reference_cli
from support.course import ROOT

TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^(?: {4}|\t)(.+)$|`([^`\n]+)`", re.M)


def anchors(text: str) -> set[str]:
    """The names by which GitHub links to a text's headings."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if target.startswith(("https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        linked = (path.parent / name) if name else path
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked.read_text(encoding="utf-8")), target


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of a command's subcommands, by name."""
    (found,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


COMMANDS = {
    "autograder": subcommands(cli._parser()),
    "fmnist-ref": subcommands(reference_cli._parser()),
}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_command_and_option_exists(path: Path) -> None:
    for indented, inline in CODE.findall(path.read_text(encoding="utf-8")):
        command = (indented or inline).partition(" #")[0].partition(" -- ")[0]
        words = re.sub(r"[\[\]]", " ", command).split()
        program = words[0].rpartition("/")[2] if words else ""
        if program not in COMMANDS or len(words) < 2 or not re.fullmatch(r"[a-z-]+", words[1]):
            continue
        assert words[1] in COMMANDS[program] or words[1].startswith("-"), words
        known = COMMANDS[program].get(words[1])
        options = {o for action in known._actions for o in action.option_strings} if known else ()
        for word in words[2:] if known else []:
            if word.startswith("--"):
                assert word.partition("=")[0] in options, (words, word)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_target_of_make_exists(path: Path) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    told = re.findall(r"(?:^|[`&] ?)make ([a-z]+)", path.read_text(encoding="utf-8"), re.M)
    assert [name for name in told if name not in targets] == []


def test_each_door_of_the_readme_begins_with_its_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first = text.partition("\n## ")[0]
    for title, command in (
        ("I want to learn", "start"),
        ("I teach", "demo"),
        ("I want to see", "run"),
    ):
        assert f"\nmake {command} " in first
        assert re.search(rf"^## {title}.*\n\n`make {command}`", text, re.M), title


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_script_of_the_repository_exists(path: Path) -> None:
    scripts = re.findall(
        r"\b((?:benchmarks|tools|tests)/\w+\.py)", path.read_text(encoding="utf-8")
    )
    assert [script for script in scripts if not (ROOT / script).exists()] == []


def test_the_pictures_of_the_readme_are_small_and_told_in_words() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\((\S+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) >= 4
    for words, target in shown:
        assert len(words) > 60, target
        assert (ROOT / target).stat().st_size < 150_000, target


def test_the_doors_of_the_readme_are_near_its_top() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines.index("## I want to learn") < 40
