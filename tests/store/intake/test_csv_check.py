"""SQL on a CSV file and pandera on a sheet say the same of the same data."""

import csv
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendar import month_bounds
from rules.codes import code_list
from store import duck
from store.contracts import Column, Ledger, Register
from store.intake.cover import Cover
from store.intake.csv_check import check_csv
from store.intake.csv_read import RawCsv
from store.intake.form import SHEETS
from store.intake.problems import Found
from store.intake.typed_rows import ROW, TypedFile, type_rows
from store.intake.workbook import RawSheet
from tests.store.intake.month_files import MONTH

RECEIVED = month_bounds(MONTH)[1] + 86400
BY_NAME = {sheet.name: sheet for sheet in SHEETS.values()}
ODD = (
    "", " ", "　", "x", "是", "0", "1", "-1", "+7", "1.5", "1.005", "007", "1e3", "12:75", "24:00",
    "24:01", "8:05", "8：05:00", "2026-09-05", "2026/9/5 8:30", "2026年9月5日 8时30分15秒",
    "20260905", "20260230", "2026-13-01", "1991-12-31", "2099-12-31T23:59:59", "2100-01-01",
    "2026-09-05 24:00", "2026.9.5", "202609", "2026年9月", "2026-00", "a\tb", "é", "e\u0301",
    "长" * 200, "长" * 201, "11010519491231002X", "110105194912310021", "13912345678",
    "139 1234 5678", "１３９１２３４５６７８", "+86-13912345678", "F13912345678", "99999999999999",
    "TRUE", "No", "320102", "320102001", "329999", "0.0001", "123456789012.99", "=1+1",
)  # fmt: skip


def texts(column: Column) -> st.SearchStrategy[str]:
    """Texts for a column: mostly such as fit, and now and then any of the odd ones."""
    start, end = month_bounds(MONTH)
    moment = st.integers(start - 86400, end + 86400).map(
        lambda at: str(pd.Timestamp(at + 28800, unit="s"))
    )
    fitting: dict[str, st.SearchStrategy[str]] = {
        "text": st.sampled_from(["320102001", "A1", "A2"]),
        "key": st.sampled_from(["s1", "s2"]),
        "division": st.just("320102"),
        "number": st.integers(0, 100).map(str),
        "flag": st.sampled_from(["是", "否"]),
        "moment": moment,
        "day": moment.map(lambda text: text[:10]),
        "month": st.just("202609"),
        "clock": st.sampled_from(["08:30", "17:00", "24:00"]),
        "money": st.integers(0, 10000).map(lambda fen: f"{fen / 100:.2f}"),
        "duration": st.sampled_from(["1", "0.5", "0.00125", "2.000139"]),
    }
    if column.kind == "code":
        fit = st.sampled_from([code.title.zh for code in code_list(column.codes).codes])
    else:
        fit = fitting[column.kind]
    return st.one_of(fit, fit, fit, st.just(""), st.sampled_from(ODD))


def by_pandera(sheet: Ledger | Register, rows: list[list[str]]) -> tuple[pd.DataFrame, list[Found]]:
    names = [column.name for column in sheet.columns]
    cells = dict(zip(names, zip(*rows, strict=True), strict=True))
    places = {name: place for place, name in enumerate(names, start=1)}
    raw = RawSheet(sheet, [*range(2, len(rows) + 2)], cells, places)
    file = TypedFile(Cover(period=MONTH), RECEIVED)
    type_rows([file], [[raw]])
    return file.tables[sheet.name], file.problems


def by_sql(sheet: Ledger | Register, rows: list[list[str]]) -> tuple[pd.DataFrame, list[Found]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows([number, *row] for number, row in enumerate(rows, start=2))
        places = {column.name: place for place, column in enumerate(sheet.columns, start=1)}
        raw = RawCsv(sheet, path, places, len(places))
        typed, problems = check_csv(raw, path.parent, Cover(period=MONTH), RECEIVED)
        names = ", ".join(f'"{column.name}"' for column in sheet.columns)
        with duck.passing(path.parent) as connection:
            return connection.sql(f"SELECT {names}, {ROW} FROM {typed.rows}").df(), problems


def values(frame: pd.DataFrame) -> list[list[object]]:
    ordered = frame.sort_values(ROW)
    return ordered.astype(object).where(ordered.notna(), None).to_numpy().tolist()


@pytest.mark.parametrize("name", ["service", "vacancy", "match", "contract"])
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_both_ways_find_the_same_and_keep_the_same(name: str, data: st.DataObject) -> None:
    sheet = BY_NAME[name]
    row = st.tuples(*map(texts, sheet.columns)).map(list)
    rows = data.draw(st.lists(row, min_size=1, max_size=15))
    frame, problems = by_pandera(sheet, rows)
    sql_frame, sql_problems = by_sql(sheet, rows)
    assert sql_problems == problems
    assert values(sql_frame[frame.columns]) == values(frame)


@pytest.mark.parametrize("name", ["vacancy", "service", "hours", "publication"])
def test_every_odd_text_means_the_same_in_every_kind_of_column(name: str) -> None:
    sheet = BY_NAME[name]
    rows = [[odd] * len(sheet.columns) for odd in ODD]
    frame, problems = by_pandera(sheet, rows)
    sql_frame, sql_problems = by_sql(sheet, rows)
    assert sql_problems == problems
    assert values(sql_frame[frame.columns]) == values(frame)
