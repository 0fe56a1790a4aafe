"""Are sources read as they are written?"""

from datetime import date
from pathlib import Path

from rules.clauses import clauses, documents, read_sources, references
from rules.source import Clause, Document, Reference


def test_a_document_and_its_clauses_are_read(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        "document: {id: X-1, title: 通知, number: 某发〔2024〕1号, issued: 2024-01-01}\n"
        "clauses:\n"
        "  - {id: X-1 §1.1, section: 一, text: 应当公示。, kind: required,"
        " owed_by: market, observed_at: market}\n",
        encoding="utf-8",
    )
    (tmp_path / "references.yaml").write_text(
        "references:\n"
        "  - {id: REF-1, title: 办法, number: 未见, seen: 三百平方米, confidence: seen,"
        " address: 'http://example.org/'}\n",
        encoding="utf-8",
    )
    found = read_sources(tmp_path)
    assert found.documents == {"X-1": Document("X-1", "通知", "某发〔2024〕1号", date(2024, 1, 1))}
    clause = Clause("X-1 §1.1", "X-1", "一", "应当公示。", "required", "market", "market")
    assert found.clauses == {"X-1 §1.1": clause}
    assert found.references["REF-1"] == Reference(
        "REF-1", "办法", "未见", "三百平方米", "seen", "http://example.org/"
    )


def test_the_two_documents_are_on_file() -> None:
    assert set(documents()) == {"JS-154", "M-65"}
    assert {clause.document for clause in clauses().values()} == set(documents())
    assert not set(clauses()) & set(references())
