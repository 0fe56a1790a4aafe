import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.group_shares import group_shares, quartiles
from tests.dashboard.judged_rows import POINT, finding_row, findings

EQUIPMENT, BOARD, HOURS = "facilities.equipment", "facilities.board", "facilities.hours"


def points(low: int, high: int, most: int) -> dict[str, int]:
    return {"points_low": low * POINT, "points_high": high * POINT, "points_maximum": most * POINT}


def test_a_share_is_what_was_won_of_what_was_assessed() -> None:
    """Of 4 + 6 points 3 are won and 2 wait: 3 ÷ 8 = 37.5 %."""
    shares = group_shares(
        findings(finding_row(EQUIPMENT, **points(3, 3, 4)), finding_row(BOARD, **points(0, 2, 6)))
    )
    assert shares.to_dict("records") == [
        {"subject": "320102001", "group_id": "facilities", "share": 3_750}
    ]


def test_a_group_that_waits_as_a_whole_has_no_share() -> None:
    assert group_shares(findings(finding_row(HOURS, "no_data", **points(0, 5, 5)))).empty


def test_bonuses_and_gates_are_in_no_share() -> None:
    rows = findings(
        finding_row("highlights.awards", **points(2, 2, 2)),
        finding_row("function.public_interest", **points(0, 0, 0)),
    )
    assert group_shares(rows).empty


def spread(shares: list[int]) -> pd.DataFrame:
    return quartiles(
        pd.DataFrame({"subject": range(len(shares)), "group_id": "facilities", "share": shares})
    )


def test_fewer_than_five_peers_have_no_quartiles() -> None:
    assert spread([1_000, 2_000, 3_000, 4_000]).empty
    assert spread([1_000, 2_000, 3_000, 4_000, 5_000]).to_dict("records") == [
        {"group_id": "facilities", "n": 5, "low": 2_000, "middle": 3_000, "high": 4_000}
    ]


@given(st.lists(st.integers(0, 10_000), min_size=5, max_size=40))
def test_quartiles_are_those_numpy_finds_rounded_half_up(shares: list[int]) -> None:
    row = spread(shares).iloc[0]
    wanted = np.floor(np.quantile(shares, [0.25, 0.5, 0.75]) + 0.5 + 1e-9)
    assert [row["low"], row["middle"], row["high"]] == wanted.tolist()
