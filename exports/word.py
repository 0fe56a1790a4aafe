"""How is a paper written as a Word draft? In the layout officials know (GB/T 9704).

仿宋_GB2312 and 黑体 are named, not shipped: the office's own computers have them.
"""

from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from exports.document import Document, Grid, Heading, Paragraph

TEXT_WIDTH = 156
"""Millimetres between the margins."""
BODY, SANS, TITLE = "仿宋_GB2312", "黑体", "方正小标宋_GBK"


def write_word(document: Document, path: Path) -> None:
    """Write `document` to `path` as .docx, page x of y in the footer."""
    paper = docx.Document()
    paper.core_properties.title = document.title
    paper.core_properties.author = ""
    _set_page(paper, document)
    heading = paper.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _say(heading, document.title, TITLE, 22)
    if document.subtitle:
        line = paper.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _say(line, document.subtitle, BODY, 14)
    for block in document.blocks:
        if isinstance(block, Heading):
            _say(paper.add_paragraph(), block.text, SANS, 16 if block.level == 1 else 14)
        elif isinstance(block, Paragraph):
            _add_paragraph(paper, block)
        else:
            _add_grid(paper, block)
    paper.save(str(path))


def _set_page(paper: WordDocument, document: Document) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _say(section.header.paragraphs[0], "  ·  ".join(document.marks), BODY, 9)
    footer = section.footer.paragraphs[0]
    before, between, after = document.page_words
    _say(footer, f"{document.stamp}    {before}", BODY, 9)
    _add_field(footer, "PAGE")
    _say(footer, between, BODY, 9)
    _add_field(footer, "NUMPAGES")
    _say(footer, after, BODY, 9)


def _say(paragraph: WordParagraph, text: str, font: str, size: float) -> Run:
    run = paragraph.add_run(text)
    run.font.name = font
    run.font.size = Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _add_field(paragraph: WordParagraph, name: str) -> None:
    run = _say(paragraph, "", BODY, 9)
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run.element.append(element)


def _add_paragraph(paper: WordDocument, block: Paragraph) -> None:
    paragraph = paper.add_paragraph()
    if block.style == "quote":
        paragraph.paragraph_format.left_indent = Mm(8)
    _say(paragraph, block.text, "楷体_GB2312" if block.style == "quote" else BODY,
         10.5 if block.style == "note" else 14)  # fmt: skip


def _add_grid(paper: WordDocument, block: Grid) -> None:
    table = paper.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    if block.headings:
        heading = table.add_row()
        for cell, text in zip(heading.cells, block.headings, strict=True):
            _say(cell.paragraphs[0], text, SANS, 9)
        # The headings come again on every page the table runs over.
        heading._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        for column, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _say(cell.paragraphs[0], text, BODY, 9)
            if column in block.right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _set_widths(table, block)
    paper.add_paragraph()


def _set_widths(table: Table, block: Grid) -> None:
    share = TEXT_WIDTH / sum(block.widths)
    for column, width in zip(table.columns, block.widths, strict=True):
        for cell in column.cells:
            cell.width = Mm(round(width * share))
