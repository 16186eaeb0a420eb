"""What a command line offers, as plain data. It imports nothing of ours: students' zips use it too."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any
from unittest import mock


class _ParserFoundError(Exception):
    """Carries a parser out of a command."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self.parser = parser


def offered(main: Callable[[list[str]], int]) -> dict[str, Any]:
    """What the parser offers that ``main`` makes, wherever it makes it; nothing is run."""

    def stop(parser: argparse.ArgumentParser, *rest: object) -> None:
        raise _ParserFoundError(parser)

    with (
        mock.patch.object(argparse.ArgumentParser, "parse_args", stop),
        mock.patch("os.cpu_count", return_value=64),  # a default depends on it
    ):
        try:
            main([])
        except _ParserFoundError as seen:
            return _described(seen.parser)
    raise AssertionError(f"{main} has parsed no arguments.")


def _described(parser: argparse.ArgumentParser) -> dict[str, Any]:
    told: dict[str, Any] = {"program": parser.prog, "options": [], "arguments": [], "commands": {}}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            told["commands"] = {name: _described(p) for name, p in action.choices.items()}
            continue
        about = {
            "name": action.option_strings or action.dest,
            "metavar": action.metavar,
            "takes": action.nargs,
            "default": _plain(action.default),
            "choices": None if action.choices is None else [_plain(c) for c in action.choices],
            "may come again": isinstance(action, argparse._AppendAction),
        }
        if action.option_strings:  # of an argument "takes" says it, and Pythons differ
            about["required"] = action.required
        told["options" if action.option_strings else "arguments"].append(about)
    return told


def _plain(value: object) -> Any:
    return (
        value if value is None or isinstance(value, str | int | float | bool | list) else str(value)
    )
