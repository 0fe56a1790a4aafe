"""Which facts are planted in the demo, in which markets, and how does truth.json name them?"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from demo.months import Span

CONTRACTED = ("entrusted", "ppp")
SELF_RUN = ("self", "sign")
EVERY = (*SELF_RUN, *CONTRACTED)
TYPICAL_VOLUME = 24.0
PLANTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fee_confirmed", ("entrusted",)),
    ("fee_confirmed", SELF_RUN),
    ("contract_past_end", CONTRACTED),
    ("contract_past_end", CONTRACTED),
    ("operator_change", CONTRACTED),
    ("fee_refuted", EVERY),
    ("fee_open", EVERY),
    ("late", EVERY),
    ("late", EVERY),
    ("copied_month", EVERY),
    ("insufficient", EVERY),
    ("insufficient", EVERY),
    ("new", EVERY),
)
"""One market each, in this order: the kind of fact and the modes a market may have for it."""
MISSED_28TH = "missed_28th"


@dataclass(frozen=True)
class Fact:
    """One planted fact: what, at which market or unit, shown in the files of which month."""

    kind: str
    period: int
    market: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Truth:
    """Everything planted; what `truth.json` holds."""

    last_period: int
    facts: tuple[Fact, ...]

    def markets(self, kind: str) -> list[str]:
        return [fact.market for fact in self.facts if fact.kind == kind and fact.market]

    def write(self, path: Path) -> None:
        """Sorted keys, UTF-8; a fact has either `market` or `unit`."""
        facts = [
            {key: value for key, value in asdict(fact).items() if value is not None}
            for fact in self.facts
        ]
        content = {"facts": facts, "last_period": self.last_period}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def plant(markets: pd.DataFrame, span: Span) -> pd.DataFrame:
    """`markets` with a column `plant`: the kind of fact a market carries, or "". Markets of a
    typical size are taken, so that a planted fact isn't lost in a tiny sample; the new one
    opened in the last month but one, beside an older one of its county."""
    order = np.argsort(np.abs(np.log(markets["volume"].to_numpy() / TYPICAL_VOLUME)), kind="stable")
    modes = markets["mode"].tolist()
    plants = [""] * len(markets)
    for kind, allowed in PLANTS:
        free = [int(at) for at in order if not plants[at] and modes[at] in allowed]
        second = [at for at in free if markets["order"].iloc[at] > 1]
        place = (second if kind == "new" and second else free)[0]
        plants[place] = kind
    opened = markets["opened_on"].to_numpy().copy()
    opened[np.array(plants) == "new"] = opening_of_new(span)
    return markets.assign(plant=plants, opened_on=opened)


def opening_of_new(span: Span) -> int:
    """The day on which the new market opens: the 9th of the last month but one."""
    return span.bounds(span.months[-2])[0] + 8 * 86400


def changing_month(span: Span) -> int:
    """The month on whose first day the operator changes."""
    return span.months[len(span.months) // 2]


def late_unit(units: list[str]) -> str:
    """The city unit that misses the 28th of the last month."""
    cities = [unit for unit in units if unit.endswith("00")]
    return cities[len(cities) // 2]


def truth_of(markets: pd.DataFrame, span: Span) -> Truth:
    """The planted facts of a province, in a fixed order."""
    periods = {"operator_change": changing_month(span), "new": span.months[-2]}
    facts = [
        Fact(str(row.plant), periods.get(str(row.plant), span.last), market=str(row.market))
        for row in markets[markets["plant"] != ""].itertuples()
    ]
    unit = late_unit(sorted(markets["unit"].unique().tolist()))
    facts.append(Fact(MISSED_28TH, span.last, unit=unit))
    return Truth(span.last, tuple(sorted(facts, key=lambda fact: (fact.kind, fact.market or ""))))
