"""What the commands share: how a command is added, and types and arguments of several of them."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[argparse.Namespace], int]


def add_command(commands: Commands, name: str, run: Run, about: str) -> argparse.ArgumentParser:
    """Add one command; ``run`` takes the parsed options and returns the exit status."""
    command = commands.add_parser(name, help=about, description=about)
    command.set_defaults(run=run)
    return command


def add_lesson(command: argparse.ArgumentParser) -> None:
    """Add the one lesson that the command is about."""
    command.add_argument("lesson", metavar="LESSON", help='such as "02" or "02_preprocess"')


def add_optional_lesson(command: argparse.ArgumentParser, default: str, about: str) -> None:
    """Add a lesson that may be omitted; ``about`` says what it is for."""
    command.add_argument("lesson", nargs="?", default=default, metavar="LESSON", help=about)


def add_lessons(command: argparse.ArgumentParser) -> None:
    """Add the lessons that the command is about; the default is all of them."""
    about = 'a lesson, as "02" or "02_preprocess" (default: every lesson)'
    command.add_argument("lessons", nargs="*", metavar="LESSON", help=about)


def add_no_sandbox(command: argparse.ArgumentParser, about: str) -> None:
    """Add ``--no-sandbox``; ``about`` says what follows from it."""
    command.add_argument("--no-sandbox", dest="sandbox", action="store_false", help=about)


def add_path(command: argparse.ArgumentParser, option: str, metavar: str, about: str) -> None:
    """Add an option for where something is written; its value is None when it is omitted."""
    command.add_argument(option, type=Path, metavar=metavar, help=about)


def add_count(command: argparse.ArgumentParser, option: str, default: int, about: str) -> None:
    """Add an option whose value is a whole number from 1."""
    command.add_argument(option, type=positive, default=default, metavar="N", help=about)


def add_repeatable(command: argparse.ArgumentParser, option: str, metavar: str, about: str) -> None:
    """Add an option that can be given several times; its values are a list."""
    command.add_argument(option, action="append", default=[], metavar=metavar, help=about)


def positive(text: str) -> int:
    """A whole number from 1."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def amount(text: str) -> float:
    """A finite number from 0."""
    with contextlib.suppress(ValueError):
        if 0 <= float(text) < float("inf"):
            return float(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0")
