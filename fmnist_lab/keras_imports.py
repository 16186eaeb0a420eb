"""Imports Keras without three packages that it can work with but does not need.

``import keras`` loads scikit-learn for its wrappers, matplotlib for its galleries of images, and
pandas to know a table when it meets one: together a third of its time (Keras 3.15). Here the
wrappers and the galleries are loaded when they are first used, and a table is recognised once pandas
is loaded, which is before the first table exists. ``import pandas`` and the like in a notebook are as
always.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from fmnist_lab.lazy_imports import LoaderWhenUsed

# What `import keras` binds to a name and does not look into.
LOADED_WHEN_USED = {"keras.wrappers", "keras.visualization", "keras.src.visualization"}
# It asks `isinstance(x, pandas.DataFrame)`, and likewise for Series.
ASKS_FOR_TABLES = "keras.src.trainers.data_adapters.array_slicing"


@contextlib.contextmanager
def without_optional_packages() -> Iterator[None]:
    """Within the block, an import of Keras leaves the three packages out."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder):
    """Finds the modules that are named above, and gives them another loader."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in LOADED_WHEN_USED and name != ASKS_FOR_TABLES:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            changed = LoaderWhenUsed if name in LOADED_WHEN_USED else _LoaderWithoutPandas
            spec.loader = changed(spec.loader)
        return spec


class _LoaderWithoutPandas(Loader):
    """Runs a module that imports pandas, with a stand-in for pandas unless that is loaded."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        if "pandas" in sys.modules or find_spec("pandas") is None:
            self.loader.exec_module(module)
            return
        stand_in = sys.modules["pandas"] = _PandasStandIn("pandas")
        try:
            self.loader.exec_module(module)
        finally:
            if sys.modules.get("pandas") is stand_in:
                del sys.modules["pandas"]


class _TypeOfPandas(type):
    """A class whose instances are those of the class of pandas with the same name."""

    def __instancecheck__(cls, value: Any) -> bool:
        pandas = sys.modules.get("pandas")
        return isinstance(value, getattr(pandas, cls.__name__, ()))


class _PandasStandIn(ModuleType):
    """pandas for ``isinstance``; any other name loads pandas."""

    DataFrame = _TypeOfPandas("DataFrame", (), {})
    Series = _TypeOfPandas("Series", (), {})

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module("pandas"), name)
