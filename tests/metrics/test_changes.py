"""Who changes grade between two boards, by what, and how do cities and types move? By hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from metrics.board import Board
from metrics.changes import changes, movements, movers
from metrics.findings import NO_DATA, NOT_INSPECTED, Findings
from metrics.periods import Window
from metrics.rescore import Rescored, Side
from metrics.subjects import Roster
from rules.model import Criterion, RuleSet
from rules.value import Dated, Series
from tests.metrics.small import fractions
from tests.metrics.test_board import RULE, SET, SIZE, TIME_LIMIT, Judge, all_met, judged, town

WINDOW = Window("202610", (202608, 202609, 202610))
PUBLIC = "function.public_interest"
SATISFIED, MATCHED = "results.satisfaction", "results.match_rate"
OTHERS = ("premises.zones", "premises.dedicated", "online.connected", "online.upload",
          "results.same_day_start")  # fmt: skip
PARTS = {SATISFIED: 0.1, MATCHED: 0.5, **dict.fromkeys(OTHERS, 0.2)}
"""Enough to fall from 优秀 (some 85 points), without failing anything outright."""


def side(judge: Judge, ruleset: RuleSet = SET, roster: Roster | None = None) -> Side:
    board = judged(judge, roster, ruleset)
    return Side(ruleset, RULE, WINDOW, {"market": board})


def moved(before: Side, after: Side) -> pd.DataFrame:
    return changes(Rescored(before, after))


def floors(**numbers: str) -> RuleSet:
    """The provincial set with other bands."""
    made = dict(SET.bands)
    for name, number in numbers.items():
        value, shown = fractions(number)
        dated = Dated(date(2024, 1, 1), {"": value}, {"": shown}, "default", "default")
        made[name] = Series(name, (dated,))  # type: ignore[index]
    return replace(SET, bands=made)


def waiting(*names: str) -> Judge:
    """All met, but of these criteria nothing is known."""

    def judge(criterion: Criterion) -> Findings:
        found = all_met()(criterion)
        if criterion.id not in names:
            return found
        none = np.zeros(SIZE)
        return replace(
            found, finding=np.full(SIZE, NO_DATA), reason=np.full(SIZE, NOT_INSPECTED),
            won=none, pending=none + 1,
        )  # fmt: skip

    return judge


def part(board: Board, name: str) -> float:
    at = [criterion.id for criterion in board.criteria].index(name)
    return float(board.parts[at][0])


def test_nobody_changes_where_nothing_does() -> None:
    found = moved(side(all_met()), side(all_met()))
    assert found.empty
    assert {"subject", "grade_before", "grade_after", "how", "criterion", "moved"} <= {*found}
    whole = Rescored(side(all_met()), side(all_met()))
    table = movements(whole, found, "city")
    assert table.to_dict("records") == [
        {"city": "320100", "judged": SIZE, "up": 0, "down": 0, "other": 0}
    ]
    assert movers(found).empty


@pytest.mark.parametrize("turned", [False, True])
def test_the_criterion_that_loses_most_points_is_named(turned: bool) -> None:
    before, after = side(all_met()), side(all_met(PARTS))
    board = after.boards["market"]
    lost = part(board, SATISFIED) * 0.9
    assert lost > part(board, MATCHED) * 0.5 > 0
    found = moved(after, before) if turned else moved(before, after)
    assert len(found) == SIZE
    row = found.iloc[0]
    assert (row["how"], row["criterion"]) == ("points", SATISFIED)
    assert row["moved"] == (1 if turned else -1) * round(lost * 10_000)
    grades = (row["grade_before"], row["grade_after"])
    assert grades == (("good", "excellent") if turned else ("excellent", "good"))
    assert row["score_after" if turned else "score_before"] == 1_000_000
    assert (row["name"], row["city"], row["type"]) == (row["subject"], "320100", "general")


def test_a_cap_that_holds_is_named_though_points_fell_too() -> None:
    barely = side(all_met({**PARTS, TIME_LIMIT: 0.01}))
    failed = side(all_met({**PARTS, TIME_LIMIT: 0.0}))
    row = moved(barely, failed).iloc[0]
    assert (row["grade_after"], row["how"], row["criterion"]) == ("qualified", "cap", TIME_LIMIT)
    assert row["moved"] is pd.NA


def test_a_veto_is_named_in_both_directions() -> None:
    clean, charged = side(all_met()), side(all_met({PUBLIC: 0.0}))
    for found in (moved(clean, charged), moved(charged, clean)):
        assert set(zip(found["how"], found["criterion"], strict=True)) == {("veto", PUBLIC)}


def test_moved_bands_are_no_criterions_doing() -> None:
    judge = all_met(PARTS)
    row = moved(side(judge), side(judge, floors(excellent="82"))).iloc[0]
    assert (row["grade_after"], row["how"], row["criterion"]) == ("excellent", "limits", "")


def test_a_small_gain_beside_moved_bands_is_not_what_raises_the_grade() -> None:
    better = {**PARTS, MATCHED: 0.51}
    row = moved(side(all_met(PARTS)), side(all_met(better), floors(excellent="82"))).iloc[0]
    assert (row["score_after"] > row["score_before"], row["how"]) == (True, "limits")


def test_a_grade_lost_for_want_of_evidence_names_what_is_not_known() -> None:
    group = next(group for group in SET.groups if SATISFIED in group.criteria)
    found = moved(side(all_met()), side(waiting(*group.criteria)))
    assert set(found["how"]) == {"evidence"}
    assert set(found["criterion"]) < set(group.criteria)
    row = found.iloc[0]
    assert (row["grade_after"], row["reason_after"]) == (None, "insufficient")
    assert row["score_after"] is pd.NA


def test_who_is_judged_under_one_set_only_is_told() -> None:
    kept = town()
    fewer = replace(
        kept, frame=kept.frame.iloc[1:].reset_index(drop=True), duty=kept.duty[1:],
        full_months=kept.full_months[1:], left=kept.left[1:], filed={"": kept.filed[""][1:]},
    )  # fmt: skip

    def judge(criterion: Criterion) -> Findings:
        found = all_met()(criterion)
        rows = {
            name: value[1:] for name, value in vars(found).items() if isinstance(value, np.ndarray)
        }
        return replace(found, **rows, detail=found.detail[1:])

    board = board_of(fewer, judge)
    both = Rescored(side(all_met()), Side(SET, RULE, WINDOW, {"market": board}))
    (row,) = changes(both).to_dict("records")
    assert (row["subject"], row["how"]) == ("320102001", "roster")
    assert (row["grade_before"], row["grade_after"]) == ("excellent", None)
    assert row["reason_after"] == "not_judged"
    table = movements(both, changes(both), "type")
    assert table.to_dict("records") == [
        {"type": "general", "judged": SIZE, "up": 0, "down": 0, "other": 1}
    ]


def board_of(roster: Roster, judge: Callable[[Criterion], Findings]) -> Board:
    nobody = np.zeros(len(roster.frame), dtype=np.bool_)
    return judged(judge, roster, waived=lambda _criterion: nobody)


def test_cities_types_and_criteria_are_counted() -> None:
    both = Rescored(side(all_met()), side(all_met(PARTS)))
    found = changes(both)
    assert movements(both, found, "city").to_dict("records") == [
        {"city": "320100", "judged": SIZE, "up": 0, "down": SIZE, "other": 0}
    ]
    assert movers(found).to_dict("records") == [
        {"how": "points", "criterion": SATISFIED, "up": 0, "down": SIZE, "other": 0}
    ]
