"""What is a source made of? Documents, their clauses, and references numbers were seen in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


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
