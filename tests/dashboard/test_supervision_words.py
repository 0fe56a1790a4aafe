"""The sentences of 运营监督, recounted from the rows they stand over."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.supervision import DUE_ORDER
from dashboard import supervision_words as said
from exports.list_words import DUE
from exports.words import translator

ZH, EN = translator("zh"), translator("en")


def frame(*due: list[str], leads: int = 0) -> pd.DataFrame:
    """Markets 甲, 乙, … with these things due; the first has the open leads."""
    return pd.DataFrame({
        "name": ["甲乙丙丁戊己庚辛壬癸"[place] for place in range(len(due))],
        "due": list(due), "open_leads": [leads, *[0] * (len(due) - 1)][: len(due)],
    })  # fmt: skip


DUES = st.lists(
    st.lists(st.sampled_from(DUE_ORDER), unique=True).map(lambda c: sorted(c, key=DUE_ORDER.index)),
    min_size=1, max_size=10,
)  # fmt: skip


def test_the_answer_names_what_slips_and_leaves_out_what_does_not() -> None:
    shown = frame(["contract_past_end"], ["contract_ends_soon", "lead_open"], ["no_contract"], [])
    assert said.answer(shown, "南京市", 90, ZH) == (
        "南京市 3 份合同：1 个市场未登记合同、1 份已到期、1 份 90 天内到期；1 个市场线索未结"
    )


def test_an_answer_without_trouble_says_so() -> None:
    assert said.answer(frame([], []), "全省", 60, ZH) == (
        "全省 2 份合同：60 天内没有到期；没有查实、未结线索和不合格市场"
    )


def test_no_contracted_market_is_no_contract() -> None:
    assert said.answer(frame(), "全省", 60, ZH) == "全省没有委托社会力量或政企合作的市场"


@given(DUES)
def test_every_number_of_the_answer_is_a_count_of_rows(due: list[list[str]]) -> None:
    sentence = said.answer(frame(*due), "某地", 90, ZH)
    named = {
        r"(\d+) 份合同": len(due) - sum("no_contract" in codes for codes in due),
        r"(\d+) 个市场未登记合同": sum("no_contract" in codes for codes in due),
        r"(\d+) 份已到期": sum("contract_past_end" in codes for codes in due),
        r"(\d+) 份 90 天内到期": sum("contract_ends_soon" in codes for codes in due),
        r"(\d+) 个市场违规已查实": sum("breach_confirmed" in codes for codes in due),
        r"(\d+) 个市场线索未结": sum("lead_open" in codes for codes in due),
        r"(\d+) 个市场不合格": sum("unqualified" in codes for codes in due),
    }
    for pattern, count in named.items():
        found = re.search(pattern, sentence)
        assert (int(found[1]) if found else 0) == count


@given(DUES)
def test_the_summary_counts_every_pill_once(due: list[list[str]]) -> None:
    rows = said.due_rows(frame(*due), ZH)
    assert rows["市场数"].astype(int).sum() == sum(len(codes) for codes in due)
    held = [code for code in DUE_ORDER if any(code in codes for codes in due)]
    assert rows["应办"].tolist() == [DUE[code] for code in held]


def test_the_sentence_over_the_summary_names_the_most_pressing() -> None:
    shown = frame(["ledger_late"], ["contract_past_end"], ["contract_past_end"], [])
    assert said.due_sentence(shown, ZH) == "3 个市场有应办事项，最急的是已到期（乙、丙）"
    assert said.due_sentence(frame([], []), ZH) == "没有应办事项"


def test_leads_are_counted_apart_from_the_markets_that_have_them() -> None:
    counts = said.tally(frame(["lead_open"], [], leads=4))
    assert (counts["leads"], counts["lead_open"], counts["markets"]) == (4, 1, 2)


@pytest.mark.parametrize("code", DUE_ORDER)
def test_every_thing_due_has_a_pill_of_its_own(code: str) -> None:
    texts = [mark.text(ZH) for mark in said.DUE_MARKS.values()]
    assert texts.count(said.DUE_MARKS[code].text(ZH)) == 1


def test_the_answer_in_english_has_its_singular() -> None:
    assert said.answer(frame(["contract_past_end"]), "Nanjing", 90, EN) == (
        "1 contract in Nanjing: 1 has ended; no confirmed fact, open lead or unqualified market"
    )
