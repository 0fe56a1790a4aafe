"""How are the cells of the lists said: what bars a candidate, what is due, grades, places?"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pandas as pd

from exports import figures, marks
from exports.observations import label
from exports.values import whole
from exports.words import Words
from rules.calendar import SHANGHAI
from rules.codes import divisions
from rules.model import RuleSet

EXCEL_EPOCH = date(1899, 12, 30)
BLOCKERS = {
    "veto": "否决：{title}",
    "veto_pending": "否决项待核：{title}",
    "entry": "准入条件不达标：{title}",
    "entry_pending": "准入条件待核：{title}",
    "provisional": "待定",
    "insufficient": "证据不足",
    "new": "新开办",
    "unqualified": "不合格",
}
DUE = {
    "no_contract": "未登记合同，应补登",
    "contract_past_end": "合同已到期，应续签或终止",
    "breach_confirmed": "违规事实已查实，应处置",
    "unqualified": "不合格，应整改",
    "lead_open": "线索未结，应核实",
    "contract_ends_soon": "合同将到期，应研究续签",
    "ledger_late": "台账迟报或缺报，应补报",
    "insufficient": "证据不足，应补报补检",
}


def blocker_words(
    blockers: Sequence[tuple[str, str]], ruleset: RuleSet, words: Words
) -> tuple[str, ...]:
    """What bars a candidate, in words, one text per blocker."""
    titles = {key: criterion.title for key, criterion in ruleset.criteria.items()}
    return tuple(
        words(
            BLOCKERS[code],
            title=titles[criterion].in_language(words.language) if criterion in titles else "",
        )
        for code, criterion in blockers
    )


def due_words(codes: Sequence[str], words: Words) -> tuple[str, ...]:
    """What is due about a contracted market, in words, the most pressing first."""
    return tuple(words(DUE[code]) for code in codes)


def identity(row: Mapping[str, object], words: Words) -> list[object]:
    """Code, name, city, county, type and mode of a market's result row."""
    areas, division = divisions(), str(row["division"])
    return [
        row["subject"], row["name"], areas.name(areas.city_of(division), words.language),
        areas.name(division, words.language), label("market_type", row["type"], words),
        label("market_mode", row["mode"], words),
    ]  # fmt: skip


def grade_words(row: Mapping[str, object], words: Words) -> str:
    """The grade with its sign, or why there is none; a provisional one says so."""
    grade, reason = row["grade"], row["reason"]
    mark = marks.grade_mark(str(grade) if grade else None, str(reason) if reason else None)
    text = mark.text(words)
    return words("{grade}（待定）", grade=text) if row["provisional"] else text


def grade_before(row: Mapping[str, object], words: Words) -> str | None:
    """The grade of the evaluation before; None without one."""
    return marks.grade_mark(str(row["grade_before"])).text(words) if row["grade_before"] else None


def remark(row: Mapping[str, object], words: Words) -> str | None:
    """Why a row has no rank, or what holds its grade down."""
    if '"not_met"' in str(row["vetoes"]):
        return words("否决，不参加排名")
    return words("{sign} 等级封顶", sign=marks.CAPPED) if str(row["caps"]) != "[]" else None


def rank_ends(row: Mapping[str, object]) -> str | None:
    """The ranks at both ends of the score interval, `22–43`."""
    best, worst = row["rank_best"], row["rank_worst"]
    return f"{best}{figures.DASH}{worst}" if best else None


def points(stored: object) -> float | None:
    """A score or share kept in 1/10,000 as the number a cell holds."""
    number = whole(stored)
    return None if number is None else number / figures.POINT


def excel_day(moment: object) -> int | None:
    """A day kept as an epoch second as the day number a cell holds."""
    number = whole(moment)
    if number is None:
        return None
    return (datetime.fromtimestamp(number, SHANGHAI).date() - EXCEL_EPOCH).days


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The rows with every missing value as None and every whole number as int."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]
