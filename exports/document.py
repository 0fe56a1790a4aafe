"""What does a paper consist of, whichever program prints it?

A paper is a title, marks, a stamp and blocks; `exports.pdf` and `exports.word` print the same one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1
    block: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """`quote` is the exact text of a clause, `note` a remark in small type."""

    text: str
    style: Literal["body", "quote", "note"] = "body"
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Grid:
    """A table: headings, rows of text, relative column widths, columns set to the right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: tuple[int, ...] = ()
    block: Literal["table"] = "table"


Block = Heading | Paragraph | Grid


def facts(rows: Sequence[tuple[str, str]]) -> Grid:
    """A table of names and what they are, without headings."""
    return Grid((), tuple(rows), (1.0, 4.2))


@dataclass(frozen=True)
class Document:
    """`marks` stand under the title (演示数据, 草稿); `stamp` on every page."""

    title: str
    subtitle: str
    marks: tuple[str, ...]
    stamp: str
    page_words: tuple[str, str, str]
    blocks: tuple[Block, ...] = field(default=())
    language: str = "zh"

    def plain(self) -> dict[str, object]:
        """The same as plain lists and texts, as the PDF template reads it."""
        return asdict(self)

    def text(self) -> str:
        """Every text that will be printed, for the check of the fonts."""
        return "\n".join(_texts(self.plain()))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
