"""Is a paper printed whole, with our own fonts, and the same every time?"""

import shutil
import subprocess
from pathlib import Path

import pytest

from exports import marks
from exports.document import Document, Grid, Heading, Paragraph, facts
from exports.fonts import FOLDER, missing_glyphs
from exports.pdf import UnprintableTextError, write_pdf
from rules.clauses import clauses
from rules.codes import code_list, code_list_names, divisions
from tests.words import catalogue, sources

LONG = tuple((f"第{n}行", str(n), "满意") for n in range(120))
PAPER = Document(
    title="零工市场评价报告", subtitle="玄武零工市场 · 2026年10月", marks=("演示数据", "草稿"),
    stamp="数据截至 2026-10-31 24:00", page_words=("第 ", " 页，共 ", " 页"),
    blocks=(
        Heading("一、评价结果"), Heading("场地", 2), Paragraph("■ 否决：公益性"),
        Paragraph("要坚持公益性。", "quote"), Paragraph("※ 默认值", "note"),
        facts([("等级", "× 不合格")]),
        Grid(("评价项", "得分", "结论"), LONG, (2, 1, 1), (1,)),
    ),
)  # fmt: skip


def test_a_paper_is_a_pdf_and_the_same_paper_the_same_bytes(tmp_path: Path) -> None:
    write_pdf(PAPER, tmp_path / "a.pdf")
    write_pdf(PAPER, tmp_path / "b.pdf")
    content = (tmp_path / "a.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content == (tmp_path / "b.pdf").read_bytes()


def test_another_word_gives_other_bytes(tmp_path: Path) -> None:
    write_pdf(PAPER, tmp_path / "a.pdf")
    changed = Document(**{**PAPER.__dict__, "subtitle": "别的市场"})
    write_pdf(changed, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() != (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("character", ["\ue000", "\U0003106c", "😀"])
def test_a_character_no_font_can_draw_is_refused_by_name(tmp_path: Path, character: str) -> None:
    changed = Document(**{**PAPER.__dict__, "subtitle": f"{character}零工市场"})
    with pytest.raises(UnprintableTextError) as refused:
        write_pdf(changed, tmp_path / "a.pdf")
    assert refused.value.characters == character
    assert character in refused.value.text.zh
    assert not (tmp_path / "a.pdf").exists()


def test_every_text_of_a_paper_is_looked_at() -> None:
    text = PAPER.text()
    for part in (
        "零工市场评价报告",
        "演示数据",
        "第119行",
        "要坚持公益性。",
        "× 不合格",
        " 页，共 ",
    ):
        assert part in text


def test_the_fonts_draw_every_word_the_project_says() -> None:
    said = [clause.text + clause.section for clause in clauses().values()]
    said += [code.title.zh for name in code_list_names() for code in code_list(name).codes]
    places = divisions()
    said += [places.name(code, "zh") for code in (*places.cities, *places.counties)]
    for path in sources():
        for message in catalogue(path):
            said.append(message.id if isinstance(message.id, str) else message.id[0])
    said += [mark.sign for mark in vars(marks).values() if isinstance(mark, marks.Mark)]
    assert missing_glyphs("".join(said).replace("{", "").replace("}", "")) == ""


def test_each_font_comes_with_its_licence() -> None:
    names = {path.stem.split("-")[0] for path in FOLDER.glob("*.ttf")}
    assert names
    assert {path.stem.removeprefix("OFL-") for path in FOLDER.glob("OFL-*.txt")} == names


@pytest.mark.services
def test_the_printed_text_can_be_read_back_page_by_page(tmp_path: Path) -> None:
    assert shutil.which("pdftotext"), "install poppler-utils"
    write_pdf(PAPER, tmp_path / "a.pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True,
        text=True,
    ).stdout  # fmt: skip
    pages = text.rstrip("\f").split("\f")
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"第 {number} 页，共 {len(pages)} 页" in page
        assert "演示数据" in page
        assert "数据截至 2026-10-31 24:00" in page
    assert "零工市场评价报告" in pages[0]
    # The headings of a table that runs over come again.
    assert all("评价项" in page for page in pages[1:])
