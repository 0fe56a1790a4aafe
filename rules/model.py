"""What is a rule set made of? The typed shapes every reader of rules works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from rules.source import Sources
from rules.value import Basis, Series, Status, Text

Subject = Literal["market", "contract", "unit"]
Judged = Literal["computation", "inspection", "declaration", "incident"]
Effect = Literal["points", "entry", "veto", "bonus", "adjustment"]
Form = Literal[
    "at_least", "at_most", "between", "linear", "steps", "table", "items", "all", "any"
]  # fmt: skip
Grade = Literal["excellent", "good", "qualified", "unqualified"]
LAYERS = ("province", "city", "contract")
"""Whose word a set is; a lower layer may only ask for more."""
GRADES: tuple[Grade, ...] = ("excellent", "good", "qualified", "unqualified")
"""Best first."""


@dataclass(frozen=True)
class Compare:
    """How a number becomes points. `numbers` by role: limit (at_least, at_most); low, high
    (between); zero, full (linear); for steps and table see `rules.compare`; `items`, `all` and
    `any` need none."""

    form: Form
    numbers: Mapping[str, Series]


@dataclass(frozen=True)
class ParamFace:
    """A value a metric wants; a time limit has the one clock it is measured by, others ""."""

    title: Text
    clock: str


@dataclass(frozen=True)
class Measure:
    """A metric as a rule sees it: what it is a number of, in which unit, which way is better."""

    name: str
    title: Text
    measured_in: str
    better: str
    subject: Subject
    params: Mapping[str, ParamFace] = field(default_factory=dict)


@dataclass(frozen=True)
class Criterion:
    """What is judged, from what, by which dated threshold, under which clause. `measure` is the
    face of its metric, `second` that of the other one of a table; an `example` stands in for an
    item nobody could read, and its title says so."""

    id: str
    title: Text
    clauses: tuple[str, ...]
    subject: Subject
    types: frozenset[str]
    modes: frozenset[str]
    judged_by: Judged
    metric: str
    params: Mapping[str, Series]
    items: tuple[str, ...]
    declared: tuple[str, ...]
    incident: str
    leads: tuple[str, ...]
    compare: Compare
    min_n: Series | None
    valid_months: Series | None
    effect: Effect
    points: Series | None
    basis: Basis | None = None
    measure: Measure | None = None
    second: Measure | None = None
    example: bool = False

    def applies(self, market_type: str, mode: str) -> bool:
        return market_type in self.types and mode in self.modes


@dataclass(frozen=True)
class Branch:
    """A group of groups: its weight is shared out among those below it."""

    id: str
    title: Text
    weight: Series


@dataclass(frozen=True)
class Group:
    """A weight group 评价组 and the criteria it lists; an optional group only ever adds.
    `above` are the branches it hangs on, the outermost first."""

    id: str
    title: Text
    weight: Series
    criteria: tuple[str, ...]
    optional: bool
    above: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class KindRule:
    """One kind of evaluation: which window, over whom, and what it may start. `cut_off_month` is
    the month of the year with which the window of a yearly kind ends; without one, December.
    Markets of one type are ranked together; `peers` says by what else they are kept apart."""

    code: str
    title: Text
    periods: tuple[str, ...]
    window: int
    subjects: tuple[Subject, ...]
    modes: frozenset[str]
    starts: tuple[str, ...]
    minimum_assessed: Series
    minimum_applicable: Series
    minimum_months: Series
    cut_off_month: Series | None = None
    peers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cap:
    """The highest grade a market can reach while `criterion` has one of `findings`, or its value
    lies `below` (or `above`) a number."""

    criterion: str
    findings: tuple[str, ...]
    highest: Grade
    status: Status
    source: str
    below: Series | None = None
    above: Series | None = None


@dataclass(frozen=True)
class Step:
    """One step after the points: `points` (negative ones deduct) times the share that
    `criterion` wins are added; or, without a criterion, what the steps so far have added is
    held between `low` and `high`."""

    criterion: str
    points: Series | None
    low: Series | None = None
    high: Series | None = None


@dataclass(frozen=True)
class Area:
    """A class of divisions that numbers may treat apart, and who says so."""

    id: str
    title: Text
    divisions: frozenset[str]
    basis: Basis


@dataclass(frozen=True)
class Duty:
    """A duty of the calendar, answered by doing it on time rather than by points: who owes it,
    how often, by which day of the month after (if any), and what shows it."""

    id: str
    title: Text
    clauses: tuple[str, ...]
    owed_by: str
    rhythm: str
    due: Series | None
    shown_by: Text


@dataclass(frozen=True)
class Layer:
    """Whose word a set is: `name` of LAYERS, `of` the city or contracts it is for; the set it is
    laid over (`base`, by its id and content hash), "" for one that stands by itself."""

    name: str
    of: tuple[str, ...] = ()
    base: str = ""
    base_hash: str = ""


PROVINCIAL = Layer("province")


@dataclass(frozen=True)
class RuleSet:
    """A whole rule set. `hash` is the digest of its content, codes, calendar and procedure;
    `measures` are the metrics it declares itself, whose values come from no ledger of ours;
    `folder` is where it was read. `sources` is all it may cite, `documents` those it answers
    clause by clause. `notice` stands on every view of its results. `layer` says whose word it
    is; from `content` (canonical JSON) the set can be read again."""

    id: str
    title: Text
    hash: str
    since: date
    kinds: Mapping[str, KindRule]
    groups: tuple[Group, ...]
    bands: Mapping[Grade, Series]
    criteria: Mapping[str, Criterion]
    caps: tuple[Cap, ...]
    bonus_limit: Series
    numbers: Mapping[str, Series]
    authority: Mapping[str, Mapping[str, tuple[str, ...]]]
    procedure: Mapping[str, object]
    measures: Mapping[str, Measure] = field(default_factory=dict)
    folder: Path = Path()
    sources: Sources = field(default_factory=lambda: Sources({}, {}, {}))
    documents: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    adjustments: tuple[Step, ...] = ()
    duties: tuple[Duty, ...] = ()
    notice: Text | None = None
    layer: Layer = PROVINCIAL
    content: str = field(default="", repr=False, compare=False)

    def area_of(self, division: str) -> str:
        """The area class a division belongs to, "" for none."""
        return next((area.id for area in self.areas if division in area.divisions), "")

    def group_of(self, criterion: str) -> Group:
        return next(group for group in self.groups if criterion in group.criteria)
