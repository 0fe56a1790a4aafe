"""Which bad files are there, how is each made, and what does the intake say to it?

Each is made by code alone, the same bytes at every run but for the clock inside a zip. The files
of one refusal each stand with its own tests; here are those that need other limits or a trap.
"""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from store.intake import precheck
from store.ledger_sheets import SERVICE
from store.scope import PROVINCE, Scope
from tests.store.intake.month_files import A, B, Month, market_row, service_row
from tests.store.intake.test_refusals import (
    CASES,
    ID,
    MOBILE,
    PERIOD,
    cell,
    edited,
    raw,
    row,
    sound,
)

Files = list[Path]
Write = Callable[[Path], Files]
SHEET = SERVICE.zh
WORKSHEET = "xl/worksheets/sheet4.xml"
"""The part of the service log in a workbook of the template."""


@dataclass(frozen=True)
class Bad:
    """One submission: `codes` are the refusals it must bring, none when it is accepted; `alone`
    when it is to be read by itself, because it may end the process that reads it; else how it is
    submitted: with 入库前脱敏, by whom, to a demo home."""

    write: Write
    codes: frozenset[str]
    alone: bool = False
    pseudonymise: bool = False
    scope: Scope = PROVINCE
    demo: bool = False


def refused(write: Write, *codes: str, **how: Any) -> Bad:
    return Bad(write, frozenset(codes), **how)


def accepted(write: Write) -> Bad:
    return Bad(write, frozenset())


def csv_month(text: str, encoding: str = "utf-8", rows: int = 2) -> Write:
    """The service log as CSV in an encoding, and a cover that lists one market."""

    def write(folder: Path) -> Files:
        lines = f"报送单位,320100\n报送月份,{PERIOD}\n市场代码,台账,行数\n{A},工作日志,{rows}\n"
        (folder / "cover_320100_202608.csv").write_text(lines, encoding="utf-8")
        (folder / "service_320100_202608.csv").write_bytes(text.encode(encoding, "replace"))
        return sorted(folder.glob("*.csv"))

    return write


def service_csv(*changes: dict[str, str], headings: Iterable[str] = ()) -> str:
    """Rows of the service log: the one that is open from July on, and a sound one with each
    change."""
    names = [column.name for column in SERVICE.columns]
    lines = [",".join([*(column.zh for column in SERVICE.columns), *headings])]
    still_open = {"record_id": "K", "open": "是", "opened_at": "2026-07-01 01:00", "closed_at": ""}
    for number, change in enumerate((still_open, *changes)):
        values = {"market": A, "record_id": f"C{number}", "open": "否", "kind": "其他",
                  "opened_at": "2026-08-05 09:00", "closed_at": "2026-08-05 10:00"}  # fmt: skip
        values |= change
        lines.append(",".join(values.get(name, "") for name in names))
    return "\n".join(lines) + "\n"


def parts(change: Callable[[str, bytes], bytes | None], *more: tuple[str, bytes]) -> Write:
    """The sound workbook with its parts changed (None takes one out), and more of them."""

    def write(folder: Path) -> Files:
        path = sound().write(folder / "sound.xlsx")
        target = folder / "a.xlsx"
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", 8) as archive:
            for name in source.namelist():
                content = change(name, source.read(name))
                if content is not None:
                    archive.writestr(name, content)
            for name, content in more:
                archive.writestr(name, content)
        path.unlink()
        return [target]

    return write


