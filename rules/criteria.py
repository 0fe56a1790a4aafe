"""What is judged? One criterion file, read and checked."""

from collections.abc import Mapping
from fractions import Fraction
from typing import get_args

from rules.codes import code_list
from rules.compare import read_compare
from rules.load import Node
from rules.measured import check_unit, read_metric, read_params
from rules.model import Compare, Criterion, Effect, Judged, Measure, Subject
from rules.numbers import COUNT, MODES, POSITIVE, Ground, Limits, read_source, types_of
from rules.numbers import read_series as read_dated
from rules.value import Basis, Series, Text

ALWAYS = ("title", "clauses", "judged_by", "compare", "effect")
SOMETIMES = ("applies", "subject", "points", "basis", "example")
REQUIRED: dict[Judged, tuple[str, ...]] = {
    "computation": ("metric",),
    "inspection": ("items",),
    "declaration": ("declared",),
    "incident": ("incident",),
}
OPTIONAL: dict[Judged, tuple[str, ...]] = {
    "computation": ("params", "min_n", "second"),
    "inspection": ("valid_months",),
    "declaration": ("valid_months",),
    "incident": ("leads",),
}
EXAMPLE = Text("（示例项）", " (example)")
VALIDITY = Limits(Fraction(1), Fraction(120), whole=True)


def read_criterion(node: Node, name: str, ground: Ground) -> Criterion:
    """The criterion `name` ("<group>.<name>") in the file `node`. Raises RuleError with file,
    line, key, what is wrong and what to do."""
    judged_by = _judged(node)
    entry = node.keys((*ALWAYS, *REQUIRED[judged_by]), (*SOMETIMES, *OPTIONAL[judged_by]))
    subject = _subject(entry)
    types, modes = _applies(entry, subject)
    effect = next(e for e in get_args(Effect) if e == entry["effect"].choice(get_args(Effect)))
    clauses = _clauses(entry["clauses"], subject, ground)
    measure = read_metric(entry["metric"], subject, ground) if "metric" in entry else None
    compare = read_compare(entry["compare"], ground, f"{name}.compare", judged_by, types)
    second = _second(node, entry, compare, subject, ground)
    if measure is not None:
        check_unit(entry["compare"], measure, second, compare)
    example = "example" in entry and entry["example"].choice(("true", "false")) == "true"
    return Criterion(
        id=name,
        title=_title(entry["title"], example),
        clauses=clauses,
        subject=subject,
        types=frozenset(types),
        modes=frozenset(modes),
        judged_by=judged_by,
        metric=measure.name if measure else "",
        params=read_params(node, measure, ground, name, types) if measure else {},
        items=_codes(entry, "items", "inspection_item"),
        declared=_codes(entry, "declared", "declared_item"),
        incident=_incident(entry),
        leads=_codes(entry, "leads", "incident_kind"),
        compare=compare,
        min_n=_series(entry, "min_n", ground, name, COUNT, types),
        valid_months=_series(entry, "valid_months", ground, name, VALIDITY, types),
        effect=effect,
        points=_points(node, entry, effect, ground, name, types),
        basis=_basis(node, entry, effect, ground),
        measure=measure,
        second=second,
        example=example,
    )


def _title(node: Node, example: bool) -> Text:
    """An item that stands in for one nobody could read says so wherever it is named."""
    title = node.words()
    return Text(title.zh + EXAMPLE.zh, title.en + EXAMPLE.en) if example else title


def _second(
    node: Node, entry: Mapping[str, Node], compare: Compare, subject: Subject, ground: Ground
) -> Measure | None:
    """The other metric of a table; no other form has one. It takes no parameters."""
    if compare.form != "table":
        if "second" in entry:
            raise entry["second"].error("needless_second")
        return None
    if "second" not in entry:
        raise node.error("missing_key", name="second")
    measure = read_metric(entry["second"], subject, ground)
    if measure.params:
        raise entry["second"].error("second_params", name=measure.name)
    return measure


def _judged(node: Node) -> Judged:
    written = node.mapping().get("judged_by")
    if written is None:
        raise node.error("missing_key", name="judged_by")
    written.choice(REQUIRED)
    return next(judged for judged in REQUIRED if judged == written.text())


def _applies(
    entry: Mapping[str, Node], subject: Subject
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """For which types and modes; a unit has a level for its type, and no mode."""
    types = types_of(subject)
    if "applies" not in entry:
        return types, MODES
    limits = entry["applies"].keys((), ("types",) if subject == "unit" else ("types", "modes"))
    return (
        limits["types"].choices(types) if "types" in limits else types,
        limits["modes"].choices(MODES) if "modes" in limits else MODES,
    )


def _subject(entry: Mapping[str, Node]) -> Subject:
    if "subject" not in entry:
        return "market"
    written = entry["subject"].choice(get_args(Subject))
    return next(subject for subject in get_args(Subject) if subject == written)


def _clauses(node: Node, subject: Subject, ground: Ground) -> tuple[str, ...]:
    for cited in node.filled():
        clause = ground.sources.clauses.get(cited.text())
        if clause is None:
            raise cited.error("unknown_clause", value=cited.text())
        if clause.observed_at != subject:
            raise cited.error(
                "wrong_subject", value=clause.id, observed=clause.observed_at, subject=subject
            )
    return node.distinct()


def _codes(entry: Mapping[str, Node], key: str, codes: str) -> tuple[str, ...]:
    if key not in entry:
        return ()
    return entry[key].choices(code.code for code in code_list(codes).codes)


def _incident(entry: Mapping[str, Node]) -> str:
    if "incident" not in entry:
        return ""
    return entry["incident"].choice(code.code for code in code_list("incident_kind").codes)


def _series(
    entry: Mapping[str, Node],
    key: str,
    ground: Ground,
    name: str,
    limits: Limits,
    types: tuple[str, ...],
) -> Series | None:
    return read_dated(entry[key], ground, f"{name}.{key}", limits, types) if key in entry else None


def _points(
    node: Node,
    entry: Mapping[str, Node],
    effect: Effect,
    ground: Ground,
    name: str,
    types: tuple[str, ...],
) -> Series | None:
    """What a criterion is worth in its group; entry conditions, vetoes and adjustments none."""
    if effect in ("points", "bonus"):
        if "points" not in entry:
            raise node.error("missing_key", name="points")
    elif "points" in entry:
        raise entry["points"].error("needless_points", effect=effect)
    return _series(entry, "points", ground, name, POSITIVE, types)


def _basis(
    node: Node, entry: Mapping[str, Node], effect: Effect, ground: Ground
) -> Basis | None:  # fmt: skip
    """A veto stands on no number, so it says itself who asks for it."""
    if "basis" not in entry:
        if effect == "veto":
            raise node.error("missing_key", name="basis")
        return None
    entry["basis"].keys(("status", "source"))
    return Basis(*read_source(entry["basis"], ground.sources))


def numbers_of(criterion: Criterion) -> list[Series]:
    """Every dated number of a criterion."""
    optional = (criterion.min_n, criterion.valid_months, criterion.points)
    return [
        *criterion.params.values(),
        *criterion.compare.numbers.values(),
        *(series for series in optional if series is not None),
    ]


def can_be_partly(criterion: Criterion) -> bool:
    """Can it be 部分达标? A sliding or stepped scale, or a checklist of several items."""
    several = len(criterion.items) + len(criterion.declared) > 1
    if criterion.compare.form in ("all", "any"):
        return False
    return criterion.compare.form in ("linear", "steps", "table") or several
