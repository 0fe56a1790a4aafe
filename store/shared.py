"""Is the state of this data folder kept on a server, and is it this folder's?

BIAOCHI_DATABASE_URL names the database. Folder and database are bound at creation by a number
that both hold, so that no folder is ever read with the state of another.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.schema import CreateSchema

from rules.value import Text
from store.engine import connected, writing
from store.errors import HomeError
from store.folder import Home
from store.scope import Scope
from store.tables import setting

SETTING = "BIAOCHI_DATABASE_URL"
MARK = "database.id"


def database_url() -> str:
    """The database of the environment, "" where none is named. Raises HomeError for another
    kind than PostgreSQL."""
    named = os.environ.get(SETTING, "")
    if not named:
        return ""
    try:
        url = make_url(named)
    except ArgumentError:
        raise HomeError(_UNREADABLE) from None
    if url.get_backend_name() != "postgresql":
        raise HomeError(_UNREADABLE)
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def check_new(scope: Scope, home: Home) -> None:
    """Raises HomeError where the database already holds a state, or can't be reached."""
    with reached(), connected(home.database, "read") as connection:
        if inspect(connection).has_table(setting.name):
            raise HomeError(_TAKEN)


def bind(scope: Scope, home: Home) -> str:
    """Give folder and database their common number; the database's part is for the caller."""
    number = uuid.uuid4().hex
    (home.root / MARK).write_text(number, encoding="utf-8")
    with writing(home) as connection:
        connection.execute(CreateSchema("audit", if_not_exists=True))
    return number


def settings(scope: Scope, home: Home) -> dict[str, str] | None:
    """What the database says of the home; None where it holds no state. Raises HomeError when
    it is that of another folder."""
    mark = home.root / MARK
    if not mark.is_file():
        raise HomeError(_own_state(home) if (home.root / "state.db").exists() else _no_mark(home))
    with reached(), connected(home.database, "read") as connection:
        if not inspect(connection).has_table(setting.name):
            return None
        held = {row.name: row.value for row in connection.execute(select(setting))}
    if held.get("home") != mark.read_text(encoding="utf-8").strip():
        raise HomeError(_another(home))
    return held


@contextmanager
def reached(setting_name: str = SETTING) -> Iterator[None]:
    """Within it a server that doesn't answer is said in plain words, without its password."""
    try:
        yield
    except OperationalError as error:
        raise HomeError(_unreachable(setting_name, str(error.orig).strip())) from None


def _own_state(home: Home) -> Text:
    return Text(
        f"{home.root} 的状态在它自己的 state.db 里，而 {SETTING} 指定了数据库；请去掉该设置，"
        "或指定另一个数据目录。",
        f"{home.root} keeps its state in its own state.db, but {SETTING} names a database; unset "
        "it, or name another data folder.",
    )


def _no_mark(home: Home) -> Text:
    return Text(
        f"{home.root} 不是标尺的数据目录（没有 {MARK}）；请用 BIAOCHI_HOME 指定正确的目录。",
        f"{home.root} is not a Biaochi data folder (no {MARK}); name the right one in "
        "BIAOCHI_HOME.",
    )


def _another(home: Home) -> Text:
    return Text(
        f"{SETTING} 指定的数据库不是数据目录 {home.root} 的；请核对这两项设置。",
        f"The database named in {SETTING} is not that of the data folder {home.root}; check the "
        "two settings.",
    )


def _unreachable(setting_name: str, told: str) -> Text:
    return Text(
        f"{setting_name} 指定的数据库无法使用：{told}；请检查服务器是否在运行、地址和口令是否正确、"
        "磁盘是否已满。",
        f"The database named in {setting_name} can't be used: {told}; check that the server is "
        "running, that address and password are right, and that its disk isn't full.",
    )


_UNREADABLE = Text(
    f"{SETTING} 应写作 postgresql+psycopg://用户:口令@主机/数据库；不设时状态存在数据目录里。",
    f"{SETTING} is written postgresql+psycopg://user:password@host/database; without it the state "
    "lies in the data folder.",
)
_TAKEN = Text(
    f"{SETTING} 指定的数据库里已有数据，不能再建；请指定一个空的数据库。",
    f"The database named in {SETTING} already holds data; name an empty one.",
)
