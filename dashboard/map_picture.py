"""What is on the map? One measure of one month over the counties of the viewer."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import area_figures, geo, state
from dashboard.access import Visit
from dashboard.shades import Figure
from store.evaluations import Header


@dataclass(frozen=True)
class Picture:
    """What the page shows: one measure of one month over the counties of the viewer."""

    visit: Visit
    header: Header
    measure: str
    market_type: str
    area: str
    whole: str
    names: Mapping[str, str]
    markets: pd.DataFrame
    table: pd.DataFrame

    def figure(self, area: str, measure: str) -> Figure:
        """A published figure under the chosen type; coverage is counted over all types."""
        every = measure.startswith("coverage")
        kind = area_figures.ALL_TYPES if every else self.market_type
        return area_figures.figure(self.table, area, measure, kind)

    @property
    def shapes(self) -> tuple[geo.Shape, ...]:
        """The counties the viewer may see."""
        prefix = state.prefix(self.whole)
        return tuple(shape for shape in geo.counties() if shape.code.startswith(prefix))

    @property
    def cities(self) -> tuple[geo.Shape, ...]:
        """The cities they lie in."""
        prefix = state.prefix(self.whole)[:4]
        return tuple(shape for shape in geo.cities() if shape.code.startswith(prefix))
