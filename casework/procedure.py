"""How is a case of one kind to be conducted? The kinds of `procedure.yaml`, typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.calendar import load_calendar
from rules.model import RuleSet
from rules.value import RuleError, Text


@dataclass(frozen=True)
class Limit:
    """A time limit in force: `value` as written (`5d` working days, `30` calendar days)."""

    name: str
    value: str
    since: date
    status: str
    source: str

    def last_day(self, served: date) -> date:
        """The last day of the limit for a paper served on a day."""
        working = self.value.endswith("d")
        return load_calendar().last_day(served, int(self.value.rstrip("d")), working=working)


@dataclass(frozen=True)
class Procedure:
    """One kind of case: by which clauses, in which modes, from which kinds of evaluation, on
    which grounds, who proposes and decides, in which steps, and what the party can do."""

    title: Text
    clauses: tuple[str, ...]
    legal_form: Text
    modes: frozenset[str]
    starts_from: tuple[str, ...]
    grounds: tuple[str, ...]
    public_interest: str
    proposes: tuple[str, ...]
    decides: tuple[str, ...]
    steps: tuple[str, ...]
    limits: tuple[Limit, ...]
    documents: tuple[str, ...]
    remedy: Text


def procedure(ruleset: RuleSet, kind: str, day: date) -> Procedure:
    """The procedure of a kind of case, with the time limits in force on `day`.

    Raises RuleError when the set has no such kind.
    """
    entry = ruleset.procedure.get(kind)
    if not isinstance(entry, Mapping):
        raise RuleError(
            f"规则集 {ruleset.id} 的 procedure.yaml 没有“{kind}” / "
            f"procedure.yaml of the rule set {ruleset.id} has no {kind}"
        )
    return Procedure(
        title=_text(entry["title"]),
        clauses=_names(entry.get("clauses")),
        legal_form=_text(entry["legal_form"]),
        modes=frozenset(_names(entry.get("modes"))),
        starts_from=_names(entry.get("from")),
        grounds=_names(entry.get("grounds")),
        public_interest=str(entry.get("public_interest", "")),
        proposes=_names(entry.get("proposes")),
        decides=_names(entry.get("decides")),
        steps=_names(entry.get("steps")),
        limits=tuple(_limits(entry.get("limits") or {}, day)),
        documents=_names(entry.get("documents")),
        remedy=_text(entry["remedy"]),
    )


def _text(entry: Mapping[str, Any]) -> Text:
    return Text(str(entry["zh"]), str(entry["en"]))


def _names(entry: Sequence[Any] | None) -> tuple[str, ...]:
    return tuple(str(name) for name in entry or ())


def _limits(entry: Mapping[str, Sequence[Mapping[str, Any]]], day: date) -> list[Limit]:
    found = []
    for name, dated in entry.items():
        begun = [value for value in dated if date.fromisoformat(str(value["from"])) <= day]
        if begun:
            value = begun[-1]
            since = date.fromisoformat(str(value["from"]))
            status, source = str(value["status"]), str(value["source"])
            found.append(Limit(name, str(value["value"]), since, status, source))
    return found
