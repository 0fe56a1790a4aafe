"""Which metrics are there? Every declaration by its name."""

from metrics.model import Metric
from metrics.themes import (
    conduct,
    contract,
    matching,
    organisation,
    people,
    service,
    supply_demand,
    unit,
)

METRICS: dict[str, Metric] = {
    metric.name: metric
    for theme in (
        service, matching, people, supply_demand, conduct, organisation, contract, unit
    )
    for metric in theme.METRICS
}  # fmt: skip


class UnknownMetricError(LookupError):
    """A rule names a metric that isn't declared."""


def metric(name: str) -> Metric:
    """The declaration of one metric; UnknownMetricError tells which names there are."""
    try:
        return METRICS[name]
    except KeyError:
        known = "、".join(sorted(METRICS))
        raise UnknownMetricError(
            f"没有名为 {name} 的指标；可用的指标：{known} / "
            f"there is no metric named {name}; choose one of these names"
        ) from None
