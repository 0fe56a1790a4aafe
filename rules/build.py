"""What does a rule set hold? Its files become the typed shape every reader works with."""

from collections.abc import Mapping
from fractions import Fraction

from rules.authority import read_authority
from rules.clauses import sources_of
from rules.criteria import read_criterion
from rules.extras import read_adjustments, read_areas, read_duties
from rules.files import DUTIES, Files, digest_of
from rules.groups import read_bands, read_caps, read_groups
from rules.kinds import read_kinds
from rules.layers import read_layer
from rules.load import Node
from rules.measures import measures, read_measures
from rules.model import Criterion, RuleSet, Step
from rules.numbers import POINTS, Ground, Limits, read_number, read_series
from rules.source import Sources
from rules.value import Series

REQUIRED = ("id", "title", "since", "kinds", "groups", "bands", "bonus_limit", "caps", "numbers")
OPTIONAL = ("metrics", "documents", "areas", "adjustments", "notice")
AMOUNT = Limits(Fraction(0), Fraction(10**9))


def build(files: Files, content: str) -> RuleSet:
    """The rule set in its files; `content` is theirs, and names it by its digest.

    Raises RuleError with file, line, key, what is wrong and what to do.
    """
    entry = files.parts["ruleset"].keys(REQUIRED, OPTIONAL)
    own = read_measures(entry["metrics"], measures()) if "metrics" in entry else {}
    known = sources_of(files.sources)
    areas = read_areas(entry["areas"], known) if "areas" in entry else ()
    names = tuple(area.id for area in areas)
    ground = Ground(known, entry["since"].day(), {**measures(), **own}, names)
    criteria = {name: read_criterion(node, name, ground) for name, node in files.criteria.items()}
    calendar, procedure = files.parts.get(DUTIES), files.parts["procedure"]
    return RuleSet(
        id=entry["id"].text(),
        title=entry["title"].words(),
        hash=digest_of(content),
        since=ground.since,
        kinds=read_kinds(entry["kinds"], ground),
        groups=read_groups(entry["groups"], ground, criteria),
        bands=read_bands(entry["bands"], ground),
        criteria=criteria,
        caps=read_caps(entry["caps"], ground, criteria),
        bonus_limit=read_series(entry["bonus_limit"], ground, "bonus_limit", POINTS),
        numbers=_numbers(entry["numbers"], ground),
        measures=own,
        folder=files.folder,
        sources=known,
        documents=_documents(entry, known),
        areas=areas,
        adjustments=_adjustments(entry, ground, criteria),
        duties=read_duties(calendar, ground) if calendar else (),
        notice=entry["notice"].words() if "notice" in entry else None,
        authority=read_authority(files.parts["authority"]),
        procedure={name: node.plain() for name, node in procedure.mapping().items()},
        layer=read_layer(files.parts.get("layer")),
        content=content,
    )


def _numbers(node: Node, ground: Ground) -> dict[str, Series]:
    return {
        name: read_number(written, ground, f"numbers.{name}", AMOUNT)
        for name, written in node.mapping().items()
    }


def _adjustments(
    entry: Mapping[str, Node], ground: Ground, criteria: Mapping[str, Criterion]
) -> tuple[Step, ...]:
    """The steps after the points; a criterion that adjusts must stand in one of them."""
    written = entry.get("adjustments")
    steps = read_adjustments(written, ground, criteria) if written else ()
    used = {step.criterion for step in steps}
    for name, criterion in criteria.items():
        if criterion.effect == "adjustment" and name not in used:
            raise (written or entry["groups"]).error("unlisted", name=name)
    return steps


def _documents(entry: Mapping[str, Node], known: Sources) -> tuple[str, ...]:
    """The documents the set answers clause by clause; all common ones where it names none."""
    if "documents" not in entry:
        return tuple(known.documents)
    return entry["documents"].choices(known.documents)
