"""What is a metric that no ledger of ours counts? A rule set declares it, the register brings it.

Each row of the register 外来指标 speaks of one market or unit and one day; over a window its
numerators and denominators are summed.
"""

from collections.abc import Callable

from metrics.model import Better, Column, Metric, Rows, Tally
from metrics.themes.conditions import amount
from rules.model import Measure
from rules.value import Text

SOURCE = "register:figure"
BETTER: dict[str, Better] = {"more": "more", "less": "less", "none": "none"}


def external_metric(measure: Measure) -> Metric:
    """The metric of a measure that a rule set declares itself."""
    return Metric(
        measure.name, measure.title, measure.measured_in, BETTER[measure.better], "", "per",
        (_tally(Text("分子", "numerator"), measure.name, "numerator"),),
        (_tally(Text("分母", "denominator"), measure.name, "denominator"),),
        subject=measure.subject,
    )  # fmt: skip


def _tally(title: Text, name: str, column: str) -> Tally:
    return Tally(title, SOURCE, _named(name), amount=amount(column), subject="holder")


def _named(name: str) -> Callable[[Rows], Column]:
    return lambda rows: rows["metric"] == name
