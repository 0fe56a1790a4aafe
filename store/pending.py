"""Which files has an import brought that no batch rests on yet, and who clears them away?

Files come before the transaction, so an import killed in between leaves some under their final
names, with rows nobody accepted. It notes them first; whoever holds the import lock next removes
those no batch names. Nothing else is ever removed: a file the state doesn't name may be all that
is left to mend a damaged state from.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select

from store.engine import reading
from store.files import PART, path_of, sweep
from store.folder import Home
from store.scope import Scope
from store.tables import batch, segment

NOTE = "import.pending"


@contextmanager
def pending(scope: Scope, home: Home, evidence: str, segments: Iterable[str]) -> Iterator[None]:
    """Within it the files of these digests may be brought and committed; at its end, or by the
    next import, what no batch names is gone. Under the import lock only."""
    paths = [path_of(home.evidence, evidence)]
    paths += [path_of(home.ledger, digest, ".parquet") for digest in segments]
    _write(home, [path for path in paths if not path.exists()])
    try:
        yield
    finally:
        clear(scope, home)


def clear(scope: Scope, home: Home) -> None:
    """Remove what an import left that didn't come to its end. Under the import lock only."""
    sweep(home.evidence)
    sweep(home.ledger)
    (home.root / f"{NOTE}{PART}").unlink(missing_ok=True)
    note = home.root / NOTE
    if note.exists():
        names = note.read_text(encoding="utf-8").split()
        with reading(home) as connection:
            for name in names:
                if not _is_named(connection, name):
                    (home.root / name).unlink(missing_ok=True)
        note.unlink()


def _is_named(connection: Connection, name: str) -> bool:
    digest = Path(name).name.removesuffix(".parquet").replace("-", ":", 1)
    column = segment.c.digest if name.endswith(".parquet") else batch.c.evidence
    return connection.execute(select(column).where(column == digest).limit(1)).first() is not None


def _write(home: Home, paths: Iterable[Path]) -> None:
    """The names, one a line, on the disk before any of the files is."""
    part = home.root / f"{NOTE}{PART}"
    with part.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{path.relative_to(home.root).as_posix()}\n" for path in paths)
        stream.flush()
        os.fsync(stream.fileno())
    part.rename(home.root / NOTE)
