"""What may everybody see? Figures of the province, each city and county, never of a market.

Areas follow the administrative tree, so 昆山, 泰兴 and 沭阳 are counted once, in their cities,
also with what they publish and report for themselves.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import BigInteger, Select, TableClause, case, cast, select

from metrics.catalogue import METRICS
from metrics.conditions import Counted
from metrics.counter import Counter
from metrics.model import NO_VALUES, Metric
from metrics.select import each
from metrics.tally import Request, window_many
from metrics.themes.supply_demand import HOURLY_PAY
from metrics.themes.unit import MARKETS, running
from metrics.values import combined
from rules.codes import divisions
from store.ledger import Ledger
from store.scope import Scope

ALL_TYPES = ""
MINIMUM_N = 5
"""A figure that rests on fewer would speak of single persons or employers."""
COLUMNS = ["area", "market_type", "measure", "numerator", "denominator", "n"]
SUMS = {
    "records": METRICS["service.records"],
    "placements": METRICS["matching.placements"],
    "ratio": METRICS["supply_demand.ratio"],
}
PAY = (METRICS["supply_demand.hourly_pay"], METRICS["supply_demand.hourly_pay_median"])
UNIT_SHARES = {
    "publications_on_time": (METRICS["unit.publication"], ("city", "direct", "county")),
    "reports_on_time": (METRICS["unit.report_on_time"], ("city", "direct")),
}
"""With the levels of the units that owe it: 各地 publish (JS-154 §4.1), the 16 that answer to the
province report to it (§4.7)."""


def area_figures(ledger: Ledger, scope: Scope, month: int) -> pd.DataFrame:
    """One row per area, market type ("" for all) and measure, in the columns of the aggregate
    table. numerator and denominator are NULL where n is below 5.

    records, placements, markets: counts (denominator 1); ratio: heads per seeker;
    hourly_pay_mean and _median: fen per hour; coverage, coverage_zones: counties (and zones)
    with a running market; publications_on_time: of the cities and counties; reports_on_time: of
    the reporting units.
    """
    markets = _markets(ledger, scope, month)
    placed = _placed(markets)
    sums = window_many(ledger, scope, [Request(metric) for metric in SUMS.values()], [month])
    frames = [_summed(placed, sums[Request(metric)], name, metric) for name, metric in SUMS.items()]
    frames += _hourly(ledger, scope, month, placed)
    running_only = markets[markets["running"] == 1]
    frames += [_counted(_placed(running_only)), *_coverage(running_only)]
    frames += [
        _by_units(ledger, scope, month, name, metric, levels)
        for name, (metric, levels) in UNIT_SHARES.items()
    ]
    return pd.concat([frame[COLUMNS] for frame in frames], ignore_index=True).sort_values(
        ["area", "market_type", "measure"], ignore_index=True
    )


def areas_of(division: str) -> list[str]:
    """The county, its city and the province."""
    places = divisions()
    return [division, places.city_of(division), places.province]


def _markets(ledger: Ledger, scope: Scope, month: int) -> pd.DataFrame:
    """One row per market in the register on the month's last day."""

    def build(table: TableClause) -> Select[Any]:
        names = ("market", "division", "zone", "type")
        is_running = case((running(lambda name: table.c[name]), 1), else_=0)
        return select(
            *(table.c[name] for name in names), cast(is_running, BigInteger).label("running")
        )

    return ledger.query(scope, MARKETS, build, [month])


def _placed(markets: pd.DataFrame) -> pd.DataFrame:
    """One row per market, area it lies in and type it counts under (all, and its own)."""
    rows = [
        (market, area, market_type)
        for market, division, own in zip(
            markets["market"], markets["division"], markets["type"], strict=True
        )
        for area in areas_of(division)
        for market_type in (ALL_TYPES, own)
    ]
    return pd.DataFrame(rows, columns=["subject", "area", "market_type"], dtype="str")


