import random
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from metrics.behind import Behind, rows_behind
from metrics.catalogue import METRICS, metric
from metrics.model import Metric
from metrics.tally import Partial, window_values
from rules.calendar import month_bounds
from rules.codes import code_list
from store.ledger import DAYS, DERIVED
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS
from store.scope import PROVINCE
from tests.metrics.small import M1, M2, Row, SmallLedger, at, dated, row

MONTHS = [202608, 202609, 202610]
COUNTED = [name for name, held in METRICS.items() if not held.variants]
SUBJECTS = {"market": (M1, M2), "contract_no": ("C1", "C2"), "unit": ("320100", "320583"),
            "owner": (M1, "320100")}  # fmt: skip

ALL_SUBJECTS = {subject for several in SUBJECTS.values() for subject in several}


def any_value(chance: random.Random, name: str, kind: str, codes: str, month: int) -> Any:
    start, end = month_bounds(month)
    if name in SUBJECTS:
        return chance.choice(SUBJECTS[name])
    if name == "division":
        return chance.choice(("320102", "320583", "320104"))
    if chance.random() < 0.2:
        return None
    if codes:
        return chance.choice(code_list(codes).codes).code
    if kind in ("moment", "day"):
        return chance.randrange(start - 40 * 86400, end + 86400, 3600)
    if kind in ("text", "key", "division"):
        return chance.choice("abc")
    return chance.choice((0, 1)) if kind == "flag" else chance.randrange(0, 9000)


def any_rows(chance: random.Random, source: str) -> list[Row]:
    name = source.removeprefix("register:")
    if source == "day":
        shape = dict.fromkeys(DAYS, ("flag", ""))
    else:
        sheet = REGISTERS[name] if source != name else LEDGERS[name]
        shape = {column.name: (column.kind, column.codes) for column in sheet.columns}
        shape |= {
            column: ("number" if sql == "BIGINT" else "key", "")
            for column, sql in DERIVED.get(source, {}).items()
        }
    rows, seen = [], set()
    for _ in range(chance.randrange(0, 25)):
        month = chance.choice(MONTHS)
        held = {n: any_value(chance, n, kind, codes, month) for n, (kind, codes) in shape.items()}
        if "record_id" in held:
            held["record_id"] = f"r{chance.randrange(9)}"
            if (held["market"], held["record_id"], month) in seen:
                continue
            seen.add((held["market"], held["record_id"], month))
        rows.append({"month": month, **held})
    return rows


def recount(metric_: Metric, found: list[Behind]) -> tuple[int, int, int]:
    """The numbers of a metric, from its rows alone."""
    above, below = metric_.numerator, 0
    numerator = undecided = 0
    for place, behind in enumerate(found):
        frame, tally = behind.frame, behind.tally
        undecided += int(frame["hit"].isna().sum())
        hits, decided = frame[frame["hit"] == 1], frame[frame["hit"].notna()]
        counted, under = added(tally.distinct, hits), added(tally.distinct, decided)
        if metric_.form == "median" and len(hits):
            counted = int(hits["value"].median() * len(hits))
        if place < len(above):
            numerator += counted
            if metric_.form == "share":
                below += under
            elif metric_.form in ("mean", "median"):
                below += len(hits)
        else:
            below += counted
    return numerator, 1 if metric_.form == "count" else below, undecided


def added(distinct: str, rows: pd.DataFrame) -> int:
    if distinct:
        return int(rows[distinct].nunique())
    for name in ("adds", "value"):
        if name in rows:
            return int(rows[name].sum())
    return len(rows)


