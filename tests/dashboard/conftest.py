"""A small province for the pages: every county with a market, twelve published months.

Results and aggregates are written as an evaluation would write them, so that the pages can be
tested without running one; registers and covers come through a real submission.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from rules.calendar import months_between
from rules.codes import divisions
from rules.sets import load_ruleset
from store import batches, evaluations, tables
from store.evaluations import Header
from store.home import Home, create_home
from store.scope import PROVINCE
from tests.store.making import at, fact, signed, submit

LAST = 202610
MONTHS = months_between(202511, LAST)
GRADES = ("excellent", "good", "good", "qualified", "qualified", "unqualified", None)
LATE_UNIT, MISSING_UNIT = "320900", "321300"


def markets() -> list[dict[str, object]]:
    """One market per county; the 20th county has none."""
    counties = [code for place, code in enumerate(divisions().counties) if place != 20]
    return [
        {
            "market": f"{county}001", "name": f"{divisions().name(county, 'zh')}零工市场",
            "type": ("general", "sector", "station")[place % 3],
            "mode": ("self", "sign", "entrusted", "ppp")[place % 4], "division": county,
            "grade": GRADES[place % len(GRADES)], "place": place,
        }
        for place, county in enumerate(counties)
    ]  # fmt: skip


def result_frame(month: int) -> pd.DataFrame:
    rows = []
    for held in markets():
        grade, place = held["grade"], int(str(held["place"]))
        score = {"excellent": 93, "good": 84, "qualified": 70, "unqualified": 55, None: None}[grade]
        low = (score or 60) * 10_000 + place * 10 + month % 100
        rows.append({
            "subject_kind": "market", "subject": held["market"], "name": held["name"],
            "division": held["division"], "type": held["type"], "mode": held["mode"],
            "months_duty": 3, "months_filed": 3, "score": low if score else None, "low": low,
            "high": low + 50_000, "assessed_share": 9_500, "applicable_share": 10_000,
            "bonus": 0, "adjusted": 0, "score_unwaived": None, "size_band": "medium",
            "grade": grade, "provisional": 0,
            "reason": None if grade else "insufficient", "rank": None, "rank_best": None,
            "rank_worst": None, "peers": None, "vetoes": "[]", "entries": "[]", "caps": "[]",
        })  # fmt: skip
    return pd.DataFrame(rows)


def aggregate_frame(month: int) -> pd.DataFrame:
    """Figures of every area; the ratio rises by two hundredths a month."""
    places, step = divisions(), MONTHS.index(month)
    bare = places.counties[20]
    rows = []
    for area in (places.province, *places.cities, *places.counties):
        prefix = area.removesuffix("00").removesuffix("00")
        counties = [county for county in places.counties if county.startswith(prefix)]
        covered = len(counties) - int(bare in counties)
        wanted = 0 if area == bare else 1_000 + 20 * step + int(area[2:]) % 300
        rows += [
            (area, "", "coverage", covered, len(counties), len(counties)),
            (area, "", "coverage_zones", covered, len(counties), len(counties)),
            (area, "", "markets", covered, 1, covered),
        ]
        for kind in ("", "general", "sector", "station"):
            none = area == bare or (area in places.counties and kind == "station")
            rows.append((area, kind, "ratio", None if none else wanted, None if none else 1_000,
                         2 if none else 1_000))  # fmt: skip
            rows.append((area, kind, "hourly_pay_mean", None if none else 2_380 * wanted,
                         None if none else wanted, 2 if none else wanted))  # fmt: skip
    columns = ["area", "market_type", "measure", "numerator", "denominator", "n"]
    return pd.DataFrame(rows, columns=columns)


def save_month(home: Home, month: int) -> int:
    ruleset = load_ruleset("jiangsu-2024")
    header = Header(
        "monitoring", str(month), "province", month, month, ruleset.id, ruleset.hash,
        f"sha256:{month:064x}", "sha256:" + "c" * 64, "1", None, "{}", "",
        last_batch=batches.last_batch(PROVINCE, home),
    )  # fmt: skip
    names = [column.name for column in tables.finding.columns if column.name != "evaluation_id"]
    frames = (result_frame(month), pd.DataFrame(columns=names), aggregate_frame(month))
    number = evaluations.save(PROVINCE, home, signed(header, *frames), *frames, "tester")
    evaluations.publish(PROVINCE, home, number, "tester")
    return number


def file_registers(home: Home, folder: Path) -> None:
    """Registers of the province: markets, reports, two leads, two contracts."""
    names = {unit: [] for unit in divisions().reporting_units}  # type: dict[str, list[object]]
    for held in markets():
        unit = divisions().reporting_unit_of(str(held["division"]))
        lon, lat = divisions().center(str(held["division"]))
        point = {} if held["place"] == 5 else {
            "longitude_e4": round(lon * 10_000), "latitude_e4": round(lat * 10_000)
        }  # fmt: skip
        names[unit].append(fact(
            "market", market=held["market"], name=held["name"], type=held["type"],
            mode=held["mode"], division=held["division"], filing_unit=unit,
            managing_unit="某管理单位", opened_on=at("2024-01-01"), valid_from=at("2024-01-01"),
            **point,
        ))  # fmt: skip
    for unit, facts in names.items():
        facts += reports(unit)
    names["320100"] += [
        incident("XS-1", "320102001", "lead"), incident("XS-2", "320104001", "confirmed"),
        contract("HT-1", "320105001", "2026-10-31"), contract("HT-2", "320106001", "2026-12-01"),
        contract("HT-3", "320111001", "2027-12-31"),
    ]  # fmt: skip
    for unit, facts in names.items():
        submit(home, folder, unit, LAST, {}, *facts)


def reports(unit: str) -> list[object]:
    held = []
    for month in MONTHS:
        late = unit == LATE_UNIT and month in (202608, LAST)
        if unit == MISSING_UNIT and month == LAST:
            continue
        due = f"{month // 100}-{month % 100:02d}-28"
        filed = at(due) + (2 * 86400 if late else 3600)
        held.append(fact("report", unit=unit, kind="monthly_analysis", due_on=at(due),
                         filed_at=filed, valid_from=at(due)))  # fmt: skip
    return held


def incident(number: str, market: str, status: str) -> object:
    day = at("2026-10-12")
    return fact("incident", incident_no=number, market=market, kind="fee", happened_on=day,
                status=status, origin="ledger", valid_from=day)  # fmt: skip


def contract(number: str, market: str, ends: str) -> object:
    return fact("contract", contract_no=number, market=market, operator="某承接主体",
                operator_code="91320000MA00000000", buyer="320100", buyer_name="某区人社局",
                starts_on=at("2025-12-01"), ends_on=at(ends),
                valid_from=at("2025-12-01"))  # fmt: skip


def make_home(root: Path, folder: Path) -> Home:
    home = create_home(root, demo=True, day=at("2026-11-05"))
    file_registers(home, folder)
    for month in MONTHS:
        save_month(home, month)
    return home


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return make_home(tmp_path_factory.mktemp("province") / "home", tmp_path_factory.mktemp("made"))


@pytest.fixture
def shown(province: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """The province as the home the dashboard opens, with cold caches."""
    monkeypatch.setenv("BIAOCHI_HOME", str(province.root))
    st.cache_data.clear()
    yield province
    st.cache_data.clear()
