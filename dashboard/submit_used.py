"""Which criteria use which column of the official workbook? Asked when a cell is wrong."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from metrics.catalogue import METRICS
from metrics.conditions import Counted
from metrics.model import Metric, Tally, Values, values_of
from metrics.select import used
from rules.model import Criterion, RuleSet
from store.ledger import table_of
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS

Place = tuple[str, str]
"""(sheet, column), both as named in the store."""
DERIVED: Mapping[str, tuple[Place, ...]] = {
    "closed_by_key": (("step", "staff_key"), ("step", "kind")),
    "handovers": (("step", "kind"),),
    "tellings": (("step", "kind"),),
    "used_seconds": (("service", "opened_at"), ("service", "closed_at"), ("step", "at")),
    "used_before": (("service", "opened_at"), ("service", "closed_at"), ("step", "at")),
    "publish_seconds": (("vacancy", "submitted_at"), ("vacancy", "published_at")),
    "publish_before": (("vacancy", "submitted_at"), ("vacancy", "published_at")),
    "reply_days": (("complaint", "filed_at"), ("complaint", "replied_at")),
    "reply_before": (("complaint", "filed_at"), ("complaint", "replied_at")),
    "close_days": (("complaint", "filed_at"), ("complaint", "closed_at")),
    "close_before": (("complaint", "filed_at"), ("complaint", "closed_at")),
}
"""What the derived columns are computed from."""
DAY: tuple[Place, ...] = (
    ("hours", "weekday"), ("hours", "opens"), ("hours", "closes"), ("service", "opened_at"),
)  # fmt: skip
"""What the days of a month are computed from: who was open, and who logged."""
SHEETS = {"inspection": "inspection", "declaration": "declaration", "incident": "incident"}


def used_by(ruleset: RuleSet) -> dict[Place, tuple[str, ...]]:
    """Sheet and column → the criteria of the rule set that need it, in the set's order. A
    criterion judged by inspection, declaration or incident needs its whole sheet."""
    found: dict[Place, dict[str, None]] = defaultdict(dict)
    for criterion in ruleset.criteria.values():
        for place in _places(criterion):
            found[place][criterion.id] = None
    return {place: tuple(names) for place, names in found.items()}


def _places(criterion: Criterion) -> Iterator[Place]:
    sheet = SHEETS.get(criterion.judged_by)
    if sheet is not None:
        yield from ((sheet, column.name) for column in REGISTERS[sheet].columns)
        return
    for metric in _counted(METRICS[criterion.metric]):
        market_type = min(criterion.types, default="")
        values = values_of(metric, criterion.params if metric.params else {}, market_type)
        for tally in metric.tallies:
            yield from _read(tally, values)


def _counted(metric: Metric) -> Iterator[Metric]:
    if metric.variants:
        yield from (METRICS[name] for _, name in metric.variants)
    else:
        yield metric


def _read(tally: Tally, values: Values) -> Iterator[Place]:
    """The sheet columns one tally reads, or those behind them; of rows that only have to be
    there the whole sheet."""
    if tally.source == "day":
        yield from DAY
        return
    sheet = tally.source.removeprefix("register:")
    declared = [column.name for column in (LEDGERS.get(sheet) or REGISTERS[sheet]).columns]
    distinct = [tally.distinct] if tally.distinct else []
    names = [*used([Counted(tally, values)], table_of(tally.source)), *distinct]
    for name in names or declared:
        if name in declared:
            yield sheet, name
        yield from DERIVED.get(name, ())
