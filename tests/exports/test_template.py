"""The official workbook: what is handed out, and what is written back, is what intake reads."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from exports.template import markets_of, write_template, write_workbook
from rules.calendar import month_bounds
from rules.codes import code_list
from store.home import Home, create_home
from store.intake.cells import typed
from store.intake.form import COVER_SHEET, LISTS_SHEET, SHEETS
from store.intake.precheck import precheck
from store.intake.workbook import read_workbook
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS
from store.scope import PROVINCE, Scope
from tests.store.intake.month_files import AUTHORITY, NANJING, A, B, Month, market_row, submit_path

PERIOD = 202609
START = month_bounds(PERIOD)[0]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home that knows two markets of 南京."""
    monkeypatch.setenv("BIAOCHI_NOW", str(month_bounds(202610)[0] + 86400))
    home = create_home(tmp_path / "home")
    month = Month(period=PERIOD).add("market", market_row(A), market_row(B))
    assert submit_path(home, month.write(tmp_path / "markets.xlsx"), authority=AUTHORITY).accepted
    return home


def test_the_template_has_every_sheet_and_lists_the_units_markets(
    home: Home, tmp_path: Path
) -> None:
    path = tmp_path / "template.xlsx"
    write_template(PROVINCE, home, NANJING, PERIOD, path)
    book = load_workbook(path)
    assert set(book.sheetnames) == {COVER_SHEET, LISTS_SHEET, *SHEETS}
    assert book[LISTS_SHEET].sheet_state == "hidden"
    cover = [row[:3] for row in book[COVER_SHEET].iter_rows(values_only=True)]
    assert ("报送单位", NANJING, None) in cover
    lines = [row for row in cover if row[0] in (A, B)]
    assert lines == [(market, ledger.zh, 0) for market in (A, B) for ledger in LEDGERS.values()]


def test_the_template_is_safe_and_as_it_stands_a_true_zero(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(PROVINCE, home, NANJING, PERIOD, path)
    assert precheck(path) == ([], True)
    outcome = submit_path(home, path, authority=AUTHORITY)
    assert outcome.problems == []
    assert outcome.rows == dict.fromkeys(LEDGERS, 0)


def test_every_code_list_is_a_drop_down_in_chinese(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(PROVINCE, home, NANJING, PERIOD, path)
    book = load_workbook(path)
    lists = {column[0]: [value for value in column[1:] if value is not None]
             for column in book[LISTS_SHEET].iter_cols(values_only=True)}  # fmt: skip
    for sheet in SHEETS.values():
        ruled = {str(rule.sqref).split(":")[0] for rule in
                 book[sheet.zh].data_validations.dataValidation}  # fmt: skip
        coded = [c for c in sheet.columns if c.codes or c.kind == "flag"]
        assert len(ruled) == len(coded)
        for column in coded:
            if column.codes:
                titles = [code.title.zh for code in code_list(column.codes).codes]
                assert lists[column.codes] == titles
    assert lists["flag"] == ["是", "否"]


def test_no_two_headings_of_a_sheet_are_alike() -> None:
    for sheet in SHEETS.values():
        headings = [heading for c in sheet.columns for heading in {c.zh, c.en}]
        assert len(headings) == len(set(headings))


def test_only_markets_in_scope_and_of_the_unit_are_listed(home: Home) -> None:
    assert markets_of(PROVINCE, home, NANJING, PERIOD) == [A, B]
    assert markets_of(PROVINCE, home, "320200", PERIOD) == []
    assert markets_of(Scope("market", (A,)), home, NANJING, PERIOD) == [A]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        frame = pd.DataFrame([market_row(A)])
        write_workbook(
            tmp_path / f"{name}.xlsx", NANJING, PERIOD, {"rows": {}}, {"market": frame}, START
        )
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20
)


def cell_values(name: str) -> st.SearchStrategy[dict[str, object]]:
    """One row of a sheet in store form; any column may be empty."""
    kinds: dict[str, st.SearchStrategy[object]] = {
        "text": st.one_of(TEXT, st.sampled_from(["=1+1", "a&b<c>", "_x0041_", " 甲 ", "007"])),
        "key": st.just("k1"), "division": st.just("320102"), "number": st.integers(0, 10**9),
        "flag": st.sampled_from([0, 1]), "moment": st.integers(START, START + 2 * 10**6),
        "day": st.integers(0, 300).map(lambda day: START + day * 86400),
        "month": st.sampled_from([202601, 202612]), "clock": st.integers(0, 1440),
        "money": st.integers(-(10**9), 10**11), "duration": st.integers(0, 10**6),
    }  # fmt: skip
    sheet = next(sheet for sheet in SHEETS.values() if sheet.name == name)
    return st.fixed_dictionaries(
        {
            column.name: st.none() | (
                st.sampled_from([code.code for code in code_list(column.codes).codes])
                if column.codes else kinds[column.kind]
            )
            for column in sheet.columns
        }
    )  # fmt: skip


@pytest.mark.parametrize("name", ["service", "vacancy", "hours", "publication", "contract"])
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_value_written_is_read_back_the_same(
    name: str, tmp_path: Path, data: st.DataObject
) -> None:
    rows = data.draw(st.lists(cell_values(name), min_size=1, max_size=8))
    first = next(sheet for sheet in SHEETS.values() if sheet.name == name).columns[0].name
    rows.append(dict.fromkeys(rows[0]) | {first: "end"})
    path = tmp_path / "a.xlsx"
    write_workbook(path, NANJING, PERIOD, {"rows": {}}, {name: pd.DataFrame(rows, dtype=object)})
    assert precheck(path) == ([], True)
    [raw] = read_workbook(path).sheets
    read = {row: i for i, row in enumerate(raw.numbers)}
    for column in raw.sheet.columns:
        values, bad = typed(column, raw.cells[column.name])
        for number, row in enumerate(rows, start=2):
            written = row[column.name]
            if isinstance(written, str) and column.kind == "text":
                one, _ = typed(column, [written])
                written = one[0]
            found = values[read[number]] if number in read else None
            if read.get(number) not in bad:
                assert found == written


def test_a_workbook_that_could_not_be_finished_leaves_no_file(tmp_path: Path) -> None:
    frame = pd.DataFrame({"market": [A], "type": ["no such code"]})
    with pytest.raises(KeyError):
        write_workbook(tmp_path / "a.xlsx", NANJING, PERIOD, {"rows": {}}, {"market": frame})
    assert list(tmp_path.iterdir()) == []


def test_openpyxl_reads_the_fast_rows_as_office_would(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"market": [A, None, "a_x0041_\x01"], "area_sqm": [1.0, np.nan, 300.0],
         "valid_from": [START, START, None]}
    )  # fmt: skip
    path = tmp_path / "a.xlsx"
    write_workbook(path, NANJING, PERIOD, {"rows": {}}, {"premises": frame})
    page = load_workbook(path)["场所设施"]
    assert [page["A2"].value, page["A3"].value] == [A, None]
    assert [page["B2"].value, page["B3"].value, page["B4"].value] == [1, None, 300]
    place = 1 + [column.name for column in REGISTERS["premises"].columns].index("valid_from")
    cell = page.cell(2, place)
    assert (cell.is_date, str(cell.value)) == (True, "2026-09-01 00:00:00")
    assert page.dimensions.startswith("A1:")
    [raw] = read_workbook(path).sheets
    assert raw.cells["market"][2] == "a_x0041_\x01"
