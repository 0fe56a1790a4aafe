"""A whole board on made findings: waivers, caps by a number, peers, area classes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from metrics.board import Board, Waived, board
from metrics.findings import MET, NO_DATA, NO_REASON, NOT_MET, PARTLY, Findings
from metrics.frames import result_frame
from metrics.subjects import Roster
from rules.model import Cap, Criterion, KindRule, RuleSet
from rules.sets import load_ruleset
from rules.value import Dated, Series
from tests.metrics.small import fractions

SET = load_ruleset("jiangsu-2024")
RULE = SET.kinds["monitoring"]
DAY = date(2026, 10, 31)
TIME_LIMIT = "function.time_limit"
SIZE = 12
Judge = Callable[[Criterion], Findings]


def town(kinds: list[str] | None = None, modes: list[str] | None = None) -> Roster:
    codes = [f"320102{n:03d}" for n in range(1, SIZE + 1)]
    frame = pd.DataFrame(
        {
            "subject": codes, "market": codes, "name": codes, "division": "320102",
            "type": "general", "mode": modes or ["self"] * SIZE, "first": 0, "after": 1,
            "kind": kinds or ["general"] * SIZE,
        }
    )  # fmt: skip
    months = np.ones((SIZE, 3), dtype=np.bool_)
    return Roster("market", frame, (202608, 202609, 202610), months, np.full(SIZE, 12),
                  np.zeros(SIZE, dtype=np.bool_), {"": months})  # fmt: skip


def all_met(lost: dict[str, float] | None = None) -> Judge:
    """Everything is met but the criteria in `lost`, which win only that share."""

    def judge(criterion: Criterion) -> Findings:
        won = np.full(SIZE, (lost or {}).get(criterion.id, 1.0))
        nothing = np.zeros(SIZE, dtype=np.int64)
        finding = np.where(won == 1, MET, np.where(won == 0, NOT_MET, PARTLY))
        hits = np.rint(won * 100).astype(np.int64)
        return Findings(finding, nothing + NO_REASON, won, np.zeros(SIZE), hits, nothing + 100,
                        nothing, np.ones(SIZE, dtype=np.bool_), nothing + 3, nothing + 3,
                        [{}] * SIZE)  # fmt: skip

    return judge


def waive(*names: str) -> Waived:
    first = np.arange(SIZE) == 0
    return lambda criterion: first & (criterion.id in names)


def judged(
    judge: Judge, roster: Roster | None = None, ruleset: RuleSet = SET, rule: KindRule = RULE,
    waived: Waived | None = None, bands: Sequence[str | None] = (),
) -> Board:  # fmt: skip
    return board(ruleset, rule, roster or town(), DAY, judge, waived or waive(), bands)


def test_a_waived_failure_stays_a_failure_and_leaves_the_points() -> None:
    lost = {TIME_LIMIT: 0.0, "results.match_rate": 0.0, "results.satisfaction": 0.0}
    whole = judged(all_met(lost), waived=waive(TIME_LIMIT))
    at = [criterion.id for criterion in whole.criteria].index(TIME_LIMIT)
    assert whole.findings[at].finding.tolist() == [NOT_MET] * SIZE
    assert whole.totals.score[0] > whole.totals.score[1]
    rows = result_frame(whole, SET)
    assert rows["score_unwaived"].tolist() == [int(whole.totals.score[1])] + [pd.NA] * (SIZE - 1)


def test_a_waived_failure_caps_nothing() -> None:
    whole = judged(all_met({TIME_LIMIT: 0.0}), waived=waive(TIME_LIMIT))
    assert whole.grades.level[:2].tolist() == [0, 2]


def below(number: str) -> Series:
    value, shown = fractions(number)
    return Series("cap", (Dated(date(2024, 1, 1), {"": value}, {"": shown}, "default", "default"),))


@pytest.mark.parametrize(("limit", "level"), [("80%", 0), ("80.1%", 2)])
def test_a_cap_may_stand_on_the_value_itself(limit: str, level: int) -> None:
    cap = Cap(TIME_LIMIT, (), "qualified", "default", "default", below=below(limit))
    own = replace(SET, caps=(cap,))
    assert judged(all_met({TIME_LIMIT: 0.8}), ruleset=own).grades.level[0] == level


def test_a_value_nobody_knows_caps_nothing() -> None:
    cap = Cap(TIME_LIMIT, (), "qualified", "default", "default", below=below("100%"))

    def judge(criterion: Criterion) -> Findings:
        found = all_met()(criterion)
        if criterion.id != TIME_LIMIT:
            return found
        waiting = np.full(SIZE, NO_DATA)
        return replace(found, finding=waiting, won=found.won * 0, pending=found.won)

    assert judged(judge, ruleset=replace(SET, caps=(cap,))).grades.level[0] == 0


def test_markets_are_ranked_within_their_type_unless_the_kind_keeps_more_apart() -> None:
    modes = ["self"] * 6 + ["entrusted"] * 6
    lost = all_met({TIME_LIMIT: 0.5})
    assert set(judged(lost, town(modes=modes)).ranks.peers.tolist()) == {SIZE}
    apart = judged(lost, town(modes=modes), rule=replace(RULE, peers=("mode",)))
    assert set(apart.ranks.peers.tolist()) == {6}
    bands = ["small"] * 7 + ["large"] * 5
    sized = judged(lost, rule=replace(RULE, peers=("size",)), bands=bands)
    assert sized.ranks.peers.tolist() == [7] * 7 + [5] * 5
