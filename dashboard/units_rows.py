"""What is one line of the comparison of units? Place, score, three shares, what cost most."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard import market_rows, ranking_rows
from exports import figures
from exports.list_words import grade_words
from exports.marks import PENDING, REASONS, grade_mark
from exports.values import whole
from exports.words import Words
from rules.model import RuleSet

SHARES = {
    "coverage": "unit.coverage", "publication": "unit.publication",
    "report": "unit.report_on_time",
}  # fmt: skip
"""The columns of shares, each with the metric it shows."""
COLUMNS = (
    "rank", "moved", "name", "city", "grade", "score", "interval", *SHARES, "cost", "assessed",
)  # fmt: skip
Lines = Mapping[str, pd.DataFrame]


def by_unit(findings: pd.DataFrame) -> Lines:
    """The findings of each unit, with the points as they are shown (market_rows.with_points)."""
    return {
        str(unit): market_rows.with_points(held.reset_index(drop=True))
        for unit, held in findings.groupby("subject", sort=False)
    }


def lines(
    ranked: pd.DataFrame, findings: Lines, names: Mapping[str, str], cities: Mapping[str, str],
    ruleset: RuleSet, words: Words,
) -> pd.DataFrame:  # fmt: skip
    """One row per unit of `ranking_rows.with_movement`, in COLUMNS, as text."""
    shared = ranked["rank"].duplicated(keep=False)
    rows = [
        (
            f"{row['rank']}=" if tied else str(row["rank"]),
            ranking_rows.moved_words(whole(row["places"])),
            names[row["market"]], cities[row["city"]],
            [grade_mark(row["grade"]).text(words), *ranking_rows.signs(row)],
            figures.score(whole(row["score"])), ranking_rows.interval_words(row),
            *(share_words(findings[row["market"]], metric, ruleset, words)
              for metric in SHARES.values()),
            cost_words(findings[row["market"]], ruleset, words),
            ranking_rows.share_words(row["assessed_share"]),
        )
        for row, tied in zip(ranked.to_dict("records"), shared, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def share_words(held: pd.DataFrame, metric: str, ruleset: RuleSet, words: Words) -> str:
    """`9 / 9`; `待核` where nothing could be counted, `—` where it isn't owed."""
    mine = held[[ruleset.criteria[name].metric == metric for name in held["criterion"]]]
    if mine.empty or mine["finding"].iloc[0] == "not_applicable":
        return figures.MISSING
    above, below = whole(mine["numerator"].iloc[0]), whole(mine["denominator"].iloc[0])
    if not below or above is None:
        return PENDING.text(words)
    return f"{above} / {below}"


def cost_words(held: pd.DataFrame, ruleset: RuleSet, words: Words) -> str:
    """What cost most, and the clause it comes from: `按月公布 −18.8（JS-154 §4.1）`."""
    worst = held.sort_values("lost", ascending=False, kind="stable").iloc[:1]
    if worst.empty or not int(worst["lost"].iloc[0]):
        return figures.MISSING
    criterion = ruleset.criteria[worst["criterion"].iloc[0]]
    return words(
        "{title} −{points}（{clause}）", title=criterion.title.in_language(words.language),
        points=figures.score(int(worst["lost"].iloc[0])), clause=criterion.clauses[0],
    )  # fmt: skip


def unranked(
    units: pd.DataFrame, findings: Lines, names: Mapping[str, str], words: Words
) -> pd.DataFrame:  # fmt: skip
    """One row per unit without a rank, by code: how it stands and why it isn't ranked."""
    held = units[units["rank"].isna()].sort_values("market")
    rows = [
        (
            names[row["market"]],
            grade_words(_plain(row), words),
            figures.interval(whole(row["low"]), whole(row["high"])),
            ranking_rows.share_words(row["assessed_share"]),
            _why(row, findings[row["market"]], words),
        )
        for row in held.to_dict("records")
    ]
    headings = ("单位名称", "等级", "得分区间", "已评", "不参加的原因")
    return pd.DataFrame(rows, columns=[words(text) for text in headings])


def _why(row: Mapping[Any, Any], held: pd.DataFrame, words: Words) -> str:
    """Why there is no rank; where something is pending, what for."""
    reason = words(ranking_rows.UNRANKED[ranking_rows.why_unranked(row)])
    codes = dict.fromkeys(held.loc[held["pending"] > 0, "reason"].dropna())
    said = words("、").join(words(REASONS[code]) for code in codes if code in REASONS)
    return words("{reason}（{why}）", reason=reason, why=said) if said else reason


def _plain(row: Mapping[Any, Any]) -> dict[str, object]:
    """Missing words as None, whatever a frame made of them."""
    return {
        name: row[name] if isinstance(row[name], str) or name == "provisional" else None
        for name in ("grade", "reason", "provisional")
    }
