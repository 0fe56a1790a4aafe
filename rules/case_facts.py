"""What is a rule case 用例 given? Counts, rows of a ledger, states of items, or incidents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rules.load import Node
from rules.model import Criterion

ITEM_STATES = (
    "met", "not_met", "not_applicable", "no_data", "expired", "disagree", "not_verified",
)  # fmt: skip
COUNTS = ("numerator", "denominator"), ("undecided", "months_duty", "months_filed")
"""What a counted case must say, and what it may."""
INCIDENTS = ("confirmed", "open_leads", "missing_months")
TIMES = "times"
_MANY = 10**15
_ALIKE = 5000


@dataclass(frozen=True)
class Computed:
    """What the ledgers counted; `undecided` rows stand beside the denominator, not in it.
    `second` are the numerator and denominator of a table's other metric."""

    numerator: int
    denominator: int
    undecided: int = 0
    months_duty: int = 1
    months_filed: int = 1
    second: tuple[int, int] | None = None


@dataclass(frozen=True)
class Row:
    """So many rows alike: what stands in each column that is named; the others are empty."""

    times: int
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Recorded:
    """Rows of the month of the case's last day, by the source they stand in ("service",
    "register:staff"): what the metric counts itself."""

    rows: tuple[tuple[str, tuple[Row, ...]], ...]


@dataclass(frozen=True)
class Checked:
    """The state of each item of an inspection or declaration: a name of ITEM_STATES; and the day
    they were made or verified on, the last day where none is named."""

    items: Mapping[str, str]
    made_on: date | None = None


@dataclass(frozen=True)
class Happened:
    """Confirmed facts and open leads of the window, and duty months without ledgers."""

    confirmed: int
    open_leads: int
    missing_months: int


Given = Computed | Recorded | Checked | Happened


def read_given(node: Node, criterion: Criterion) -> Given:
    """What a case of the criterion is given. Raises RuleError."""
    if criterion.judged_by == "computation":
        return _recorded(node) if "rows" in node.mapping() else _computed(node, criterion)
    if criterion.judged_by == "incident":
        entry = node.keys(INCIDENTS)
        return Happened(**{name: count.integer(0, _MANY) for name, count in entry.items()})
    entry = node.keys(("items",), ("made_on",))
    items = entry["items"].keys(criterion.items + criterion.declared)
    made_on = entry["made_on"].day() if "made_on" in entry else None
    return Checked({name: state.choice(ITEM_STATES) for name, state in items.items()}, made_on)


def _computed(node: Node, criterion: Criterion) -> Computed:
    required, optional = COUNTS
    crossed = ("second",) if criterion.second else ()
    entry = node.keys((*required, *crossed), optional)
    given = Computed(
        **{name: _count(count, name) for name, count in entry.items() if name != "second"},
        second=_second(entry["second"]) if crossed else None,
    )
    if given.months_filed > given.months_duty:
        raise node.error("months_crossed")
    return given


def _second(node: Node) -> tuple[int, int]:
    entry = node.keys(COUNTS[0])
    return _count(entry["numerator"], "numerator"), _count(entry["denominator"], "denominator")


def _count(node: Node, name: str) -> int:
    return node.integer(-_MANY if name == "numerator" else 0, _MANY)


def _recorded(node: Node) -> Recorded:
    sources = node.keys(("rows",))["rows"].mapping()
    return Recorded(
        tuple(
            (source, tuple(_row(row) for row in rows.filled())) for source, rows in sources.items()
        )
    )


def _row(node: Node) -> Row:
    cells = node.mapping()
    times = cells[TIMES].integer(1, _ALIKE) if TIMES in cells else 1
    return Row(times, tuple((name, cell.text()) for name, cell in cells.items() if name != TIMES))
