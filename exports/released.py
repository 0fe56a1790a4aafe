"""What is told on a terminal about the release of a rule set? Its steps, and who would change."""

import json
from datetime import date

from casework import release
from exports import figures
from exports.console import print_table, say
from exports.listing import to_json
from exports.words import Words, translator
from rules.calendar import date_of
from rules.sets import load_ruleset
from store import rulebook
from store.home import Home
from store.rulebook import Release
from store.scope import Scope

STATES = {
    "draft": "草案", "shadowed": "已试运行", "approved_once": "一人已批准", "scheduled": "待生效",
    "in_force": "已生效", "withdrawn": "已撤回", "lapsed": "逾期未批",
}  # fmt: skip
LAYERS = {"province": "省级", "city": "市级", "contract": "合同"}
HEADINGS = ("编号", "规则集", "层级", "生效日", "状态", "提出人", "批准人", "规则", "理由")
TRIED = ("评价种类", "评价期", "参评", "上升", "下降", "有无等级变化")


def propose(
    scope: Scope, home: Home, ruleset: str, begins: date, reason: str, by: str, language: str
) -> None:  # fmt: skip
    """Proposes a set and says what comes next."""
    number = release.propose(scope, home, load_ruleset(ruleset), begins, reason, by)
    words = translator(language)
    say(words("已提出，编号 {number}。下一步：对最近四期试运行，再由另外两人批准。", number=number))


def shadow(scope: Scope, home: Home, number: int, by: str, language: str) -> None:
    """Tries a release on the last published periods and says who would change grade."""
    held = release.shadow(scope, home, number, by)
    words = translator(language)
    if not held:
        say(words("没有已发布的评价期，试运行没有可比的结果"))
        return
    ruleset = release.proposed(scope, home, release.release_of(scope, home, number))
    rows = [
        (
            ruleset.kinds[one.kind].title.in_language(language), figures.period(one.period, words),
            *(figures.count(count) for count in (one.judged, one.up, one.down, one.other)),
        )
        for one in held
    ]  # fmt: skip
    print_table("", tuple(words(text) for text in TRIED), rows, (2, 3, 4, 5))


def approve(scope: Scope, home: Home, number: int, by: str, language: str) -> None:
    """One approval; says where the release now stands."""
    words = translator(language)
    reached = release.approve(scope, home, number, by)
    say(words("编号 {number}：{state}", number=number, state=words(STATES[reached])))


def withdraw(scope: Scope, home: Home, number: int, by: str, reason: str, language: str) -> None:
    """Takes a release back and says so."""
    release.withdraw(scope, home, number, by, reason)
    words = translator(language)
    say(words("编号 {number}：{state}", number=number, state=words(STATES["withdrawn"])))


def print_releases(scope: Scope, home: Home, language: str, *, as_json: bool) -> None:
    """Every release, the last first: as a table, or as canonical JSON."""
    held, today = rulebook.releases(scope, home), date_of(home.now())
    if as_json:
        print(to_json([release_object(one, today) for one in held]))
        return
    words = translator(language)
    if not held:
        say(words("还没有发布过规则集；现行的是随系统提供的规则集"))
        return
    rows = [release_row(one, today, words) for one in held]
    print_table("", tuple(words(text) for text in HEADINGS), rows, (0,))


def release_row(held: Release, today: date, words: Words) -> tuple[str, ...]:
    """One release under HEADINGS."""
    wanted = held.proposal
    approvers = words("、").join(step.by for step in held.approvals)
    return (
        str(held.release_id), wanted.ruleset,
        words("、").join((words(LAYERS[wanted.layer]), *wanted.whom)),
        date_of(wanted.begins).isoformat(), words(STATES[release.state(held, today)]),
        held.proposed_by, approvers or figures.MISSING, short_hash(wanted.ruleset_hash),
        wanted.reason,
    )  # fmt: skip


def short_hash(digest: str) -> str:
    """The first eight digits, as every stamp shows them."""
    return digest.removeprefix("sha256:")[:8]


def release_object(held: Release, today: date) -> dict[str, object]:
    """One release as JSON holds it; `shadow` is the outcome of its last shadow run."""
    wanted = held.proposal
    return {
        "release": held.release_id, "ruleset": wanted.ruleset, "hash": wanted.ruleset_hash,
        "layer": wanted.layer, "for": list(wanted.whom),
        "begins": date_of(wanted.begins).isoformat(), "reason": wanted.reason,
        "state": release.state(held, today), "proposed_by": held.proposed_by,
        "approved_by": [step.by for step in held.approvals],
        "shadow": json.loads(held.shadow.content) if held.shadow else None,
    }  # fmt: skip
