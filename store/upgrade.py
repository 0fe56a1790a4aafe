"""How does an older data folder become one of this version? Step by step, whole or not at all."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, update

from store import audit
from store.engine import import_lock, writing
from store.files import digest_bytes
from store.folder import Home
from store.scope import Scope
from store.tables import setting

STEPS = Path(__file__).parent / "migrations"


def upgrade(scope: Scope, home: Home, version: str) -> None:
    """Bring the state to `version` in one transaction; an act for the audit chain."""
    with import_lock(home), writing(home) as connection:
        held = connection.scalar(select(setting.c.value).where(setting.c.name == "version"))
        if held != version:  # else somebody has just done it
            run(connection, str(held), version)
            query = update(setting).where(setting.c.name == "version")
            connection.execute(query.values(value=version))
            audit.record(
                scope, connection, at=home.now(), actor="system", action="upgrade",
                object="setting:version", content=digest_bytes(version.encode()),
            )  # fmt: skip
    audit.carry(scope, home)


def run(connection: Connection, since: str, until: str) -> None:
    """The steps after version `since` ("base": from nothing) up to `until`."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(STEPS))
    command.stamp(config, since, purge=True)
    command.upgrade(config, until)
