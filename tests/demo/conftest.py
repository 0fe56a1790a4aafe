"""A small province, written once, and its unit books, for the tests of this folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from demo.asked import Asked, declared, inspected
from demo.books import Books, books_of
from demo.plants import Truth
from demo.province import Province, build_province
from demo.write import write_province
from rules.sets import load_ruleset

MARKETS, MONTHS, UNTIL, SEED = 20, 3, 202610, 7
Row = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """A province on disk."""

    folder: Path
    province: Province
    truth: Truth

    def rows(self, file: str, sheet: str) -> list[Row]:
        """The rows of a sheet by heading; none where the file has no such sheet."""
        return list(sheet_rows(self.folder / file, sheet))

    def market(self, kind: str) -> str:
        return self.truth.markets(kind)[0]

    def unit_of(self, market: str) -> str:
        frame = self.province.markets.set_index("market")
        return str(frame.loc[market, "unit"])


@cache
def sheet_lines(path: Path, sheet: str) -> list[list[Any]]:
    """The cells of a sheet, empty ones None and days as moments; [] where there is no sheet."""
    book = CalamineWorkbook.from_path(path)
    if sheet not in book.sheet_names:
        return []
    return [[_plain(cell) for cell in line] for line in book.get_sheet_by_name(sheet).to_python()]


def _plain(cell: Any) -> Any:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)
    return None if cell == "" else cell


def sheet_rows(path: Path, sheet: str) -> Iterator[Row]:
    headings, *lines = sheet_lines(path, sheet) or [[]]
    for line in lines:
        yield dict(zip(headings, line, strict=False))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("province")
    truth = write_province(folder, MARKETS, MONTHS, UNTIL, SEED)
    return Written(folder, build_province(MARKETS, MONTHS, UNTIL, SEED), truth)


@pytest.fixture(scope="session")
def asked() -> tuple[Asked, Asked]:
    ruleset = load_ruleset("jiangsu-2024")
    return inspected(ruleset), declared(ruleset)


@pytest.fixture(scope="session")
def province() -> Province:
    """The province of the default size."""
    return build_province()


@pytest.fixture(scope="session")
def books(province: Province, asked: tuple[Asked, Asked]) -> list[Books]:
    """The books of every unit of the province of the default size."""
    return [books_of(province, unit, *asked) for unit in province.units]
