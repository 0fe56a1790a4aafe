"""How is a data folder kept a second time, and brought back?

A backup is a data folder with its state in SQLite, wherever the first keeps its own; brought
back, the state may lie on the server that the settings name. So a folder moves between the two.
It is made under another name and gets its own when it is whole.
"""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select

from rules.value import Text
from store import audit, engine, home, shared
from store.engine import connected, reading, writing, writing_to
from store.errors import HomeError
from store.files import path_of, publish
from store.folder import Home
from store.scope import Scope
from store.tables import batch, metadata, segment, setting

PART = ".part"
ASIDE = ("calendar", "truth.json")
"""What lies in a folder beside its state and the files that the state names."""
OWN = ("version", "home")
"""The settings in which a copy differs."""
_ROWS = 5_000
Progress = Callable[[float, int], None]


def back_up(scope: Scope, held: Home, folder: Path, progress: Progress) -> Home:
    """Keep everything in a new folder while others go on working; raises HomeError when something
    is there already."""
    return _copied(scope, held, folder, "", progress)


def restore(scope: Scope, folder: Path, root: Path, by: str, progress: Progress) -> Home:
    """A new data folder `root` with everything a backup holds, its state where the settings say;
    an act of the chain, on the head that came back. Raises HomeError when something is there
    already."""
    kept = home.open_home(folder, database="")
    made = _copied(scope, kept, root, shared.database_url(), progress)
    engine.close(kept)
    head = audit.verify(scope, made).head.hash
    with writing(made) as connection:
        audit.record(
            scope, connection, at=made.now(), actor=by, action="restore", object="home",
            content=head, note=folder.name,
        )  # fmt: skip
    audit.carry(scope, made)
    return made


def _copied(scope: Scope, held: Home, folder: Path, database: str, progress: Progress) -> Home:
    root = folder.absolute()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise HomeError(_taken(root))
    audit.carry(scope, held)
    part = root.with_name(f"{root.name}.{uuid.uuid4().hex}{PART}")
    made = home.create(Home(part, held.demo, held.day, database))
    try:
        # The chain first: acts written meanwhile are then carried into it from the state.
        _copy_tables(held.audit_url, made.audit_url, [audit.chain])
        _copy_tables(held.state_url, made.state_url, metadata.sorted_tables)
        _copy_files(held, made, progress)
    except BaseException:
        engine.close(made)
        shutil.rmtree(part)
        raise
    engine.close(made)
    with suppress(FileNotFoundError):
        root.rmdir()
    part.rename(root)
    return Home(root, held.demo, held.day, database)


def _copy_tables(source: str, target: str, tables: list[Table]) -> None:
    """All rows as one reader sees them, in one transaction."""
    with connected(source, "read") as connection, writing_to(target) as written:
        tables[0].metadata.create_all(written)
        for table in tables:
            for rows in _rows(connection, table):
                written.execute(insert(table), rows)
            _number_on(written, table)


def _rows(connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    query = select(table)
    if table is setting:
        query = query.where(setting.c.name.not_in([*OWN, "nature", "day"]))
    result = connection.execution_options(yield_per=_ROWS).execute(query)
    for rows in result.mappings().partitions():
        yield [dict(row) for row in rows]


def _number_on(connection: Connection, table: Table) -> None:
    """A server counts its numbers apart from the rows."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    counter = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.max(column)).scalar_subquery()
    connection.execute(select(func.setval(counter, last)).where(last.is_not(None)))


def _copy_files(held: Home, made: Home, progress: Progress) -> None:
    """What the copied state names; what is missing, is missing in the copy too."""
    with reading(made) as connection:
        evidence = connection.scalars(select(batch.c.evidence).distinct()).all()
        segments = connection.scalars(select(segment.c.digest).distinct()).all()
    paths = [path_of(held.evidence, digest) for digest in evidence]
    paths += [path_of(held.ledger, digest, ".parquet") for digest in segments]
    for number, path in enumerate(paths, start=1):
        part = made.root / path.parent.name / f"{path.name}{PART}"
        with suppress(FileNotFoundError):
            shutil.copyfile(path, part)
            publish(part, part.with_name(path.name))
        progress(number, len(paths))
    for name in ASIDE:
        if (held.root / name).is_dir():
            shutil.copytree(held.root / name, made.root / name)
        elif (held.root / name).exists():
            shutil.copyfile(held.root / name, made.root / name)


def _taken(root: Path) -> Text:
    return Text(
        f"{root} 已经存在且不是空目录；请另选一个空目录，或先把它移走。",
        f"{root} exists and is not an empty folder; choose an empty one, or move it away first.",
    )
