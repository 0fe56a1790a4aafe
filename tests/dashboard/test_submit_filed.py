"""What has been filed: by ledger, by market, by unit and month; recounted from the covers."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import submit_filed as filed
from exports.words import translator
from store.filings import OWED
from store.ledger_sheets import LEDGERS
from tests.dashboard.submit_files import covers

ZH, EN = translator("zh"), translator("en")
DUE, NOW = 1_000_000, 1_000_500
A, B = "320102001", "320583001"


def by_ledger(*rows: tuple[str, str, int, int, int], now: int = NOW) -> Any:
    return filed.ledger_rows(covers(*rows), [A, B], DUE, now).set_index("ledger")


def test_a_ledger_is_complete_when_every_market_filed_it() -> None:
    held = by_ledger((A, "service", 3, 7, DUE), (B, "service", 4, 7, DUE - 9))
    row = held.loc["service"]
    assert (row["state"], row["filed"], row["owed"], row["rows"]) == ("on_time", 2, 2, 7)
    assert (row["batches"], row["received_at"]) == ((7,), DUE)


def test_one_second_after_the_day_is_late() -> None:
    held = by_ledger((A, "service", 3, 7, DUE + 1), (B, "service", 4, 8, DUE))
    assert held.loc["service", "state"] == "late"
    assert held.loc["service", "batches"] == (7, 8)


def test_a_ledger_one_market_lacks_is_missing_only_once_its_day_is_past() -> None:
    one = (A, "vacancy", 0, 7, DUE - 1)
    assert by_ledger(one).loc["vacancy", "state"] == "missing"
    assert by_ledger(one, now=DUE).loc["vacancy", "state"] == "waiting"


def test_a_true_zero_is_filed_and_nothing_is_not() -> None:
    held = by_ledger((A, "complaint", 0, 7, DUE), (B, "complaint", 0, 7, DUE))
    assert held.loc["complaint", ["state", "filed", "rows"]].tolist() == ["on_time", 2, 0]
    assert held.loc["match", "filed"] == 0
    assert pd.isna(held.loc["match", "received_at"])


def test_steps_are_owed_by_nobody() -> None:
    assert by_ledger().loc["step", "state"] == filed.WITH_SERVICE


def test_the_covers_of_other_units_do_not_count() -> None:
    held = filed.ledger_rows(covers((B, "service", 3, 7, DUE)), [A], DUE, NOW)
    assert held.set_index("ledger").loc["service", "filed"] == 0


def late(*rows: tuple[str, int, bool, tuple[str, ...]]) -> pd.DataFrame:
    """market, month, late, missing."""
    frame = pd.DataFrame(rows, columns=["market", "month", "late", "missing"])
    return frame.assign(due_at=DUE, late=frame["late"].astype("int64"), first_received_at=None)


def test_a_market_is_named_with_what_it_lacks() -> None:
    rows = late((A, 202610, True, ("vacancy", "match")), (B, 202610, True, OWED))
    texts = filed.lacking(rows, {A: "甲市场"}, ZH)
    assert texts == ["甲市场：缺岗位、匹配", f"{B}：全部未报"]


CELLS = st.lists(
    st.tuples(
        st.sampled_from([A, "320104001", B]), st.sampled_from([202609, 202610]), st.booleans(),
        st.sampled_from([(), ("match",), OWED]),
    ),
    min_size=1, max_size=12, unique_by=lambda cell: cell[:2],
)  # fmt: skip


@given(CELLS, st.booleans())
def test_a_unit_is_as_good_as_its_worst_market(
    cells: list[tuple[str, int, bool, tuple[str, ...]]], past: bool
) -> None:
    states = filed.unit_states(late(*cells), DUE + 1 if past else DUE)
    for row in states.to_dict("records"):
        own = [c for c in cells if c[0].startswith(row["unit"][:4]) and c[1] == row["period"]]
        own = [c for c in own if (c[0][:6] == B[:6]) == (row["unit"] == B[:6])]
        lacking, tardy = any(c[3] for c in own), any(c[2] for c in own)
        worst = ("missing" if past else "waiting") if lacking else "late" if tardy else "on_time"
        assert row["state"] == worst
    units = {("320583" if c[0] == B else "320100", c[1]) for c in cells}
    assert {(row["unit"], row["period"]) for row in states.to_dict("records")} == units


def test_the_table_says_what_the_grid_paints() -> None:
    states = filed.unit_states(
        late((A, 202609, False, ()), (A, 202610, True, ("match",)), (B, 202610, True, ())), NOW
    )
    table = filed.grid_rows(states, {"320100": "南京市", "320583": "昆山市"}, ZH)
    assert table.set_index("报送单位").loc["南京市"].tolist() == ["√ 按时", "× 未报 1 / 1 个市场"]
    assert table.set_index("报送单位").loc["昆山市"].tolist() == ["—", "△ 迟报 1 / 1 个市场"]


def test_nothing_on_duty_is_an_empty_grid() -> None:
    assert filed.unit_states(late(), NOW).empty


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_is_called_as_on_its_sheet(name: str) -> None:
    assert filed.ledger_title(name, "zh") == LEDGERS[name].zh
    assert filed.ledger_title(name, "en") == LEDGERS[name].en


def test_a_cell_says_how_many_markets_are_behind_its_sign() -> None:
    rows = late(
        (A, 202610, True, ("match",)), ("320104001", 202610, True, OWED), (B, 202610, True, ())
    )
    states = filed.unit_states(rows, NOW).set_index("unit")
    assert states.loc["320100", ["state", "wrong", "markets"]].tolist() == ["missing", 2, 2]
    assert states.loc["320583", ["state", "wrong", "markets"]].tolist() == ["late", 1, 1]


def test_where_no_market_is_on_duty_a_ledger_is_neither_late_nor_in_time() -> None:
    held = covers((A, "service", 3, 7, DUE))
    states = filed.ledger_rows(held, [], DUE, NOW).set_index("ledger")["state"]
    assert set(states[list(OWED)]) == {filed.NOT_OWED}
