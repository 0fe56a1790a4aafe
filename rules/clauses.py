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


def with_own(folder: Path) -> Sources:
    """The common sources and those a rule set brings in its own `sources` folder, if any.
    Raises RuleError."""
    own = folder / "sources"
    return read_sources(own, sources()) if own.is_dir() else sources()


def read_sources(folder: Path, known: Sources = NO_SOURCES) -> Sources:
    """The sources in `folder`: one file per document, and references.yaml where there is one;
    beside those already `known`, none of which may come again."""
    documents, clauses = dict(known.documents), dict(known.clauses)
    references = dict(known.references)
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _REFERENCES:
            references |= _references(path, known.references)
            continue
        entries = read_yaml(path).keys(("document", "clauses"))
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


def _references(path: Path, known: Mapping[str, Reference]) -> dict[str, Reference]:
    found: dict[str, Reference] = {}
    for node in read_yaml(path).keys(("references",))["references"].filled():
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
