"""What a notebook brings along from other machines: in a box it costs its line, not its cell.

A notebook that ran on Colab, Kaggle or a laptop imports packages and asks for services that a box
has not. An error would end the cell there, and what follows in it, most often other imports and
the answer itself, would never run. So in a box

- a top-level ``import`` of a package that is missing defines its names all the same. What uses
  them raises the ModuleNotFoundError that the import would have raised. An ``import`` inside
  ``try`` or a function is left alone.
- ``keras.datasets.fashion_mnist.load_data()`` finds the box's data, and downloads nothing.
- ``google.colab``'s functions do nothing.
- ``%matplotlib widget``, ``notebook`` and windows give pictures, the one thing a page can show;
  so do ``matplotlib.use("Qt5Agg")`` and its like.
- A request to restart the kernel, as after ``pip install`` on Colab, is refused.
- ``%load_ext`` of a missing extension and ``%conda install`` only say so.

It runs in the box alone: at home these errors are seen, and can be mended.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

_COLAB = "google.colab"
_INSTALLERS = ("conda", "mamba", "micromamba", "uv")


class MissingImport:
    """Stands for what could not be imported: any use raises the import's error."""

    def __init__(self, error: ModuleNotFoundError) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Python and IPython ask for these without a use by the student
            raise AttributeError(name)
        raise ModuleNotFoundError(*self._error.args, name=self._error.name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Raise the import's error."""
        raise ModuleNotFoundError(*self._error.args, name=self._error.name)


class ColabImport:
    """Stands for a part of ``google.colab``: its functions can be called and give nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *arguments: Any, **options: Any) -> dict[str, bytes]:
        """Nothing, as ``files.upload()`` gives when nobody chose a file."""
        return {}


def stand_ins(error: ModuleNotFoundError, names: tuple[str, ...]) -> tuple[Any, ...]:
    """What an import that failed with ``error`` binds to ``names``."""
    listed = ", ".join(f"`{name}`" for name in names)
    if (error.name or "").startswith(_COLAB):
        _tell(f"{_COLAB} is on Colab's machines only: {listed} does nothing here.")
        return tuple(ColabImport() for _ in names)
    _tell(f"{error}: what uses {listed} can't run here.")
    return tuple(_loaded(name, error) or MissingImport(error) for name in names)


def _loaded(name: str, error: ModuleNotFoundError) -> Any:
    """The package itself, where only a part of it is missing: ``import name.part``."""
    return sys.modules.get(name) if (error.name or "").startswith(f"{name}.") else None


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)


class KeepMissingImports(ast.NodeTransformer):
    """Wraps each top-level import so that a missing package doesn't end the cell."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """Change the imports of a cell and leave every other statement."""
        node.body = [new for statement in node.body for new in self._kept(statement)]
        return node

    def _kept(self, statement: ast.stmt) -> list[ast.stmt]:
        if isinstance(statement, ast.Import):
            return [
                _guarded(ast.copy_location(ast.Import([alias]), statement), [_bound(alias)])
                for alias in statement.names
            ]
        if isinstance(statement, ast.ImportFrom):
            names = [alias.asname or alias.name for alias in statement.names]
            if statement.module != "__future__" and names != ["*"]:
                return [_guarded(statement, names)]
        return [statement]


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]


def _guarded(statement: ast.stmt, names: list[str]) -> ast.stmt:
    source = (
        "try: pass\n"
        "except ModuleNotFoundError as _not_found:\n"
        f"    {', '.join(names)}, = __import__({__name__!r}, fromlist=['stand_ins'])"
        f".stand_ins(_not_found, {tuple(names)!r})"
    )
    (guard,) = ast.parse(source).body
    for part in ast.walk(guard):
        ast.copy_location(part, statement)
    assert isinstance(guard, ast.Try)
    guard.body = [statement]
    return guard


# What draws into files, and needs no screen; IPython's own begins with "module://".
_BACKENDS_WITHOUT_WINDOWS = frozenset("agg cairo inline pdf pgf ps svg template".split())
_INLINE = "module://matplotlib_inline.backend_inline"


class _PyplotFinder(MetaPathFinder):
    """Has pyplot give pictures wherever a notebook asks it for windows."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "matplotlib.pyplot":
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_without_windows(module: ModuleType) -> None:
                run(module)
                _show_pictures(module)

            spec.loader.exec_module = run_without_windows  # type: ignore[method-assign]
        return spec


def _show_pictures(pyplot: Any) -> None:
    """``matplotlib.use`` and all other ways to choose a backend end in ``switch_backend``."""
    switch = pyplot.switch_backend

    def switch_backend(newbackend: Any) -> None:
        name = str(newbackend).lower()
        known = name.startswith("module://") or name in _BACKENDS_WITHOUT_WINDOWS
        if known or not isinstance(newbackend, str):  # pyplot's own marks are no text
            switch(newbackend)
            return
        switch(_INLINE)
        from IPython.core.getipython import get_ipython
        from matplotlib_inline.backend_inline import configure_inline_support

        configure_inline_support(get_ipython(), _INLINE)  # how a figure becomes a picture

    pyplot.switch_backend = switch_backend


def offer_data_to_keras() -> None:
    """Put the box's copy of the data set where Keras looks before it downloads one."""
    directory = Path(os.environ.get("FMNIST_CACHE", ""), "fashion-mnist")
    keras_home = os.environ.get("KERAS_HOME")
    if keras_home and directory.is_dir():
        place = Path(keras_home, "datasets", directory.name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(directory)


def install(shell: Any) -> None:
    """Prepare the shell of a box's kernel, before any code of a student's."""
    shell.ast_transformers.append(KeepMissingImports())
    if "matplotlib.pyplot" in sys.modules:
        _show_pictures(sys.modules["matplotlib.pyplot"])
    else:
        sys.meta_path.insert(0, _PyplotFinder())
    show_figures = shell.find_line_magic("matplotlib")
    extensions = {name: shell.find_line_magic(name) for name in ("load_ext", "reload_ext")}

    def matplotlib(line: str) -> Any:
        words = line.split("#")[0].split()
        return show_figures(line if words in (["--list"], ["-l"]) else "inline")

    def tolerant(magic: Callable[[str], Any]) -> Callable[[str], Any]:
        def load(line: str) -> Any:
            try:
                return magic(line)
            except ModuleNotFoundError as error:
                _tell(f"{error}: the extension is not loaded.")
                return None

        return load

    def no_installer(line: str) -> None:
        _tell("Nothing is installed where this is graded.")

    def stay(restart: bool) -> dict[str, Any]:
        _tell("The kernel is not restarted where this is graded.")
        return {"status": "ok", "restart": restart}

    shell.kernel.do_shutdown = stay
    shell.register_magic_function(matplotlib, magic_name="matplotlib")
    for name, magic in extensions.items():
        shell.register_magic_function(tolerant(magic), magic_name=name)
    for name in _INSTALLERS:
        shell.register_magic_function(no_installer, magic_name=name)
