"""How is a board written down? One row per subject and one per finding, as store.tables has it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.board import Board
from metrics.filed import ANYTHING
from metrics.findings import FINDINGS, NO_DATA, NOT_MET, PARTLY, REASONS, Detail, Findings
from metrics.periods import Window
from metrics.score import Flags, Ints, round_score
from metrics.thresholds import threshold_lines
from rules.calendar import month_first_day
from rules.model import GRADES, Criterion, Effect, RuleSet
from store.prepared import canonical_json

COUNTS = ("score", "low", "high", "assessed_share", "applicable_share", "score_unwaived", "rank",
          "rank_best", "rank_worst", "peers")  # fmt: skip
NUMBERS = ("numerator", "denominator", "undecided", "points_low", "points_high", "points_maximum")


def result_frame(board: Board, ruleset: RuleSet) -> pd.DataFrame:
    """One row per subject, ordered by code. Missing numbers are <NA>, missing words None."""
    roster, grades, ranks = board.roster, board.grades, board.ranks
    frame = roster.frame[["subject", "name", "division", "type", "mode"]].assign(
        subject_kind=roster.kind,
        months_duty=roster.duty.sum(axis=1),
        months_filed=(roster.duty & roster.filed[ANYTHING]).sum(axis=1),
        score=_where(grades.scored, board.totals.score),
        low=board.totals.low,
        high=board.totals.high,
        assessed_share=board.totals.assessed_share,
        applicable_share=board.applicable,
        bonus=board.totals.bonus,
        adjusted=board.totals.adjusted,
        score_unwaived=_where(
            grades.scored & np.stack(board.waived).any(axis=0), board.unwaived.score
        ),
        size_band=_words(board.bands),
        grade=_words([GRADES[level] if level >= 0 else None for level in grades.level]),
        provisional=grades.provisional.astype(np.int64),
        reason=_words(grades.reason),
        rank=_where(ranks.rank > 0, ranks.rank),
        rank_best=_where(ranks.rank > 0, ranks.best),
        rank_worst=_where(ranks.rank > 0, ranks.worst),
        peers=_where(ranks.rank > 0, ranks.peers),
        vetoes=_listed(board, "veto", (NOT_MET, NO_DATA)),
        entries=_listed(board, "entry", (NOT_MET, PARTLY, NO_DATA)),
        caps=_cap_lines(board, ruleset),
    )
    return frame.astype(dict.fromkeys(COUNTS, "Int64"))


def finding_frame(board: Board, ruleset: RuleSet, window: Window) -> pd.DataFrame:
    """One row per subject and criterion, ordered by both."""
    order = sorted(range(len(board.criteria)), key=lambda at: board.criteria[at].id)
    columns = _columns(board, ruleset, window, order)
    criteria = [board.criteria[at] for at in order]
    subjects = board.roster.frame["subject"].tolist()
    frame = pd.DataFrame(
        {
            "subject_kind": board.roster.kind,
            "subject": [subject for subject in subjects for _ in criteria],
            "criterion": [criterion.id for criterion in criteria] * len(subjects),
            "group_id": [ruleset.group_of(c.id).id for c in criteria] * len(subjects),
            "effect": [criterion.effect for criterion in criteria] * len(subjects),
            **columns,
        }
    )
    return frame.astype(dict.fromkeys(NUMBERS, "Int64"))


def _columns(
    board: Board, ruleset: RuleSet, window: Window, order: Sequence[int]
) -> dict[str, object]:
    """The columns that differ by subject and criterion, subject by subject."""
    findings = [board.findings[at] for at in order]
    criteria = [board.criteria[at] for at in order]
    part = board.parts[order]

    def laid(rows: Sequence[NDArray[Any]]) -> NDArray[Any]:
        return np.stack(rows).T.ravel()

    won, pending = laid([f.won for f in findings]), laid([f.pending for f in findings])
    size = len(board.roster.frame)
    bonus = np.tile([criterion.effect == "bonus" for criterion in criteria], size)
    off = laid([board.waived[at] for at in order])
    worth = np.tile([criterion.points is not None for criterion in criteria], size) & ~off
    valued, most = laid([f.valued for f in findings]), part.T.ravel()
    return {
        "finding": np.array(FINDINGS, dtype=object)[laid([f.finding for f in findings])],
        "reason": np.array(REASONS, dtype=object)[laid([f.reason for f in findings])],
        "waived": off.astype(np.int64),
        "numerator": _where(valued, laid([f.numerator for f in findings])),
        "denominator": _where(valued, laid([f.denominator for f in findings])),
        "undecided": _where(valued, laid([f.undecided for f in findings])),
        "months_duty": laid([f.months_duty for f in findings]),
        "months_filed": laid([f.months_filed for f in findings]),
        "points_low": _where(worth, round_score(most * won, 1.0)),
        "points_high": _where(worth, round_score(most * np.where(bonus, won, won + pending), 1.0)),
        "points_maximum": _where(worth, round_score(most, 1.0)),
        "threshold": _thresholds(criteria, board.roster.frame["kind"].tolist(), window),
        "detail": _texts([f.detail for f in findings]),
    }


def _texts(details: Sequence[Sequence[Detail]]) -> list[str]:
    """Details given criterion by criterion, as JSON subject by subject."""
    return [
        canonical_json(detail) if detail else "{}"
        for of_subject in zip(*details, strict=True)
        for detail in of_subject
    ]


def _where(known: Flags, values: Ints) -> pd.Series:
    series = pd.Series(values, dtype="Int64")
    return series.where(pd.Series(known))


def _words(values: Sequence[str | None]) -> pd.Series:
    return pd.Series(values, dtype=object)


def _thresholds(criteria: Sequence[Criterion], types: Sequence[str], window: Window) -> list[str]:
    """The numbers in force as JSON, subject by subject; written once per market type."""
    first = month_first_day(window.months[0])
    known = {
        kind: [
            canonical_json(threshold_lines(criterion, first, window.last_day, kind))
            for criterion in criteria
        ]
        for kind in set(types)
    }
    return [text for kind in types for text in known[kind]]


def _listed(board: Board, effect: Effect, shown: tuple[int, ...]) -> list[str]:
    """Per subject the vetoes (entry conditions) that failed or are 待核 and aren't waived."""
    lists: list[list[dict[str, object]]] = [[] for _ in board.roster.frame.index]
    for criterion, findings, off in zip(board.criteria, board.findings, board.waived, strict=True):
        if criterion.effect == effect:
            for at in np.flatnonzero(np.isin(findings.finding, shown) & ~off).tolist():
                lists[at].append(_named(criterion, findings, at))
    return [canonical_json(items) for items in lists]


def _named(criterion: Criterion, findings: Findings, at: int) -> dict[str, object]:
    return {
        "criterion": criterion.id,
        "finding": FINDINGS[findings.finding[at]],
        "reason": REASONS[findings.reason[at]],
    }


def _cap_lines(board: Board, ruleset: RuleSet) -> list[str]:
    """Per subject the caps that hold its grade down: what it would be, and what capped it."""
    uncapped = board.grades.uncapped
    lists: list[list[dict[str, object]]] = [[] for _ in uncapped]
    state = dict(zip((c.id for c in board.criteria), board.findings, strict=True))
    for cap, row in zip(ruleset.caps, board.highest, strict=True):
        for at in np.flatnonzero((uncapped >= 0) & (row > uncapped)).tolist():
            lists[at].append(
                {
                    "criterion": cap.criterion,
                    "finding": FINDINGS[state[cap.criterion].finding[at]],
                    "highest": cap.highest,
                    "would_be": GRADES[uncapped[at]],
                    "status": cap.status,
                    "source": cap.source,
                }
            )
    return [canonical_json(items) for items in lists]
