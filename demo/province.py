"""Which markets does the synthetic province have, where, of what kind, how large and how good?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from demo.chance import Array, generator
from demo.layout import by_quota, placed
from demo.months import Span, busy, span_of
from demo.names import address, city_code_of, managing_unit, market_name
from demo.plants import plant
from rules.codes import Divisions, divisions

SMALLEST, SHORTEST = 20, 3
TYPES = {"general": 0.45, "sector": 0.25, "station": 0.30}
MODES = {"self": 0.34, "sign": 0.26, "entrusted": 0.26, "ppp": 0.14}
MEDIAN_VOLUME = {"general": 18.5, "sector": 16.0, "station": 9.5}
"""Median of a market's service records a month; log-normal around it."""
SPREAD_VOLUME = 0.68
LEAST_VOLUME = 5.0
LARGEST_VOLUME = 90.0
GIANT_PEAK = 5000.0
"""Service records of the one giant market in its busiest month."""
GIANT_SWING = 3.4
GIANT_HOME = "320583"
SKILLS = ("pace", "care", "rule", "reach", "site", "paper", "log", "crew")
TOGETHER, APART = 0.45, 0.85
CREW = {"general": 5.2, "sector": 4.0, "station": 1.7}
RECORDS_PER_HEAD = 150
DAY = 86400


class DemoError(ValueError):
    """The demo can't be written as asked; the message says what to change, in both languages."""


@dataclass(frozen=True)
class Province:
    """A synthetic province.

    `markets`: one row per market, sorted by code: market, unit (reporting unit), division,
    city, type, mode, name, managing_unit, address, longitude_e4, latitude_e4, opened_on (day),
    volume (service records of an average month), swing (of the seasons), crew_size (heads),
    plant (the planted fact it carries or ""), and one column per latent skill (standard
    normal, higher is better).
    """

    seed: int
    span: Span
    markets: pd.DataFrame

    def of_unit(self, unit: str) -> pd.DataFrame:
        return self.markets[self.markets["unit"] == unit].reset_index(drop=True)

    @property
    def units(self) -> list[str]:
        return sorted(self.markets["unit"].unique().tolist())


def build_province(
    markets: int = 300, months: int = 13, until: int = 202610, seed: int = 7, scale: int = 1
) -> Province:
    """A province of `markets` markets over the `months` months that end with `until`; `scale`
    multiplies the volumes. Raises DemoError when there is too little room for the planted
    facts."""
    _refuse_small(markets, months, scale)
    span, places = span_of(months, until), divisions()
    frame = placed(markets, places)
    chance = generator(seed, "province")
    frame["type"] = by_quota(markets, TYPES, frame["order"].to_numpy(), chance)
    frame["mode"] = by_quota(markets, MODES, chance.permutation(markets), chance)
    frame = _with_words(frame, places)
    frame = _with_position(frame, places, chance)
    frame["opened_on"] = span.start - DAY * chance.integers(70, 900, markets)
    frame["volume"] = _volumes(frame, chance)
    frame = _with_skills(frame, chance)
    frame = plant(frame, span)
    return Province(seed, span, _with_giant(frame, span, scale))


def _refuse_small(markets: int, months: int, scale: int) -> None:
    if markets < SMALLEST or markets > 9000 or months < SHORTEST or scale < 1:
        raise DemoError(
            f"演示至少需要 {SMALLEST} 个市场（不多于 9000 个）、{SHORTEST} 个月，倍数不小于 1："
            f"收到 {markets} 个市场、{months} 个月、{scale} 倍。请改大后重试。 / "
            f"A demo needs at least {SMALLEST} markets (at most 9000), {SHORTEST} months and a "
            f"scale of 1 or more; got {markets} markets, {months} months, scale {scale}."
        )


def _with_words(frame: pd.DataFrame, places: Divisions) -> pd.DataFrame:
    counter: dict[tuple[str, str], int] = {}
    names, managers, addresses = [], [], []
    for number, row in enumerate(frame.to_dict("records")):
        key = (row["division"], row["type"])
        counter[key] = counter.get(key, -1) + 1
        city, county = places.name(row["city"], "zh"), places.name(row["division"], "zh")
        names.append(market_name(city, county, row["type"], counter[key]))
        managers.append(managing_unit(city, county, row["mode"], row["market"]))
        addresses.append(address(city, county, number))
    return frame.assign(
        name=names, managing_unit=managers, address=addresses,
        hotline=[city_code_of(str(city)) + "-12333" for city in frame["city"]],
    )  # fmt: skip


def _with_position(
    frame: pd.DataFrame, places: Divisions, chance: np.random.Generator
) -> pd.DataFrame:
    """The county's label point, and for every further market a step from it that stays nearer to
    this point than to any other county's."""
    centers = np.array([places.center(county) for county in frame["division"]])
    every = np.array([places.center(county) for county in places.counties])
    apart = np.hypot(*(centers[:, None, :] - every[None, :, :]).transpose(2, 0, 1))
    reach = 0.45 * np.where(apart > 0, apart, np.inf).min(axis=1)
    turn = 2 * np.pi * chance.random(len(frame))
    far = reach * chance.uniform(0.5, 1.0, len(frame)) * (frame["order"].to_numpy() > 1)
    step = np.column_stack((np.cos(turn), np.sin(turn))) * far[:, None]
    point = np.round((centers + step) * 10000).astype(np.int64)
    return frame.assign(longitude_e4=point[:, 0], latitude_e4=point[:, 1])


def _volumes(frame: pd.DataFrame, chance: np.random.Generator) -> Array:
    medians = frame["type"].map(MEDIAN_VOLUME).to_numpy()
    volume = medians * np.exp(SPREAD_VOLUME * chance.standard_normal(len(frame)))
    return np.clip(volume, LEAST_VOLUME, LARGEST_VOLUME)


def _with_skills(frame: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """A market's skills hang together: each is mostly its general quality."""
    general = np.clip(chance.standard_normal(len(frame)), -2.4, 2.2)
    skills = {
        skill: TOGETHER * general + APART * chance.standard_normal(len(frame)) for skill in SKILLS
    }
    return frame.assign(**skills)


def _with_giant(frame: pd.DataFrame, span: Span, scale: int) -> pd.DataFrame:
    """One market is a giant with exaggerated seasons; everybody's volume is scaled."""
    ordinary = frame[(frame["plant"] == "") & (frame["type"] == "general")]
    home = ordinary[ordinary["division"] == GIANT_HOME]
    giant = int((home if len(home) else ordinary).index[0])
    volume = frame["volume"].to_numpy().copy()
    volume[giant] = GIANT_PEAK / max(busy(span.months, GIANT_SWING))
    swing = np.where(np.arange(len(frame)) == giant, GIANT_SWING, 1.0)
    heads = frame["type"].map(CREW).to_numpy() * (1 + 0.25 * frame["crew"].to_numpy())
    crew = np.maximum(1, np.round(heads + volume / RECORDS_PER_HEAD)).astype(np.int64)
    return frame.assign(volume=volume * scale, swing=swing, crew_size=crew)
