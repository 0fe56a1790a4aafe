"""Which markets have rows in a segment? Read once per process: a segment never changes."""

from collections.abc import Sequence
from pathlib import Path

from store import duck
from store.errors import DamageError
from store.files import damaged, path_of
from store.folder import Home
from store.scope import Scope

_markets: dict[Path, tuple[str, ...]] = {}


def markets_of(scope: Scope, home: Home, digests: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The markets of each segment, in order. Raises DamageError when a file is missing."""
    paths = {digest: path_of(home.ledger, digest, ".parquet") for digest in digests}
    unread = sorted({path for path in paths.values() if path not in _markets})
    missing = next((path for path in unread if not path.exists()), None)
    if missing is not None:
        raise DamageError(damaged(missing))
    if unread:
        _read(home, unread)
    return {digest: _markets[path] for digest, path in paths.items()}


def _read(home: Home, paths: Sequence[Path]) -> None:
    names = ", ".join(duck.quoted(path) for path in paths)
    with duck.cursor(home.ledger, home.derived) as cursor:
        rows = cursor.execute(
            "SELECT filename, list(DISTINCT market ORDER BY market) "
            f"FROM read_parquet([{names}], filename = true) GROUP BY filename"
        ).fetchall()
    _markets.update({Path(name): tuple(markets) for name, markets in rows})
