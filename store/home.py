"""Which data folder is this, and is it a demo or real?

The nature is fixed at creation: a demo never becomes real, nor the other way round.
"""

import os
from pathlib import Path

from sqlalchemy import insert, inspect, select

from rules.value import Text
from store import shared
from store.engine import reading, writing
from store.errors import HomeError
from store.folder import Home
from store.scope import PROVINCE
from store.tables import metadata, setting

__all__ = ["Home", "HomeError", "create", "create_home", "home_path", "open_home"]

VERSION = "2"


def create_home(root: Path, *, demo: bool = False, day: int | None = None) -> Home:
    """A new, empty data folder. `day` (epoch seconds) is a demo's own present.

    Raises HomeError when the folder already holds something, or a real home is given a day.
    """
    return create(Home(root.absolute(), demo, day, shared.database_url()))


def create(home: Home) -> Home:
    """The same, with its state where `home` says."""
    _check_new(home.root, home.demo, home.day)
    if home.database:
        shared.check_new(PROVINCE, home)
    for folder in (home.evidence, home.ledger, home.derived):
        folder.mkdir(parents=True, exist_ok=True)
    settings = {"version": VERSION, "nature": "demo" if home.demo else "real"}
    if home.day is not None:
        settings["day"] = str(home.day)
    if home.database:
        settings["home"] = shared.bind(PROVINCE, home)
    with writing(home) as connection:
        metadata.create_all(connection)
        connection.execute(
            insert(setting), [{"name": name, "value": value} for name, value in settings.items()]
        )
    return home


def open_home(root: Path | None = None, database: str | None = None) -> Home:
    """The data folder at `root`, else BIAOCHI_HOME, else ./data; an older one is brought to this
    version first. `database`: where its state is, "" for the folder, as the settings say if None.

    Raises HomeError when it is no home, or one of a newer version.
    """
    root = (root or home_path()).absolute()
    named = shared.database_url() if database is None else database
    unknown = Home(root, demo=False, day=None, database=named)
    settings = shared.settings(PROVINCE, unknown) if unknown.database else _settings(unknown)
    if settings is None:
        raise HomeError(_no_home(root))
    version, day = settings.get("version", "?"), settings.get("day")
    home = Home(root, settings.get("nature") == "demo", int(day) if day else None, unknown.database)
    if version != VERSION:
        if not (version.isdigit() and int(version) < int(VERSION)):
            raise HomeError(_other_version(root, version))
        from store.upgrade import upgrade  # half a second to import, and seldom wanted

        upgrade(PROVINCE, home, VERSION)
    return home


def home_path() -> Path:
    """The data folder that the settings name."""
    return Path(os.environ.get("BIAOCHI_HOME") or "data").absolute()


def _settings(home: Home) -> dict[str, str]:
    if not (home.root / "state.db").is_file():
        marked = (home.root / shared.MARK).is_file()
        raise HomeError(_no_setting(home.root) if marked else _no_home(home.root))
    # Read by hand before any engine: a foreign file must be neither locked nor altered.
    with (home.root / "state.db").open("rb") as handle:
        if handle.read(16) != b"SQLite format 3\x00":
            raise HomeError(_no_home(home.root))
    with reading(home) as connection:
        if not inspect(connection).has_table(setting.name):
            raise HomeError(_no_home(home.root))
        return {row.name: row.value for row in connection.execute(select(setting))}


def _check_new(root: Path, demo: bool, day: int | None) -> None:
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise HomeError(_not_empty(root))
    if day is not None and not demo:
        raise HomeError(_REAL_DAY)


def _no_home(root: Path) -> Text:
    return Text(
        f"{root} 不是标尺的数据目录（没有可用的 state.db）；请用 BIAOCHI_HOME 指定正确的目录，"
        "或先运行 make run 建立。",
        f"{root} is not a Biaochi data folder (no usable state.db); name the right one in "
        "BIAOCHI_HOME, or create one with make run.",
    )


def _other_version(root: Path, version: str) -> Text:
    return Text(
        f"{root} 的数据版本是 {version}，本程序只能读到版本 {VERSION}；请使用与之相配的程序版本。",
        f"{root} holds data of version {version}; this program reads up to version {VERSION}. "
        "Use the release that matches it.",
    )


def _no_setting(root: Path) -> Text:
    return Text(
        f"{root} 的状态在数据库里；请用 {shared.SETTING} 指定该数据库。",
        f"The state of {root} is kept in a database; name that database in {shared.SETTING}.",
    )


def _not_empty(root: Path) -> Text:
    return Text(
        f"{root} 已经存在且不是空目录，不能在其中新建数据目录；请另选一个空目录。",
        f"{root} exists and is not an empty folder; choose an empty folder for the new data.",
    )


_REAL_DAY = Text(
    "只有演示数据目录才有自己的日期；正式数据目录按实际时间运行。",
    "Only a demo folder has a day of its own; a real folder runs by the real clock.",
)
