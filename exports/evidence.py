"""How are the rows behind a finding laid out for reading? Headings, codes and days in words.

A person's or employer's key stays out: it says nothing to a reader and is nobody's business.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from exports import figures
from exports.observations import label
from exports.values import whole
from exports.words import Words
from metrics.evidence import Evidence
from rules.codes import divisions
from store.contracts import Column
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS

HIDDEN = {"person_key", "employer_key"}
LEFT_OUT = {"market", "withdrawn", "open", *HIDDEN}
HITS = {1: "计入", 0: "未计入"}
DERIVED = {
    "used_seconds": "已用时长", "used_before": "上月末已用时长", "closed_by_key": "办结人",
    "handovers": "转办次数", "tellings": "一次性告知次数", "publish_seconds": "发布用时",
    "publish_before": "上月末发布用时", "reply_days": "答复用时", "reply_before": "上月末答复用时",
    "close_days": "办结用时", "close_before": "上月末办结用时", "adds": "计入数量",
    "value": "折算值", "day": "日期", "is_open": "开放", "logged": "有日志", "opens": "开门",
    "closes": "关门",
}  # fmt: skip
"""Columns a tally adds to those of its sheet."""


@dataclass(frozen=True)
class Table:
    """The rows behind one tally as text: headings, rows, and how many rows there are in all."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


def table_of(held: Evidence, words: Words, most_rows: int, most_columns: int = 99) -> Table:
    """The first rows of the evidence, those that cost points before those that counted; columns
    that are empty throughout are left out."""
    frame = _losses_first(held.frame)
    columns = _columns(held, frame)[:most_columns]
    shown = frame.head(most_rows)
    cells = [
        [_cell(name, column, value, words) for value in shown[name].tolist()]
        for name, column in columns
    ]
    hits = [_hit(value, words) for value in shown["hit"].tolist()]
    headings = (words("月份"), *(_heading(n, c, words) for n, c in columns), words("是否计入"))
    months = [figures.month(int(month), words) for month in shown["month"]]
    rows = tuple(zip(months, *cells, hits, strict=True))
    return Table(held.title.in_language(words.language), headings, rows, len(frame))


def _losses_first(frame: pd.DataFrame) -> pd.DataFrame:
    order = frame["hit"].astype("Float64").fillna(0.5).astype("float64")
    return frame.assign(_order=order).sort_values(["_order", "month"], kind="stable")


def _columns(held: Evidence, frame: pd.DataFrame) -> list[tuple[str, Column | None]]:
    """Names of the columns to show, each with its declaration: the keys first, then
    what was derived, which is what decides."""
    declared = declared_columns(held.source)
    keys = LEDGERS[held.source].key if held.source in LEDGERS else ()
    derived = [name for name in frame.columns if name in DERIVED and name not in declared]
    names = [*keys, *derived, *declared]
    return [
        (name, declared.get(name))
        for name in dict.fromkeys(names)
        if name in frame and name not in LEFT_OUT and bool(frame[name].notna().any())
    ]


def declared_columns(source: str) -> Mapping[str, Column]:
    """The columns of a ledger or register sheet by name; of the calendar none."""
    name = source.removeprefix("register:")
    sheets: Sequence[Column] = ()
    if name in LEDGERS:
        sheets = LEDGERS[name].columns
    elif name in REGISTERS:
        sheets = REGISTERS[name].columns
    return {column.name: column for column in sheets}


def _heading(name: str, column: Column | None, words: Words) -> str:
    if column is None:
        return words(DERIVED[name]) if name in DERIVED else name
    return column.en if words.language == "en" else column.zh


def _hit(value: Any, words: Words) -> str:
    number = whole(value)
    return words("无法判定") if number is None else words(HITS[number])


def _cell(name: str, column: Column | None, value: Any, words: Words) -> str:
    if column is None and name in CLOCKED:
        return CLOCKED[name](whole(value))
    if column is None or column.kind in ("text", "key"):
        return _plain(value)
    if column.kind == "code":
        return label(column.codes, value, words) if isinstance(value, str) else figures.MISSING
    if column.kind == "division":
        return divisions().name(value, words.language) if _known(value) else _plain(value)
    return _number(column.kind, whole(value), words)


def _number(kind: str, number: int | None, words: Words) -> str:
    if number is None:
        return figures.MISSING
    if kind == "moment":
        return figures.minute(number)
    if kind == "day":
        return figures.day(number)
    if kind == "month":
        return figures.month(number, words)
    if kind == "money":
        return figures.full_money(number, words)
    if kind == "flag":
        return words("是") if number else words("否")
    if kind == "clock":
        return f"{number // 60:02d}:{number % 60:02d}"
    return hours(number) if kind == "duration" else str(number)


def hours(seconds: int | None) -> str:
    """Seconds as hours and minutes, `1:05`; open hours may pass 24."""
    if seconds is None:
        return figures.MISSING
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}"


def _known(value: Any) -> bool:
    places = divisions()
    return value in places.counties or value in places.cities or value == places.province


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    number = whole(value)
    return figures.MISSING if number is None else str(number)


CLOCKED = {
    "used_seconds": hours, "used_before": hours, "publish_seconds": hours,
    "publish_before": hours, "opens": figures.minute, "closes": figures.minute,
    "day": figures.day,
}  # fmt: skip
"""How the derived columns that are moments or durations are written."""
