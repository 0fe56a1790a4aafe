"""What does 运营监督 say? Its answer and figures, counted from the very rows it shows."""

from collections.abc import Mapping, Sequence

import pandas as pd

from casework.supervision import DUE_ORDER
from dashboard.badges import coloured
from dashboard.sentences import named
from exports import figures
from exports.list_words import DUE
from exports.marks import DUE_SOON, INSUFFICIENT, OVERDUE, PENDING, UNQUALIFIED, VETOES, Mark
from exports.words import Words

DUE_MARKS = {
    "no_contract": Mark(OVERDUE.sign, "无合同", "red"),
    "contract_past_end": Mark(OVERDUE.sign, "已到期", "red"),
    "breach_confirmed": Mark(VETOES["not_met"].sign, "已查实", "red"),
    "unqualified": UNQUALIFIED,
    "lead_open": Mark(PENDING.sign, "线索未结", "violet"),
    "contract_ends_soon": Mark(DUE_SOON.sign, "将到期", "orange"),
    "ledger_late": Mark(DUE_SOON.sign, "台账迟缺", "orange"),
    "insufficient": INSUFFICIENT,
}
"""The pill of each thing due; what is to be done about it stands in exports.list_words.DUE."""


def tally(shown: pd.DataFrame) -> dict[str, int]:
    """How many markets, contracts, and markets with each thing due (codes of DUE_ORDER);
    `leads` counts the open leads themselves."""
    counts = dict.fromkeys(DUE_ORDER, 0)
    for codes in shown["due"] if len(shown) else ():
        for code in codes:
            counts[code] += 1
    leads = int(shown["open_leads"].sum()) if len(shown) else 0
    contracts = len(shown) - counts["no_contract"]
    return {"markets": len(shown), "contracts": contracts, "leads": leads, **counts}


def answer(shown: pd.DataFrame, area: str, soon: int, words: Words) -> str:
    """The answer: how many contracts, which have ended or will, which markets slip."""
    counts = tally(shown)
    if not counts["markets"]:
        return words("{area}没有委托社会力量或政企合作的市场", area=area)
    first = words.count("{area} {n} 份合同", counts["contracts"], area=area)
    terms = [text for code, text in (
        ("no_contract", words.count("{n} 个市场未登记合同", counts["no_contract"])),
        ("contract_past_end", words.count("{n} 份已到期", counts["contract_past_end"])),
        ("contract_ends_soon", words.count("{n} 份 {days} 天内到期", counts["contract_ends_soon"],
                                           days=soon)),
    ) if counts[code]]  # fmt: skip
    slips = [text for code, text in (
        ("breach_confirmed", words.count("{n} 个市场违规已查实", counts["breach_confirmed"])),
        ("lead_open", words.count("{n} 个市场线索未结", counts["lead_open"])),
        ("unqualified", words.count("{n} 个市场不合格", counts["unqualified"])),
    ) if counts[code]]  # fmt: skip
    said = words("、").join(terms) or words("{days} 天内没有到期", days=soon)
    other = words("、").join(slips) or words("没有查实、未结线索和不合格市场")
    return words("{first}：{terms}；{slips}", first=first, terms=said, slips=other)


def caption(period_before: str, limit: str, soon: str, words: Words) -> str:
    """What the columns mean; `limit` and `soon` are values in force as the rules write them."""
    return words(
        "自行运作、加挂牌子不在此页 · 升降比 {period} · 超时为办结超过 {limit} 的办件"
        " / 已办结的办件 · {soon} 天内到期为将到期",
        period=period_before, limit=limit, soon=soon,
    )  # fmt: skip


def due_rows(shown: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per thing due, the most pressing first: badge, what to do, markets, which."""
    rows = [
        (coloured(DUE_MARKS[code], DUE_MARKS[code].text(words)), words(DUE[code]),
         figures.count(len(names)), named(names, words))
        for code, names in _by_due(shown).items()
    ]  # fmt: skip
    heads = ("事项", "应办", "市场数", "市场")
    return pd.DataFrame(rows, columns=[words(head) for head in heads])


def due_sentence(shown: pd.DataFrame, words: Words) -> str:
    """How many markets have something due, and what comes first."""
    held = _by_due(shown)
    if not held:
        return words("没有应办事项")
    busy = sum(bool(codes) for codes in shown["due"])
    first = next(iter(held))
    return words.count(
        "{n} 个市场有应办事项，最急的是{what}（{names}）", busy,
        what=words(DUE_MARKS[first].zh), names=named(held[first], words),
    )  # fmt: skip


def _by_due(shown: pd.DataFrame) -> Mapping[str, Sequence[str]]:
    rows = shown.to_dict("records")
    held = {code: [str(row["name"]) for row in rows if code in row["due"]] for code in DUE_ORDER}
    return {code: names for code, names in held.items() if names}
