"""What does comparing two rule sets cost beside scoring everybody twice? On the made-up case."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from bench.judged import Case
from metrics.changes import changes, movements, movers
from metrics.periods import Window
from metrics.rescore import Rescored, Side
from rules.differences import differences
from rules.model import Criterion, RuleSet
from rules.value import Series

HARDER = Fraction(1, 20)


def stricter(case: Case) -> Case:
    """The same facts under a set whose every full mark lies five points higher."""
    criteria = {name: _harder(criterion) for name, criterion in case.rules.criteria.items()}
    return replace(case, rules=replace(case.rules, criteria=criteria))


def score_both(before: Case, after: Case) -> Callable[[], object]:
    """The bare scoring of everybody under both sets."""
    return lambda: (before.judge(), after.judge())


def compare(before: Case, after: Case) -> Callable[[], pd.DataFrame]:
    """What differs, everybody under both sets, whose grade changes and why, by city and type."""

    def run() -> pd.DataFrame:
        differences(before.rules, after.rules)
        both = Rescored(side_of(before), side_of(after))
        found = changes(both)
        for by in ("city", "type"):
            movements(both, found, by)
        movers(found)
        return found

    return run


def side_of(case: Case) -> Side:
    rules: RuleSet = case.rules
    months = case.roster.months
    kind = rules.kinds["performance"]
    return Side(rules, kind, Window(str(months[-1]), months), {"market": case.judge()})


def _harder(criterion: Criterion) -> Criterion:
    numbers = dict(criterion.compare.numbers)
    numbers["full"] = _raised(numbers["full"])
    return replace(criterion, compare=replace(criterion.compare, numbers=numbers))


def _raised(series: Series) -> Series:
    dated = tuple(
        replace(one, values={kind: value + HARDER for kind, value in one.values.items()})
        for one in series.dated
    )
    return replace(series, dated=dated)
