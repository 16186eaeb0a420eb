"""The gradebook as a database: connects in bounded time, and checks that it is this course's."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from nbgrader.api import Gradebook, InvalidEntry
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from autograder.nbgrader_plugin.errors import gradebook_error, shown_url
from fmnist_lab.errors import CourseError

MAX_SQLITE_PATH_BYTES = 504  # 512, less the "-journal" of the file beside it
SERVER_PATIENCE_SECONDS = 20  # for a server's answer, and for the end of another program's lock


def create_engine(db_url: str, **options: Any) -> sqlalchemy.Engine:
    """An SQLAlchemy engine that fails in bounded time when its server is silent or locked.

    Without these bounds PostgreSQL's client waits minutes for a server, and for ever for a lock.
    """
    url = sqlalchemy.make_url(db_url)
    if url.get_backend_name() != "postgresql" or "psycopg" not in url.get_driver_name():
        return sqlalchemy.create_engine(url, **options)
    bounds = {  # parameters of libpq, PostgreSQL's client library
        "connect_timeout": SERVER_PATIENCE_SECONDS,
        "tcp_user_timeout": SERVER_PATIENCE_SECONDS * 1000,
        "keepalives_idle": SERVER_PATIENCE_SECONDS,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }
    missing = {name: value for name, value in bounds.items() if name not in url.query}
    engine = sqlalchemy.create_engine(url, connect_args=missing, **options)

    def bound_locks(connection: Any, _: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{SERVER_PATIENCE_SECONDS}s'")
        connection.commit()

    sqlalchemy.event.listen(engine, "connect", bound_locks)
    return engine


def check_gradebook(db_url: str, course_id: str) -> bool:
    """Whether there is a gradebook; checks that it is this course's and can be written.

    Writes nothing. Raises CourseError when the database is another course's or another program's,
    or can't be written.
    """
    try:
        engine = create_engine(db_url)
        if gradebook_is_missing(db_url):
            return False  # connecting would create the file
        with engine.connect() as connection:
            tables = set(sqlalchemy.inspect(connection).get_table_names())
            if tables:
                _check_course(connection, tables, db_url, course_id)
            _try_to_write(connection, bool(tables))
        engine.dispose()
        return bool(tables)
    except CourseError:
        raise
    except Exception as error:
        raise gradebook_error(error, db_url) from None


def gradebook_is_missing(db_url: str) -> bool:
    """Whether this is an SQLite file that does not exist. Raises CourseError if none can be there.

    Another database, or what is no address of one, is not missing.
    """
    try:
        url = sqlalchemy.make_url(db_url)
    except sqlalchemy.exc.ArgumentError:
        return False
    name = url.database
    if url.get_backend_name() != "sqlite" or not name:
        return False
    path = Path(name.removeprefix("file:").partition("?")[0] if name.startswith("file:") else name)
    if not path.parent.is_dir():
        raise CourseError(
            f"The gradebook {shown_url(db_url)} can't be made: {path.parent} is missing."
        )
    length = len(os.fsencode(path))
    if length > MAX_SQLITE_PATH_BYTES:
        raise CourseError(
            f"The gradebook's path has {length} bytes; SQLite opens {MAX_SQLITE_PATH_BYTES} at most: "
            f"{path}. Move the course to a shorter path, or name another gradebook as "
            "CourseDirectory.db_url in nbgrader_config.py."
        )
    if not path.exists() and not os.access(path.parent, os.W_OK | os.X_OK):
        raise CourseError(
            f"The gradebook {shown_url(db_url)} can't be made: {path.parent} can't be written. "
            "Make it writable."
        )
    return not path.exists()


def _check_course(
    connection: sqlalchemy.Connection, tables: set[str], db_url: str, course_id: str
) -> None:
    if not {"course", "assignment", "grade"} <= tables:
        raise CourseError(
            f"{shown_url(db_url)} is not a gradebook of nbgrader: it has the tables "
            f"{', '.join(sorted(tables))[:100]}. Name another in nbgrader_config.py."
        )
    rows = connection.execute(sqlalchemy.text("SELECT id FROM course"))
    courses = [str(row[0]) for row in rows]
    if courses and course_id not in courses:
        raise CourseError(
            f"The gradebook {shown_url(db_url)} is that of the course "
            f"{', '.join(map(repr, courses))}; this is {course_id!r}. Move it away, or "
            "set CourseDirectory.course_id or db_url in nbgrader_config.py."
        )


def _try_to_write(connection: sqlalchemy.Connection, has_tables: bool) -> None:
    """Begin to write and roll back: a database that is read-only or locked refuses here."""
    create_table = "CREATE TABLE autograder_write_test (id INTEGER)"
    if connection.dialect.name == "sqlite" and has_tables:
        connection.rollback()
        sqlite = connection.connection.dbapi_connection
        assert sqlite is not None
        for statement in ("BEGIN IMMEDIATE", create_table, "ROLLBACK"):
            sqlite.execute(statement)
    elif connection.dialect.name == "postgresql":
        update_nothing = "UPDATE grade SET auto_score = auto_score WHERE false"
        connection.execute(sqlalchemy.text(update_nothing if has_tables else create_table))
        connection.rollback()


@contextmanager
def open_gradebook(coursedir: Any) -> Iterator[Gradebook]:
    """nbgrader's Gradebook of a course, to read or to change.

    SQLAlchemy's warnings inside are dropped, and its errors become a CourseError.
    """
    db_url = coursedir.db_url
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            with Gradebook(db_url, coursedir.course_id) as gradebook:
                yield gradebook
    except (SQLAlchemyError, InvalidEntry) as error:
        raise gradebook_error(error, db_url) from None
