"""What must every connection to SQLite be told, so that no update is lost?

WAL mode; a writer takes BEGIN IMMEDIATE, because a transaction that reads first and locks later
loses updates between processes; a reader takes BEGIN and sees one snapshot.
"""

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry


def open_engine(url: str) -> Engine:
    """An engine whose transactions begin as their `biaochi_may` says: read, write, scratch."""
    engine = create_engine(url, connect_args={"timeout": 60})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    may = connection.get_execution_options().get("biaochi_may", "read")
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if may == 'read' else 'OFF'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if may == "write" else "BEGIN")
