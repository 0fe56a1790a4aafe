"""What is wrong with a submission, where, and what should be done about it?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rules.value import Text
from store.contracts import Column
from store.intake.allowed import allowed_in
from store.intake.form import SHEETS
from store.intake.refusals import REFUSALS

HIDDEN = "（不显示）"
FOUND_LIMIT = 60
PROBLEM_LIMIT = 5_000
"""More of one file are counted, not told one by one."""
UsedBy = Mapping[tuple[str, str], tuple[str, ...]]
"""(sheet name, column name), both as in the store → the criteria that use the column."""

Headings = Mapping[tuple[str, str], str]
"""(sheet, our heading) → what the file of this unit calls the column."""


@dataclass(frozen=True)
class Found:
    """One thing found wrong, as the checking process reports it: no sentences yet.

    `sheet` and `column` are names as on the sheet; `row` counts from 1 as a spreadsheet shows it,
    0 where no row is meant; `place` is the column's number from 1, or 0; `details` fill the
    sentence.
    """

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    found: str = ""
    place: int = 0
    details: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {**self.__dict__, "details": dict(self.details)}


@dataclass(frozen=True)
class Problem:
    """One refusal, ready to show. `text` says where, what is wrong and what to do; `cell` is the
    address (“C5”) where there is one; `used_by` are the criteria that need the column."""

    file: str
    sheet: str
    row: int
    column: str
    cell: str
    found: str
    allowed: Text
    code: str
    text: Text
    used_by: tuple[str, ...]


def told(
    file: str, found: Found, used_by: UsedBy | None = None, headings: Headings | None = None
) -> Problem:
    """The problem in words, a column by the heading it has in the file."""
    refusal = REFUSALS[found.code]
    column = _column(found)
    allowed = allowed_in(column) if column else Text("", "")
    shown = HIDDEN if refusal.hides else _short(found.found)
    heading = (headings or {}).get((found.sheet, found.column), found.column)
    named = replace(found, column=heading)
    words = {"found": shown, "column": heading, "sheet": found.sheet, **found.details}
    names = (SHEETS[found.sheet].name, column.name) if column else ("", "")
    return Problem(
        file, found.sheet, found.row, heading, address(found), shown, allowed, found.code,
        Text(
            _where_zh(named) + refusal.zh.format_map(words | {"allowed": allowed.zh}),
            _where_en(named) + refusal.en.format_map(words | {"allowed": allowed.en}),
        ),
        (used_by or {}).get(names, ()),
    )  # fmt: skip


def address(found: Found) -> str:
    """“C5”; empty where no single cell is meant."""
    return f"{letters(found.place)}{found.row}" if found.place and found.row else ""


def letters(place: int) -> str:
    """The letters over the column with this number: 1 is A, 27 is AA."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _column(found: Found) -> Column | None:
    sheet = SHEETS.get(found.sheet)
    columns = sheet.columns if sheet else ()
    return next((column for column in columns if column.zh == found.column), None)


def _where_zh(found: Found) -> str:
    parts = [f"“{found.sheet}”" if found.sheet else "", f"第 {found.row} 行" if found.row else ""]
    parts.append(f"“{found.column}”" if found.column else "")
    where = " ".join(part for part in parts if part)
    return f"{where}：" if where else ""


def _where_en(found: Found) -> str:
    parts = [f'"{found.sheet}"' if found.sheet else "", f"row {found.row}" if found.row else ""]
    parts.append(f'"{found.column}"' if found.column else "")
    where = ", ".join(part for part in parts if part)
    return f"{where}: " if where else ""


def _short(text: str) -> str:
    plain = "".join(sign if sign.isprintable() else "�" for sign in text)
    return plain if len(plain) <= FOUND_LIMIT else plain[: FOUND_LIMIT - 1] + "…"