def sheet_of(rows: Iterable[str]) -> Write:
    """The sound workbook whose service log has these rows of XML after its headings."""
    headings = "".join(
        f'<c t="inlineStr"><is><t>{escape(column.zh)}</t></is></c>' for column in SERVICE.columns
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def write(folder: Path) -> Files:
        body = f"<row>{headings}</row>{''.join(rows)}"
        xml = f'<worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>'
        return parts(lambda name, held: xml.encode() if name == WORKSHEET else held)(folder)

    return write


def bytes_changed(change: Callable[[bytes], bytes]) -> Write:
    def write(folder: Path) -> Files:
        path = sound().write(folder / "a.xlsx")
        path.write_bytes(change(path.read_bytes()))
        return [path]

    return write


def large(folder: Path) -> Files:
    """Bytes that don't compress, in a part of their own."""
    size = precheck.XLSX_LIMIT + precheck.MEBIBYTE
    noise = b"".join(sha256(number.to_bytes(8, "big")).digest() for number in range(size // 32))
    return parts(lambda name, held: held, ("xl/media/noise.bin", noise))(folder)


def commented(text: str) -> Write:
    return edited(SHEET, lambda page: setattr(page["B2"], "comment", Comment(text, "甲")))


def authored(folder: Path) -> Files:
    [path] = edited(SHEET, lambda page: None)(folder)
    book = load_workbook(path)
    book.properties.creator = f"张某 {MOBILE}"
    book.save(path)
    return [path]


def titled(folder: Path) -> Files:
    path = sound().write(folder / "a.xlsx")
    book = load_workbook(path)
    book.create_sheet(MOBILE)
    book.save(path)
    return [path]


def hidden(folder: Path) -> Files:
    """A sheet nobody sees that holds something."""
    path = sound().write(folder / "a.xlsx")
    book = load_workbook(path)
    page = book.create_sheet("底稿")
    page["A1"], page.sheet_state = ID, "veryHidden"
    book.save(path)
    return [path]


def other_book(folder: Path) -> Files:
    book = Workbook()
    book["Sheet"]["A1"] = "周报"
    book.save(folder / "a.xlsx")
    return [folder / "a.xlsx"]


def dates(*written: str) -> Write:
    """One vacancy-free month whose records begin on the 5th, each written in another way."""
    return csv_month(
        service_csv(*({"opened_at": text, "closed_at": "2026-08-06 18:00"} for text in written)),
        rows=len(written) + 1,
    )


def injected(month: Month) -> None:
    texts = ("=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+86 25 0000", "-2+3", "=HYPERLINK(1)")
    for held, text in zip(month.rows["service"], texts, strict=False):
        held["fee_item"] = text


def with_change(change: Callable[[Month], None]) -> Write:
    def write(folder: Path) -> Files:
        month = sound()
        change(month)
        return [month.write(folder / "a.xlsx")]

    return write


def title_row(page: Worksheet) -> None:
    page.insert_rows(1)
    page["A1"] = "零工市场工作日志（八月）"
    page.merge_cells("A1:F1")


def broken_utf8(folder: Path) -> Files:
    paths = csv_month(service_csv({"fee_item": "茶水"}))(folder)
    content = paths[-1].read_bytes()
    paths[-1].write_bytes(content.replace("茶水".encode(), b"\xff\xfe"))
    return paths


def encrypted(content: bytes) -> bytes:
    """The same with the mark of encryption on each of its parts."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def corrected(reason: str, change: Callable[[Month], object]) -> Write:
    """July again, changed."""

    def write(folder: Path) -> Files:
        month = sound(202607)
        change(month)
        month.cover["reason"] = reason
        return [month.write(folder / "a.xlsx")]

    return write


def other_market_only(month: Month) -> None:
    month.rows = {}
    month.add("market", market_row(B)).add("service", service_row("B1", month.start, market=B))


NOTATIONS = ("2026-08-05 09:30", "2026/8/5 9:30:00", "2026.8.5", "2026年8月5日 9时30分", "20260805",
             "2026-08-05T09:30")  # fmt: skip
ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
)
FILES: dict[str, Bad] = {
    **{code: refused(write, code) for code, write in CASES.items()},
    # Encodings.
    "csv_utf16": refused(csv_month(service_csv({}), "utf-16"), "not_text_file"),
    "csv_big5": refused(csv_month(service_csv({"fee_item": "電話"}), "big5hkscs"),
                        "column_unknown"),
    "csv_latin1": refused(csv_month("市场代码\n".encode("gb18030").decode("latin1"), "utf-8"),
                          "column_unknown"),
    "csv_broken_utf8": refused(broken_utf8, "not_text_file"),
    "csv_null_bytes": refused(csv_month(service_csv({"fee_item": "甲\x00乙"})), "not_text_file"),
    "csv_gb18030": accepted(csv_month(service_csv({}), "gb18030")),
    "csv_bom": accepted(csv_month(service_csv({}), "utf-8-sig")),
    "csv_semicolons": refused(csv_month(service_csv({}).replace(",", ";")), "column_unknown"),
    "csv_empty": refused(csv_month(""), "column_missing"),
    "csv_blank_lines": accepted(csv_month(service_csv({}) + "," * 26 + "\n" + "\n" * 100_000)),
    "csv_long_line": refused(csv_month(service_csv({"fee_item": "长" * 400_000})), "too_long"),
    "csv_quote_bomb": refused(csv_month(service_csv({}) + '"' + "a" * 3_000_000), "bad_csv"),
    # Headings and columns.
    "title_above_headings": refused(edited(SHEET, title_row), "merged_cells", "column_missing"),
    "shifted_headings": refused(edited(SHEET, lambda page: page.insert_rows(1)), "column_missing"),
    "shifted_rows": refused(cell(SHEET, "A1", None), "heading_missing", "column_missing"),
    "extra_column": refused(cell(SHEET, "AB1", "备注"), "column_unknown"),
    "extra_values": refused(cell(SHEET, "AB2", "备注"), "heading_missing"),
    "another_workbook": refused(other_book, "cover_missing", "unknown_sheet"),
    "hidden_sheet": refused(hidden, "unknown_sheet"),
    # Cells.
    "text_in_numbers": refused(cell("岗位", "L2", "约3人"), "not_number"),
    "negative_fee": refused(row("service", "fee_fen", -500), "out_of_range"),
    "eighteen_digits_as_number": refused(cell(SHEET, "G2", 320102198001011234.0), "digits_lost"),
    "largest_number": refused(cell("岗位", "L2", 1e308), "digits_lost"),
    "six_notations": accepted(dates(*NOTATIONS)),
    "excel_serial": accepted(cell(SHEET, "D2", 46235.0625)),
    "serial_as_text": refused(cell(SHEET, "D2", "46235.5"), "not_moment"),
    "american_date": refused(cell(SHEET, "D2", "08/05/2026"), "not_moment"),
    "year_of_the_moon": refused(cell(SHEET, "D2", "丙午年六月廿三"), "not_moment"),
    "injected_formulas_as_text": accepted(with_change(injected)),
    "formula_without_value": refused(cell(SHEET, "Z3", '=WEBSERVICE("http://x")'), "formula"),
    # Persons.
    "id_in_cover": refused(cell("报送说明", "B3", ID), "person_id"),
    "phone_in_heading": refused(cell(SHEET, "AB1", MOBILE), "column_unknown"),
    "phone_in_wide_digits": refused(
        row("service", "fee_item", "１３９１２３４５６７８"), "person_phone"),
    "phone_in_groups": refused(row("service", "fee_item", "139 1234 5678"), "person_phone"),
    "id_in_comment": refused(commented(f"张某 {ID}"), "person_elsewhere"),
    "phone_in_properties": refused(authored, "person_elsewhere"),
    "phone_as_sheet_name": refused(titled, "person_elsewhere"),
    # What depends on who submits, where to, and what is on file.
    "hidden_persons_without_key": refused(with_change(lambda month: None), "person_key_missing",
                                          pseudonymise=True),
    "elsewhere": refused(with_change(lambda month: None), "outside_scope",
                         scope=Scope("city", ("3202",))),
    "filed_yesterday": refused(cell("报送说明", "B5", "昨天"), "cover_filed_at", demo=True),
    "silent_correction": refused(
        corrected("", lambda month: month.rows["service"][0].update(fee_fen=100)),
        "reason_missing", "approval_missing"),
    "correction_of_a_part": refused(corrected("补报", other_market_only), "market_dropped"),
    "thousands_of_problems": refused(
        sheet_of(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(2, 6_000)),
        "more_problems", "missing"),
    # Workbooks made to do harm.
    "old_xls": refused(raw("a.xls", precheck.OLE + b"\0" * 4000), "old_format"),
    "zip_with_password": refused(bytes_changed(encrypted), "old_format"),
    "cut_in_half": refused(bytes_changed(lambda held: held[: len(held) // 2]), "not_workbook"),
    "bytes_missing": refused(bytes_changed(lambda held: held[:3000] + held[3100:]), "not_workbook"),
    "no_content": refused(raw("a.xlsx", b""), "not_workbook"),
    "a_page_of_html": refused(raw("a.xlsx", b"<html><table></table></html>"), "not_workbook"),
    "broken_sheet": refused(
        parts(lambda name, held: held[:-200] if name == WORKSHEET else held), "not_workbook"),
    "sheet_gone": refused(
        parts(lambda name, held: None if name == WORKSHEET else held), "not_workbook"),
    "entities": refused(
        parts(lambda name, held: ENTITIES if name == WORKSHEET else held), "unsafe_xml"),
    "path_outside": refused(
        parts(lambda name, held: held, ("../../evil.xml", b"<a/>")), "unsafe_xml"),
    "sheet_bomb": refused(
        parts(lambda name, held: b" " * (300 << 20) if name == WORKSHEET else held), "zip_bomb"),
    "part_bomb": refused(
        parts(lambda name, held: held, *((f"xl/x{n}.xml", b"<a/>") for n in range(600))),
        "zip_bomb"),
    "too_large": refused(large, "too_large"),
    "million_empty_rows": refused(
        sheet_of(f'<row r="{n}" s="1"/>' for n in range(2, 1_000_002)), "far_cell"),
    "many_empty_rows": refused(
        sheet_of(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 190_000)),
        "cover_rows", alone=True),
    "wide_and_long": refused(
        sheet_of(['<row r="200000"><c r="GR200000"><v>1</v></c></row>']), "far_cell",
        alone=True),
    "beyond_memory": refused(
        sheet_of(['<row><c r = "XFD1048576"><v>1</v></c></row>']), "parse_failed",
        alone=True),
    "too_many_rows": refused(
        sheet_of(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(2, 100_003)),
        "too_many_rows", alone=True),
}  # fmt: skip
"""By name."""
