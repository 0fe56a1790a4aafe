"""What does a rule set say, place by place? Every number, word and code by where it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rules.model import Cap, Criterion, Group, KindRule, RuleSet, Step
from rules.value import Basis, Dated, Series, Text


@dataclass(frozen=True)
class Stated:
    """A dated value as a file states it: `since` as written (2024-04-11), `values` and `shown`
    (as written) by whom they are for: market type, area class, both, or "" for everybody."""

    since: str
    values: tuple[tuple[str, Fraction | str], ...]
    status: str
    source: str
    review: str = ""
    note: str = ""
    shown: tuple[tuple[str, str], ...] = field(default=(), compare=False)


Side = tuple[Stated, ...] | tuple[str, ...] | Text | str | None
"""A number's dated values, oldest first; codes; words; or one word. None: not there."""
Entries = dict[tuple[str, str], dict[str, Side]]
"""By (part, id) what each key says."""


def entries(ruleset: RuleSet) -> Entries:
    """All a rule set says, but for its id; see `rules.differences.Difference` for the parts."""
    found: Entries = {("set", ""): _book(ruleset)}
    found |= {("kind", code): _kind(rule) for code, rule in ruleset.kinds.items()}
    for group in ruleset.groups:
        for branch in group.above:
            found["group", branch.id] = {"title": branch.title, "weight": stated(branch.weight)}
        found["group", group.id] = _group(group)
    found |= {("band", name): {"floor": stated(s)} for name, s in ruleset.bands.items()}
    found |= _numbered("cap", ((cap.criterion, _cap(cap)) for cap in ruleset.caps))
    steps = ((step.criterion or "limits", _step(step)) for step in ruleset.adjustments)
    found |= _numbered("adjustment", steps)
    groups = {name: group.id for group in ruleset.groups for name in group.criteria}
    for name, criterion in ruleset.criteria.items():
        found["criterion", name] = {**_criterion(criterion), "group": groups.get(name)}
    found |= {("number", name): {"value": stated(s)} for name, s in ruleset.numbers.items()}
    return found | dict(_others(ruleset))


def stated(series: Series | None) -> Side:
    return None if series is None else tuple(_dated(dated) for dated in series.dated)


def _dated(dated: Dated) -> Stated:
    return Stated(
        dated.since.isoformat(),
        tuple(sorted(dated.values.items())),
        dated.status,
        dated.source,
        dated.review.isoformat() if dated.review else "",
        dated.note,
        tuple(sorted(dated.shown.items())),
    )


def _book(ruleset: RuleSet) -> dict[str, Side]:
    return {
        "title": ruleset.title, "since": ruleset.since.isoformat(),
        "documents": ruleset.documents, "notice": ruleset.notice,
        "bonus_limit": stated(ruleset.bonus_limit),
    }  # fmt: skip


def _kind(rule: KindRule) -> dict[str, Side]:
    return {
        "title": rule.title, "periods": rule.periods, "window": str(rule.window),
        "subjects": rule.subjects, "modes": _sorted(rule.modes), "starts": rule.starts,
        "peers": rule.peers, "minimum_assessed": stated(rule.minimum_assessed),
        "minimum_applicable": stated(rule.minimum_applicable),
        "minimum_months": stated(rule.minimum_months),
        "cut_off_month": stated(rule.cut_off_month),
    }  # fmt: skip


def _group(group: Group) -> dict[str, Side]:
    return {
        "title": group.title, "weight": stated(group.weight),
        "optional": _flag(group.optional),
        "above": tuple(branch.id for branch in group.above) or None,
    }  # fmt: skip


def _cap(cap: Cap) -> dict[str, Side]:
    return {
        "findings": cap.findings or None, "highest": cap.highest,
        "basis": (cap.status, cap.source), "below": stated(cap.below), "above": stated(cap.above),
    }  # fmt: skip


def _step(step: Step) -> dict[str, Side]:
    return {key: stated(getattr(step, key)) for key in ("points", "low", "high")}


def _criterion(criterion: Criterion) -> dict[str, Side]:
    numbers = {f"compare.{role}": s for role, s in criterion.compare.numbers.items()}
    numbers |= {f"params.{name}": s for name, s in criterion.params.items()}
    return {
        "title": criterion.title, "clauses": criterion.clauses, "subject": criterion.subject,
        "applies.types": _sorted(criterion.types), "applies.modes": _sorted(criterion.modes),
        "judged_by": criterion.judged_by, "metric": criterion.metric or None,
        "second": criterion.second.name if criterion.second else None,
        "items": criterion.items or None, "declared": criterion.declared or None,
        "incident": criterion.incident or None, "leads": criterion.leads or None,
        "compare.form": criterion.compare.form,
        **{key: stated(series) for key, series in numbers.items()},
        "min_n": stated(criterion.min_n), "valid_months": stated(criterion.valid_months),
        "effect": criterion.effect, "points": stated(criterion.points),
        "basis": _basis(criterion.basis), "example": _flag(criterion.example),
    }  # fmt: skip


def _others(ruleset: RuleSet) -> Iterator[tuple[tuple[str, str], dict[str, Side]]]:
    """Area classes, own metrics, duties, authority and procedure."""
    for area in ruleset.areas:
        yield ("area", area.id), {
            "title": area.title, "divisions": _sorted(area.divisions), "basis": _basis(area.basis),
        }  # fmt: skip
    for name, measure in ruleset.measures.items():
        yield ("metric", name), {
            "title": measure.title, "measured_in": measure.measured_in,
            "better": measure.better, "subject": measure.subject,
        }  # fmt: skip
    for duty in ruleset.duties:
        yield ("duty", duty.id), {
            "title": duty.title, "clauses": duty.clauses, "owed_by": duty.owed_by,
            "rhythm": duty.rhythm, "due": stated(duty.due), "shown_by": duty.shown_by,
        }  # fmt: skip
    for act, mine in ruleset.authority.items():
        yield ("authority", act), dict(mine)
    for name, written in ruleset.procedure.items():
        yield ("procedure", name), dict(_leaves(written, ""))


def _leaves(written: object, key: str) -> Iterator[tuple[str, Side]]:
    """What stands at the ends of a plain tree, by the path to it."""
    if isinstance(written, Mapping):
        for name, inner in written.items():
            yield from _leaves(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(written, list):
        yield key, _listed(written)
    else:
        yield key, str(written)


def _listed(written: list[object]) -> Side:
    """A dated number, or a list of codes."""
    dated = [item for item in written if isinstance(item, Mapping) and "from" in item]
    if not dated or len(dated) < len(written):
        return tuple(str(item) for item in written)
    return tuple(_plain(item) for item in dated)


def _plain(item: Mapping[str, object]) -> Stated:
    value = item.get("value", "")
    by_kind = value if isinstance(value, Mapping) else {"": value}
    shown = tuple(sorted((str(kind), str(number)) for kind, number in by_kind.items()))
    words = {key: str(item.get(key, "")) for key in ("status", "source", "review", "note")}
    return Stated(since=str(item["from"]), values=shown, shown=shown, **words)


def _numbered(part: str, named: Iterable[tuple[str, dict[str, Side]]]) -> Entries:
    """By name, the second of a name as `name#2`."""
    seen: Counter[str] = Counter()
    found: Entries = {}
    for name, says in named:
        seen[name] += 1
        found[part, name if seen[name] == 1 else f"{name}#{seen[name]}"] = says
    return found


def _basis(basis: Basis | None) -> Side:
    return (basis.status, basis.source) if basis else None


def _flag(yes: bool) -> Side:
    return "true" if yes else None


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))
