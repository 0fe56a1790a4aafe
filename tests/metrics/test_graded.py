"""Published counts of grades: never about fewer than five markets."""

import pandas as pd

from metrics.graded import graded_figures


def results(*rows: tuple[str, str, str | None, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["division", "type", "grade", "score"])
    return frame.assign(subject_kind="market").astype({"score": "Int64"})


SIX = results(
    ("320102", "general", "excellent", 950_000), ("320102", "general", "good", 850_000),
    ("320106", "general", "qualified", 700_000), ("320106", "general", "good", 800_000),
    ("320106", "station", "unqualified", None), ("320106", "station", None, None),
)  # fmt: skip


def figure(area: str, kind: str, measure: str) -> tuple[object, object, int]:
    got = graded_figures(SIX)
    row = got[(got["area"] == area) & (got["market_type"] == kind) & (got["measure"] == measure)]
    return tuple(row[["numerator", "denominator", "n"]].iloc[0])


def test_a_city_counts_its_graded_markets() -> None:
    assert figure("320100", "", "good_or_better") == (3, 5, 5)
    assert figure("320000", "", "grade_unqualified") == (1, 5, 5)


def test_fewer_than_five_leave_no_figure_but_their_number() -> None:
    numerator, denominator, n = figure("320102", "", "good_or_better")
    assert pd.isna(numerator)
    assert pd.isna(denominator)
    assert n == 2
    assert pd.isna(figure("320100", "", "score_mean")[0])


def test_without_markets_there_is_nothing_to_publish() -> None:
    assert graded_figures(SIX.iloc[:0]).empty
    assert graded_figures(SIX.assign(subject_kind="unit")).empty
