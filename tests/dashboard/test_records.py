"""Does a part of the page read one market's rows only, and the same as from all?"""

import pytest

from dashboard import data, records
from store import evaluations
from store.home import Home
from store.scope import PROVINCE, Scope
from tests.dashboard.conftest import MONTHS

MARKET, OTHER = "320102001", "320104001"


@pytest.mark.parametrize("market", [MARKET, OTHER])
def test_the_late_months_of_one_market_are_its_rows_of_all(province: Home, market: str) -> None:
    whole = records.late(PROVINCE, province, MONTHS)
    own = records.late_of(PROVINCE, province, market, MONTHS)
    assert len(own) == len(MONTHS)
    assert own.equals(whole[whole["market"] == market].reset_index(drop=True))


def test_what_a_market_filed_is_its_part_of_what_all_filed(province: Home) -> None:
    whole = records.covers(PROVINCE, province, MONTHS)
    own = records.filed(PROVINCE, province, MARKET, MONTHS)
    assert own.equals(whole[whole["market"] == MARKET].reset_index(drop=True))


def test_a_market_outside_the_scope_gives_nothing(province: Home) -> None:
    scope = Scope("city", ("3205",))
    assert records.late_of(scope, province, MARKET, MONTHS).empty
    assert records.filed(scope, province, MARKET, MONTHS).empty


def test_one_run_of_a_page_reads_the_list_of_evaluations_once(
    province: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Home] = []
    read = evaluations.published
    monkeypatch.setattr(
        evaluations, "published", lambda scope, home: asked.append(home) or read(scope, home)
    )
    with data.one_look():
        first = data.published(PROVINCE, province)
        assert data.published_kinds(PROVINCE, province, ("monitoring", "performance")) == [
            "monitoring"
        ]
        assert data.published(PROVINCE, province).equals(first)
        assert data.published(PROVINCE, province, "performance").empty
    assert len(asked) == 1
    data.published(PROVINCE, province)
    assert len(asked) == 2  # the next run looks anew
