"""On which published period are rules tried? The kind and period of the URL, else the last."""

from dataclasses import dataclass

from dashboard import choices, data
from dashboard.access import Visit
from exports import figures
from metrics.periods import PeriodError, window
from rules.model import RuleSet


@dataclass(frozen=True)
class Asked:
    """A kind of evaluation and one of its published periods, and both in words."""

    kind: str
    period: str
    words: str


def chosen(visit: Visit, *rulesets: RuleSet) -> Asked | None:
    """Draws the choice of kind and period among those published that all sets can score; None
    where there is none."""
    words = visit.words
    first = rulesets[0]
    common = [code for code in first.kinds if all(code in held.kinds for held in rulesets)]
    kinds = [
        code for code in data.published_kinds(visit.scope, visit.home, common) if code != "area"
    ]
    offered = {code: _periods(visit, code, rulesets) for code in kinds}
    titles = {
        code: first.kinds[code].title.in_language(words.language)
        for code, periods in offered.items() if periods
    }  # fmt: skip
    if not titles:
        return None
    default = "performance" if "performance" in titles else next(iter(titles))
    kind = choices.choose(visit, "kind", words("评价种类"), titles, default, 180, keep=False)
    periods = {period: figures.period(period, words) for period in offered[kind]}
    period = choices.choose(
        visit, "period", words("评价期"), periods, next(iter(periods)), 120, keep=False
    )
    return Asked(kind, period, f"{periods[period]}{titles[kind]}" if words.language == "zh"
                 else f"{titles[kind]}, {periods[period]}")  # fmt: skip


def _periods(visit: Visit, kind: str, rulesets: tuple[RuleSet, ...]) -> list[str]:
    """The published periods of a kind that all the sets have, the last first."""
    held = data.published(visit.scope, visit.home, kind)["period"].astype(str).tolist()
    return [period for period in held if all(_has(one, kind, period) for one in rulesets)]


def _has(ruleset: RuleSet, kind: str, period: str) -> bool:
    try:
        return bool(window(ruleset.kinds[kind], period).months)
    except PeriodError:
        return False
