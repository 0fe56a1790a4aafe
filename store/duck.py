"""Who may open DuckDB, and what may it reach? In memory, and only the folders it is given.

One connection is shared by the process; every call takes a cursor of its own, because DuckDB
refuses a connection that two threads use at once. What a cursor creates stays private to it.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

_connections: dict[tuple[Path, ...], duckdb.DuckDBPyConnection] = {}
_abandoned: list[dict[tuple[Path, ...], duckdb.DuckDBPyConnection]] = []
_MOST = 8
_guard = threading.Lock()


@contextmanager
def cursor(*folders: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of the process's connection that can read and write in `folders` only."""
    with _guard:
        if folders not in _connections:
            while len(_connections) >= _MOST:  # a cursor outlives the connection it came from
                _connections.pop(next(iter(_connections))).close()
            _connections[folders] = _locked(folders)
        own = _connections[folders].cursor()
    try:
        yield own
    finally:
        own.close()


@dataclass(frozen=True)
class Bounds:
    """How much a connection may use; what doesn't fit into `memory` goes to the folder `spill`."""

    memory: str
    threads: int
    spill: Path


@contextmanager
def passing(*folders: Path, bounds: Bounds | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same by a connection that ends with the call, for folders that won't be seen again."""
    connection = _locked(folders, bounds)
    try:
        yield connection
    finally:
        connection.close()


def close(*folders: Path) -> None:
    """Give back the connection of these folders."""
    with _guard:
        connection = _connections.pop(folders, None)
    if connection is not None:
        connection.close()


def quoted(text: str | Path) -> str:
    """A text literal."""
    return "'" + str(text).replace("'", "''") + "'"


def _locked(folders: tuple[Path, ...], bounds: Bounds | None = None) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    if bounds is not None:
        connection.execute(f"SET memory_limit = {quoted(bounds.memory)}")
        connection.execute(f"SET threads = {bounds.threads}")
    allowed = ", ".join(quoted(f"{folder}/") for folder in folders)
    for statement in (
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        f"SET temp_directory = {quoted(bounds.spill if bounds else '')}",
        f"SET allowed_directories = [{allowed}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        connection.execute(statement)
    return connection


def _forget() -> None:
    # The threads of the engine don't survive a fork, so neither may its connections; to end them
    # would wait for those threads, or crash.
    global _guard
    _guard = threading.Lock()
    _abandoned.append(dict(_connections))
    _connections.clear()


os.register_at_fork(after_in_child=_forget)
