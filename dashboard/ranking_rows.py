"""What is one line of the ranking? Place, movement, grade, score and both intervals, in words."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts.rank_interval import rank_interval
from dashboard.theme import Palette
from exports import figures
from exports.list_words import grade_words
from exports.marks import CAPPED, GRADES, PROVISIONAL, VETOES, grade_mark
from exports.values import whole
from exports.words import Words
from rules.calendar import next_month
from rules.codes import code_list
from rules.model import RuleSet

SAME = "＝"
COLUMNS = (
    "rank", "moved", "name", "city", "mode", "grade", "score", "interval", "drawing", "ends",
    "assessed",
)  # fmt: skip


def period_before(period: str) -> str:
    """The period before one of the same length: 202601 → 202512, 2026Q1 → 2025Q4, 2026 → 2025."""
    year, part = int(period[:4]), period[4:]
    if len(period) == 6 and period.isdigit():
        return str(next_month(int(period), -1))
    if not part:
        return str(year - 1)
    number, last = int(part[1]), {"Q": 4, "H": 2}[part[0]]
    return f"{year}{part[0]}{number - 1}" if number > 1 else f"{year - 1}{part[0]}{last}"


def in_order(markets: pd.DataFrame) -> pd.DataFrame:
    """The ranked markets, best first; those of one place by code."""
    ranked = markets[markets["rank"].notna()]
    return ranked.sort_values(["rank", "market"], ignore_index=True)


def with_movement(ranked: pd.DataFrame, before: pd.DataFrame | None) -> pd.DataFrame:
    """`places` won (positive) or lost since the evaluation before; missing where there is none
    or the market had no rank in it, or was ranked among another type."""
    if before is None:
        return ranked.assign(places=pd.Series(pd.NA, index=ranked.index, dtype="Int64"))
    earlier = before[["market", "type", "rank"]].rename(columns={"rank": "earlier"})
    merged = ranked.merge(earlier, "left", on=["market", "type"], validate="one_to_one")
    places = merged["earlier"].astype("Int64") - merged["rank"].astype("Int64")
    return merged.drop(columns="earlier").assign(places=places)


def moved_words(places: int | None) -> str:
    """`↑ 3`, `↓ 2`; unmoved `＝`, unknown `—`."""
    if places is None:
        return figures.MISSING
    if places == 0:
        return SAME
    return f"{'↑' if places > 0 else '↓'} {abs(places)}"


def lines(
    ranked: pd.DataFrame, cities: Mapping[str, str], palette: Palette, words: Words
) -> pd.DataFrame:
    """One row per market of `with_movement`, in COLUMNS; the drawing's axis covers these rows.
    A shared place is written `3=`."""
    shared = ranked["rank"].duplicated(keep=False)
    first = whole(ranked["rank_best"].min()) or 1
    last = whole(ranked["rank_worst"].max()) or 1
    rows = [
        _line(row, bool(tied), cities, (first, last), palette, words)
        for row, tied in zip(ranked.to_dict("records"), shared, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _line(
    row: Mapping[Any, Any], tied: bool, cities: Mapping[str, str], axis: tuple[int, int],
    palette: Palette, words: Words,
) -> tuple[object, ...]:  # fmt: skip
    place, best, worst = (int(row[name]) for name in ("rank", "rank_best", "rank_worst"))
    mark = grade_mark(row["grade"])
    return (
        f"{place}=" if tied else str(place),
        moved_words(whole(row["places"])),
        row["name"],
        cities[row["city"]],
        mode_words(str(row["mode"]), words),
        [mark.text(words), *signs(row)],
        figures.score(whole(row["score"])),
        interval_words(row),
        rank_interval(place, best, worst, *axis, mark.colour, palette),
        str(best) if best == worst else f"{best}{figures.DASH}{worst}",
        share_words(row["assessed_share"]),
    )


def signs(row: Mapping[Any, Any]) -> list[str]:
    """What stands beside a grade: capped, or still provisional."""
    capped = [CAPPED] if row["caps"] != "[]" else []
    return [*capped, PROVISIONAL.sign] if row["provisional"] else capped


def interval_words(row: Mapping[Any, Any]) -> str:
    """The score interval; `—` where nothing is 待核."""
    low, high = whole(row["low"]), whole(row["high"])
    return figures.MISSING if low == high else figures.interval(low, high)


def share_words(part: object) -> str:
    return figures.percent(whole(part), figures.POINT, 0)


def mode_words(mode: str, words: Words) -> str:
    found = code_list("market_mode").get(mode)
    return found.title.in_language(words.language) if found else mode


def grade_options(words: Words) -> dict[str, str]:
    """The pills beside a place, each with its colour's name."""
    grades = {mark.text(words): mark.colour for mark in GRADES.values()}
    return grades | {CAPPED: "gray", PROVISIONAL.sign: PROVISIONAL.colour}


def signs_words(ranked: pd.DataFrame, words: Words) -> str:
    """What the signs beside the grades mean; nothing where there are none."""
    said = [words("{sign} 等级封顶", sign=CAPPED)] if (ranked["caps"] != "[]").any() else []
    if ranked["provisional"].any():
        said.append(PROVISIONAL.text(words))
    return words("，").join(said)


def unranked(markets: pd.DataFrame, cities: Mapping[str, str], ruleset: RuleSet, words: Words
             ) -> pd.DataFrame:  # fmt: skip
    """One row per market without a rank, by name: what it has and why it isn't ranked."""
    held = markets[markets["rank"].isna()].sort_values(["name", "market"])
    rows = [
        (row["name"], cities[row["city"]], mode_words(str(row["mode"]), words),
         grade_words({str(key): _present(value) for key, value in row.items()}, words),
         figures.score(whole(row["score"])), interval_words(row),
         share_words(row["assessed_share"]), share_words(row["applicable_share"]),
         reason_words(row, ruleset, words))
        for row in held.to_dict("records")
    ]  # fmt: skip
    heads = ("市场", "设区市", "方式", "等级", "得分", "得分区间", "已评", "适用", "不参加的原因")
    return pd.DataFrame(rows, columns=[words(head) for head in heads])


def why_unranked(row: Mapping[Any, Any]) -> str:
    """The code of the reason: veto, insufficient, new, few (peers), or ungraded."""
    if any(veto["finding"] == "not_met" for veto in json.loads(row["vetoes"])):
        return "veto"
    if isinstance(row["grade"], str):
        return "few"
    return row["reason"] if row["reason"] in GRADES else "ungraded"


def reason_words(row: Mapping[Any, Any], ruleset: RuleSet, words: Words) -> str:
    """The reason in words; a failed veto is named."""
    code = why_unranked(row)
    if code != "veto":
        return words(UNRANKED[code])
    failed = [veto["criterion"] for veto in json.loads(row["vetoes"])
              if veto["finding"] == "not_met"]  # fmt: skip
    titles = [ruleset.criteria[name].title.in_language(words.language) for name in failed]
    return f"{VETOES['not_met'].text(words)}：{words('、').join(titles)}"


UNRANKED = {
    "veto": "否决",
    "insufficient": "证据不足",
    "new": "新开办",
    "few": "同类不足 5 个",
    "ungraded": "未定级",
}
"""Why a market has no rank, in the order a caption lists them."""


def _present(value: Any) -> Any:
    return value if isinstance(value, str) else whole(value)