@settings(max_examples=2, deadline=None, phases=[Phase.generate])
@given(st.integers(0, 2**32), st.booleans())
def test_the_rows_behind_every_metric_add_up_to_its_tallies(seed: int, cut: bool) -> None:
    chance = random.Random(seed)
    sources = sorted({tally.source for held in METRICS.values() for tally in held.tallies})
    ledger = SmallLedger({source: any_rows(chance, source) for source in sources})
    partial: Partial = {M1: frozenset(MONTHS[:2])} if cut else {}
    for name in COUNTED:
        held = metric(name)
        numbers = dated(
            **{param.name: [("2024-04-11", 5000), ("2026-09-10", 50)] for param in held.params}
        )
        frame = window_values(ledger, PROVINCE, held, numbers, MONTHS, partial)
        mine = frame[frame["subject"].isin(ALL_SUBJECTS)]
        for subject, above, below, unknown in mine.itertuples(index=False):
            found = rows_behind(ledger, PROVINCE, held, numbers, subject, MONTHS, partial)
            got = recount(held, found)
            want = (above, got[1] if held.owed else below, unknown)
            assert got == want, (name, subject)


def record(number: int, month: int = 202610, **columns: Any) -> Row:
    usual = {"record_id": f"r{number}", "open": 0, "kind": "other", "closed_at": at("2026-10-09"),
             "opened_at": at("2026-10-08"), "used_seconds": 60, "used_before": 0}  # fmt: skip
    return row(month, **{**usual, **columns})


LIMIT = dated(limit=[("2024-04-11", 3600)])


def test_a_row_behind_a_share_has_its_sheet_what_was_used_its_month_and_its_hit() -> None:
    rows = [
        record(2, used_seconds=7200),
        record(1),
        record(3, used_seconds=None),
        record(4, market=M2),
    ]
    ledger = SmallLedger({"service": rows})
    (behind,) = rows_behind(ledger, PROVINCE, metric("service.time_limit"), LIMIT, M1, MONTHS)
    sheet = [column.name for column in LEDGERS["service"].columns]
    assert list(behind.frame.columns) == [*sheet, "used_seconds", "used_before", "month", "hit"]
    assert behind.frame["record_id"].tolist() == ["r1", "r2", "r3"]
    assert behind.frame["hit"].tolist()[:2] == [1, 0]
    assert behind.frame["hit"].isna().tolist() == [False, False, True]
    assert behind.title.zh == "限时内办结"


def test_a_quotient_opens_to_the_rows_of_both_sides() -> None:
    ledger = SmallLedger(
        {"service": [record(1)], "register:staff": [row(202610, employment="part")]}
    )
    half = dated(part_time_weight=[("2024-04-11", 50)])
    found = rows_behind(ledger, PROVINCE, metric("people.staff_load"), half, M1, MONTHS)
    assert [behind.tally.source for behind in found] == ["service", "register:staff"]
    assert found[1].frame["adds"].tolist() == [50]


def test_a_value_is_shown_beside_the_row_it_was_made_of() -> None:
    held = {"record_id": "v1", "pay_fen": 20000, "pay_unit": "day", "hours": 7}
    ledger = SmallLedger({"vacancy": [row(202610, **held), row(202609, **held | {"hours": 8})]})
    found = rows_behind(ledger, PROVINCE, metric("supply_demand.hourly_pay"), dated(), M1, MONTHS)
    assert found[0].frame[["month", "pay_fen", "value"]].values.tolist() == [[202610, 20000, 2857]]


def test_a_unit_s_coverage_opens_to_the_markets_of_its_counties() -> None:
    rows = [row(202610, code, division=code[:6], opened_on=0) for code in (M1, "320583001")]
    ledger = SmallLedger({"register:market": rows})
    for unit, markets in {
        "320100": [M1], "320102": [M1], "320104": [], "320500": ["320583001"],
        "320583": ["320583001"],
    }.items():  # fmt: skip
        found = rows_behind(ledger, PROVINCE, metric("unit.coverage"), dated(), unit, MONTHS)
        assert found[0].frame["market"].tolist() == markets


@pytest.mark.parametrize("name", ["service.records", "organisation.area", "matching.match_rate"])
def test_a_subject_without_months_has_no_rows(name: str) -> None:
    ledger = SmallLedger({"service": [record(1)], "register:premises": [row(202610, area_sqm=9)]})
    nothing = {M1: frozenset[int]()}
    found = rows_behind(ledger, PROVINCE, metric(name), dated(), M1, MONTHS, nothing)
    assert found[0].frame.empty
