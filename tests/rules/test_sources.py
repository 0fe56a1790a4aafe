"""Are the clauses the documents' own words, complete, and marked with where they are observed?"""

import re
from pathlib import Path

import pytest

from rules.clauses import clauses, documents, references
from rules.source import Clause

ROOT = Path(__file__).resolve().parents[2]
TEXT = ROOT / "rules/sources/text/js-154.txt"
PAGE_MARK = re.compile(r"—\s*\d+\s*—")

LAST = {
    "JS-154": {0: 2, 1: 4, 2: 6, 3: 7, 4: 7, 5: 7, 6: 9},
    "M-65": {0: 1, 1: 5, 2: 3, 3: 4, 4: 3, 5: 7, 6: 7, 7: 4, 8: 6, 9: 2},
}
"""The number of the last duty of each section."""
LETTERED = {"M-65 §2.2": "abcde", "M-65 §4.1": "ab", "M-65 §4.2": "ab", "M-65 §4.3": "abcdef"}
AT_THE_UNIT = {
    "JS-154 §0.2", "JS-154 §1.2", "JS-154 §2.2", *(f"JS-154 §4.{n}" for n in range(1, 8)),
    "JS-154 §6.2", "JS-154 §6.4", "JS-154 §6.7", "JS-154 §6.8", "M-65 §1.1", "M-65 §3.1",
    "M-65 §5.1", "M-65 §5.2", "M-65 §5.3", *(f"M-65 §8.{n}" for n in range(1, 5)), "M-65 §9.2",
}  # fmt: skip
AT_THE_CONTRACT = {f"M-65 §4.3{letter}" for letter in "abcde"}
NOWHERE = {"JS-154 §0.1", "JS-154 §1.1", "M-65 §0.1", "M-65 §4.3f"}
OWED_BY = {
    "none", "ministry", "province", "cities", "reporting_units", "localities", "bureau",
    "service_agency", "buyer", "contract_parties", "market",
}  # fmt: skip


def bare(text: str) -> str:
    """The text without page marks and white space."""
    return re.sub(r"\s+", "", PAGE_MARK.sub("", text))


def catalogue() -> list[str]:
    """Every clause id, in the order of the documents."""
    names = [
        f"{document} §{section}.{number}"
        for document, sections in LAST.items()
        for section, last in sections.items()
        for number in range(1, last + 1)
    ]
    return [name + letter for name in names for letter in LETTERED.get(name, " ")]


def test_every_catalogued_clause_has_its_entry_and_no_other() -> None:
    assert list(clauses()) == [name.strip() for name in catalogue()]
    assert len(clauses()) == 95


@pytest.mark.parametrize("clause", clauses().values(), ids=lambda clause: clause.id)
def test_a_clause_is_worded_as_in_the_document(clause: Clause) -> None:
    assert bare(clause.text) in bare(TEXT.read_text(encoding="utf-8"))
    assert "—" not in clause.text
    assert "\n" not in clause.text


@pytest.mark.parametrize("document", sorted(LAST))
def test_the_clauses_follow_one_another_as_in_the_document(document: str) -> None:
    text = bare(TEXT.read_text(encoding="utf-8"))
    place = 0
    for clause in (clause for clause in clauses().values() if clause.document == document):
        place = text.index(bare(clause.text), place) + len(bare(clause.text))


def test_a_clause_stands_under_the_heading_it_names() -> None:
    text = bare(TEXT.read_text(encoding="utf-8"))
    numbered = [clause for clause in clauses().values() if re.search(r"§[1-8]", clause.id)]
    for clause in numbered:
        assert f"{clause.section}。" in text, clause.id
        assert text.index(clause.section) < text.index(bare(clause.text)), clause.id


def test_where_a_duty_is_observed_decides_whom_it_scores() -> None:
    found: dict[str, set[str]] = {"unit": set(), "contract": set(), "none": set(), "market": set()}
    for clause in clauses().values():
        found[clause.observed_at].add(clause.id)
    assert found["unit"] == AT_THE_UNIT
    assert found["contract"] == AT_THE_CONTRACT
    assert found["none"] == NOWHERE


def test_who_owes_a_duty_is_one_of_the_documented_words() -> None:
    assert {clause.owed_by for clause in clauses().values()} == OWED_BY
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    for word in OWED_BY:
        assert f"`{word}`" in page, word


def test_what_is_encouraged_or_conditional_is_optional() -> None:
    wording = ("鼓励引入", "鼓励各地", "鼓励通过", "有条件的地方", "可按照工作量")
    for clause in clauses().values():
        if clause.text.startswith(wording) or "可按照工作量" in clause.text:
            assert clause.kind == "optional", clause.id


def test_information_asks_for_nothing_and_is_observed_nowhere() -> None:
    for clause in clauses().values():
        if clause.kind == "information":
            assert clause.observed_at == "none", clause.id


def test_the_documents_carry_their_official_titles_and_numbers() -> None:
    text = bare(TEXT.read_text(encoding="utf-8"))
    assert set(documents()) == {"JS-154", "M-65"}
    for document in documents().values():
        assert bare(document.title) in text
        assert document.number in text
        assert f"{document.issued:%Y年}{document.issued.month}月{document.issued.day}日印发" in text


def test_a_reference_says_what_was_seen_and_where() -> None:
    for reference in references().values():
        assert reference.seen.endswith("。"), reference.id
        has_address = reference.address.startswith(("http://", "https://"))
        assert has_address == (reference.confidence != "memory"), reference.id
