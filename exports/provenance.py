"""Where does a printed figure come from? The stamp every view and paper carries."""

from dataclasses import dataclass

from exports import figures
from exports.marks import CORRECTED, PROJECTED
from exports.words import Words
from metrics.corrected import is_corrected
from rules.calendar import load_calendar, month_bounds
from rules.model import RuleSet
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

STATUSES = {"draft": "草稿，未发布", "previewed": "已预览，未发布", "published": "已发布"}


@dataclass(frozen=True)
class Stamp:
    """Data cut, rule set, digests and state of one evaluation, in one language."""

    cut: str
    ruleset: str
    rules_digest: str
    facts_digest: str
    status: str
    engine: str

    def line(self) -> str:
        """The stamp in one line, for the foot of a page and the head of a sheet."""
        return " · ".join(
            (self.cut, self.ruleset, self.rules_digest, self.facts_digest, self.status, self.engine)
        )


def stamp_of(header: Header, ruleset: RuleSet, words: Words) -> Stamp:
    """The stamp of an evaluation. The data end with the last day of its last month."""
    last_second = month_bounds(header.last_month)[1] - 1
    status = words(STATUSES[header.status])
    if header.published_at is not None:
        status = words("{status}（{day}）", status=status, day=figures.day(header.published_at))
    title = ruleset.title.in_language(words.language)
    if ruleset.notice is not None:
        notice = ruleset.notice.in_language(words.language)
        title = words("{title}（{notice}）", title=title, notice=notice)
    return Stamp(
        words("数据截至 {day} 24:00", day=figures.day(last_second)),
        words("规则集 {title}", title=title),
        words("规则 {digest}", digest=figures.short_digest(header.ruleset_hash)),
        words("数据指纹 {digest}", digest=figures.short_digest(header.facts_hash)),
        words("状态：{status}", status=status),
        words("引擎 {version}", version=header.engine),
    )


def marks_of(scope: Scope, home: Home, header: Header, words: Words) -> tuple[str, ...]:
    """What must stand on every page: synthetic data, a draft that is not published, a published
    one whose facts have changed since."""
    marks = [words("演示数据")] if home.demo else []
    if is_projected(header):
        marks.append(words(PROJECTED.zh))
    if header.status != "published":
        marks.append(words(STATUSES[header.status]))
    elif is_corrected(scope, home, header):
        marks.append(words(CORRECTED.zh))
    return tuple(marks)


def is_projected(header: Header) -> bool:
    """Does a year of the months it reads have no State Council notice yet (暂推算)?"""
    years = range(header.first_month // 100, header.last_month // 100 + 1)
    return any(load_calendar().projected(year) for year in years)
