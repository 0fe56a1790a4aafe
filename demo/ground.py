"""What does everything a unit files rest on? Its markets, their opening hours, its dice."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from demo.chance import Ints, Reals, generator
from demo.clock import Clock, build_clock
from demo.hours import closures_of, hours_of
from demo.months import Span, busy
from demo.province import GIANT_SWING, Province
from rules.calendar import load_calendar

LEAST_RECORDS = 5


@dataclass(frozen=True)
class Ground:
    """One reporting unit's part of the province. `markets` is numbered 0…; `hours` and
    `closures` are the register rows its `clock` runs by."""

    seed: int
    unit: str
    span: Span
    markets: pd.DataFrame
    hours: pd.DataFrame
    closures: pd.DataFrame
    clock: Clock

    def chance(self, *names: object) -> np.random.Generator:
        return generator(self.seed, self.unit, *names)

    def column(self, name: str, place: Ints) -> Reals:
        """A numeric column of the market of each row."""
        values: Reals = self.markets[name].to_numpy(dtype=np.float64)[place]
        return values

    def codes(self, place: Ints) -> Ints:
        """The market code of each row, as a number."""
        codes: Ints = self.markets["market"].to_numpy(dtype=np.int64)[place]
        return codes

    def names(self, place: Ints) -> list[str]:
        return [str(code) for code in self.markets["market"].to_numpy()[place]]


def ground_of(province: Province, unit: str) -> Ground:
    markets, span = province.of_unit(unit), province.span
    calendar, days = load_calendar(), span.days()
    hours = hours_of(markets, province.seed)
    closures = closures_of(markets, province.seed, span, days, calendar)
    clock = build_clock(
        hours, closures, markets["market"].tolist(), markets["opened_on"].tolist(), days, calendar
    )
    return Ground(province.seed, unit, span, markets, hours, closures, clock)


def births(
    ground: Ground, share: float, chance: np.random.Generator,
    base: float = 0.0, least: int = 0, giant_part: float = 1.0,
) -> tuple[Ints, Ints]:  # fmt: skip
    """How many records begin at each market in each lived month: (place, month position), one
    element per record. `share` is per service record (the giant's is `giant_part` of it), `base`
    comes on top; a month is cut where a market opens in it."""
    span, markets = ground.span, ground.markets
    giant = markets["swing"].to_numpy() > 1
    pace = np.where(giant[:, None], busy(span.lived, GIANT_SWING), busy(span.lived))
    opened = markets["opened_on"].to_numpy()[:, None]
    starts, ends = span.starts[:-1], span.starts[1:]
    open_part = np.clip((ends - opened) / (ends - starts), 0, 1)
    shares = np.where(giant, share * giant_part, share)
    mean = (markets["volume"].to_numpy() * shares + base)[:, None] * pace * open_part
    count = chance.poisson(mean)
    count = np.where(giant[:, None], np.round(mean).astype(np.int64), count)
    count = np.where(open_part == 1, np.maximum(count, least), count).astype(np.int64)
    place, month = np.indices(count.shape)
    return np.repeat(place.ravel(), count.ravel()), np.repeat(month.ravel(), count.ravel())


def begun(
    ground: Ground, place: Ints, month: Ints, chance: np.random.Generator, early: float
) -> Ints:
    """A moment in the open time of each record's market and month; `early` below 0.5 leans to
    the morning. -1 where the market isn't open in that month."""
    moments = np.full(len(place), -1, dtype=np.int64)
    day, within = chance.random(len(place)), chance.beta(4 * early, 4 * (1 - early), len(place))
    for position in range(len(ground.span.lived)):
        rows = np.flatnonzero(month == position)
        start, end = int(ground.span.starts[position]), int(ground.span.starts[position + 1])
        sampled, known = ground.clock.days(start, end).sampled(place[rows], day[rows], within[rows])
        moments[rows] = np.where(known, sampled, -1)
    return moments
