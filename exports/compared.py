"""What would another rule set change? Clause by clause, and for whom, printed or as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from exports import figures
from exports.chosen import kind_code
from exports.console import print_table, say
from exports.differing import HEADINGS, difference_object, difference_rows
from exports.listing import records, to_json
from exports.marks import grade_mark
from exports.observations import label
from exports.values import whole
from exports.words import Words, translator
from metrics.changes import ABSENT, changes, movements, movers
from metrics.periods import PeriodError, window
from metrics.rescore import Rescored, rescore
from rules.codes import divisions
from rules.differences import Difference, differences
from rules.model import RuleSet
from rules.sets import load_ruleset
from store import evaluations
from store.home import Home
from store.scope import Scope

CHANGED = (
    "代码", "名称", "设区市", "类型", "原等级", "新等级", "原得分", "新得分", "起因", "评价项",
    "影响分值",
)  # fmt: skip
MOVED = ("上升", "下降", "有无等级变化")
HOW = {
    "roster": "只有一个规则集评价", "veto": "一票否决", "cap": "等级封顶",
    "evidence": "证据是否足够", "points": "得分", "limits": "等级线等总的规定",
}  # fmt: skip
BY = {"city": "设区市", "type": "类型"}


@dataclass(frozen=True)
class Comparison:
    """Two rule sets, what differs, and how everybody stands under both: None where there is no
    period to score."""

    before: RuleSet
    after: RuleSet
    differences: tuple[Difference, ...]
    kind: str
    rescored: Rescored | None
    changes: pd.DataFrame


def compare(
    scope: Scope, home: Home | None, before: str, after: str, kind: str, period: str
) -> Comparison:
    """Compares two rule sets by id or folder. Without a `kind` the first that both have; without
    a `period` the last published one that both can score, and none where there is no home."""
    return compare_sets(scope, home, load_ruleset(before), load_ruleset(after), kind, period)


def compare_sets(
    scope: Scope, home: Home | None, first: RuleSet, second: RuleSet, kind: str, period: str
) -> Comparison:
    """Compares two rule sets as they are."""
    code = kind_code(first, kind) if kind else _common_kind(first, second)
    chosen = period or (_last_period(scope, home, first, second, code) if home and code else "")
    both = rescore(scope, home, first, second, code, chosen) if home and chosen else None
    found = changes(both) if both else pd.DataFrame()
    return Comparison(first, second, differences(first, second), code, both, found)


def print_comparison(made: Comparison, language: str, *, as_json: bool) -> None:
    """The comparison as text tables, or as canonical JSON."""
    if as_json:
        print(to_json(comparison_object(made)))
        return
    words = translator(language)
    for ruleset in (made.before, made.after):
        say(f"{ruleset.title.in_language(language)}（{ruleset.id}）",
            words("规则 {digest}", digest=ruleset.hash))  # fmt: skip
        if ruleset.notice:
            say(ruleset.notice.in_language(language))
    if made.differences:
        say(words.count("改动 {n} 处", len(made.differences)))
        rows = difference_rows(made.differences, words)
        print_table("", tuple(words(text) for text in HEADINGS), rows)
    else:
        say(words("两个规则集没有差别"))
    _print_changes(made, words)


def comparison_object(made: Comparison) -> dict[str, object]:
    """The comparison as JSON holds it; `rescored` is null where no period was scored."""
    return {
        "before": _named(made.before), "after": _named(made.after),
        "differences": [difference_object(one) for one in made.differences],
        "rescored": _rescored_object(made, made.rescored) if made.rescored else None,
    }  # fmt: skip


def _common_kind(first: RuleSet, second: RuleSet) -> str:
    return next((code for code in first.kinds if code in second.kinds), "")


def _last_period(scope: Scope, home: Home, first: RuleSet, second: RuleSet, kind: str) -> str:
    periods = evaluations.published(scope, home, kind)["period"].tolist()
    both = [ruleset for ruleset in (first, second) if kind in ruleset.kinds]
    return next((period for period in periods if all(_has(r, kind, period) for r in both)), "")


def _has(ruleset: RuleSet, kind: str, period: str) -> bool:
    try:
        return bool(window(ruleset.kinds[kind], period).months)
    except PeriodError:
        return False


def _print_changes(made: Comparison, words: Words) -> None:
    both = made.rescored
    if both is None:
        say(words("没有重新评分：没有两个规则集都能评的已发布评价期，请用 --period 指明"))
        return
    title = both.before.rule.title.in_language(words.language)
    period = figures.period(both.before.months.period, words)
    say(words.count("{kind} {period}：{n} 个等级有变化", len(made.changes), kind=title,
                    period=period))  # fmt: skip
    if not len(made.changes):
        return
    rows = [_changed(row, made, words) for row in records(made.changes)]
    print_table("", tuple(words(text) for text in CHANGED), rows, (6, 7, 10))
    for by, heading in BY.items():
        table = records(movements(both, made.changes, by))
        lines = [(_place(by, row[by], words), *_counts(row, ("judged",))) for row in table]
        headings = (heading, "参评市场", *MOVED)
        print_table("", tuple(words(text) for text in headings), lines, range(1, 5))
    lines = [
        (words(HOW[str(row["how"])]), _title(row["criterion"], made, words), *_counts(row))
        for row in records(movers(made.changes))
    ]
    if lines:
        print_table("", tuple(words(text) for text in ("起因", "评价项", *MOVED)), lines,
                    (2, 3, 4))  # fmt: skip


def _counts(row: Mapping[str, Any], first: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(figures.count(whole(row[name])) for name in (*first, "up", "down", "other"))


def _changed(row: Mapping[str, Any], made: Comparison, words: Words) -> tuple[str, ...]:
    moved = whole(row["moved"])
    return (
        str(row["subject"]), str(row["name"]), _place("city", row["city"], words),
        _place("type", row["type"], words), _grade(row, "before", words),
        _grade(row, "after", words), figures.score(whole(row["score_before"])),
        figures.score(whole(row["score_after"])), words(HOW[str(row["how"])]),
        _title(row["criterion"], made, words),
        figures.MISSING if moved is None else figures.change(Fraction(moved, figures.POINT), 1),
    )  # fmt: skip


def _grade(row: Mapping[str, Any], side: str, words: Words) -> str:
    if row[f"reason_{side}"] == ABSENT:
        return words("不评价")
    return grade_mark(row[f"grade_{side}"], row[f"reason_{side}"]).text(words)


def _place(by: str, code: object, words: Words) -> str:
    if by == "city":
        return divisions().name(str(code), words.language)
    return label("market_type", code, words) if code else figures.MISSING


def _title(criterion: object, made: Comparison, words: Words) -> str:
    name = str(criterion)
    known = made.after.criteria.get(name) or made.before.criteria.get(name)
    return f"{known.title.in_language(words.language)}（{name}）" if known else figures.MISSING


def _named(ruleset: RuleSet) -> dict[str, object]:
    title = ruleset.title
    return {"id": ruleset.id, "title": {"zh": title.zh, "en": title.en}, "hash": ruleset.hash}


def _rescored_object(made: Comparison, both: Rescored) -> dict[str, object]:
    return {
        "kind": made.kind, "period": both.before.months.period,
        "changes": records(made.changes),
        "by_city": records(movements(both, made.changes, "city")),
        "by_type": records(movements(both, made.changes, "type")),
        "by_criterion": records(movers(made.changes)),
    }  # fmt: skip