def _summed(placed: pd.DataFrame, sums: pd.DataFrame, measure: str, metric: Metric) -> pd.DataFrame:
    keys = ["area", "market_type"]
    by_area = placed.merge(sums, on="subject").groupby(keys, as_index=False)[
        ["numerator", "denominator"]
    ].sum()  # fmt: skip
    n = by_area["numerator"]
    if metric.form == "count":
        by_area["denominator"] = 1
    else:
        n = by_area[["numerator", "denominator"]].min(axis=1)
    return _shown(by_area.assign(measure=measure, n=n))


def _hourly(ledger: Ledger, scope: Scope, month: int, placed: pd.DataFrame) -> list[pd.DataFrame]:
    item, value = Counted(HOURLY_PAY, NO_VALUES), each(HOURLY_PAY)
    values = Counter(ledger, scope, (month,)).windowed([item], {})[item]
    merged = placed.merge(values, on="subject")
    by_area = merged.assign(subject=merged["area"] + "/" + merged["market_type"])
    frames = []
    for metric in PAY:
        frame = combined(metric.form, value, by_area[["subject", "first", "second", "rows"]])
        names = frame["subject"].str.split("/")
        frame["area"], frame["market_type"] = names.str[0], names.str[1]
        measure = f"hourly_pay_{metric.form}"
        frames.append(_shown(frame.assign(measure=measure, n=frame["denominator"])))
    return frames


def _counted(placed: pd.DataFrame) -> pd.DataFrame:
    """How many markets run; that a place exists is no secret, so small numbers stay."""
    places = divisions()
    numbers = placed.groupby(["area", "market_type"], as_index=False).size()
    areas = [places.province, *places.cities, *places.counties]
    bare = [area for area in areas if area not in set(placed["area"])]
    nothing = pd.DataFrame({"area": bare, "market_type": ALL_TYPES, "size": 0})
    frame = pd.concat([numbers, nothing], ignore_index=True).rename(columns={"size": "n"})
    return frame.assign(measure="markets", numerator=frame["n"], denominator=1)


def _coverage(markets: pd.DataFrame) -> list[pd.DataFrame]:
    places = divisions()
    counties = _shares("coverage", places.counties, set(markets["division"]))
    every = (*places.counties, *places.zones)
    covered = set(markets["division"]) | set(markets["zone"].dropna())
    return [counties, _shares("coverage_zones", every, covered)]


def _shares(measure: str, owed: Iterable[str], covered: set[str]) -> pd.DataFrame:
    """Of the counties (and zones) of each area, those with a running market."""
    places = divisions()
    rows = [
        (area, int(code in covered))
        for code in owed
        for area in (code, places.city_of(code), places.province)
    ]
    frame = pd.DataFrame(rows, columns=["area", "numerator"]).assign(denominator=1)
    shares = frame.groupby("area", as_index=False).sum()
    return shares.assign(market_type=ALL_TYPES, measure=measure, n=shares["denominator"])


def _by_units(
    ledger: Ledger, scope: Scope, month: int, measure: str, metric: Metric, levels: Sequence[str]
) -> pd.DataFrame:
    """A unit of these levels counts for itself, for its city and for the province."""
    places = divisions()
    sums = window_many(ledger, scope, [Request(metric)], [month])[Request(metric)]
    rows = [
        (area, numerator, denominator)
        for unit, numerator, denominator in zip(
            sums["subject"], sums["numerator"], sums["denominator"], strict=True
        )
        if places.unit_type(unit) in levels
        for area in dict.fromkeys((unit, places.city_of(unit), places.province))
    ]
    frame = pd.DataFrame(rows, columns=["area", "numerator", "denominator"])
    shares = frame.groupby("area", as_index=False).sum()
    return shares.assign(market_type=ALL_TYPES, measure=measure, n=shares["denominator"])


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    """Nothing is published about fewer than MINIMUM_N."""
    enough = frame["n"] >= MINIMUM_N
    numbers = frame[["numerator", "denominator"]].astype("Int64")
    return frame.assign(
        numerator=numbers["numerator"].where(enough, pd.NA),
        denominator=numbers["denominator"].where(enough, pd.NA),
    )
