"""On which facts, rules and engine does a paper rest? The table at the end of every paper."""

from exports import figures
from exports.document import Grid, facts
from exports.provenance import STATUSES
from exports.words import Words
from rules.calendar import month_bounds
from rules.model import RuleSet
from store.evaluations import Header

LAYERS = {"province": "省级口径"}


def fingerprint_grid(header: Header, ruleset: RuleSet, words: Words) -> Grid:
    """Kind, period, version and state of an evaluation, and its digests in full."""
    window = words(
        "{first}—{last}", first=figures.month(header.first_month, words),
        last=figures.month(header.last_month, words),
    )  # fmt: skip
    title = ruleset.title.in_language(words.language)
    rows = [
        (words("评价种类"), kind_title(header, ruleset, words)),
        (words("评价期"), figures.period(header.period, words)),
        (words("取数月份"), window),
        (words("数据截至"), figures.minute(month_bounds(header.last_month)[1] - 60)),
        (words("层级"), words(LAYERS.get(header.layer, header.layer))),
        (words("版本"), words("第 {n} 版", n=header.version)),
        (words("状态"), words(STATUSES[header.status])),
        (words("发布日期"), figures.day(header.published_at)),
        (words("规则集"), f"{title}（{header.ruleset}）"),
        (words("规则集哈希"), header.ruleset_hash),
        (words("数据指纹"), header.facts_hash),
        (words("工作日历哈希"), header.calendar_hash),
        (words("评价结果哈希"), header.content),
        (words("引擎版本"), header.engine),
    ]
    if header.as_of is not None:
        rows.append((words("取数时点"), figures.minute(header.as_of)))
    return facts(rows)


def kind_title(header: Header, ruleset: RuleSet, words: Words) -> str:
    """The name of the kind of evaluation."""
    kind = ruleset.kinds.get(header.kind)
    return kind.title.in_language(words.language) if kind else header.kind
