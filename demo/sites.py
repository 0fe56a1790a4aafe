"""What do the markets have: premises, disclosed items, documents, platforms, awards?"""

import numpy as np
import pandas as pd

from demo.bureaus import HAS
from demo.chance import Flags, Ints, Reals, rate
from demo.ground import Ground
from demo.units import PAPERS, papers

DAY = 86400
AREA = {"general": 325.0, "sector": 235.0, "station": 46.0}
CAPACITY = 0.42
"""Persons per square metre."""
ZONES = ("zone_registration", "zone_information", "zone_negotiation", "zone_waiting")
CONVENIENCES = {"vehicle_stop": 0.5, "tool_loan": 0.35, "rest": 0.7, "shop": 0.15,
                "lodging": 0.12, "shuttle": 0.2}  # fmt: skip
DISCLOSED = {"services": "大厅公示栏", "guide": "大厅公示栏", "hotline": "门头和网站",
             "complaints": "大厅公示栏"}  # fmt: skip
DOCUMENTS = {
    "first_responsibility": "首问负责制度", "time_limit": "限时办结制度",
    "told_once": "一次性告知制度", "appraisal": "工作人员考核办法",
    "management": "综合管理制度", "duties": "岗位职责",
}  # fmt: skip
SYSTEMS = {"jiangsu_market": 0.985, "provincial_employment": 0.8, "online_matching": 0.5,
           "online_market": 0.7}  # fmt: skip
AWARDS = {"experience": "零工服务经验做法", "media": "媒体报道典型"}


def premises(ground: Ground) -> pd.DataFrame:
    """One row per market; better sites are larger and lack less."""
    chance, markets = ground.chance("premises"), ground.markets
    size, skill = len(markets), _skill(ground, "site")
    middle = markets["type"].map(AREA).to_numpy()
    area = np.round(middle * np.exp(0.10 * skill + 0.25 * chance.standard_normal(size)))
    few = dict.fromkeys(ZONES[2:], 0.64)
    station = (markets["type"] == "station").to_numpy()
    rows = pd.DataFrame({"market": markets["market"], "area_sqm": np.maximum(area, 12)})
    rows["capacity"] = np.round(rows["area_sqm"] * CAPACITY)
    for zone in ZONES:
        share = np.where(station & (zone in few), 0.3, rate(skill, few.get(zone, 0.985), 0.7))
        rows[zone] = _drawn(chance, share)
    rows["dedicated_area"] = _drawn(chance, rate(skill, 0.95, 0.8))
    for name, usual in CONVENIENCES.items():
        rows[name] = _drawn(chance, rate(skill, usual, 0.5))
    return rows.assign(valid_from=markets["opened_on"])


def disclosures(ground: Ground) -> pd.DataFrame:
    """One row per market and item of four, shown or not."""
    chance, markets = ground.chance("disclosure"), ground.markets
    parts = [
        pd.DataFrame({
            "market": markets["market"], "item": item,
            "shown": _drawn(chance, rate(_skill(ground, "site"), 0.86, 0.8)), "place": place,
            "valid_from": markets["opened_on"],
        })
        for item, place in DISCLOSED.items()
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def documents(ground: Ground) -> pd.DataFrame:
    """One row per market and document it has, and the papers of the unit and its counties."""
    chance, markets = ground.chance("document"), ground.markets
    parts = []
    for kind, title in DOCUMENTS.items():
        has = chance.random(len(markets)) < rate(_skill(ground, "paper"), 0.94, 0.8)
        own = markets[has]
        parts.append(pd.DataFrame({
            "owner": own["market"], "kind": kind, "title": own["name"] + title,
            "valid_from": own["opened_on"],
        }))  # fmt: skip
    kept = chance.random(len(PAPERS)) < HAS
    parts.append(pd.DataFrame({
        "owner": ground.unit, "kind": [*PAPERS], "title": [*PAPERS.values()],
        "valid_from": ground.span.start - 200 * DAY,
    })[kept])  # fmt: skip
    return pd.concat([*parts, papers(ground)], ignore_index=True)


def platforms(ground: Ground) -> pd.DataFrame:
    """One row per market and system it could be connected to."""
    chance, markets = ground.chance("platform"), ground.markets
    parts = [
        pd.DataFrame({
            "market": markets["market"], "system": system,
            "connected": _drawn(chance, rate(_skill(ground, "paper"), usual, 0.5)),
            "valid_from": markets["opened_on"],
        })
        for system, usual in SYSTEMS.items()
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def awards(ground: Ground) -> pd.DataFrame:
    """Few rows: good practice of the better markets."""
    chance, markets = ground.chance("award"), ground.markets
    won = np.flatnonzero(chance.random(len(markets)) < rate(_skill(ground, "reach"), 0.05, 1.2))
    day = ground.span.start + DAY * chance.integers(0, _days(ground), len(won))
    kind = chance.choice(list(AWARDS), len(won))
    opened = markets["opened_on"].to_numpy()[won]
    rows = pd.DataFrame({
        "market": ground.names(won), "award": [AWARDS[str(code)] for code in kind], "kind": kind,
        "given_on": day, "valid_from": day,
    })  # fmt: skip
    return rows[day >= opened]


def _skill(ground: Ground, name: str) -> Reals:
    return ground.column(name, np.arange(len(ground.markets)))


def _drawn(chance: np.random.Generator, share: Reals) -> Ints:
    drawn: Flags = chance.random(len(share)) < share
    return drawn.astype(np.int64)


def _days(ground: Ground) -> int:
    return (ground.span.end - ground.span.start) // DAY
