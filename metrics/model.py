"""What is a metric? One declaration gives its count, its ratio and the rows behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, case, cast, literal, null

from rules.calendar import day_start
from rules.value import RuleError, Series, Text

Form = Literal["share", "per", "ratio", "mean", "median", "count"]
Better = Literal["more", "less", "none"]
Over = Literal["months", "window", "last"]
Owed = Literal["", "month", "quarter", "county"]
SubjectKind = Literal["market", "contract", "unit"]
Column = ColumnElement[Any]


@dataclass(frozen=True)
class Param:
    """A value the rule set puts into a metric's SQL. `factor` turns the written number into
    the integer the SQL compares with; `clock` is the only clock a time limit may name."""

    name: str
    title: Text
    measured_in: str
    factor: int = 1
    clock: str = ""


@dataclass(frozen=True)
class Values:
    """The parameter values of one metric with their dates: per name (day, value) pairs, oldest
    first; a day is the epoch second at which it begins. Hashable, part of a tally's identity."""

    dated: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()

    def of(self, name: str) -> tuple[tuple[int, int], ...]:
        for known, pairs in self.dated:
            if known == name:
                return pairs
        raise RuleError(f"参数 {name} 没有取值 / the parameter {name} has no value")


NO_VALUES = Values()


@dataclass(frozen=True)
class Rows:
    """The rows a tally reads, while its SQL is written: columns by name and dated parameter
    values."""

    column: Callable[[str], Column]
    values: Values

    def __getitem__(self, name: str) -> Column:
        return self.column(name)

    def in_force(self, name: str, on: Column) -> Column:
        """The value of a parameter in force on the day of a fact; NULL before the first."""
        newest_first = reversed(self.values.of(name))
        branches = [
            (on >= since, cast(literal(value), BigInteger)) for since, value in newest_first
        ]
        return case(*branches, else_=cast(null(), BigInteger))


Expression = Callable[[Rows], Column]


@dataclass(frozen=True)
class Each:
    """The one value a row has, made in numpy from two integers of its SQL: what SQL engines
    would round or count differently (a quotient, calendar months)."""

    first: Expression
    second: Expression
    value: Callable[["pd.Series[int]", "pd.Series[int]"], "pd.Series[int]"]


@dataclass(frozen=True)
class Tally:
    """What is counted, in one ledger or register.

    `population` says which rows are looked at (NULL: can't be decided), `hit` which of them
    count; `amount` is what a counted row adds (1 when absent) and `distinct` the column whose
    different values are counted instead. `each` is the one value of a row, for means, medians
    and sums of such values. `over` says which rows a window has: "months" the rows of each
    month's file, to be summed; "window" each record once, as its latest file has it; "last"
    the rows that hold on the window's last day. `subject` is the column counted by.
    """

    title: Text
    source: str
    population: Expression
    hit: Expression | None = None
    amount: Expression | None = None
    distinct: str = ""
    each: Each | None = None
    over: Over = "months"
    subject: str = "market"


@dataclass(frozen=True)
class Metric:
    """A number with a unit: value = `scale` × numerator ÷ denominator.

    A share, mean or median has one tally, in `numerator`; its denominator is that tally's
    population. per and ratio divide the sum of `numerator` by the sum of `denominator`; a count
    has the denominator 1. `owed` names a denominator that comes from the calendar or the list of
    counties and not from rows (what is missing leaves no row). A metric with `variants` is
    never counted itself: of its (source code, metric name) pairs the judge takes one. `subject`
    stands only where the theme doesn't say what it is a number of.
    """

    name: str
    title: Text
    measured_in: str
    better: Better
    clause: str
    form: Form
    numerator: tuple[Tally, ...]
    denominator: tuple[Tally, ...] = ()
    scale: Fraction = Fraction(1)
    params: tuple[Param, ...] = ()
    owed: Owed = ""
    variants: tuple[tuple[str, str], ...] = ()
    subject: SubjectKind | None = None

    @property
    def tallies(self) -> tuple[Tally, ...]:
        return self.numerator + self.denominator

    @property
    def additive(self) -> bool:
        """May its numerators and denominators be summed over months?"""
        return not self.variants and all(
            tally.over == "months" and not tally.distinct and tally.each is None
            for tally in self.tallies
        )

    @property
    def subject_kind(self) -> SubjectKind:
        """What it is a number of: a market, a contract or a unit."""
        return self.subject or SUBJECTS.get(self.name.split(".")[0], "market")


SUBJECTS: dict[str, SubjectKind] = {"contract": "contract", "unit": "unit"}


def values_of(metric: Metric, params: Mapping[str, Series], market_type: str = "") -> Values:
    """A criterion's dated numbers as the integers a metric's SQL compares with.

    Raises RuleError when a parameter is missing, unknown or not a whole number of its unit.
    """
    wanted = {param.name: param for param in metric.params}
    if wanted.keys() != params.keys():
        raise RuleError(
            f"指标 {metric.name} 的参数应为 {sorted(wanted)}，写的是 {sorted(params)} / "
            f"the metric {metric.name} takes the parameters {sorted(wanted)}, "
            f"not {sorted(params)}"
        )
    return Values(
        tuple((name, _pairs(wanted[name], params[name], market_type)) for name in sorted(wanted))
    )


def _pairs(param: Param, series: Series, market_type: str) -> tuple[tuple[int, int], ...]:
    return tuple(
        (day_start(dated.since), _whole(param, series, dated.value(market_type)))
        for dated in series.dated
    )


def _whole(param: Param, series: Series, value: Fraction) -> int:
    number = value * param.factor
    if number.denominator != 1:
        raise RuleError(
            f"{series.key}：{value} 不能换算成 1/{param.factor} 的整数倍 / "
            f"{series.key}: {value} is not a whole number of 1/{param.factor}"
        )
    return int(number)
