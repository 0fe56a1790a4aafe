"""Are markets counted where they stand?"""

import pandas as pd
import pytest

from dashboard import areas


@pytest.fixture
def markets() -> pd.DataFrame:
    rows = [
        ("320102001", "320102", "excellent", None, 930_000),
        ("320102002", "320102", "good", None, 840_000),
        ("320104001", "320104", "unqualified", None, 550_000),
        ("320583001", "320583", None, "insufficient", 600_000),
        ("320583002", "320583", "good", None, 810_000),
        ("320900001", "320902", None, "new", 300_000), ("320900002", "320902", None, None, 0),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["market", "division", "grade", "reason", "low"])
    return areas.with_places(frame)


def test_every_market_is_counted_once_in_its_city(markets: pd.DataFrame) -> None:
    table = areas.grade_table(markets, "city")
    assert list(table.index) == ["320100", "320500", "320900"]  # 2/3, 1/2, 0/2
    assert list(table["markets"]) == [3, 2, 2]
    assert list(table["good_or_better"]) == [2, 1, 0]
    assert table[list(areas.COUNTED)].to_numpy().sum() == len(markets)


def test_counties_are_counted_by_code(markets: pd.DataFrame) -> None:
    table = areas.grade_table(markets, "county")
    assert table.loc["320583", "insufficient"] == 1
    assert table.loc["320902", "new"] == 1
    assert table.loc["320902", areas.UNGRADED] == 1


def test_every_standing_is_named_even_when_nobody_stands_there(markets: pd.DataFrame) -> None:
    counts = areas.standing_counts(markets)
    assert list(counts) == list(areas.COUNTED)
    assert counts["qualified"] == 0
    assert sum(counts.values()) == len(markets)


def test_trouble_comes_first(markets: pd.DataFrame) -> None:
    order = list(areas.worst_first(markets)["market"])
    assert order[:2] == ["320104001", "320583001"]
    assert order.index("320583002") < order.index("320102002") < order.index("320102001")


def test_a_prefix_takes_the_codes_inside(markets: pd.DataFrame) -> None:
    assert len(areas.inside(markets, "3205")) == 2
    assert len(areas.inside(markets, "32")) == len(markets)


def test_a_failed_veto_is_found_and_an_undecided_one_is_not_taken_for_it() -> None:
    assert areas.has_failed_veto('[{"criterion":"x","finding":"not_met"}]')
    assert not areas.has_failed_veto('[{"criterion":"x","finding":"no_data"}]')
    assert not areas.has_failed_veto("[]")
