from typing import Any

import pandas as pd
import pytest

from metrics.catalogue import METRICS, metric
from metrics.conditions import Counted
from metrics.model import NO_VALUES
from metrics.select import value_select
from metrics.tally import Request, month_many, month_values, sum_months, window_many, window_values
from store.scope import PROVINCE
from tests.metrics.small import M1, M2, Row, SmallLedger, at, dated, row, sums

AUGUST, SEPTEMBER, OCTOBER = 202608, 202609, 202610
MONTHS = [AUGUST, SEPTEMBER, OCTOBER]
WHOLE_WINDOW = [name for name, held in METRICS.items() if not held.additive and not held.variants]
CLOSED = {AUGUST: at("2026-08-09"), SEPTEMBER: at("2026-09-09"), OCTOBER: at("2026-10-09")}


def record(number: int, month: int, market: str = M1, **columns: Any) -> Row:
    usual = {"record_id": f"r{number}", "open": 0, "kind": "other", "closed_at": CLOSED[month]}
    return row(month, market, **{**usual, **columns})


RECORDS = [
    record(1, AUGUST), record(2, SEPTEMBER), record(3, SEPTEMBER), record(4, OCTOBER),
    record(1, OCTOBER, M2),
]  # fmt: skip


@pytest.mark.parametrize("name", WHOLE_WINDOW)
def test_months_of_a_whole_window_metric_do_not_add_up(name: str) -> None:
    empty = pd.DataFrame(columns=["subject", "month", "numerator", "denominator", "undecided"])
    with pytest.raises(TypeError, match="whole window"):
        sum_months(metric(name), empty)
    with pytest.raises(TypeError, match="whole window"):
        month_values(SmallLedger({}), PROVINCE, metric(name), NO_VALUES, MONTHS)


def test_months_of_an_additive_metric_add_up_to_its_window() -> None:
    ledger = SmallLedger({"service": RECORDS})
    counted = metric("service.records")
    by_month = month_values(ledger, PROVINCE, counted, NO_VALUES, MONTHS)
    assert by_month[["subject", "month", "numerator"]].values.tolist() == [
        [M1, AUGUST, 1], [M1, SEPTEMBER, 2], [M1, OCTOBER, 1], [M2, OCTOBER, 1],
    ]  # fmt: skip
    assert sum_months(counted, by_month).equals(
        window_values(ledger, PROVINCE, counted, NO_VALUES, MONTHS)
    )


def test_a_market_is_counted_on_its_own_months_only() -> None:
    ledger = SmallLedger({"service": RECORDS})
    partial = {M1: frozenset({AUGUST, OCTOBER}), M2: frozenset[int]()}
    assert sums(ledger, "service.records", MONTHS, partial=partial) == {M1: (2, 1, 0)}


def test_a_stock_is_counted_on_its_own_months_only() -> None:
    seekers = [
        row(AUGUST, record_id="1", open=1), row(SEPTEMBER, record_id="1", first_started_at=1),
        row(OCTOBER, record_id="2"),
        row(OCTOBER, M2, record_id="1"), row(AUGUST, M2, record_id="2"),
    ]  # fmt: skip
    ledger = SmallLedger({"seeker": seekers})
    partial = {M1: frozenset({AUGUST, OCTOBER})}
    counted = sums(ledger, "matching.match_rate", MONTHS, partial=partial)
    assert counted == {M1: (0, 2, 0), M2: (0, 2, 0)}


def test_the_last_month_of_a_market_is_its_own() -> None:
    premises = [
        row(month, market, area_sqm=area)
        for month, area in zip(MONTHS, (100, 200, 300), strict=True)
        for market in (M1, M2)
    ]
    ledger = SmallLedger({"register:premises": premises})
    partial = {M1: frozenset({AUGUST, SEPTEMBER})}
    counted = sums(ledger, "organisation.area", MONTHS, partial=partial)
    assert counted == {M1: (200, 1, 0), M2: (300, 1, 0)}
    assert ledger.asked == [("register:premises", (SEPTEMBER, OCTOBER))]


def test_metrics_of_one_source_share_a_statement() -> None:
    ledger = SmallLedger({"service": RECORDS})
    limit = dated(limit=[("2024-04-11", 7200)])
    names = ("records", "first_responsibility", "told_once", "satisfaction_hcp")
    requests = [Request(metric(f"service.{name}")) for name in names]
    requests += [Request(metric("service.time_limit"), limit)]
    window_many(ledger, PROVINCE, requests, MONTHS)
    assert ledger.asked == [("service", tuple(MONTHS))]


def test_the_same_metric_under_two_limits_is_two_counts() -> None:
    ledger = SmallLedger(
        {"service": [record(1, OCTOBER, opened_at=CLOSED[OCTOBER], used_seconds=90, used_before=0)]}
    )
    short, long = (
        Request(metric("service.time_limit"), dated(limit=[("2024-04-11", seconds)]))
        for seconds in (60, 120)
    )
    counted = month_many(ledger, PROVINCE, [short, long], [OCTOBER])
    assert [int(counted[request]["numerator"].sum()) for request in (short, long)] == [0, 1]


def test_nothing_on_file_gives_no_row_but_the_same_columns() -> None:
    frame = window_values(SmallLedger({}), PROVINCE, metric("service.records"), NO_VALUES, MONTHS)
    assert frame.empty
    assert list(frame.columns) == ["subject", "numerator", "denominator", "undecided"]


@pytest.mark.parametrize("name", [name for name, held in METRICS.items() if not held.variants])
def test_every_metric_counts_on_empty_ledgers(name: str) -> None:
    params = dated(**{param.name: [("2024-04-11", 50)] for param in metric(name).params})
    counted = sums(SmallLedger({}), name, MONTHS, params)
    assert all(above == unknown == 0 for above, _, unknown in counted.values())


def test_a_window_without_a_month_is_an_error() -> None:
    with pytest.raises(ValueError, match="no month"):
        window_values(SmallLedger({}), PROVINCE, metric("service.records"), NO_VALUES, [])


def test_a_tally_of_sums_has_no_single_values_to_select() -> None:
    records = Counted(metric("service.records").numerator[0], NO_VALUES)
    with pytest.raises(TypeError, match="no single value"):
        value_select(records, MONTHS, {})
