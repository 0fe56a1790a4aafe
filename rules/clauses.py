"""What do the documents say, duty by duty, and which references were seen?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from rules.load import Node, read_yaml

FOLDER = Path(__file__).parent / "sources"
KINDS = ("duty", "required", "scored", "optional", "information")
"""duty: a duty of a bureau or unit; required: asked of everyone; scored: more is better;
optional: 鼓励, 可, 有条件的地方, only ever adds; information: asks for nothing."""
OBSERVED_AT = ("market", "contract", "unit", "none")
CONFIDENCE = ("seen", "seen_in_translation", "memory")
_REFERENCES = "references.yaml"


@dataclass(frozen=True)
class Document:
    """One document the clauses are taken from."""

    id: str
    title: str
    number: str
    issued: date


@dataclass(frozen=True)
class Clause:
    """One duty in one document, in its own words: who owes it and where it can be observed."""

    id: str
    document: str
    section: str
    text: str
    kind: str
    owed_by: str
    observed_at: str


@dataclass(frozen=True)
class Reference:
    """Where a number was seen that the documents don't hold; one from memory bears none."""

    id: str
    title: str
    number: str
    seen: str
    confidence: str
    address: str


@dataclass(frozen=True)
class Sources:
    """Everything a criterion or a number may rest on, by id."""

    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    references: Mapping[str, Reference]


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


def read_sources(folder: Path) -> Sources:
    """The sources in `folder`: one file per document, and references.yaml where there is one."""
    documents: dict[str, Document] = {}
    clauses: dict[str, Clause] = {}
    references: dict[str, Reference] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _REFERENCES:
            references = _references(path)
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


def _references(path: Path) -> dict[str, Reference]:
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
        if reference.id in found:
            raise node.error("repeated_value", value=reference.id)
        found[reference.id] = reference
    return found
