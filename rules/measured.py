"""Does a computed criterion ask its metric for what the metric is? Name, parameters, unit."""

from rules.load import Node
from rules.measures import measure_name
from rules.model import Compare, Measure
from rules.numbers import ANY, CLOCKS, Ground, read_number, unit_of
from rules.value import Series


def read_metric(node: Node, subject: str, ground: Ground) -> Measure:
    """The metric named in `node`, which must be known and of the criterion's subject. Raises
    RuleError."""
    name = measure_name(node)
    measure = ground.measures.get(name)
    if measure is None:
        raise node.error("unknown_metric", name=name)
    if measure.subject != subject:
        raise node.error("foreign_metric", name=name, had=measure.subject, needs=subject)
    return measure


def read_params(
    node: Node, measure: Measure, ground: Ground, name: str, types: tuple[str, ...]
) -> dict[str, Series]:
    """The values of exactly the metric's parameters, each by the metric's own clock. Raises
    RuleError."""
    entry = node.mapping().get("params")
    if entry is None:
        if measure.params:
            raise node.error("missing_key", name="params")
        return {}
    written = entry.keys(measure.params)
    params = {
        param: read_number(value, ground, f"{name}.params.{param}", ANY, types)
        for param, value in written.items()
    }
    for param, series in params.items():
        clock = measure.params[param].clock
        if unit_of(series) in CLOCKS.values() and unit_of(series) != CLOCKS.get(clock):
            raise written[param].error("foreign_clock", name=param, clock=clock or "—")
        if clock and unit_of(series) != CLOCKS[clock]:
            raise written[param].error("foreign_clock", name=param, clock=clock)
    return params


def check_unit(node: Node, measure: Measure, second: Measure | None, compare: Compare) -> None:
    """A share is compared with percentages, everything else with plain numbers. Raises
    RuleError."""
    for role, series in compare.numbers.items():
        of = second if second and role.startswith("column_") else measure
        wanted = "%" if of.measured_in == "share" else ""
        if not role.startswith("share_") and unit_of(series) != wanted:
            raise node.error("wrong_unit", name=of.name, unit=of.measured_in)
