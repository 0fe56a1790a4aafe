"""How is a difference between two rule sets said? In cells of a table, or as plain data."""

from collections.abc import Iterable, Sequence

from exports import figures
from exports.observations import label
from exports.requirements import source_words
from exports.values import written
from exports.words import Words
from rules.differences import Difference, by_clause
from rules.stated import Side, Stated
from rules.value import Text

PARTS = {
    "set": "规则集", "kind": "评价种类", "group": "评价组", "band": "等级线", "cap": "封顶",
    "adjustment": "计分后加减", "criterion": "评价项", "number": "其他数字", "area": "地区类别",
    "metric": "外来指标", "duty": "职责日历", "authority": "权限", "procedure": "案卷程序",
}  # fmt: skip
CHANGES = {"added": "新增", "removed": "删去", "changed": "改动"}
HEADINGS = ("条款", "哪里", "编号", "键", "变化", "原来", "现在")


def difference_rows(found: Iterable[Difference], words: Words) -> list[tuple[str, ...]]:
    """One row of cells per difference under `HEADINGS`, clause by clause; one that answers
    several clauses stands once, under the first of them."""
    seen: set[int] = set()
    rows = []
    for mine in by_clause(found).values():
        for one in mine:
            if id(one) not in seen:
                seen.add(id(one))
                rows.append(_cells(one, words))
    return rows


def difference_object(one: Difference) -> dict[str, object]:
    """A difference as JSON holds it. A number is a list of its dated values with `values` as
    written by market type or area class (`all`: for everybody)."""
    return {
        "part": one.part, "id": one.id, "key": one.key, "change": one.change,
        "clauses": list(one.clauses), "before": _plain(one.before), "after": _plain(one.after),
    }  # fmt: skip


def _cells(one: Difference, words: Words) -> tuple[str, ...]:
    before, after = _apart(one.before, one.after)
    return (
        words("、").join(one.clauses) or figures.MISSING,
        words(PARTS[one.part]),
        one.id or figures.MISSING,
        one.key or figures.MISSING,
        words(CHANGES[one.change]),
        side_words(before, words),
        side_words(after, words),
    )


def _apart(before: Side, after: Side) -> tuple[Side, Side]:
    """Of two histories of a number only what isn't in both."""
    old, new = _dated(before), _dated(after)
    if not old or not new:
        return before, after
    return (
        tuple(value for value in old if value not in new),
        tuple(value for value in new if value not in old),
    )


def side_words(side: Side, words: Words) -> str:
    """What stands on one side of a difference."""
    if isinstance(side, Text):
        return side.in_language(words.language)
    if isinstance(side, str):
        return side
    dated = _dated(side)
    if dated:
        return "；".join(_stated_words(value, words) for value in dated)
    return words("、").join(str(code) for code in side or ()) or figures.MISSING


def _dated(side: Side) -> tuple[Stated, ...]:
    found = side if isinstance(side, tuple) else ()
    return tuple(value for value in found if isinstance(value, Stated))


def _stated_words(value: Stated, words: Words) -> str:
    shown = [
        f"{_whose(kind, words)} {written(number, words)}".strip() for kind, number in value.shown
    ]
    text = words(
        "{since} 起 {values}（{source}）", since=value.since, values=words("、").join(shown),
        source=source_words(value.status, value.source, words),
    )  # fmt: skip
    if value.review:
        text += words("，{day} 前复核", day=value.review)
    return f"{text} {value.note}".strip()


def _whose(kind: str, words: Words) -> str:
    """For whom a value is: a market type, an area class, both, or everybody ("")."""
    market_type, at, area = kind.partition("@")
    return (label("market_type", market_type, words) if market_type else "") + at + area


def _plain(side: Side) -> object:
    if isinstance(side, Text):
        return {"zh": side.zh, "en": side.en}
    return _listed(side) if isinstance(side, tuple) else side


def _listed(side: Sequence[Stated | str]) -> list[object]:
    return [_stated_object(value) if isinstance(value, Stated) else value for value in side]


def _stated_object(value: Stated) -> dict[str, object]:
    return {
        "since": value.since, "status": value.status, "source": value.source,
        "values": {kind or "all": number for kind, number in value.shown},
        "review": value.review or None, "note": value.note or None,
    }  # fmt: skip
