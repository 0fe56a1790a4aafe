"""Figures no ledger of ours counts: brought by the register, missing where nobody brought one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from metrics.catalogue import metric_of
from metrics.evaluate import evaluate
from metrics.external import SOURCE, external_metric
from metrics.model import NO_VALUES
from metrics.tally import window_values
from rules.calendar import day_start
from rules.model import Measure
from rules.sets import load_ruleset
from rules.value import Text
from store.scope import PROVINCE
from tests.metrics.small import M1, M2, SmallLedger
from tests.metrics.small_city import City, fact, market

ROOMS = Measure("visit.rooms", Text("房间数", "Rooms"), "items", "more", "market")
SEPTEMBER, OCTOBER = 202609, 202610
SET = load_ruleset("jiangsu-2024")
AREA = "premises.area"
WITH, WITHOUT = "320102001", "320102002"


def figure(month: int, holder: str, name: str, top: int, bottom: int = 1) -> dict[str, object]:
    return {"month": month, "holder": holder, "metric": name, "numerator": top,
            "denominator": bottom}  # fmt: skip


def test_the_figures_of_a_window_are_summed_by_holder_and_name(engine: str) -> None:
    rows = [
        figure(SEPTEMBER, M1, "visit.rooms", 3, 2), figure(OCTOBER, M1, "visit.rooms", 4, 2),
        figure(OCTOBER, M1, "visit.doors", 9), figure(OCTOBER, M2, "visit.rooms", 0, 5),
    ]  # fmt: skip
    ledger = SmallLedger({SOURCE: rows}, engine)
    found = window_values(ledger, PROVINCE, external_metric(ROOMS), NO_VALUES, [SEPTEMBER, OCTOBER])
    sums = found.set_index("subject")[["numerator", "denominator"]].T.to_dict("list")
    assert sums == {M1: [7, 4], M2: [0, 5]}


def test_a_market_without_a_figure_is_pending_and_one_with_zero_is_not(tmp_path: Path) -> None:
    town = City(tmp_path)
    day = day_start(date(2026, 10, 15))
    town.register(
        market(WITH), market(WITHOUT),
        fact("figure", holder=WITH, metric=ROOMS.name, day=day, numerator=0, denominator=1),
    )  # fmt: skip
    for month in (202608, SEPTEMBER, OCTOBER):
        town.file(month, [WITH, WITHOUT], {})
    criterion = replace(SET.criteria[AREA], metric=ROOMS.name, measure=ROOMS, params={})
    assert metric_of(criterion).subject_kind == "market"
    own = replace(SET, criteria={**SET.criteria, AREA: criterion}, measures={ROOMS.name: ROOMS})
    got = evaluate(PROVINCE, town.home, own, "monitoring", str(OCTOBER)).findings
    found = got[got["criterion"] == AREA].set_index("subject")
    assert (found.loc[WITH, "finding"], found.loc[WITH, "numerator"]) == ("not_met", 0)
    assert tuple(found.loc[WITHOUT, ["finding", "reason"]]) == ("no_data", "not_filed")


@pytest.fixture(params=["duckdb", "sqlite"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)
