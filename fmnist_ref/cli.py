"""The command fmnist-ref."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from rich.console import Console

from fmnist_lab.errors import CourseError
from fmnist_ref.recipes import RECIPES

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 a failure, 2 a user's mistake, 130 stopped by Ctrl-C."""
    options = _parser().parse_args(arguments)
    console = Console(highlight=False)
    try:
        return options.command(options, console)
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        goes_on = options.command is not _data
        advice = "; the same command goes on after the last finished epoch" if goes_on else ""
        print(f"stopped{advice}.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the program that reads our output, such as head, has ended
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fmnist-ref",
        description="The reference: from Kaggle's Fashion-MNIST table to 92 % test accuracy.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    source_help = (
        "a directory with the IDX files or Kaggle's CSV files, one of them, or the archive"
    )

    run = commands.add_parser("run", help="train, evaluate and write the report")
    run.add_argument(
        "--recipe",
        default="fast",
        help=f"which recipe to train, of {', '.join(RECIPES)} (default: fast)",
    )
    run.add_argument("--seed", type=_seed, default=0, help="default: 0")
    run.add_argument(
        "--out", type=Path, default=Path("runs/reference"), help="default: runs/reference"
    )
    run.add_argument("--data", type=Path, help=source_help)
    run.set_defaults(command=_run)

    data = commands.add_parser("data", help="say where the data came from, verify it, or fetch it")
    data.add_argument("--data", type=Path, help=source_help)
    data.set_defaults(command=_data)

    record = commands.add_parser("record", help="record the runs that the lessons show")
    record.add_argument(
        "--work", type=Path, default=Path("runs/record"), help="checkpoints (default: runs/record)"
    )
    record.add_argument(
        "--only", choices=["clinic"], help="record the cases of the curve clinic alone"
    )
    record.set_defaults(command=_record)
    return parser


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 2**32):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to {2**32 - 1}")
    return int(text)


def _run(options: argparse.Namespace, console: Console) -> int:
    from fmnist_ref.recipes import recipe_named
    from fmnist_ref.run import run

    recipe = recipe_named(options.recipe)
    metrics_file = run(recipe, options.seed, options.out, options.data, console)
    metrics = json.loads(metrics_file.read_text())
    console.print(
        f"baseline: test accuracy {metrics['baseline']['test_accuracy']:.2%}, "
        f"{metrics['baseline']['diagnosis']}\n"
        f"final:    test accuracy {metrics['test_accuracy']:.2%} "
        f"(standard error {metrics['test_standard_error']:.2%}), "
        f"test loss {metrics['test_loss']:.3f}\n"
        f"report:   {metrics_file.with_name('report.html')}",
        soft_wrap=True,
    )
    return 0


def _data(options: argparse.Namespace, console: Console) -> int:
    from fmnist_lab import data

    data.load_table("train", options.data)
    data.load_table("test", options.data)
    facts = data.describe(options.data)
    if facts["sha256"] == data.PUBLISHED_SHA256:
        facts = data.verify() | facts
    for name, value in facts.items():
        console.print(f"{name}: {value}", soft_wrap=True)
    return 0


def _record(options: argparse.Namespace, console: Console) -> int:
    from fmnist_ref.record import record, record_clinic

    (record_clinic if options.only == "clinic" else record)(options.work, console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
