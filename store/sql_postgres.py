"""What must every connection to PostgreSQL be told, so that it behaves as SQLite does?

One writer at a time: a transaction that writes first takes the advisory lock of its schema, and
only then its snapshot. A reader sees one snapshot and can't write.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

_SCHEMA = "coalesce(current_schema(), current_setting('search_path'))"  # also before it is made
_OF_SCHEMA = f"hashtextextended('biaochi ' || {_SCHEMA}, {{number}})"
_BEGIN = {
    "read": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "write": f"SELECT pg_advisory_xact_lock({_OF_SCHEMA.format(number=0)})",
    "scratch": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "lock": "SELECT 1",
}
"""What a transaction says first. A writer keeps READ COMMITTED: under any other level its
snapshot would be older than its lock."""


def open_engine(url: str) -> Engine:
    """An engine whose transactions begin as their `biaochi_may` says: read, write, scratch."""
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    event.listen(engine, "begin", _begin)
    return engine


def in_schema(url: str | URL, schema: str) -> str:
    """The same database, seen from one of its schemas."""
    seen = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    return seen.render_as_string(hide_password=False)


@contextmanager
def held(engine: Engine, deadline: float) -> Iterator[bool]:
    """The import lock of all machines that use this database, as a session's advisory lock;
    False when `deadline` (time.monotonic) passes first. A session that is lost gives it back."""
    with engine.connect().execution_options(
        isolation_level="AUTOCOMMIT", biaochi_may="lock"
    ) as connection:
        while not (taken := _says(connection, "pg_try_advisory_lock")):
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        try:
            yield taken
        finally:
            with suppress(DBAPIError):
                _says(connection, "pg_advisory_unlock")
            connection.invalidate()  # a session that kept it would lock everybody out


def _says(connection: Connection, function: str) -> bool:
    query = f"SELECT {function}({_OF_SCHEMA.format(number=1)})"
    return bool(connection.exec_driver_sql(query).scalar())


def _begin(connection: Connection) -> None:
    may = connection.get_execution_options().get("biaochi_may", "read")
    connection.exec_driver_sql(_BEGIN[may])
