"""Where does a market stand, in words? Grade, score, rank, vetoes and caps of a result row."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from exports import figures, marks
from exports.document import Grid, facts
from exports.list_words import grade_words
from exports.observations import label
from exports.values import whole
from exports.words import Words
from rules.codes import divisions
from rules.model import RuleSet


def standing_grid(row: Mapping[str, Any], words: Words) -> Grid:
    """The result of a market: never a score without its interval and assessed share."""
    low, high = whole(row["low"]), whole(row["high"])
    rank = figures.rank(
        whole(row["rank"]), whole(row["peers"]), whole(row["rank_best"]),
        whole(row["rank_worst"]), words,
    )  # fmt: skip
    rows = [
        (words("等级"), grade_words(plain(row), words)),
        (words("得分"), figures.score(whole(row["score"]))),
        (words("得分区间"), figures.interval(low, high)),
        (words("名次"), rank),
        (words("已评比例"), figures.whole_share(whole(row["assessed_share"]))),
        (words("亮点加分"), figures.score(whole(row["bonus"]))),
        (words("报送月数"), f"{row['months_filed']} / {row['months_duty']}"),
    ]
    return facts(rows)


def plain(row: Mapping[str, Any]) -> dict[str, object]:
    """The row with missing words as None, whatever a frame made of them."""
    return {
        str(key): None if value is None or value != value else value
        for key, value in row.items()
        if key in ("grade", "reason", "provisional")
    }


def remark_lines(row: Mapping[str, Any], ruleset: RuleSet, words: Words) -> tuple[str, ...]:
    """What decides beside the points: vetoes first, then entry conditions, caps, what is open."""
    return (
        *_gates(row, "vetoes", ruleset, words),
        *_gates(row, "entries", ruleset, words),
        *_caps(row, ruleset, words),
        *_open(row, words),
    )


GATES = {
    ("vetoes", "not_met"): "■ 否决：{title}（{clause}）",
    ("vetoes", "no_data"): "□ 否决项待核：{title}（{clause}），暂不推荐",
    ("entries", "not_met"): "■ 准入条件不达标：{title}（{clause}），不得参加评选",
    ("entries", "partly"): "■ 准入条件不达标：{title}（{clause}），不得参加评选",
    ("entries", "no_data"): "□ 准入条件待核：{title}（{clause}），暂不推荐",
}
"""By list and finding."""


def _gates(row: Mapping[str, Any], name: str, ruleset: RuleSet, words: Words) -> Iterator[str]:
    for entry in json.loads(row[name]):
        title, clause = named(entry["criterion"], ruleset, words)
        line = words(GATES[name, entry["finding"]], title=title, clause=clause)
        if (name, entry["finding"]) == ("vetoes", "not_met") and whole(row["score"]) is not None:
            line = words(
                "{line}；若无否决，得分 {score}",
                line=line,
                score=figures.score(whole(row["score"])),
            )
        yield line


def _caps(row: Mapping[str, Any], ruleset: RuleSet, words: Words) -> Iterator[str]:
    for entry in json.loads(row["caps"]):
        title, clause = named(entry["criterion"], ruleset, words)
        line = words(
            "{sign} 等级封顶：{title}（{clause}）{finding}，最高 {highest}；如无封顶为 {would_be}",
            sign=marks.CAPPED, title=title, clause=clause,
            finding=words(marks.FINDINGS[entry["finding"]].zh),
            highest=marks.GRADES[entry["highest"]].text(words),
            would_be=marks.GRADES[entry["would_be"]].text(words),
        )  # fmt: skip
        badge = f" {marks.DEFAULT_VALUE.text(words)}" if entry["status"] == "default" else ""
        yield line + badge


def _open(row: Mapping[str, Any], words: Words) -> Iterator[str]:
    reason = row["reason"]
    if reason == "insufficient":
        yield words("证据不足：已评比例或适用比例低于下限，不定等级")
    elif reason == "new":
        yield words("新开办：完整运行月数不足，不定等级")
    elif row["provisional"]:
        yield words("待定：得分下限落在更低等级，补齐待核项前不启动任何程序")


def named(criterion: str, ruleset: RuleSet, words: Words) -> tuple[str, str]:
    """The title of a criterion and its clauses."""
    known = ruleset.criteria[criterion]
    return known.title.in_language(words.language), words("、").join(known.clauses)


def identity_rows(row: Mapping[str, Any], words: Words) -> list[tuple[str, str]]:
    """Who the market is: code, name, place, type and mode."""
    places, division = divisions(), str(row["division"])
    city = places.name(places.city_of(division), words.language)
    return [
        (words("市场代码"), str(row["subject"])),
        (words("市场名称"), str(row["name"])),
        (words("所在地"), f"{city} {places.name(division, words.language)}"),
        (words("市场类型"), label("market_type", row["type"], words)),
        (words("运行方式"), label("market_mode", row["mode"], words)),
    ]
