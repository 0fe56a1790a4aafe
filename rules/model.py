"""What is a rule set made of? The typed shapes every reader of rules works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal

Status = Literal["official", "reference", "default"]
Subject = Literal["market", "contract", "unit"]
Judged = Literal["computation", "inspection", "declaration", "incident"]
Effect = Literal["points", "entry", "veto", "bonus"]
Form = Literal[
    "at_least", "at_most", "between", "linear", "steps", "table", "items", "all", "any"
]  # fmt: skip
Grade = Literal["excellent", "good", "qualified", "unqualified"]
GRADES: tuple[Grade, ...] = ("excellent", "good", "qualified", "unqualified")
"""Best first."""


class RuleError(ValueError):
    """A rule file that can't be used; the message names file, line, key and the mend."""


@dataclass(frozen=True)
class Text:
    """The same words in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Dated:
    """One value in force from `since` on, with where it comes from.

    `values` maps a market type to the value; the key "" holds for every type. `shown` is the
    value as written ("95%"), by the same keys. A share is held as a fraction of 1.
    """

    since: date
    values: Mapping[str, Fraction]
    shown: Mapping[str, str]
    status: Status
    source: str

    def value(self, market_type: str = "") -> Fraction:
        return self.values[market_type if market_type in self.values else ""]

    def written(self, market_type: str = "") -> str:
        return self.shown[market_type if market_type in self.shown else ""]


@dataclass(frozen=True)
class Series:
    """The dated values of one number, oldest first."""

    key: str
    dated: tuple[Dated, ...]

    def on(self, day: date) -> Dated:
        """The value in force on `day`; a day before the first value is an error."""
        for value in reversed(self.dated):
            if value.since <= day:
                return value
        raise RuleError(f"{self.key}: no value is in force on {day}; add one that begins by then")


@dataclass(frozen=True)
class Basis:
    """What a demand without a number rests on: a clause or reference, or nobody's word."""

    status: Status
    source: str


@dataclass(frozen=True)
class Compare:
    """How a number becomes points. `numbers` by role: limit (at_least, at_most); low, high
    (between); zero, full (linear); for steps and table see `rules.load`; `items`, `all` and
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
    """What is judged, from what, by which dated threshold, under which clause."""

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

    def applies(self, market_type: str, mode: str) -> bool:
        return market_type in self.types and mode in self.modes


@dataclass(frozen=True)
class Group:
    """A weight group 评价组 and the criteria it lists; an optional group only ever adds."""

    id: str
    title: Text
    weight: Series
    criteria: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class KindRule:
    """One kind of evaluation: which window, over whom, and what it may start. `cut_off_month` is
    the month of the year with which the window of a yearly kind ends; without one, December."""

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


@dataclass(frozen=True)
class Cap:
    """The highest grade a market can reach while `criterion` has one of `findings`."""

    criterion: str
    findings: tuple[str, ...]
    highest: Grade
    status: Status
    source: str


@dataclass(frozen=True)
class RuleSet:
    """A whole rule set. `hash` is the digest of its content, codes, calendar and procedure;
    `measures` are the metrics it declares itself, whose values come from no ledger of ours;
    `folder` is where it was read."""

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

    def group_of(self, criterion: str) -> Group:
        return next(group for group in self.groups if criterion in group.criteria)
