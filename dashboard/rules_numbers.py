"""Since when does each number of a criterion hold, on whose word, and is it due for review?"""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from dashboard.badges import badge, coloured, plain
from dashboard.rules_labels import REVIEW_PAST
from exports.marks import DEFAULT_VALUE
from exports.observations import label
from exports.requirements import DEMANDS, role_name, source_words
from exports.values import written
from exports.words import Words
from rules.model import Criterion, RuleSet
from rules.numbers import TYPES
from rules.value import Dated, RuleError, Series


def history(ruleset: RuleSet, criterion: Criterion, day: date, words: Words) -> pd.DataFrame:
    """One row per dated value of each number, the newest first: its name, since when, the value
    by type, where it comes from, by when it must be looked at again (a warning where that day
    is past and the value is in force), what is noted; last, what a veto or entry rests on. The
    last two columns are there only where a number has something in them."""
    rows = []
    for name, series in named_series(criterion, words):
        now = _in_force(series, day)
        for place, dated in enumerate(reversed(series.dated)):
            rows.append((
                "" if place else plain(name), dated.since.isoformat(),
                plain(by_kind(ruleset, dated, words)), source(dated.status, dated.source, words),
                _review(dated, dated is now, day, words), plain(dated.note),
            ))  # fmt: skip
    if criterion.basis is not None and criterion.effect in DEMANDS:
        told = source(criterion.basis.status, criterion.basis.source, words)
        demand = words(DEMANDS[criterion.effect])
        rows.append((plain(demand), ruleset.since.isoformat(), "—", told, "—", ""))
    columns = [words(name) for name in ("哪个数", "自", "取值", "依据", "复核日", "备注")]
    table = pd.DataFrame(rows, columns=columns)
    empty = [columns[place] for place in (4, 5) if all(row[place] in ("", "—") for row in rows)]
    return table.drop(columns=empty)


def named_series(criterion: Criterion, words: Words) -> Iterator[tuple[str, Series]]:
    """Each number of a criterion after its name: the comparison, the metric's own, the rest."""
    for role, series in criterion.compare.numbers.items():
        yield role_name(role, words), series
    known = criterion.measure.params if criterion.measure else {}
    for name, series in criterion.params.items():
        yield known[name].title.in_language(words.language) if name in known else name, series
    if criterion.min_n:
        yield role_name("min_n", words), criterion.min_n
    if criterion.valid_months:
        yield role_name("valid_months", words), criterion.valid_months
    if criterion.points:
        yield words("组内权数"), criterion.points


def by_kind(ruleset: RuleSet, dated: Dated, words: Words) -> str:
    """A value as written; where it differs by type or area class, each with its name."""
    if set(dated.shown) == {""}:
        return written(dated.shown[""], words)
    if len(set(dated.shown.values())) == 1:
        return written(next(iter(dated.shown.values())), words)
    said = [f"{_whom(ruleset, kind, words)} {written(value, words)}"
            for kind, value in dated.shown.items()]  # fmt: skip
    return words("、").join(said)


def source(status: str, name: str, words: Words) -> str:
    """Where a number comes from, in Markdown; a default wears its badge."""
    told = source_words(status, name, words)
    return coloured(DEFAULT_VALUE, told) if status == "default" else plain(told)


def _whom(ruleset: RuleSet, kind: str, words: Words) -> str:
    """`综合性零工市场`, `山区县`, both, or everybody else."""
    market_type, _, area = kind.partition("@")
    titles = {held.id: held.title.in_language(words.language) for held in ruleset.areas}
    parts = [label("market_type", market_type, words)] if market_type in TYPES else []
    parts += [titles[area]] if area in titles else []
    return " ".join(parts) or words("其余")


def _in_force(series: Series, day: date) -> Dated | None:
    try:
        return series.on(day)
    except RuleError:
        return None


def _review(dated: Dated, holds: bool, day: date, words: Words) -> str:
    if dated.review is None:
        return "—"
    told = dated.review.isoformat()
    return f"{told} {badge(REVIEW_PAST, words)}" if holds and dated.review < day else told
