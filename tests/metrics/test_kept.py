"""Counts on a real home: kept by their inputs, and counted anew when one of these changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from metrics.catalogue import METRICS, metric
from metrics.model import NO_VALUES
from metrics.tally import Request, month_many, month_values, window_values
from store.ledger import Build
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE, Scope
from tests.metrics.small import dated
from tests.metrics.small_city import City, fact, market, moment, service, vacancy

FIRST, SECOND = 202606, 202607
HERE, THERE = "320102001", "320104001"
TWO_HOURS, HALF = dated(limit=[("2024-04-11", 7200)]), dated(limit=[("2024-04-11", 1800)])


@dataclass(frozen=True)
class Watched(ParquetLedger):
    """The real ledger, and what it was asked."""

    asked: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)

    def query(self, scope: Scope, source: str, build: Build, months: Iterable[int]) -> pd.DataFrame:
        wanted = list(months)
        self.asked.append((source, tuple(wanted)))
        return super().query(scope, source, build, wanted)


@pytest.fixture
def city(tmp_path: Path) -> City:
    town = City(tmp_path)
    days = [
        fact("hours", market=code, weekday=day, opens=540, closes=1020)
        for code in (HERE, THERE) for day in range(1, 8)
    ]  # fmt: skip
    town.register(market(HERE), market(THERE), *days)
    for month in (FIRST, SECOND):
        town.file(month, [HERE, THERE], rows(month, 3))
    return town


def rows(month: int, number: int) -> dict[str, list[dict[str, object]]]:
    return {
        "service": [
            service(code, f"{month}-{n}", month) for code in (HERE, THERE) for n in range(number)
        ],
        "vacancy": [vacancy(HERE, f"{month}-v", month)],
    }


def counted(ledger: ParquetLedger, name: str = "service.records") -> dict[str, int]:
    values = TWO_HOURS if metric(name).params else NO_VALUES
    frame = window_values(ledger, PROVINCE, metric(name), values, [FIRST, SECOND])
    return dict(zip(frame["subject"], frame["numerator"].tolist(), strict=True))


def test_a_second_look_asks_nothing_and_sees_the_same(city: City) -> None:
    ledger = Watched(city.home)
    first = counted(ledger), counted(ledger, "supply_demand.ratio")
    asked = len(ledger.asked)
    assert (counted(ledger), counted(ledger, "supply_demand.ratio")) == first
    assert first == ({HERE: 6, THERE: 6}, {HERE: 6})
    assert (asked, len(ledger.asked)) == (3, 3)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_flipped_bit_is_counted_anew(city: City, place: int) -> None:
    ledger = Watched(city.home)
    first = counted(ledger)
    asked = len(ledger.asked)
    for path in (city.home.cache / "tally").iterdir():
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)
    assert counted(ledger) == first
    assert len(ledger.asked) == asked + 1
    assert counted(ledger) == first
    assert len(ledger.asked) == asked + 1


def test_all_metrics_counted_at_once_are_those_counted_one_by_one(city: City) -> None:
    requests = [
        Request(held, dated(**{param.name: [("2024-04-11", 50)] for param in held.params}))
        for held in METRICS.values()
        if held.additive
    ]
    ledger = ParquetLedger(city.home)
    together = month_many(ledger, PROVINCE, requests, [FIRST, SECOND])
    assert sum(len(frame) > 0 for frame in together.values()) > 10
    for request in requests:
        alone = month_many(ledger, PROVINCE, [request], [FIRST, SECOND])[request]
        kept = month_many(ledger, PROVINCE, [request], [FIRST, SECOND])[request]
        assert_frame_equal(together[request], alone)
        assert_frame_equal(kept, alone)
        assert not alone.duplicated(["subject", "month"]).any()


def test_a_corrected_month_alone_is_counted_anew(city: City) -> None:
    ledger = Watched(city.home)
    counted(ledger)
    city.file(SECOND, [HERE, THERE], rows(SECOND, 5), received_at=moment(202608, 12), reason="更正")
    assert counted(ledger) == {HERE: 8, THERE: 8}
    assert ledger.asked == [("service", (FIRST, SECOND)), ("service", (SECOND,))]
    assert counted(Watched(city.home, as_of=moment(202608, 10))) == {HERE: 6, THERE: 6}


def test_a_change_of_hours_counts_time_limits_anew(city: City) -> None:
    ledger = Watched(city.home)
    assert counted(ledger, "service.time_limit") == {HERE: 6, THERE: 6}
    late = [fact("hours", market=HERE, weekday=day, opens=630, closes=1020) for day in range(1, 8)]
    city.file(
        SECOND, [HERE, THERE], rows(SECOND, 3),
        registers=late, received_at=moment(202608, 12), reason="更正",
    )  # fmt: skip
    half = Request(metric("service.time_limit"), HALF)
    frame = month_many(ledger, PROVINCE, [half], [FIRST, SECOND])[half]
    assert frame.groupby("subject")["numerator"].sum().to_dict() == {HERE: 6, THERE: 0}


def test_a_reader_of_one_county_neither_sees_nor_keeps_the_others(city: City) -> None:
    ledger = Watched(city.home)
    assert counted(ledger) == {HERE: 6, THERE: 6}
    county = Scope("county", ("320104",))
    frame = month_values(ledger, county, metric("service.records"), NO_VALUES, [FIRST])
    assert frame["subject"].unique().tolist() == [THERE]
    assert len(ledger.asked) == 2
    assert counted(ledger) == {HERE: 6, THERE: 6}


def test_another_limit_is_another_count(city: City) -> None:
    ledger = Watched(city.home)
    requests = [Request(metric("service.time_limit"), values) for values in (TWO_HOURS, HALF)]
    first, second = (
        month_many(ledger, PROVINCE, [request], [FIRST])[request]["numerator"].sum()
        for request in requests
    )
    assert (first, second) == (6, 0)
    assert len(ledger.asked) == 2


def test_the_folder_of_kept_counts_can_be_deleted(city: City) -> None:
    ledger = Watched(city.home)
    counted(ledger)
    folder = city.home.cache / "tally"
    kept = list(folder.iterdir())
    assert {path.suffix for path in kept} == {".arrow"}
    for path in kept:
        path.unlink()
    assert counted(ledger) == {HERE: 6, THERE: 6}


def test_registers_are_never_kept(city: City) -> None:
    ledger = Watched(city.home)
    assert counted(ledger, "organisation.open_months") == {HERE: 27, THERE: 27}
    counted(ledger, "organisation.open_months")
    assert len(ledger.asked) == 2
    assert not (city.home.cache / "tally").exists()


def test_open_days_leave_out_the_three_of_the_dragon_boat_festival(city: City) -> None:
    frame = window_values(
        Watched(city.home), PROVINCE, metric("organisation.ledger_coverage"), NO_VALUES, [FIRST]
    )
    assert frame["numerator"].tolist() == [1, 1]
    assert frame["undecided"].tolist() == [0, 0]
    assert frame["denominator"].tolist() == [27, 27]
