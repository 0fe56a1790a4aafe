"""Which rule sets are there, and what does one hold? A folder of YAML becomes a RuleSet."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path

from rules.authority import read_authority
from rules.calendar import load_calendar
from rules.clauses import with_own
from rules.codes import FOLDER as CODES
from rules.criteria import read_criterion
from rules.extras import read_adjustments, read_areas, read_duties
from rules.groups import read_bands, read_caps, read_groups
from rules.kinds import read_kinds
from rules.load import Node, read_yaml
from rules.measures import measures, read_measures
from rules.model import Criterion, RuleSet, Step
from rules.numbers import POINTS, Ground, Limits, read_number, read_series
from rules.reasons import rule_error
from rules.source import Sources
from rules.value import Series

FOLDER = Path(__file__).parent / "sets"
REQUIRED = ("id", "title", "since", "kinds", "groups", "bands", "bonus_limit", "caps", "numbers")
OPTIONAL = ("metrics", "documents", "areas", "adjustments", "notice")
AMOUNT = Limits(Fraction(0), Fraction(10**9))
_FILES = ("ruleset.yaml", "authority.yaml", "procedure.yaml")
_DUTIES = "duties.yaml"


def available() -> list[str]:
    """The ids of the rule sets that come with the project."""
    return sorted(path.parent.name for path in FOLDER.glob("*/ruleset.yaml"))


def load_ruleset(id_or_path: str | Path) -> RuleSet:
    """The rule set of that id, or in that folder; read again only when a file has changed.

    Raises RuleError with file, line, key, what is wrong and what to do.
    """
    folder = _folder(id_or_path)
    return _load(folder, _stamps(folder))


def _folder(id_or_path: str | Path) -> Path:
    if str(id_or_path) in available():
        return FOLDER / str(id_or_path)
    folder = Path(id_or_path)
    try:
        if (folder / _FILES[0]).is_file():
            return folder.resolve()
    except OSError:
        pass  # a name that no file can have
    raise rule_error(folder, "unknown_set", name=id_or_path, known=available())


def criterion_files(folder: Path) -> list[Path]:
    return sorted((folder / "criteria").glob("*/*.yaml"))


def criterion_id(path: Path) -> str:
    """`criteria/function/time_limit.yaml` holds `function.time_limit`."""
    return f"{path.parent.name}.{path.stem}"


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file of the set has changed: its name, time and size."""
    files = [folder / name for name in (*_FILES, _DUTIES)] + criterion_files(folder)
    files += sorted((folder / "sources").glob("*.yaml"))
    states = [(path, path.stat()) for path in files if path.is_file()]
    return tuple((str(path), state.st_mtime_ns, state.st_size) for path, state in states)


@lru_cache(maxsize=16)
def _load(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> RuleSet:
    book, authority, procedure = (read_yaml(folder / name) for name in _FILES)
    entry = book.keys(REQUIRED, OPTIONAL)
    if entry["id"].text() != folder.name:
        raise entry["id"].error("id_mismatch", name=folder.name, value=entry["id"].text())
    own = read_measures(entry["metrics"], measures()) if "metrics" in entry else {}
    known = with_own(folder)
    areas = read_areas(entry["areas"], known) if "areas" in entry else ()
    names = tuple(area.id for area in areas)
    ground = Ground(known, entry["since"].day(), {**measures(), **own}, names)
    files = {criterion_id(path): read_yaml(path) for path in criterion_files(folder)}
    criteria = {name: read_criterion(node, name, ground) for name, node in files.items()}
    duties = folder / _DUTIES
    calendar = read_yaml(duties) if duties.is_file() else None
    return RuleSet(
        id=entry["id"].text(),
        title=entry["title"].words(),
        hash=_digest(
            {"ruleset": book, "authority": authority, "procedure": procedure, "duties": calendar},
            files,
        ),
        since=ground.since,
        kinds=read_kinds(entry["kinds"], ground),
        groups=read_groups(entry["groups"], ground, criteria),
        bands=read_bands(entry["bands"], ground),
        criteria=criteria,
        caps=read_caps(entry["caps"], ground, criteria),
        bonus_limit=read_series(entry["bonus_limit"], ground, "bonus_limit", POINTS),
        numbers=_numbers(entry["numbers"], ground),
        measures=own,
        folder=folder,
        sources=known,
        documents=_documents(entry, known),
        areas=areas,
        adjustments=_adjustments(entry, ground, criteria),
        duties=read_duties(calendar, ground) if calendar else (),
        notice=entry["notice"].words() if "notice" in entry else None,
        authority=read_authority(authority),
        procedure={name: node.plain() for name, node in procedure.mapping().items()},
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


def _digest(files: Mapping[str, Node | None], criteria: Mapping[str, Node]) -> str:
    """The digest of everything a score of this set can rest on besides the facts: layout,
    comments and the order of keys don't count, every word and number does."""
    content = {
        **{name: node.plain() for name, node in files.items() if node is not None},
        "criteria": {name: node.plain() for name, node in criteria.items()},
        "codes": _codes(),
        "calendar": load_calendar().hash,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@cache
def _codes() -> dict[str, object]:
    return {path.stem: read_yaml(path).plain() for path in sorted(CODES.glob("*.yaml"))}
