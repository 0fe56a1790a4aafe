import pandas as pd
import pytest

from dashboard.ranking_rows import (
    in_order,
    lines,
    moved_words,
    period_before,
    reason_words,
    unranked,
    why_unranked,
    with_movement,
)
from dashboard.theme import palette
from exports.words import translator
from tests.dashboard.judged_rows import POINT, RULESET, ranked, result_row, results

ZH = translator("zh")
CITIES = {"320100": "南京"}
VETOED = '[{"criterion":"function.public_interest","finding":"not_met","reason":null}]'


@pytest.mark.parametrize(
    ("period", "before"),
    [("202610", "202609"), ("202601", "202512"), ("2026Q3", "2026Q2"), ("2026Q1", "2025Q4"),
     ("2026H2", "2026H1"), ("2026H1", "2025H2"), ("2026", "2025")],
)  # fmt: skip
def test_the_period_before_has_the_same_length(period: str, before: str) -> None:
    assert period_before(period) == before


def three() -> pd.DataFrame:
    return results(
        ranked(3, 3, 2, 5), ranked(1, 1, 1, 2), ranked(2, 1, 1, 1), result_row(4, rank=None)
    )


def test_only_ranked_markets_are_listed_best_first_and_ties_by_code() -> None:
    assert list(in_order(three())["market"]) == ["320102001", "320102002", "320102003"]


def test_movement_is_the_places_won_since_the_evaluation_before() -> None:
    before = results(ranked(1, 4, 4, 4), ranked(2, 1, 1, 1), result_row(3))
    moved = with_movement(in_order(three()), before)
    assert [moved_words(None if pd.isna(n) else int(n)) for n in moved["places"]] == [
        "↑ 3", "＝", "—"
    ]  # fmt: skip
    assert moved_words(-2) == "↓ 2"


def test_a_rank_among_another_type_is_no_movement() -> None:
    before = results(ranked(1, 9, 9, 9, type="station"))
    assert with_movement(in_order(three()), before)["places"].isna().all()


def test_without_an_earlier_evaluation_nobody_moved() -> None:
    assert with_movement(in_order(three()), None)["places"].isna().all()


def shown() -> pd.DataFrame:
    return lines(with_movement(in_order(three()), None), CITIES, palette("light"), ZH)


def test_a_shared_place_says_so_and_the_drawing_has_its_figures_beside_it() -> None:
    table = shown()
    assert list(table["rank"]) == ["1=", "1=", "3"]
    assert list(table["ends"]) == ["1–2", "1", "2–5"]
    assert all(url.startswith("data:image/svg+xml;base64,") for url in table["drawing"])


def test_a_score_without_pending_points_has_no_interval() -> None:
    rows = results(ranked(1, 1, 1, 1), ranked(2, 2, 1, 3, low=75 * POINT, high=86 * POINT))
    table = lines(with_movement(in_order(rows), None), CITIES, palette("dark"), ZH)
    assert list(table["interval"]) == ["—", "75.0–86.0"]


def test_a_capped_or_provisional_grade_wears_its_sign() -> None:
    rows = results(
        ranked(1, 1, 1, 1, caps='[{"criterion":"x"}]'), ranked(2, 2, 2, 2, provisional=1)
    )
    table = lines(with_movement(in_order(rows), None), CITIES, palette("light"), ZH)
    assert list(table["grade"]) == [["● 良好", "↓"], ["● 良好", "？"]]


@pytest.mark.parametrize(
    ("values", "code"),
    [({"vetoes": VETOED, "grade": "unqualified"}, "veto"),
     ({"grade": None, "reason": "insufficient"}, "insufficient"),
     ({"grade": None, "reason": "new"}, "new"),
     ({"grade": None, "reason": None}, "ungraded"), ({}, "few")],
)  # fmt: skip
def test_each_reason_not_to_be_ranked_is_told_apart(values: dict[str, str], code: str) -> None:
    row = results(result_row(1, **values)).iloc[0].to_dict()
    assert why_unranked(row) == code


def test_a_failed_veto_is_named() -> None:
    row = results(result_row(1, vetoes=VETOED, grade="unqualified")).iloc[0].to_dict()
    title = RULESET.criteria["function.public_interest"].title.zh
    assert reason_words(row, RULESET, ZH) == f"■ 否决：{title}"


def test_the_unranked_are_listed_by_name_with_what_they_have() -> None:
    rows = results(
        result_row(2, grade=None, reason="insufficient", score=None, low=40 * POINT,
                   high=90 * POINT, assessed_share=5_000),
        result_row(1, vetoes=VETOED, grade="unqualified"), ranked(3, 1, 1, 1),
    )  # fmt: skip
    table = unranked(rows, CITIES, RULESET, ZH)
    assert list(table["市场"]) == ["市场01", "市场02"]
    assert list(table["得分"]) == ["80.0", "—"]
    assert list(table["得分区间"]) == ["—", "40.0–90.0"]
    assert list(table["已评"]) == ["100%", "50%"]
