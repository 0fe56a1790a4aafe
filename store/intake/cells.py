"""What does a cell mean? From what a sheet holds to the typed value the store keeps.

A column is read by its distinct values, so that a label that stands in ten thousand cells is
understood once.
"""

import math
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

import numpy as np

from rules.calendar import day_start
from rules.codes import code_list, divisions
from store.contracts import Column, Kind
from store.intake import notation
from store.intake.persons import person_in

Value = str | int | None
SHANGHAI_SECONDS = 8 * 3600
EXACT = 2**53
"""Whole numbers above this have lost digits in a spreadsheet (about 16 of them)."""


REPORTED = ""
"""The refusal of a cell whose problem is told elsewhere."""
ABSENT = object()
"""Stands in the cells of a column that the sheet doesn't have; reported once, not by cell."""


class Bad(NamedTuple):
    """A cell that can't be kept; `code` is one of the refusals."""

    code: str


def typed(column: Column, cells: Sequence[object]) -> tuple[list[Value], dict[int, str]]:
    """The values of a column (None where a cell is empty or can't be kept), and the refusal by
    position of each that can't."""
    if column.kind == "moment":
        return _moments(cells)
    parse = PARSERS[column.kind]
    if bool in set(map(type, cells)):
        # True and 1.0 are one key of a dict, but not one value of a cell.
        return _apart([_checked(parse, column, cell) for cell in cells])
    means = {cell: _checked(parse, column, cell) for cell in set(cells)}
    return _apart([means[cell] for cell in cells])


def one_typed(column: Column, cell: object) -> Value | Bad:
    """The meaning of a single cell."""
    return _checked(PARSERS[column.kind], column, cell)


def _apart(found: list[Any]) -> tuple[list[Value], dict[int, str]]:
    bad = {i: value.code for i, value in enumerate(found) if type(value) is Bad}
    for i in bad:
        found[i] = None
    return found, bad


def _checked(
    parse: Callable[[Column, Any], Value | Bad], column: Column, cell: object
) -> Value | Bad:
    """The meaning of one cell; a person's number is refused whatever the column."""
    if cell is ABSENT:
        return Bad(REPORTED)
    plain = written(cell)
    if plain == "" or plain is None:
        return None
    if isinstance(plain, str):
        person = person_in(plain)
        if person:
            return Bad(person)
    if isinstance(cell, float) and abs(cell) >= EXACT:
        return Bad("digits_lost")
    return parse(column, plain)


def written(cell: object) -> object:
    """Text trimmed and in one normal form; whole numbers as text without ".0"."""
    if isinstance(cell, str):
        return unicodedata.normalize("NFC", cell).strip(notation.SPACE)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell


def _text(column: Column, value: object) -> Value | Bad:
    if isinstance(value, float):
        return repr(value)
    if not isinstance(value, str):
        return Bad("not_text")
    if notation.CONTROL.search(value):
        return Bad("control_character")
    return value if len(value) <= notation.TEXT_LIMIT else Bad("too_long")


def _code(column: Column, value: object) -> Value | Bad:
    code = code_list(column.codes).find(value) if isinstance(value, str) else None
    return Bad("not_code") if code is None else code


def _division(column: Column, value: object) -> Value | Bad:
    known = isinstance(value, str) and len(value) == 6 and divisions().get(value) is not None
    return str(value) if known else Bad("not_division")


def _flag(column: Column, value: object) -> Value | Bad:
    if isinstance(value, bool):
        return int(value)
    word = value.casefold() if isinstance(value, str) else None
    return 1 if word in notation.YES else 0 if word in notation.NO else Bad("not_flag")


def _number(column: Column, value: object) -> Value | Bad:
    if isinstance(value, str) and notation.INTEGER.fullmatch(value):
        return int(value)
    return Bad("not_number")


def _money(column: Column, value: object) -> Value | Bad:
    """Yuan in the cell, fen in the store; a spreadsheet's 19.99 is a binary fraction."""
    if isinstance(value, float) and abs(value * 100 - round(value * 100)) < 1e-4:
        return round(value * 100)
    match = notation.DECIMAL.fullmatch(value) if isinstance(value, str) else None
    if match is None or len(match.group(3) or "") > 2:
        return Bad("not_money")
    fen = int(match.group(2)) * 100 + int((match.group(3) or "0").ljust(2, "0"))
    return -fen if match.group(1) else fen


