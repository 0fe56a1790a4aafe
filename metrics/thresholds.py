"""Which numbers of a criterion are in force, since when, and from which source?"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from metrics.catalogue import metric_of, second_of
from metrics.judge_computed import Threshold
from rules.model import Criterion, RuleSet
from rules.value import Dated, Series

NO_TYPE = ""
"""A unit of a table scored without ledgers has no level; every criterion is for it, and only
values common to all levels."""


def owes(criterion: Criterion, market_type: str) -> bool:
    """May this type, of a unit its level, be judged by the criterion at all?"""
    return market_type.partition("@")[0] in criterion.types | {NO_TYPE}


def value_on(series: Series, day: date, market_type: str) -> Fraction:
    """The value in force on a day for a market type."""
    return series.on(day).value(market_type)


def number_on(ruleset: RuleSet, name: str, day: date, otherwise: int) -> int:
    """A whole number of the set in force on a day, or what design §7 says where it has none."""
    series = ruleset.numbers.get(name)
    return otherwise if series is None else int(series.on(day).value())


def minimum_on(criterion: Criterion, day: date, market_type: str) -> int:
    """The smallest denominator that is judged: min_n, and never 0."""
    if criterion.min_n is None or not owes(criterion, market_type):
        return 1
    return max(1, int(value_on(criterion.min_n, day, market_type)))


def thresholds_on(criterion: Criterion, day: date, types: Iterable[str]) -> dict[str, Threshold]:
    """The comparison of a computed criterion in force on a day, per market type it judges."""
    scale = metric_of(criterion).scale
    second = second_of(criterion)
    other = Fraction(1) if second is None else metric_of(second).scale
    return {
        kind: Threshold(
            criterion.compare.form,
            {
                role: value_on(series, day, kind)
                for role, series in criterion.compare.numbers.items()
            },
            scale,
            minimum_on(criterion, day, kind),
            other,
        )
        for kind in types
        if owes(criterion, kind)
    }


def threshold_lines(
    criterion: Criterion, first: date, last: date, market_type: str
) -> list[dict[str, object]]:
    """Every number of a criterion as shown beside its finding: role, value as written, since,
    status, source, and `was`, the value it replaced within the window (else None)."""
    if not owes(criterion, market_type):
        return []
    return [_line(role, series, first, last, market_type) for role, series in _numbers(criterion)]


def _numbers(criterion: Criterion) -> Iterator[tuple[str, Series]]:
    yield from criterion.compare.numbers.items()
    yield from criterion.params.items()
    if criterion.min_n is not None:
        yield "min_n", criterion.min_n
    if criterion.valid_months is not None:
        yield "valid_months", criterion.valid_months


def _line(
    role: str, series: Series, first: date, last: date, market_type: str
) -> dict[str, object]:
    now = series.on(last)
    earlier = [dated for dated in series.dated if dated.since < now.since]
    return {
        "role": role,
        "value": now.written(market_type),
        "since": now.since.isoformat(),
        "status": now.status,
        "source": now.source,
        "was": _was(earlier, now, first, market_type),
    }


def _was(earlier: list[Dated], now: Dated, first: date, market_type: str) -> str | None:
    if now.since <= first or not earlier:
        return None
    return earlier[-1].written(market_type)
