"""Does trying a number on facts read once say what scoring afresh says?"""

from collections.abc import Iterator
from datetime import date

import pytest
from pandas.testing import assert_frame_equal

from metrics import trial
from metrics.changes import changes
from metrics.frames import finding_frame, result_frame
from metrics.rescore import Side, rescore
from metrics.trial import Ground, ground, try_rules
from rules.draft import read_move, tried
from store import duck, engine
from store.folder import Home
from store.scope import PROVINCE
from tests.exports import town as towns

SET = towns.RULESET
BEGINS = date(2026, 12, 1)
ASKED = "monitoring", "202610"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIAOCHI_NOW", towns.NOW)
        home = towns.shared(towns.base_of(tmp_path_factory.getbasetemp()))
        yield home
        engine.close(home)
        duck.close(home.ledger, home.derived)


@pytest.fixture(scope="module")
def held(town: Home) -> Ground:
    return ground(PROVINCE, town, SET, *ASKED)


def same(one: Side, other: Side) -> None:
    assert list(one.boards) == list(other.boards)
    for kind, board in one.boards.items():
        assert_frame_equal(
            result_frame(board, one.ruleset), result_frame(other.boards[kind], other.ruleset)
        )
        assert_frame_equal(
            finding_frame(board, one.ruleset, one.months),
            finding_frame(other.boards[kind], other.ruleset, other.months),
        )


@pytest.mark.parametrize(
    "moves",
    [
        ["bands.good=85"],
        ["groups.premises.weight=40", "groups.function.weight=0"],
        ["function.first_responsibility.compare.full=100%"],
        ["function.first_responsibility.points=9"],
        ["function.time_limit.params.limit=1h"],
        ["kinds.monitoring.minimum_assessed=100%"],
        ["numbers.inspection_grace_days=1"],
        [],
    ],
    ids=lambda moves: "+".join(moves) or "nothing",
)
def test_a_trial_is_what_scoring_afresh_says(town: Home, held: Ground, moves: list[str]) -> None:
    new = tried(SET, tuple(read_move(text) for text in moves), BEGINS)
    quick, slow = try_rules(held, new), rescore(PROVINCE, town, SET, new, *ASKED)
    same(quick.before, slow.before)
    same(quick.after, slow.after)
    assert_frame_equal(changes(quick), changes(slow))


def test_only_what_is_asked_otherwise_is_judged_again(
    held: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    judge = trial.judge

    def noted(criterion, **more):  # type: ignore[no-untyped-def]
        asked.append(criterion.id)
        return judge(criterion, **more)

    monkeypatch.setattr(trial, "judge", noted)
    moves = read_move("function.first_responsibility.compare.full=100%"), read_move("bands.good=85")
    try_rules(held, tried(SET, moves, BEGINS))
    assert asked == ["function.first_responsibility"]


def test_harder_bands_let_somebody_fall(held: Ground) -> None:
    moves = read_move("bands.good=89.9"), read_move("bands.qualified=89.8")
    found = changes(try_rules(held, tried(SET, moves, BEGINS)))
    assert set(found["grade_after"]) == {"unqualified"}
