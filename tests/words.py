"""Are the words people read compiled? `python -m tests.words` (make words) compiles every .po.

Compiled catalogues are committed beside their sources, so that nothing is built at a start.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "exports" / "locale"
UNDATED = datetime(2024, 4, 11, tzinfo=UTC)
"""Babel writes dates into the header; a fixed one keeps equal words equal bytes."""


def sources() -> list[Path]:
    """The catalogues as people write them."""
    return sorted(LOCALE.glob("*/*.po"))


def catalogue(path: Path) -> Catalog:
    """One catalogue; a line gettext can't read is an error that names it."""
    with path.open("rb") as handle:
        return read_po(handle, locale=path.parent.name, abort_invalid=True)


def compiled(path: Path) -> bytes:
    """The bytes of the .mo of a .po: the same for the same words."""
    words = catalogue(path)
    words.creation_date = words.revision_date = UNDATED
    out = BytesIO()
    write_mo(out, words)
    return out.getvalue()


def compile_all() -> None:
    for path in sources():
        path.with_suffix(".mo").write_bytes(compiled(path))


if __name__ == "__main__":
    compile_all()
