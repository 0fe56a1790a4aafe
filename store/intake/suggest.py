"""Which column of ours does a heading of another system mean? Guessed from its letters alone.

A guess is the same for the same headings, and counts for nothing until a person confirms it.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from store.contracts import Column, Ledger, Register
from store.intake.form import SHEETS
from store.intake.mapping import Profile, SheetProfile
from store.intake.problems import Problem

LEAST = 50
"""Per cent; below it nothing is suggested."""
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "市场代码": ("市场编码", "市场编号", "零工市场代码", "market id"),
    "编号": ("业务编号", "流水号", "工单号", "记录编号", "办件编号", "id", "serial number"),
    "在办": ("是否在办", "未办结", "办理中", "pending"),
    "受理时间": ("登记时间", "接待时间", "受理日期", "accepted at", "start time"),
    "办结时间": ("完成时间", "办结日期", "结束时间", "finished at", "end time"),
    "办件类别": ("业务类型", "服务类型", "事项类别", "service type"),
    "渠道": ("服务渠道", "受理渠道", "来源渠道"),
    "人员标识": ("求职者标识", "人员编码", "person id"),
    "首问人员": ("受理人", "接待人员", "首问责任人"),
    "经办人员": ("经办人", "操作员", "operator"),
    "办理结果": ("处理结果", "服务结果", "result"),
    "收费（元）": ("收费金额", "费用", "amount"),
    "评价": ("满意度", "满意度评价", "rating"),
}  # fmt: skip
"""What other systems are known to call a column, by our Chinese heading."""


@dataclass(frozen=True)
class Guess:
    """One heading of theirs; `ours` is the column it may mean (None: none of those missing),
    `similarity` in per cent."""

    sheet: Ledger | Register
    theirs: str
    ours: Column | None
    similarity: int


@dataclass(frozen=True)
class Suggestion:
    """For one refused file: a guess per unknown heading; columns of ours without any: `absent`
    that may be empty, and `lacking` without which nothing can be filed."""

    guesses: tuple[Guess, ...]
    absent: tuple[tuple[Ledger | Register, Column], ...]
    lacking: tuple[tuple[Ledger | Register, Column], ...]

    def profile(self, unit: str) -> Profile:
        """What would be remembered if a person says yes."""
        sheets = {guess.sheet.name for guess in self.guesses}
        sheets |= {sheet.name for sheet, _ in self.absent}
        return Profile(unit, {
            name: SheetProfile(
                {g.theirs: g.ours.name if g.ours else "" for g in self.guesses
                 if g.sheet.name == name},
                tuple(column.name for sheet, column in self.absent if sheet.name == name),
            )
            for name in sorted(sheets)
        })  # fmt: skip


def suggest(problems: Iterable[Problem]) -> Suggestion:
    """What the headings refused in a check may mean."""
    told = [p for p in problems if p.code in ("column_unknown", "column_missing")]
    guesses: list[Guess] = []
    rest: list[tuple[Ledger | Register, Column]] = []
    for title in dict.fromkeys(problem.sheet for problem in told):
        sheet = SHEETS[title]
        here = [problem for problem in told if problem.sheet == title]
        theirs = [p.column for p in here if p.code == "column_unknown" and p.column]
        names = {problem.column for problem in here if problem.code == "column_missing"}
        missing = [column for column in sheet.columns if column.zh in names]
        pairs = _paired(theirs, missing)
        guesses += [Guess(sheet, heading, *pairs.get(heading, (None, 0))) for heading in theirs]
        found = [column for column, _ in pairs.values()]
        rest += [(sheet, column) for column in missing if column not in found]
    return Suggestion(
        tuple(guesses),
        tuple((sheet, column) for sheet, column in rest if not column.required),
        tuple((sheet, column) for sheet, column in rest if column.required),
    )


def similarity(theirs: str, column: Column) -> int:
    """How alike a heading is to those of a column, in per cent."""
    names = (column.zh, column.en, column.name, *SYNONYMS.get(column.zh, ()))
    plain = _plain(theirs)
    return max(round(100 * SequenceMatcher(None, plain, _plain(n)).ratio()) for n in names)


def _paired(theirs: Sequence[str], missing: Sequence[Column]) -> dict[str, tuple[Column, int]]:
    """The most alike first, each heading and each column once."""
    rated = [
        (-similarity(heading, column), place, own)
        for place, column in enumerate(missing)
        for own, heading in enumerate(theirs)
    ]
    pairs: dict[str, tuple[Column, int]] = {}
    for rate, place, own in sorted(rated):
        heading, column = theirs[own], missing[place]
        free = heading not in pairs and column not in [held for held, _ in pairs.values()]
        if free and -rate >= LEAST:
            pairs[heading] = column, -rate
    return pairs


def _plain(text: str) -> str:
    """Letters and digits only, in one width and without capitals."""
    return "".join(s for s in unicodedata.normalize("NFKC", text).casefold() if s.isalnum())
