"""How is a paper printed as PDF? By typst, with the project's own fonts and no others."""

import json
from pathlib import Path

import typst

from exports.document import Document
from exports.fonts import FOLDER, missing_glyphs
from exports.refusals import ExportError, unprintable

TEMPLATE = Path(__file__).parent / "paper.typ"


class UnprintableTextError(ExportError):
    """The paper holds characters no shipped font can draw; `characters` names them."""

    def __init__(self, characters: str) -> None:
        super().__init__(unprintable(characters).text)
        self.characters = characters


def write_pdf(document: Document, path: Path) -> None:
    """Print `document` to `path`. The same document gives the same bytes: no time of printing.

    Raises UnprintableTextError rather than leaving a gap where a character should stand.
    """
    unprintable = missing_glyphs(document.text())
    if unprintable:
        raise UnprintableTextError(unprintable)
    content = json.dumps(document.plain(), ensure_ascii=False, sort_keys=True)
    printed = typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=[str(FOLDER)],
        ignore_system_fonts=True,
        sys_inputs={"document": content},
    )
    path.write_bytes(printed)
