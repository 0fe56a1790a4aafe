"""Which numbers of the rule set has nobody confirmed yet? The default values in force on a day."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from rules.model import Criterion, RuleSet
from rules.value import RuleError, Series


def default_values(ruleset: RuleSet, day: date, language: str) -> pd.DataFrame:
    """One row per default value in force: `criterion` (title, or the rule set's), `number` (its
    key in the rule file), `value` as written."""
    shared = ruleset.title.in_language(language)
    rows = [(shared, *found) for found in _found(_shared(ruleset), day)]
    for criterion in ruleset.criteria.values():
        title = criterion.title.in_language(language)
        rows += [(title, *found) for found in _found(_own(criterion), day)]
        if criterion.basis is not None and criterion.basis.status == "default":
            rows.append((title, f"{criterion.id}.effect", criterion.effect))
    return pd.DataFrame(rows, columns=["criterion", "number", "value"])


def _found(numbers: Iterator[Series], day: date) -> Iterator[tuple[str, str]]:
    for series in numbers:
        try:
            held = series.on(day)
        except RuleError:
            continue  # not in force yet on that day
        if held.status == "default":
            yield series.key, " / ".join(dict.fromkeys(held.shown.values()))


def _shared(ruleset: RuleSet) -> Iterator[Series]:
    yield from (group.weight for group in ruleset.groups)
    yield from ruleset.bands.values()
    yield from ruleset.numbers.values()
    yield ruleset.bonus_limit
    for kind in ruleset.kinds.values():
        yield from (kind.minimum_assessed, kind.minimum_applicable, kind.minimum_months)


def _own(criterion: Criterion) -> Iterator[Series]:
    yield from criterion.params.values()
    yield from criterion.compare.numbers.values()
    held = (criterion.min_n, criterion.valid_months, criterion.points)
    yield from (series for series in held if series is not None)
