"""How does one read and write the state without losing an update?

SQLite in WAL mode: a writer takes BEGIN IMMEDIATE, because a transaction that reads first and
locks later loses updates between processes; a reader takes BEGIN and sees one snapshot.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from rules.value import Text
from store.errors import HomeError
from store.folder import Home

_engines: dict[str, Engine] = {}
_guard = threading.Lock()
_held = threading.local()


@contextmanager
def reading(home: Home) -> Iterator[Connection]:
    """A connection that sees the state as of its first statement and can't change it."""
    with _engine(home.state_url).connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(home: Home) -> Iterator[Connection]:
    """A connection that alone may write; all of it is committed at the end, or nothing."""
    with writing_to(home.state_url) as connection:
        yield connection


@contextmanager
def writing_to(url: str) -> Iterator[Connection]:
    """The same for any database of the home, the audit chain among them."""
    with (
        _engine(url).connect().execution_options(biaochi_write=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def import_lock(home: Home, patience: float = 600.0) -> Iterator[None]:
    """Only one import at a time, over all processes; the same thread may take it again.

    Raises HomeError after `patience` seconds.
    """
    depths: dict[Path, int] = _held.__dict__.setdefault("depths", {})
    if depths.get(home.root, 0):
        yield
        return
    with (home.root / "import.lock").open("a") as handle:
        _take(handle, time.monotonic() + patience)
        depths[home.root] = 1
        try:
            yield
        finally:
            del depths[home.root]


def close(home: Home) -> None:
    """Give back the connections of this home (before it is deleted or restored)."""
    for url in (home.state_url, f"sqlite:///{home.audit_path}"):
        with _guard:
            engine = _engines.pop(url, None)
        if engine is not None:
            engine.dispose()


def _take(handle: IO[str], deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise HomeError(_BUSY) from None
            time.sleep(0.02)
        else:
            return


def _engine(url: str) -> Engine:
    # The seam for a shared server: another URL needs its own events here, and nothing elsewhere.
    with _guard:
        if url not in _engines:
            engine = create_engine(url, connect_args={"timeout": 60})
            event.listen(engine, "connect", _prepare)
            event.listen(engine, "begin", _begin)
            _engines[url] = engine
        return _engines[url]


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    write = bool(connection.get_execution_options().get("biaochi_write"))
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _forget() -> None:
    # A SQLite connection must not cross a fork: its locks belong to the parent.
    global _guard
    _guard = threading.Lock()
    for engine in _engines.values():
        engine.dispose(close=False)
    _engines.clear()


os.register_at_fork(after_in_child=_forget)

_BUSY = Text(
    "另一项导入仍在进行，数据目录被占用；请等它结束后再导入。",
    "Another import is still running and holds the data folder; import again when it has ended.",
)
