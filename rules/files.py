"""Which files make a rule set, and what do they say together? Its content, its digest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from rules.calendar import load_calendar
from rules.codes import FOLDER as CODES
from rules.load import Node, read_yaml
from rules.reasons import rule_error

BOOK, OVERLAY = "ruleset.yaml", "overlay.yaml"
PARTS = {"ruleset": BOOK, "authority": "authority.yaml", "procedure": "procedure.yaml"}
DUTIES = "duties"
Stamps = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, eq=False)
class Files:
    """What a rule set is read from: `parts` (ruleset, authority, procedure; duties and layer
    where there are any), the criteria by id, its own sources by file name; `base`, what an
    overlay is laid over."""

    folder: Path
    parts: Mapping[str, Node]
    criteria: Mapping[str, Node]
    sources: Mapping[str, Node]
    base: "Files | None" = None

    def content(self) -> str:
        """Everything a score of this set can rest on besides the facts, codes and calendar
        included, as canonical JSON: layout, comments and the order of keys don't count, every
        word and number does."""
        known: dict[str, object] = {name: node.plain() for name, node in self.parts.items()}
        known |= {"criteria": _plain(self.criteria)}
        known |= {"sources": _plain(self.sources)} if self.sources else {}
        known |= {"codes": _codes(), "calendar": load_calendar().hash}
        return json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(content: str) -> str:
    """The content hash that names a rule set everywhere."""
    return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def read_files(folder: Path) -> Files:
    """The files of the set in a folder; read again only when one has changed. Raises
    RuleError."""
    return _read(folder, stamps_of(folder))


def criterion_files(folder: Path) -> list[Path]:
    return sorted((folder / "criteria").glob("*/*.yaml"))


def criterion_id(path: Path) -> str:
    """`criteria/function/time_limit.yaml` holds `function.time_limit`."""
    return f"{path.parent.name}.{path.stem}"


def read_criteria(folder: Path) -> dict[str, Node]:
    return {criterion_id(path): read_yaml(path) for path in criterion_files(folder)}


def read_sources(folder: Path) -> dict[str, Node]:
    return {path.name: read_yaml(path) for path in sorted((folder / "sources").glob("*.yaml"))}


def stamps_of(folder: Path) -> Stamps:
    """What tells that a file of the set has changed: its name, time and size."""
    named = (*PARTS.values(), f"{DUTIES}.yaml", OVERLAY)
    files = [folder / name for name in named] + criterion_files(folder)
    files += sorted((folder / "sources").glob("*.yaml"))
    states = [(path, path.stat()) for path in files if path.is_file()]
    return tuple((str(path), state.st_mtime_ns, state.st_size) for path, state in states)


@lru_cache(maxsize=16)
def _read(folder: Path, _stamps: Stamps) -> Files:
    parts = {part: read_yaml(folder / name) for part, name in PARTS.items()}
    duties = folder / f"{DUTIES}.yaml"
    if duties.is_file():
        parts[DUTIES] = read_yaml(duties)
    return Files(folder, parts, read_criteria(folder), read_sources(folder))


def kept_files(content: str, path: Path) -> Files:
    """The files of a set from its kept content, so that an old set stays callable. Errors name
    `path` and the key. Raises RuleError where it isn't such a content."""
    try:
        known = json.loads(content)
    except ValueError:
        raise rule_error(path, "not_kept") from None
    if not isinstance(known, dict) or not {*PARTS, "criteria", "codes", "calendar"} <= known.keys():
        raise rule_error(path, "not_kept")
    criteria, sources = known.pop("criteria"), known.pop("sources", {})
    del known["codes"], known["calendar"]
    parts = {name: node_of(plain, path, "") for name, plain in known.items()}
    return Files(
        path, parts,
        {name: node_of(plain, path, name) for name, plain in criteria.items()},
        {name: node_of(plain, path, name) for name, plain in sources.items()},
    )  # fmt: skip


def node_of(plain: object, path: Path, key: str, line: int = 0) -> Node:
    """A plain value as a node that says where it comes from."""
    if isinstance(plain, Mapping):
        entries = {
            str(name): node_of(value, path, f"{key}.{name}" if key else str(name), line)
            for name, value in plain.items()
        }
        return Node(path, line, key, entries)
    if isinstance(plain, list | tuple):
        listed = (node_of(value, path, f"{key}[{at}]", line) for at, value in enumerate(plain))
        return Node(path, line, key, tuple(listed))
    return Node(path, line, key, str(plain))


def with_value(node: Node, steps: tuple[str | int, ...], value: Node) -> Node:
    """The node with another value at the place the steps lead to."""
    if not steps:
        return value
    first, rest = steps[0], steps[1:]
    if isinstance(first, int):
        entries = list(node.sequence())
        entries[first] = with_value(entries[first], rest, value)
        return replace(node, value=tuple(entries))
    known = dict(node.mapping())
    known[first] = with_value(known[first], rest, value) if first in known else value
    return replace(node, value=known)


def _plain(nodes: Mapping[str, Node]) -> dict[str, object]:
    return {name: node.plain() for name, node in nodes.items()}


@cache
def _codes() -> dict[str, object]:
    return {path.stem: read_yaml(path).plain() for path in sorted(CODES.glob("*.yaml"))}
