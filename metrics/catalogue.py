"""Which metrics are there? Every declaration by its name."""

from dataclasses import replace

from metrics.external import external_metric
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
from rules.model import Criterion

SECOND = "#second"
METRICS: dict[str, Metric] = {
    metric.name: metric
    for theme in (
        service, matching, people, supply_demand, conduct, organisation, contract, unit
    )
    for metric in theme.METRICS
}  # fmt: skip


def metric_of(criterion: Criterion) -> Metric:
    """The metric a computed criterion is judged by: one of ours, or one its rule set declares."""
    known = METRICS.get(criterion.metric)
    if known is None and criterion.measure is not None:
        return external_metric(criterion.measure)
    return metric(criterion.metric)


def second_of(criterion: Criterion) -> Criterion | None:
    """What a table asks of its other metric, as a criterion of its own to be counted."""
    if criterion.second is None:
        return None
    return replace(
        criterion, id=f"{criterion.id}{SECOND}", metric=criterion.second.name,
        measure=criterion.second, second=None, params={}, min_n=None,
    )  # fmt: skip


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
