"""What is told about published evaluations whose facts have changed? Marked, judged again beside,
and whose grade would change."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from exports import figures
from exports.console import print_table, say
from exports.list_words import records
from exports.listing import to_json
from exports.marks import grade_mark
from exports.values import whole
from exports.words import Words, translator
from metrics.corrected import Correction, moved, recompute
from metrics.rulebook import ruleset_of
from rules.codes import divisions
from store import evaluations
from store.home import Home
from store.scope import Scope

HEADINGS = (
    "评价编号",
    "评价种类",
    "评价期",
    "之后的批次",
    "重新评价",
    "等级有变化",
    "上升",
    "下降",
)
CHANGED = ("评价期", "代码", "名称", "设区市", "原等级", "新等级", "原得分", "新得分")
Heard = Callable[[int, int], None]


def print_corrections(
    scope: Scope, home: Home, found: Sequence[Correction], language: str, *, as_json: bool
) -> None:
    """Says what was marked and judged again, and whose grade would change."""
    words = translator(language)
    if as_json:
        print(to_json([correction_object(scope, home, one) for one in found]))
        return
    if not found:
        say(words("已发布的评价与在库数据一致"))
        return
    say(words.count("{n} 次已发布的评价，数据已更正", len(found)))
    rows = [_row(scope, home, one, words) for one in found]
    print_table("", tuple(words(name) for name in HEADINGS), rows, (0, 3, 4, 5, 6, 7))
    changed = [line for one in found for line in _changed(scope, home, one, words)]
    if changed:
        print_table("", tuple(words(name) for name in CHANGED), changed, (6, 7))
    say(words("更正版须经决定：用 publish 重新评价编号 --reason 理由 发布；原版保留。"))


def judged_again(
    scope: Scope, home: Home, marked: Sequence[Correction], by: str, heard: Heard
) -> list[Correction]:
    """What is marked, each with its draft of the facts of now; made where there is none yet."""
    heard(0, len(marked))
    made = []
    for place, one in enumerate(marked, start=1):
        draft = one.draft or recompute(scope, home, one.header, by)
        made.append(replace(one, draft=draft))
        heard(place, len(marked))
    return made


def publish_version(
    scope: Scope, home: Home, evaluation_id: int, reason: str, by: str, language: str
) -> None:
    """Makes a kept draft official; a corrected version for a reason."""
    evaluations.publish(scope, home, evaluation_id, by, reason)
    header, words = evaluations.get(scope, home, evaluation_id), translator(language)
    period = figures.period(header.period, words)
    say(words("已发布：{kind} {period} 第 {version} 版", kind=_kind(scope, home, header, words),
              period=period, version=header.version))  # fmt: skip


def correction_object(scope: Scope, home: Home, one: Correction) -> dict[str, object]:
    """One marked evaluation as JSON holds it."""
    header, draft = one.header, one.draft
    changes = moved(scope, home, header, draft) if draft else None
    return {
        "evaluation": header.evaluation_id, "kind": header.kind, "period": header.period,
        "layer": header.layer, "version": header.version,
        "batches": [int(number) for number in one.batches["batch_id"]],
        "draft": draft.evaluation_id if draft else None,
        "changes": records(changes) if changes is not None else None,
    }  # fmt: skip


def _row(scope: Scope, home: Home, one: Correction, words: Words) -> tuple[str, ...]:
    header, draft = one.header, one.draft
    ways: Counter[str] = Counter(moved(scope, home, header, draft)["way"]) if draft else Counter()
    return (
        str(header.evaluation_id), _kind(scope, home, header, words),
        figures.period(header.period, words), figures.count(len(one.batches)),
        str(draft.evaluation_id) if draft else figures.MISSING,
        *(figures.count(number) for number in (sum(ways.values()), ways["up"], ways["down"])),
    )  # fmt: skip


def _changed(scope: Scope, home: Home, one: Correction, words: Words) -> list[tuple[str, ...]]:
    if one.draft is None:
        return []
    return [
        (
            figures.period(one.header.period, words), str(row["subject"]), str(row["name"]),
            divisions().name(divisions().city_of(str(row["division"])), words.language),
            grade_mark(str(row["grade_before"])).text(words),
            grade_mark(str(row["grade_after"])).text(words),
            figures.score(whole(row["score_before"])), figures.score(whole(row["score_after"])),
        )
        for row in records(moved(scope, home, one.header, one.draft))
    ]  # fmt: skip


def _kind(scope: Scope, home: Home, header: evaluations.Header, words: Words) -> str:
    rules = ruleset_of(scope, home, header)
    return rules.kinds[header.kind].title.in_language(words.language)
