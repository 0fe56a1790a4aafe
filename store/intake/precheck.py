"""Is the file safe to hand to a reader at all? Standard library only, nothing parsed.

A workbook of five kilobytes can make its reader ask for half a terabyte, so the zip and the raw
bytes of its parts are looked at before anything else opens it.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from store.intake.csv_read import named
from store.intake.persons import person_in
from store.intake.problems import Found

MEBIBYTE = 1 << 20
XLSX_LIMIT, CSV_LIMIT = 20 * MEBIBYTE, 2048 * MEBIBYTE
ENTRY_LIMIT = 500
UNPACKED_LIMIT = 400 * MEBIBYTE
RATIO_LIMIT = 200
"""Unpacked to packed; sheets of repeating rows reach about 40."""
RATIO_FROM = MEBIBYTE
ROW_LIMIT, COLUMN_LIMIT = 200_000, 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HARMLESS = ("formula", "error_value", "person_elsewhere")
_CHUNK = MEBIBYTE
_OVERLAP = 4096

# Looking for a few fixed bytes first is several times as fast as a pattern. What is spelled as no
# known writer spells it gets past here, and into the child's limits.
_PLAIN = bytes.maketrans(b"\t\r\n'", b'   "')
_FAR = re.compile(rb' r="([A-Z]*)([0-9]{6,}|(?<=[A-Z]{3})[0-9]+)"')
_CELL = rb'<(?:\w+:)?c\b(?=[^<>]* r *= *"([A-Z]+[0-9]+)")'
_FORMULA = re.compile(_CELL + rb"[^<>]*> *<(?:\w+:)?f[ />]")
_ERROR = re.compile(_CELL + rb'[^<>]* t *= *"e"')
_DIMENSION = re.compile(rb'dimension +ref *= *"([A-Z0-9]+:([A-Z]+)([0-9]+))"')
_ROOT = re.compile(rb"<(\w+:|)worksheet")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ASIDE = re.compile(
    r"docProps/|xl/(comments|threadedComments|persons|drawings|workbook\.xml$)", re.IGNORECASE
)
"""Parts that stay in the evidence and that nobody reads cell by cell."""
_NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def precheck(path: Path) -> tuple[list[Found], bool]:
    """What is wrong with the file, and whether its cells may be read all the same: a formula is
    refused together with all other problems, a macro before anything is opened."""
    fatal = [*_outside(path)]
    if fatal or path.suffix.casefold() == ".csv":
        return fatal, not fatal
    try:
        with zipfile.ZipFile(path) as archive:
            fatal = [*_archive(path, archive)]
            if fatal:
                return fatal, False
            return _sheets(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, NotImplementedError,
            RuntimeError, EOFError, ElementTree.ParseError):  # fmt: skip
        return [Found("not_workbook")], False


def _outside(path: Path) -> Iterator[Found]:
    """The name and the first bytes."""
    suffix = path.suffix.casefold()
    if person_in(path.stem.replace("_", " ")):
        yield Found("file_name_person")
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == OLE:
        yield Found("old_format")
    elif suffix not in (".xlsx", ".csv"):
        yield Found("macros" if suffix == ".xlsm" else "file_type")
    elif suffix == ".csv" and named(path) is None:
        yield Found("file_name", found=path.name)
    limit = CSV_LIMIT if suffix == ".csv" else XLSX_LIMIT
    size = path.stat().st_size
    if size > limit:
        details = {"limit": f"{limit // MEBIBYTE} MB"}
        yield Found("too_large", found=f"{size / MEBIBYTE:.0f} MB", details=details)


def _archive(path: Path, archive: zipfile.ZipFile) -> Iterator[Found]:
    """The list of parts, by what it says of itself; `_sheets` counts what really comes out."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    ratio = unpacked / max(path.stat().st_size, 1)
    if len(entries) > ENTRY_LIMIT:
        yield Found("zip_bomb", found=f"{len(entries)} parts")
    elif unpacked > UNPACKED_LIMIT or (unpacked > RATIO_FROM and ratio > RATIO_LIMIT):
        yield Found("zip_bomb", found=f"{unpacked // MEBIBYTE} MB")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) < len(names):
        yield Found("unsafe_xml", found="repeated part")
    if any("vbaproject" in name or "macrosheets" in name for name in names):
        yield Found("macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        yield Found("external_link")
    if any(".." in name or name.startswith("/") or "\\" in name for name in names):
        yield Found("unsafe_xml", found="path")
    if any(entry.flag_bits & 1 for entry in entries):
        yield Found("old_format")
    if not any(_SHEET.fullmatch(name) for name in names) or "xl/workbook.xml" not in names:
        yield Found("not_workbook")


def _sheets(archive: zipfile.ZipFile) -> tuple[list[Found], bool]:
    names = _sheet_names(archive)
    found: list[Found] = []
    for entry in archive.infolist():
        if entry.filename.casefold().endswith((".xml", ".rels")):
            title = names.get(entry.filename, "")
            found += _part(archive, entry, title, bool(_SHEET.fullmatch(entry.filename)))
    fatal = any(each.code not in HARMLESS for each in found)
    return found, not fatal


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The title of each sheet by the name of its part."""
    book = _small_xml(archive, "xl/workbook.xml")
    relations = _small_xml(archive, "xl/_rels/workbook.xml.rels")
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    return {
        "xl/" + targets.get(sheet.get(_RELATION), "").removeprefix("/xl/"): sheet.get("name", "")
        for sheet in book.iterfind("m:sheets/m:sheet", _NAMESPACE)
    }


def _small_xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with archive.open(name) as stream:
        content = stream.read(MEBIBYTE)
    if b"<!" in content or len(content) == MEBIBYTE:
        raise ValueError(name)
    return ElementTree.fromstring(content)


def _part(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, title: str, is_sheet: bool
) -> Iterator[Found]:
    cells: dict[str, str] = {}
    root: re.Match[bytes] | None = None
    aside = bool(_ASIDE.match(entry.filename))
    for window in _windows(archive, entry):
        if b"\x00" in window or b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            yield Found("unsafe_xml", title, found=entry.filename)
            return
        if aside and person_in(window.decode(errors="replace")):
            yield Found("person_elsewhere")
            return
        if is_sheet:
            far = _far(window)
            if far:
                yield Found("far_cell", title, found=far)
                return
            root = root or _ROOT.search(window)
            cells |= _bad_cells(window, root.group(1) if root else b"")
    for address, code in cells.items():
        yield _at(code, title, address)


def _windows(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, piece by piece, each with the end of the one before; white space and
    quotes in one spelling. A part that holds more than it says is damaged or a bomb."""
    unpacked = 0
    window = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > entry.file_size:
                raise ValueError(entry.filename)
            window = window[-_OVERLAP:] + chunk.translate(_PLAIN)
            yield window


def _far(window: bytes) -> str:
    """A cell, a row or a stated dimension beyond any sensible sheet."""
    for match in _FAR.finditer(window):
        in_tag = window.rfind(b"<", 0, match.start()) > window.rfind(b">", 0, match.start())
        if in_tag and _beyond(match.group(1), match.group(2)):
            return (match.group(1) + match.group(2)).decode()
    dimension = _DIMENSION.search(window)
    if dimension and _beyond(dimension.group(2), dimension.group(3)):
        return dimension.group(1).decode()
    return ""


def _beyond(name: bytes, row: bytes) -> bool:
    return _place(name.decode()) > COLUMN_LIMIT or int(row or b"0") > ROW_LIMIT


def _place(name: str) -> int:
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - 64
    return place


def _bad_cells(window: bytes, prefix: bytes) -> dict[str, str]:
    cells: dict[str, str] = {}
    if b't="e"' in window:
        cells = {m.group(1).decode(): "error_value" for m in _ERROR.finditer(window)}
    if b"</" + prefix + b"f>" in window:
        found = {m.group(1).decode(): "formula" for m in _FORMULA.finditer(window)}
        cells |= found or {"": "formula"}
    return cells


def _at(code: str, title: str, address: str) -> Found:
    name = address.rstrip("0123456789")
    return Found(code, title, int(address[len(name) :] or 0), place=_place(name))
