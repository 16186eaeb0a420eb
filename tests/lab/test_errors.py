"""The drawing of the error tree is the tree."""

from __future__ import annotations

import importlib
import pkgutil

import autograder
import fmnist_lab
import fmnist_ref
from fmnist_lab import errors

OURS = (autograder, fmnist_lab, fmnist_ref)


def drawn() -> dict[str, str]:
    """What each class in the drawing derives from."""
    bases: dict[str, str] = {}
    branch: list[tuple[int, str]] = []
    for line in errors.__doc__.split("\n"):
        name = line.split()[0] if line.startswith("    ") else ""
        if not name.endswith(("Error", "Exception", "Exit")):
            continue
        depth = len(line) - len(line.lstrip())
        while branch and branch[-1][0] >= depth:
            branch.pop()
        if branch and not name.endswith("Exit"):
            bases[name] = branch[-1][1]
        branch.append((depth, name))
    return bases


def classes() -> dict[str, str]:
    """What each public error class of the distribution derives from."""
    for package in OURS:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    bases: dict[str, str] = {}
    todo: list[type[BaseException]] = [BaseException]
    while todo:
        parent = todo.pop()
        for child in parent.__subclasses__():
            todo.append(child)
            if child.__module__.split(".")[0] in {package.__name__ for package in OURS}:
                assert child.__name__.lstrip("_").endswith("Error"), child
                if not child.__name__.startswith("_"):
                    bases[child.__name__] = parent.__name__
    return bases


def test_the_drawn_tree_of_errors_is_the_tree_of_classes():
    assert drawn() == classes()
