"""Every change that is made to nbgrader while it runs, each with the version it was checked against.

``NBGRADER_VERSION`` is that version. ``configure(c)`` calls ``check_version`` first, so no patch
ever meets another nbgrader.
"""

from __future__ import annotations

import functools
import glob
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.nbgrader_plugin.paths import course_roots, matching, sqlite_path, sqlite_url
from fmnist_lab.errors import MachineError

NBGRADER_VERSION = "0.9.6"


def check_version() -> None:
    """Raise MachineError when the installed nbgrader is not the one that the patches fit."""
    import nbgrader

    if nbgrader.__version__ != NBGRADER_VERSION:
        raise MachineError(
            f"nbgrader {nbgrader.__version__} is installed; the judge fits {NBGRADER_VERSION} only. "
            f"Run `pip install nbgrader=={NBGRADER_VERSION}`."
        )


def replace_autograde(replacement: type) -> None:
    """Make nbgrader's commands use this subclass of its ``Autograde``, for as long as they run.

    nbgrader 0.9.6 has no setting for another class. Three of its modules hold the name.
    """
    import nbgrader.converters  # noqa: F401

    for name in ("nbgrader.converters", "nbgrader.apps.autogradeapp", "nbgrader.apps.api"):
        module = sys.modules.get(name)
        if module is not None:
            module.Autograde = replacement  # type: ignore[attr-defined]


def put_alembic_on_path() -> None:
    """Put this interpreter's programs on PATH where ``alembic`` is not found.

    nbgrader 0.9.6 starts ``alembic`` by name when it makes a gradebook. An environment that is
    not activated is not on PATH.
    """
    if shutil.which("alembic") is None:
        programs = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), programs])


@functools.cache
def mend_paths() -> None:
    """Let nbgrader work wherever the course, its exchange and temporary files are.

    nbgrader 0.9.6 reads parts of paths as patterns: it finds no submission below ``Kurs [WS24]``,
    and there its list of files to ignore has no effect. It escapes the course directory in regular
    expressions, but not a directory that a setting names. zip_collect takes braces for fields. Its address of the gradebook is wrong
    for a path with ``?`` or ``%41``, and Alembic's configuration gives ``%`` a meaning too.
    """
    import nbgrader.converters  # noqa: F401
    from nbgrader import api, dbutil
    from nbgrader.coursedir import CourseDirectory

    for name, module in list(sys.modules.items()):
        if name.startswith("nbgrader.") and getattr(module, "glob", None) is glob:
            module.glob = SimpleNamespace(glob=matching)  # type: ignore[attr-defined]
    format_path, write_alembic_ini = CourseDirectory.format_path, dbutil.write_alembic_ini

    def format_escaped_path(
        coursedir: Any,
        nbgrader_step: str,
        student_id: str,
        assignment_id: str,
        escape: bool = False,
    ) -> Any:
        course_roots.add(coursedir.root)
        step = re.escape(nbgrader_step) if escape else nbgrader_step
        return format_path(coursedir, step, student_id, assignment_id, escape)

    def write_escaped_ini(path: str, db_url: str = "") -> None:
        write_alembic_ini(path, db_url.replace("%", "%%"))
        with Path(path).open("a", encoding="utf-8") as file:
            file.write("[DEFAULT]\nhere = .\n")  # else the temporary directory, as it is

    CourseDirectory.format_path = format_escaped_path
    # The handler that traitlets made of the method; its function is called with the instance.
    vars(CourseDirectory)["_db_url_default"].func = lambda coursedir: sqlite_url(
        os.path.join(coursedir.root, "gradebook.db")  # noqa: PTH118
    )
    alembic_directory = dbutil.ALEMBIC_DIR
    dbutil.write_alembic_ini = write_escaped_ini
    dbutil.ALEMBIC_DIR = alembic_directory.replace("%", "%%")
    api.get_alembic_version = functools.partial(_newest_version, alembic_directory)
    if dbapp := sys.modules.get("nbgrader.apps.dbapp"):
        backup = dbapp.DbUpgradeApp._backup_db_file
        dbapp.DbUpgradeApp._backup_db_file = lambda app, path: backup(
            app, sqlite_path(f"sqlite:///{path}")
        )
    if collectapp := sys.modules.get("nbgrader.apps.zipcollectapp"):
        collectapp.ZipCollectApp._format_collect_path = _collect_path


def _collect_path(app: Any, collect_step: str) -> str:
    """A directory of zip_collect; nbgrader takes braces in the course's path for fields."""
    in_course = app.collect_directory_structure.format(
        downloaded=app.downloaded_directory,
        assignment_id=app.coursedir.assignment_id,
        collect_step=collect_step,
    )
    return str(Path(app.coursedir.root, in_course))


def _newest_version(alembic_directory: str) -> str:
    """What a new gradebook notes as its version; nbgrader starts a program to ask for it."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory(alembic_directory).get_current_head())


@contextmanager
def cached_nbgrader() -> Iterator[None]:
    """Do once what nbgrader 0.9.6 does again for each gradebook access or for each cell.

    For each access to the gradebook it makes a database engine, which forgets all compiled SQL,
    and looks for every table. Before it validates a cell's metadata it validates its own schema.
    It also no longer logs the traceback of a failed commit, since it raises the error anyway.
    """
    import nbgrader.api
    from nbgrader.nbgraderformat import common

    from autograder.nbgrader_plugin.database import create_engine

    tables = nbgrader.api.Base.metadata
    with ExitStack() as stack:
        for owner, name, value in (
            (nbgrader.api, "create_engine", functools.cache(create_engine)),
            (tables, "create_all", functools.cache(tables.create_all)),
            (common, "jsonschema", SimpleNamespace(validate=_validate)),
            (nbgrader.api.app_log, "disabled", True),
        ):
            stack.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, value)
        yield


def _validate(instance: Any, schema: Any) -> None:
    """``jsonschema.validate`` for a schema that is known to be valid."""
    import jsonschema

    validator = jsonschema.validators.validator_for(schema)(schema)
    error = jsonschema.exceptions.best_match(validator.iter_errors(instance))
    if error is not None:
        raise error
