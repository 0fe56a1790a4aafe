"""Do array, bare pass and plain loop judge alike?"""

import numpy as np
import pytest

from bench.judged import EACH, GROUPS, Case, made_up
from bench.naive import loop_over
from metrics.findings import FINDINGS


@pytest.fixture(scope="module")
def case() -> Case:
    return made_up(240)


def test_there_are_sixty_criteria(case: Case) -> None:
    assert len(case.criteria) == GROUPS * EACH == 60


def test_the_plain_loop_comes_to_the_same_scores(case: Case) -> None:
    board = case.judge()
    plain = np.array(loop_over(case).scores(range(240)))
    assert np.abs(board.totals.score - plain * 10_000).max() < 0.51
    assert len(set(board.totals.score.tolist())) > 200


def test_the_bare_pass_is_the_share_won_of_what_is_judged_whole(case: Case) -> None:
    board, bare = case.judge(), case.one_pass()()
    whole = np.stack([(f.pending == 0) & (f.finding < 3) for f in board.findings])
    won = np.stack([f.won for f in board.findings])
    assert whole.mean() > 0.6
    assert np.allclose(won[whole], bare[whole])


def test_all_five_findings_and_every_grade_occur(case: Case) -> None:
    board = case.judge()
    assert len({at for f in board.findings for at in f.finding.tolist()}) == len(FINDINGS)
    assert {-1, 0, 1, 2, 3} <= set(made_up().judge().grades.level.tolist())
    assert (board.ranks.rank > 0).any()
