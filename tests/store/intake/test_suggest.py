"""Headings are guessed from their letters, always the same, each heading and column once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.home import Home
from store.intake.suggest import _paired, similarity, suggest
from store.ledger_sheets import LEDGERS
from tests.store.intake.month_files import NANJING, submit_path
from tests.store.intake.test_profiles import from_another_system

SERVICE = LEDGERS["service"]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("登记时间", "opened_at"), ("完成时间", "closed_at"), ("OPENED_AT", "opened_at"),
     ("收费（元）", "fee_fen"), ("收费(元)", "fee_fen"), ("service type", "kind")],
)  # fmt: skip
def test_the_most_alike_column_is_the_one_meant(theirs: str, ours: str) -> None:
    best = max(SERVICE.columns, key=lambda column: similarity(theirs, column))
    assert best.name == ours


@given(st.lists(st.text("受理办结时间渠道类别市场编号", min_size=1, max_size=6), unique=True))
def test_no_heading_and_no_column_is_paired_twice(theirs: list[str]) -> None:
    pairs = _paired(theirs, SERVICE.columns)
    assert set(pairs) <= set(theirs)
    names = [column.name for column, _ in pairs.values()]
    assert len(names) == len(set(names))
    assert all(50 <= rate <= 100 for _, rate in pairs.values())


def test_a_refused_file_gives_guesses_what_is_absent_and_what_is_lacking(
    home: Home, tmp_path: Path
) -> None:
    found = suggest(submit_path(home, from_another_system(tmp_path / "a.xlsx")).problems)
    assert {g.theirs: g.ours.name if g.ours else "" for g in found.guesses} == {
        "登记时间": "opened_at", "完成时间": "closed_at", "内部备注": "",
    }  # fmt: skip
    assert [column.name for _, column in found.absent] == ["satisfaction"]
    assert found.lacking == ()
    sheet = found.profile(NANJING).sheets["service"]
    assert sheet.columns["内部备注"] == ""
    assert sheet.absent == ("satisfaction",)