def _duration(column: Column, value: object) -> Value | Bad:
    """Hours in the cell, whole seconds in the store."""
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    if isinstance(value, float):
        return math.floor(value * 3600 + 0.5)
    match = notation.DECIMAL.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return Bad("not_duration")
    millionths = int(match.group(2)) * 1_000_000 + int((match.group(3) or "").ljust(6, "0"))
    return (millionths * (-3600 if match.group(1) else 3600) + 500_000) // 1_000_000


def _day(column: Column, value: object) -> Value | Bad:
    moment = _moment(column, value)
    whole = isinstance(moment, int) and (moment + SHANGHAI_SECONDS) % 86400 == 0
    return moment if whole else Bad("not_day")


def _moment(column: Column, value: object) -> Value | Bad:
    if isinstance(value, datetime):
        clock = (value.hour, value.minute, value.second)
        return _epoch(value.year, value.month, value.day, *clock)
    if isinstance(value, date):
        return _epoch(value.year, value.month, value.day, 0, 0, 0)
    match = notation.MOMENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return Bad("not_moment")
    eight, *spelled = match.groups(default="0")
    day = [eight[:4], eight[4:6], eight[6:]] if match.group(1) else spelled[:3]
    year, month, of_month, hour, minute, second = map(int, (*day, *spelled[3:]))
    return _epoch(year, month, of_month, hour, minute, second)


def _epoch(year: int, month: int, day: int, hour: int, minute: int, second: int) -> Value | Bad:
    if (
        not notation.FIRST_YEAR <= year <= notation.LAST_YEAR
        or hour > 23
        or minute > 59
        or second > 59
    ):
        return Bad("not_moment")
    try:
        return day_start(date(year, month, day)) + hour * 3600 + minute * 60 + second
    except ValueError:
        return Bad("not_moment")


def _month(column: Column, value: object) -> Value | Bad:
    if (
        isinstance(value, date)
        and value.day == 1
        and notation.FIRST_YEAR <= value.year <= notation.LAST_YEAR
    ):
        return value.year * 100 + value.month
    match = notation.MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return Bad("not_month")
    year, month = int(match.group(1)), int(match.group(2))
    fits = notation.FIRST_YEAR <= year <= notation.LAST_YEAR and 1 <= month <= 12
    return year * 100 + month if fits else Bad("not_month")


def _clock(column: Column, value: object) -> Value | Bad:
    """Minutes after midnight. A reader of workbooks gives 00:00 as the day before 1900 begins,
    24:00 as the day after."""
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return _minutes(value.total_seconds() / 60)
    if isinstance(value, date) and value < type(value)(1900, 1, 2):
        return 0 if value < type(value)(1900, 1, 1) else 1440
    if isinstance(value, float):
        return _minutes(value * 1440)
    if value in ("0", "1"):
        return int(str(value)) * 1440
    match = notation.CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match.group(2)) > 59:
        return Bad("not_clock")
    return _minutes(int(match.group(1)) * 60 + int(match.group(2)))


def _minutes(minutes: float) -> Value | Bad:
    return round(minutes) if 0 <= minutes <= 1440 else Bad("not_clock")


def _moments(cells: Sequence[object]) -> tuple[list[Value], dict[int, str]]:
    """Nearly all moments are datetimes already: those are turned at once, the rest one by one."""
    moments = np.array(
        [cell if type(cell) is datetime else None for cell in cells], dtype="datetime64[us]"
    )
    # A serial number holds a second only to within some microseconds.
    seconds = (moments.view("int64") + 500_000) // 1_000_000 - SHANGHAI_SECONDS
    inside = (seconds >= _BOUNDS[0]) & (seconds < _BOUNDS[1])
    found: list[Any] = seconds.tolist()
    column = _ANY_MOMENT
    for i in np.flatnonzero(~inside).tolist():
        found[i] = _checked(_moment, column, cells[i])
    return _apart(found)


_BOUNDS = (
    day_start(date(notation.FIRST_YEAR, 1, 1)),
    day_start(date(notation.LAST_YEAR + 1, 1, 1)),
)
_ANY_MOMENT = Column("at", "moment", "", "")
PARSERS: dict[Kind, Callable[[Column, Any], Value | Bad]] = {
    "text": _text, "key": _text, "code": _code, "division": _division, "number": _number,
    "flag": _flag, "moment": _moment, "day": _day, "month": _month, "clock": _clock,
    "money": _money, "duration": _duration,
}  # fmt: skip
