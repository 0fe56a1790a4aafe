"""Whose papers does a unit file, its own and its counties', and how well does each keep them?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from demo.chance import generator
from demo.ground import Ground

SLIPS = 0.03
"""How often a reporting unit is late, or a part is missing."""
HAS = 0.93
"""How often a reporting unit has one of the papers a bureau owes."""
USUAL, SPREAD, WORST = 0.08, 0.9, 0.55
"""A county's slips are log-normal around the usual; the worst is late more often than not."""


@dataclass(frozen=True)
class Bureau:
    """A unit that publishes and reports: how often it slips, leaves something out altogether,
    and has a paper. `level` is that of the code list unit_type, with every unit that files its own
    workbook as `city`: those owe alike."""

    unit: str
    level: str
    seed: int
    slips: float = SLIPS
    skips: float = 0.0
    has: float = HAS

    def chance(self, name: str) -> np.random.Generator:
        return generator(self.seed, self.unit, name)


def bureaus_of(ground: Ground) -> Iterator[Bureau]:
    """The unit itself, then each county it files for that has a market."""
    yield Bureau(ground.unit, "city", ground.seed)
    for county in sorted(set(ground.markets["division"]) - {ground.unit}):
        worse = generator(ground.seed, county, "bureau").standard_normal()
        slips = min(WORST, USUAL * float(np.exp(SPREAD * worse)))
        yield Bureau(county, "county", ground.seed, slips, slips / 4, 1 - 1.5 * slips)
