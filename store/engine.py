"""How does one read and write the state without losing an update?

The state is SQLite in the data folder, or PostgreSQL; what each must be told is in
store.sql_sqlite and store.sql_postgres. A reader sees one snapshot, a writer is alone.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from sqlalchemy import Connection, Engine

from store import holder, sql_postgres, sql_sqlite
from store.errors import HomeError
from store.folder import Home

May = Literal["read", "write", "scratch"]
_engines: dict[str, Engine] = {}
_guard = threading.Lock()
_held = threading.local()


@contextmanager
def reading(home: Home) -> Iterator[Connection]:
    """A connection that sees the state as of its first statement and can't change it."""
    with connected(home.state_url, "read") as connection:
        yield connection


@contextmanager
def writing(home: Home) -> Iterator[Connection]:
    """A connection that alone may write; all of it is committed at the end, or nothing."""
    with writing_to(home.state_url) as connection:
        yield connection


@contextmanager
def writing_to(url: str) -> Iterator[Connection]:
    """The same for any database of the home, the audit chain among them."""
    with connected(url, "write") as connection:
        yield connection


@contextmanager
def connected(url: str, may: May) -> Iterator[Connection]:
    """One transaction on a database. Who may only `scratch` reads, and leaves nothing of the
    temporary tables it made: it is taken back at the end."""
    with (
        _engine(url).connect().execution_options(biaochi_may=may) as connection,
        connection.begin() as transaction,
    ):
        yield connection
        if may == "scratch":
            transaction.rollback()


@contextmanager
def import_lock(home: Home, patience: float = 600.0) -> Iterator[None]:
    """Only one import at a time, over all processes; the same thread may take it again.

    Raises HomeError after `patience` seconds.
    """
    depths: dict[Path, int] = _held.__dict__.setdefault("depths", {})
    if depths.get(home.root, 0):
        yield
        return
    with _locked(home, time.monotonic() + patience):
        depths[home.root] = 1
        try:
            yield
        finally:
            del depths[home.root]


def close(home: Home, *urls: str) -> None:
    """Give back the connections of this home (before it is deleted or restored), and those of
    further databases."""
    for url in (home.state_url, home.audit_url, *urls):
        with _guard:
            engine = _engines.pop(url, None)
        if engine is not None:
            engine.dispose()


@contextmanager
def _locked(home: Home, deadline: float) -> Iterator[None]:
    path = home.root / holder.LOCK
    with path.open("a", encoding="utf-8") as handle:
        if home.database:
            with sql_postgres.held(_engine(home.database), deadline) as taken:
                if not taken:
                    raise HomeError(holder.busy(path))
                holder.note(handle)
                yield
        else:
            _take(handle, path, deadline)
            holder.note(handle)
            yield


def _take(handle: IO[str], path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise HomeError(holder.busy(path)) from None
            time.sleep(0.02)
        else:
            return


def _engine(url: str) -> Engine:
    with _guard:
        if url not in _engines:
            dialect = sql_sqlite if url.startswith("sqlite") else sql_postgres
            _engines[url] = dialect.open_engine(url)
        return _engines[url]


def _forget() -> None:
    # A connection must not cross a fork: its locks and its socket belong to the parent.
    global _guard
    _guard = threading.Lock()
    for engine in _engines.values():
        engine.dispose(close=False)
    _engines.clear()


os.register_at_fork(after_in_child=_forget)
