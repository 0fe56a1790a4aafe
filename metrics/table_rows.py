"""What does a long table say? Its rows read, each in one of the ways a value can be given."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pandas as pd

from rules.numbers import MODES, TYPES

REQUIRED = ("unit", "metric")
OPTIONAL = ("value", "numerator", "denominator", "name", "type", "mode", "division")
STATES = ("met", "not_met", "not_applicable", "no_data")
_NUMBER = re.compile(r"(-?\d{1,12}(?:\.\d{1,6})?)(%?)", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,12}", re.ASCII)


class TableError(ValueError):
    """A table nobody can score: says which line, what was found, and what to do."""


@dataclass(frozen=True)
class Given:
    """What one row says: a value, the state of an item, or both integers of a ratio."""

    line: int
    text: str
    ratio: tuple[int, int] | None

    @property
    def state(self) -> str:
        """The state of an item. Raises TableError."""
        if self.text not in STATES:
            raise _error(self.line, f"“{self.text}”不是 {'、'.join(STATES)} 之一",
                         f'"{self.text}" is none of {", ".join(STATES)}')  # fmt: skip
        return self.text

    @property
    def number(self) -> int:
        """How many incidents were confirmed. Raises TableError."""
        if not _WHOLE.fullmatch(self.text) or not 0 <= int(self.text) <= 1000:
            raise _error(self.line, f"“{self.text}”不是 0 到 1000 的整数",
                         f'"{self.text}" is no integer from 0 to 1000')  # fmt: skip
        return int(self.text)

    @property
    def value(self) -> Fraction:
        """The value. Raises TableError."""
        found = _NUMBER.fullmatch(self.text)
        if not found:
            raise _error(self.line, f"“{self.text}”不是数，写成 30、1.5 或 95% 的形式",
                         f'"{self.text}" is no number; write it like 30, 1.5 or 95%')  # fmt: skip
        return Fraction(found[1]) / (100 if found[2] else 1)


@dataclass(frozen=True)
class Table:
    """The rows by (unit, metric), and of each unit its name, type, mode and division."""

    given: Mapping[tuple[str, str], Given]
    units: Mapping[str, Mapping[str, str]]

    def check_names(self, asked: set[str]) -> None:
        """Every row must speak of something the rule set asks for. Raises TableError."""
        for (_, name), given in self.given.items():
            if name not in asked:
                raise _error(
                    given.line, f"规则集没有用到“{name}”", f'the rule set asks for no "{name}"'
                )


def read_table(path: Path) -> Table:
    """The table in a CSV file (UTF-8, with or without a mark). Raises TableError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _table(csv.reader(file))
    except UnicodeDecodeError:
        raise TableError("文件不是 UTF-8 编码 / the file is not UTF-8") from None
    except csv.Error as error:
        raise TableError(f"不是 CSV：{error} / not a CSV file: {error}") from None


def exact(given: Given | None, scale: Fraction) -> tuple[int, int] | None:
    """numerator and denominator of a row; of a bare value, what times the scale gives it."""
    if given is None or (given.ratio is None and not given.text):
        return None
    if given.ratio is not None:
        return given.ratio
    value = given.value / scale
    return value.numerator, value.denominator


def subjects_of(table: Table) -> pd.DataFrame:
    """One row per unit, by its code: what a roster's frame says of it."""
    codes = sorted(table.units)
    frame = pd.DataFrame({"subject": codes, "market": codes}, dtype="str")
    for column, otherwise in (
        ("name", ""),
        ("division", ""),
        ("type", TYPES[0]),
        ("mode", MODES[0]),
    ):
        frame[column] = [table.units[code].get(column) or otherwise or code for code in codes]
    return frame


def _table(lines: Iterator[list[str]]) -> Table:
    header = [name.strip() for name in next(lines, [])]
    if not set(REQUIRED) <= set(header) or not set(header) <= {*REQUIRED, *OPTIONAL}:
        known = ", ".join((*REQUIRED, *OPTIONAL))
        raise _error(1, f"表头应取自 {known}，且必须有 unit、metric",
                     f"the headings are some of {known}, unit and metric always")  # fmt: skip
    given: dict[tuple[str, str], Given] = {}
    units: dict[str, dict[str, str]] = {}
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells):
            row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
            _take(number, row, given, units)
    if not given:
        raise _error(1, "表里没有数据行", "the table has no rows")
    return Table(given, units)


def _take(
    line: int, row: Mapping[str, str], given: dict[tuple[str, str], Given],
    units: dict[str, dict[str, str]],
) -> None:  # fmt: skip
    key = (row.get("unit", ""), row.get("metric", ""))
    if not all(key):
        raise _error(line, "unit 或 metric 为空", "unit or metric is empty")
    if key in given:
        raise _error(line, f"{key[0]} 的 {key[1]} 已在第 {given[key].line} 行写过",
                     f"{key[1]} of {key[0]} stands in line {given[key].line} already")  # fmt: skip
    for column, allowed in (("type", TYPES), ("mode", MODES)):
        if row.get(column) and row[column] not in allowed:
            raise _error(line, f"{column} “{row[column]}”不是 {'、'.join(allowed)} 之一",
                         f'{column} "{row[column]}" is none of {", ".join(allowed)}')  # fmt: skip
    about = units.setdefault(key[0], {})
    about |= {name: row[name] for name in ("name", "type", "mode", "division") if row.get(name)}
    given[key] = Given(line, row.get("value", ""), _ratio(line, row))


def _ratio(line: int, row: Mapping[str, str]) -> tuple[int, int] | None:
    top, bottom = row.get("numerator", ""), row.get("denominator", "")
    if not top and not bottom:
        return None
    if not (_WHOLE.fullmatch(top) and _WHOLE.fullmatch(bottom)) or int(bottom) < 0:
        raise _error(line, "分子、分母应同时是整数，分母不小于 0",
                     "numerator and denominator are integers, the latter not negative")  # fmt: skip
    return int(top), int(bottom)


def _error(line: int, zh: str, en: str) -> TableError:
    return TableError(f"第 {line} 行：{zh} / line {line}: {en}")
