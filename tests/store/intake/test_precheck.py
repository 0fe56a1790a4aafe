"""A dangerous file is refused before anything opens it; a harmless one passes."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from store.intake import precheck as module
from store.intake.precheck import precheck

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


def codes(path: Path) -> list[str]:
    return [found.code for found in precheck(path)[0]]


def book(path: Path, sheet_xml: str) -> Path:
    """A workbook whose one sheet has exactly this XML."""
    plain = path.with_suffix(".plain.xlsx")
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            is_sheet = entry.filename == "xl/worksheets/sheet1.xml"
            target.writestr(entry.filename, sheet_xml if is_sheet else source.read(entry))
    return path


def test_a_plain_workbook_passes(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook["Sheet"]["A1"] = '<f> r="XFD1" t="e" 也只是文字'
    workbook.save(tmp_path / "a.xlsx")
    assert precheck(tmp_path / "a.xlsx") == ([], True)


def test_a_far_cell_of_a_tiny_file_is_refused(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook["Sheet"]["A1"] = workbook["Sheet"]["XFD1048576"] = 1
    workbook.save(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").stat().st_size < 6000
    assert codes(tmp_path / "a.xlsx") == ["far_cell"]
    assert precheck(tmp_path / "a.xlsx")[1] is False


@pytest.mark.parametrize(
    "cell",
    ['<c r="XFD1"><v>1</v></c>', "<c r='ALM3'><v>1</v></c>", '<c\nr="A200001"><v>1</v></c>',
     '<dimension ref="A1:XFD1048576"/>'],
)  # fmt: skip
def test_a_far_reference_is_seen_in_every_usual_spelling(cell: str, tmp_path: Path) -> None:
    row = cell if "dimension" in cell else f"<sheetData><row>{cell}</row></sheetData>"
    assert codes(book(tmp_path / "a.xlsx", SHEET.format(row))) == ["far_cell"]


def test_a_far_row_without_cell_references_is_refused(tmp_path: Path) -> None:
    row = '<sheetData><row r="1048576"><c><v>1</v></c></row></sheetData>'
    assert codes(book(tmp_path / "a.xlsx", SHEET.format(row))) == ["far_cell"]


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_every_formula_is_named_and_the_rest_may_still_be_read(prefix: str, tmp_path: Path) -> None:
    cells = "".join(
        f'<{prefix}c r="{at}" s="1"><{prefix}f>1+1</{prefix}f><{prefix}v>2</{prefix}v></{prefix}c>'
        for at in ("B2", "AA7")
    )
    xml = SHEET.format(f"<{prefix}sheetData><{prefix}row>{cells}</{prefix}row></{prefix}sheetData>")
    if prefix:
        xml = xml.replace("<worksheet xmlns=", "<x:worksheet xmlns:x=").replace(
            "</worksheet", "</x:worksheet"
        )
    found, readable = precheck(book(tmp_path / "a.xlsx", xml))
    assert [(each.code, each.sheet, each.row, each.place) for each in found] == [
        ("formula", "Sheet", 2, 2), ("formula", "Sheet", 7, 27),
    ]  # fmt: skip
    assert readable


def test_a_part_that_holds_more_than_it_says_is_damaged(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", SHEET.format(" " * 500_000))
    content = bytearray(path.read_bytes())
    size = len(SHEET.format(" " * 500_000)).to_bytes(4, "little")
    while size in content:
        at = content.index(size)
        content[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    assert codes(path) == ["not_workbook"]


def test_too_many_parts_are_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENTRY_LIMIT", 3)
    Workbook().save(tmp_path / "a.xlsx")
    assert codes(tmp_path / "a.xlsx") == ["zip_bomb"]


def test_a_macro_workbook_is_refused_by_name_too(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsm")
    assert codes(tmp_path / "a.xlsm") == ["macros"]


def test_a_part_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    Workbook().save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet2.xml", SHEET.format("").encode("utf-16"))
    assert codes(path) == ["unsafe_xml"]
