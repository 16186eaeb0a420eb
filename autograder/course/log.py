"""The log on standard error: of a command, and of the processes that it starts."""

from __future__ import annotations

import logging
import os

PACKAGES = ("autograder", "fmnist_lab", "fmnist_ref")
# A command's processes read it; inside a box it does not exist.
VERBOSITY_VARIABLE = "AUTOGRADER_VERBOSITY"


def show_log(verbosity: int) -> None:
    """Log what our packages do: steps with a ``verbosity`` of 1, details with 2, else warnings."""
    if verbosity:
        os.environ[VERBOSITY_VARIABLE] = str(verbosity)
        logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        for package in PACKAGES:
            logging.getLogger(package).setLevel(logging.INFO if verbosity == 1 else logging.DEBUG)


def show_log_of_worker() -> None:
    """Log in this process as the command does that started it."""
    verbosity = os.environ.get(VERBOSITY_VARIABLE, "")
    show_log(int(verbosity) if verbosity.isdigit() else 0)
