"""By which rules is, or was, something judged? The set in force, and the one of an evaluation."""

from datetime import date
from pathlib import Path

from rules.calendar import day_start
from rules.model import RuleSet
from rules.sets import available, kept_ruleset, load_ruleset
from rules.value import Text
from store import rulebook
from store.errors import StoreError
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

OWN = "jiangsu-2024"
"""The province's set that comes with the project, in force until another is released."""


class RulebookError(StoreError):
    """The rules an evaluation was made by can't be had."""


def ruleset_of(scope: Scope, home: Home, header: Header) -> RuleSet:
    """The rule set an evaluation was made by, as it was then. Raises RulebookError."""
    if header.ruleset in available():
        own = load_ruleset(header.ruleset)
        if own.hash == header.ruleset_hash:
            return own
    found = kept(scope, home, header.ruleset_hash)
    if found is None:
        raise RulebookError(_not_kept(header))
    return found


def kept(scope: Scope, home: Home, digest: str) -> RuleSet | None:
    """A set kept in the home by its content hash; None where it isn't."""
    content = rulebook.kept(scope, home, digest)
    return None if content is None else kept_ruleset(content, Path(digest))


def keep(scope: Scope, home: Home, ruleset: RuleSet) -> str:
    """Keeps a set in the home; its hash."""
    return rulebook.keep(scope, home, ruleset.id, ruleset.content)


def in_force(scope: Scope, home: Home, day: date) -> RuleSet:
    """The province's rule set in force on a day: the last one released by then, or the one that
    comes with the project."""
    digest = rulebook.in_force(scope, home, day_start(day))
    released = kept(scope, home, digest) if digest else None
    return released or load_ruleset(OWN)


def _not_kept(header: Header) -> Text:
    what, rules = header.evaluation_id, f"{header.ruleset}（{header.ruleset_hash[:15]}）"
    rule = "" if header.ruleset == OWN else f" --ruleset {header.ruleset}"
    again = (
        f"manage.py evaluate --kind {header.kind} --period {header.period}{rule} "
        "--publish --reason …"
    )
    return Text(
        f"评价 {what} 所用规则集 {rules}没有留存（旧版本不留存），不能按原规则查看；请由管理员"
        f"按现行规则重新评价并发布：{again}",
        f"The rule set {rules} of evaluation {what} isn't kept (older versions kept none), so it "
        "can't be shown by its own rules; have it evaluated and published again under the rules "
        f"of now: {again}",
    )
