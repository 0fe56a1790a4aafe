"""Does a Word draft hold the same paper, in the form offices know?"""

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from exports.word import write_word
from tests.exports.test_pdf import LONG, PAPER


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "a.docx"
    write_word(PAPER, path)
    return path


def test_title_headings_and_paragraphs_come_in_order(draft: Path) -> None:
    texts = [paragraph.text for paragraph in docx.Document(str(draft)).paragraphs if paragraph.text]
    assert texts == [
        "零工市场评价报告", "玄武零工市场 · 2026年10月", "一、评价结果", "场地", "■ 否决：公益性",
        "要坚持公益性。", "※ 默认值",
    ]  # fmt: skip


def test_tables_hold_every_row_and_repeat_their_headings(draft: Path) -> None:
    plain, listed = docx.Document(str(draft)).tables
    assert [cell.text for cell in plain.rows[0].cells] == ["等级", "× 不合格"]
    assert [cell.text for cell in listed.rows[0].cells] == ["评价项", "得分", "结论"]
    assert len(listed.rows) == len(LONG) + 1
    assert listed.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert plain.rows[0]._tr.trPr is None


def test_every_page_bears_marks_stamp_and_its_number_of_how_many(draft: Path) -> None:
    section = docx.Document(str(draft)).sections[0]
    assert section.header.paragraphs[0].text == "演示数据  ·  草稿"
    footer = section.footer.paragraphs[0]
    assert footer.text.startswith("数据截至 2026-10-31 24:00    第 ")
    fields = [field.text for field in footer._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_page_is_that_of_an_official_document(draft: Path) -> None:
    section = docx.Document(str(draft)).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 37, 28]


def test_chinese_is_set_in_the_fonts_of_offices(draft: Path) -> None:
    title = docx.Document(str(draft)).paragraphs[0].runs[0]
    fonts = title._r.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "方正小标宋_GBK"


def test_nobody_is_named_as_author(draft: Path) -> None:
    properties = docx.Document(str(draft)).core_properties
    assert properties.author == ""
    assert properties.title == "零工市场评价报告"
