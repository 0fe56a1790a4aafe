"""What do the documents say, duty by duty, and which references were seen?"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rules.load import Node, read_yaml
from rules.source import Clause, Document, Reference, Sources

FOLDER = Path(__file__).parent / "sources"
KINDS = ("duty", "required", "scored", "optional", "information")
"""duty: a duty of a bureau or unit; required: asked of everyone; scored: more is better;
optional: 鼓励, 可, 有条件的地方, only ever adds; information: asks for nothing."""
OBSERVED_AT = ("market", "contract", "unit", "none")
CONFIDENCE = ("seen", "seen_in_translation", "memory")
_REFERENCES = "references.yaml"
NO_SOURCES = Sources({}, {}, {})


@cache
def sources() -> Sources:
    """The documents, clauses and references of `rules/sources`. Raises RuleError."""
    return read_sources(FOLDER)


def documents() -> Mapping[str, Document]:
    return sources().documents


def clauses() -> Mapping[str, Clause]:
    return sources().clauses


def references() -> Mapping[str, Reference]:
    return sources().references


def read_sources(folder: Path, known: Sources = NO_SOURCES) -> Sources:
    """The sources in `folder`: one file per document, and references.yaml where there is one;
    beside those already `known`, none of which may come again. Raises RuleError."""
    return _read({path.name: read_yaml(path) for path in sorted(folder.glob("*.yaml"))}, known)


def sources_of(own: Mapping[str, Node]) -> Sources:
    """The common sources and those a rule set brings itself, by file name. Raises RuleError."""
    return _read(own, sources()) if own else sources()


def _read(files: Mapping[str, Node], known: Sources) -> Sources:
    documents, clauses = dict(known.documents), dict(known.clauses)
    references = dict(known.references)
    for name, file in files.items():
        if name.rpartition("/")[2] == _REFERENCES:
            references |= _references(file, known.references)
            continue
        entries = file.keys(("document", "clauses"))
        document = _document(entries["document"])
        documents[document.id] = document
        for node in entries["clauses"].filled():
            clause = _clause(node, document.id)
            if clause.id in clauses:
                raise node.error("repeated_value", value=clause.id)
            clauses[clause.id] = clause
    return Sources(documents, clauses, references)


def _document(node: Node) -> Document:
    entry = node.keys(("id", "title", "number", "issued"))
    return Document(
        entry["id"].text(), entry["title"].text(), entry["number"].text(), entry["issued"].day()
    )


def _clause(node: Node, document: str) -> Clause:
    entry = node.keys(("id", "section", "text", "kind", "owed_by", "observed_at"))
    name = entry["id"].text()
    if not name.startswith(f"{document} §"):
        raise entry["id"].error("clause_id", value=name, document=document)
    return Clause(
        name,
        document,
        entry["section"].text(),
        entry["text"].text(),
        entry["kind"].choice(KINDS),
        entry["owed_by"].text(),
        entry["observed_at"].choice(OBSERVED_AT),
    )


def _references(file: Node, known: Mapping[str, Reference]) -> dict[str, Reference]:
    found: dict[str, Reference] = {}
    for node in file.keys(("references",))["references"].filled():
        entry = node.keys(("id", "title", "number", "seen", "confidence", "address"))
        reference = Reference(
            entry["id"].text(),
            entry["title"].text(),
            entry["number"].text(),
            entry["seen"].text(),
            entry["confidence"].choice(CONFIDENCE),
            entry["address"].text(),
        )
        if reference.id in found or reference.id in known:
            raise node.error("repeated_value", value=reference.id)
        found[reference.id] = reference
    return found
