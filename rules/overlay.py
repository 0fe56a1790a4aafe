"""What does a lower layer, or a draft, change in a rule set? Its file laid over the base's files.

A number is named as everywhere: `function.time_limit.compare.full`, `bands.excellent`,
`groups.function.weight`, `kinds.performance.minimum_assessed`. Its new dated values follow those
of the base, from the first new day on.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rules.files import (
    OVERLAY,
    Files,
    digest_of,
    node_of,
    read_criteria,
    read_sources,
    with_value,
)
from rules.load import Node, read_yaml

REQUIRED = ("id", "title", "base", "layer", "changes")
OPTIONAL = ("for", "criteria", "notice")
Steps = tuple[str | int, ...]
_NUMBERED = re.compile(r"(at|share|row|column)_(\d+)(?:_(\d+))?")


def base_of(overlay: Node) -> Node:
    """Where an overlay says what it is laid over."""
    entry = overlay.keys(REQUIRED, OPTIONAL)
    return entry["base"]


def laid_over(base: Files, path: Path) -> Files:
    """The base's files with those of the overlay in `path`. Raises RuleError."""
    overlay = read_yaml(path)
    name = overlay.keys(REQUIRED, OPTIONAL)["id"]
    known = path.parent.name if path.name == OVERLAY else path.stem
    if name.text() != known:
        raise name.error("id_mismatch", name=known, value=name.text())
    return lay(base, overlay, path.parent if path.name == OVERLAY else None)


def lay(base: Files, overlay: Node, own: Path | None = None) -> Files:
    """The base's files with an overlay, whose added criteria and sources lie in the folder
    `own`. Raises RuleError."""
    entry = overlay.keys(REQUIRED, OPTIONAL)
    files = replace(
        base,
        base=base,
        folder=own or overlay.path,
        parts={**base.parts, "ruleset": _renamed(base.parts["ruleset"], entry),
               "layer": _layer(base, overlay, entry)},
        sources={**base.sources, **_own_sources(entry["id"].text(), own)},
    )  # fmt: skip
    for change in entry["changes"].sequence():
        files = _changed(files, change)
    return _with_criteria(files, entry, read_criteria(own) if own else {})


def _own_sources(name: str, own: Path | None) -> dict[str, Node]:
    """By set and file, for each layer may have a references.yaml."""
    files = read_sources(own) if own else {}
    return {f"{name}/{file}": node for file, node in files.items()}


def _renamed(book: Node, entry: Mapping[str, Node]) -> Node:
    for key in ("id", "title", "notice"):
        if key in entry:
            book = with_value(book, (key,), entry[key])
    return book


def _layer(base: Files, overlay: Node, entry: Mapping[str, Node]) -> Node:
    """What is kept of the overlay itself beside the base it is laid over."""
    kept = {key: entry[key] for key in REQUIRED[2:] + OPTIONAL[:2] if key in entry}
    kept["base_hash"] = node_of(digest_of(base.content()), overlay.path, "base", overlay.line)
    return Node(overlay.path, overlay.line, overlay.key, kept)


def _changed(files: Files, change: Node) -> Files:
    entry = change.keys(("number", "dated"))
    name = entry["number"].text()
    criterion = next((c for c in files.criteria if name.startswith(f"{c}.")), "")
    home = files.criteria[criterion] if criterion else files.parts["ruleset"]
    steps = _criterion_steps(name.removeprefix(f"{criterion}.")) if criterion else _book(home, name)
    steps, was = _series(home, steps, entry["number"])
    begins = entry["dated"].filled()[0].keys(("from",), entry["dated"].filled()[0].mapping())
    first = begins["from"].day()
    kept = tuple(old for old in was.sequence() if old.mapping()["from"].day() < first)
    now = with_value(home, steps, replace(entry["dated"], value=(*kept, *entry["dated"].filled())))
    if criterion:
        return replace(files, criteria={**files.criteria, criterion: now})
    return replace(files, parts={**files.parts, "ruleset": now})


def _series(home: Node, steps: Steps, number: Node) -> tuple[Steps, Node]:
    """The list of dated values the steps lead to; that of a time limit stands under `dated`."""
    node = home
    for step in steps:
        known = _inside(node)
        if step not in known:
            raise number.error("unknown_number", value=number.text())
        node = known[step]
    if isinstance(node.value, Mapping) and "dated" in node.value:
        return (*steps, "dated"), node.value["dated"]
    if not isinstance(node.value, tuple) or not steps:
        raise number.error("unknown_number", value=number.text())
    return steps, node


def _inside(node: Node) -> Mapping[str | int, Node]:
    """What a step can lead to: the entries of a list or mapping, of a text none."""
    inside: dict[str | int, Node] = {}
    if isinstance(node.value, tuple):
        inside.update(enumerate(node.value))
    elif isinstance(node.value, Mapping):
        inside.update(node.value)
    return inside


def _criterion_steps(name: str) -> Steps:
    """`compare.at_2` stands at compare, steps, second, at; the rest as it is written."""
    parts = name.split(".")
    found = _NUMBERED.fullmatch(parts[-1])
    if parts[0] != "compare" or not found:
        return tuple(parts)
    role, first, second = found[1], int(found[2]), found[3]
    if second is not None:
        return "compare", "shares", first, int(second)
    if role in ("row", "column"):
        return "compare", f"{role}s", first - 1
    return "compare", "steps", first - 1, role


def _book(book: Node, name: str) -> Steps:
    """Groups are a list, branches hang on each other: their weight is found by their id."""
    parts = name.split(".")
    if parts[0] == "groups" and len(parts) == 3:
        return (*_group(book.mapping().get("groups"), parts[1], ("groups",)), parts[2])
    return tuple(parts)


def _group(groups: Node | None, name: str, way: Steps) -> Steps:
    for at, node in enumerate(groups.sequence() if groups else ()):
        entry = node.mapping()
        if "id" in entry and entry["id"].text() == name:
            return (*way, at)
        if "groups" in entry:
            deeper = _group(entry["groups"], name, (*way, at, "groups"))
            if deeper:
                return deeper
    return ()


def _with_criteria(files: Files, entry: Mapping[str, Node], own: Mapping[str, Node]) -> Files:
    """The files with the criteria a layer adds, each at the end of the group it names."""
    listed = entry["criteria"].sequence() if "criteria" in entry else ()
    book = files.parts["ruleset"]
    for node in listed:
        added = node.keys(("id", "group"))
        if added["id"].text() not in own:
            raise added["id"].error("unknown_criterion", name=added["id"].text())
        book = _listed(book, added["id"], added["group"])
    names = {node.mapping()["id"].text() for node in listed}
    for name, node in own.items():
        if name in files.criteria:
            raise node.error("criterion_again", name=name)
        if name not in names:
            raise node.error("unlisted", name=name)
    return replace(
        files, parts={**files.parts, "ruleset": book}, criteria={**files.criteria, **own}
    )


def _listed(book: Node, criterion: Node, group: Node) -> Node:
    """The book with a criterion at the end of a group."""
    steps = _group(book.mapping().get("groups"), group.text(), ("groups",))
    if not steps:
        raise group.error("unknown_group", value=group.text())
    way = (*steps, "criteria")
    listed = _at(book, way)
    return with_value(book, way, replace(listed, value=(*listed.sequence(), criterion)))


def _at(node: Node, steps: Steps) -> Node:
    for step in steps:
        node = _inside(node)[step]
    return node
