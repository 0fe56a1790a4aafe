"""Which column types mean the same on every engine?

Text is compared in byte order and is of any length: SQLite does so by itself; on PostgreSQL it
is TEXT COLLATE "C", whatever language the server sorts by.
"""

from sqlalchemy import String, Text
from sqlalchemy.dialects.postgresql import TEXT


def text(length: int | None = None) -> String:
    """A text column; the length says what is usual, no engine enforces it."""
    plain = Text() if length is None else String(length)
    return plain.with_variant(TEXT(collation="C"), "postgresql")
