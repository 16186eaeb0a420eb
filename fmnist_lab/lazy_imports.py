"""Modules that are run when they are used, and not when something imports them in passing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

# jsonschema imports its function `is_valid_syntax` to check addresses in a schema's "format" of
# "iri", which notebooks don't have. The import makes a parser from a grammar: over a second.
ADDRESSES = "rfc3987_syntax"


def postpone_address_grammar() -> None:
    """Have the package for international addresses loaded with the first address to check."""
    if not any(isinstance(finder, _AddressFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _AddressFinder())


class _AddressFinder(MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != ADDRESSES:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            spec.loader = _AddressLoader(spec.loader)
        return spec


class LoaderWhenUsed(Loader):
    """Makes a module that is run when it is asked for something that it does not have yet.

    A module of importlib's LazyLoader is run by the first traceback, for which ``inspect`` asks
    every loaded module for its file.
    """

    def __init__(self, loader: Loader) -> None:
        self.loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As the module's own loader does."""
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Leave running it for later."""
        module.__class__ = _ModuleNotRun


class _ModuleNotRun(ModuleType):
    """It has its name, file, path and spec from the import system; any other name runs it."""

    _lock = RLock()

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            waiting = self.__loader__
            if isinstance(waiting, LoaderWhenUsed):
                self.__loader__ = waiting.loader
                try:
                    waiting.loader.exec_module(self)
                except BaseException:
                    self.__loader__ = waiting
                    raise
        return super().__getattribute__(name)

    def __dir__(self) -> list[str]:
        with contextlib.suppress(AttributeError):
            _ = self.__all__  # whatever it hasn't: this runs it
        return list(super().__dir__())


class _AddressLoader(LoaderWhenUsed):
    """It has `is_valid_syntax` from the beginning, whose first call runs the module."""

    def exec_module(self, module: ModuleType) -> None:
        def is_valid_syntax(term: str, value: str) -> Any:
            # The submodule is there when the module has been run; asking for it runs it.
            return module.syntax_helpers.is_valid_syntax(term, value)

        vars(module)["is_valid_syntax"] = is_valid_syntax
        super().exec_module(module)
