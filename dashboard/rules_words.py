"""What is said of a rule set in one sentence: how much it asks, and how much stands firm?"""

from collections.abc import Iterable, Mapping

from dashboard.badges import plain
from dashboard.rules_labels import ANSWERED_BY, NO_ANSWER, said
from exports import figures
from exports.words import Words
from rules.answers import Answer
from rules.model import RuleSet

Answers = Mapping[str, tuple[Answer, ...]]


def tally(answers: Answers) -> dict[str, int]:
    """The clauses by the first kind of thing that answers them; `none` counts the orphans."""
    counts = dict.fromkeys((*ANSWERED_BY, "none"), 0)
    for mine in answers.values():
        held = {answer.kind for answer in mine}
        counts[next((kind for kind in ANSWERED_BY if kind in held), "none")] += 1
    return counts


def answer(ruleset: RuleSet, answers: Answers, defaults: int, current: bool, words: Words) -> str:
    """The page's answer: criteria, the clauses by what answers them, the default values."""
    counts = tally(answers)
    whose = words("现行规则集") if current else words("这套规则集")
    others = [
        words("{n} 条靠{kind}", n=counts[kind], kind=said(ANSWERED_BY, kind, words.language))
        for kind in ("duty", "procedure", "information")
        if counts[kind]
    ]
    if counts["none"]:
        others.append(words("{n} 条无人回答", n=counts["none"]))
    told = words(
        "{whose} {criteria} 个评价项，{clauses} 条条款中 {judged} 条有评价项",
        whose=whose, criteria=len(ruleset.criteria), clauses=len(answers),
        judged=counts["criterion"],
    )  # fmt: skip
    told = words("、").join([told, *others])
    held = words("{n} 个数值仍为默认值", n=defaults) if defaults else words("没有默认值")
    return words("；").join((told, held))


def stamp(ruleset: RuleSet, words: Words) -> str:
    """The line under the page: the set, its digest, since when; its notice stands elsewhere."""
    title = words("规则集 {title}", title=ruleset.title.in_language(words.language))
    digest = figures.short_digest(ruleset.hash)
    since = words("自 {day} 起施行", day=ruleset.since.isoformat())
    return " · ".join((plain(title), f"{words('规则')} `{digest}`", since))


def answer_words(mine: Iterable[Answer], words: Words) -> str:
    """`评价项 2 · 职责 1`, or ○ where nothing answers."""
    kinds: list[str] = [answer.kind for answer in mine]
    parts = []
    for kind, title in ANSWERED_BY.items():
        if n := kinds.count(kind):
            name = title.in_language(words.language)
            parts.append(name if kind == "information" else f"{name} {n}")
    return " · ".join(parts) or NO_ANSWER.text(words)
