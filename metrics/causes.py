"""What changes a grade between two boards: a veto, a cap, evidence, points, or limits of all?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from metrics.board import Board
from metrics.findings import NOT_MET
from metrics.grade import NONE, floors_of
from metrics.score import SCALE, Ints
from metrics.sheet import Typed
from metrics.weights import Floats
from rules.model import RuleSet

How = Literal["roster", "veto", "cap", "evidence", "points", "limits"]
"""`roster`: only one set judges it; `veto`, `cap`: one failed or holds under one set only;
`evidence`: only one set finds enough to grade it by; `points`: a criterion wins more or fewer;
`limits`: what a set says of all, such as bands and the most that a bonus may add."""


@dataclass(frozen=True)
class Cause:
    """How a grade comes to differ, by which criterion ("" for none), which moved the score by so
    many 1/10,000 point (None where it isn't by points)."""

    how: How
    criterion: str = ""
    moved: int | None = None


@dataclass(frozen=True)
class Grounds:
    """What a board rests each subject's grade on. `points`: part × share won of each criterion,
    in points (criteria × subjects), `pending` the part not known; `vetoes` and `caps`: the
    criterion that failed or holds the grade down, "" for none. `score` and the `floors` of the
    bands (bands × subjects) are in 1/10,000 point."""

    level: list[int]
    score: Ints
    floors: Ints
    points: Floats
    pending: Floats
    vetoes: list[str]
    caps: list[str]


Place = tuple[Grounds, int]
"""A subject's place on a board."""


def grounds_of(ruleset: RuleSet, board: Board, ids: Sequence[str], day: date) -> Grounds:
    """The grounds of a board, with one row for each of `ids` in their order."""
    size = len(board.roster.frame)
    points, pending = np.zeros((len(ids), size)), np.zeros((len(ids), size))
    place = {name: at for at, name in enumerate(ids)}
    for part, criterion, found in zip(board.parts, board.criteria, board.findings, strict=True):
        points[place[criterion.id]] = part * found.won
        pending[place[criterion.id]] = part * found.pending
    typed = Typed(board.roster.frame["kind"].tolist(), day)
    _adjust(points, place, ruleset, board, typed)
    return Grounds(
        board.grades.level.tolist(), board.totals.score,
        floors_of({name: typed.spread(series) for name, series in ruleset.bands.items()}),
        points, pending, _vetoes(board), _caps(ruleset, board),
    )  # fmt: skip


def cause(places: tuple[Place | None, Place | None], ids: Sequence[str]) -> Cause:
    """What makes the grade of a subject differ between its two places; None: not judged there."""
    before, after = places
    if before is None or after is None:
        return Cause("roster")
    levels = [grounds.level[at] for grounds, at in (before, after)]
    vetoes = [grounds.vetoes[at] for grounds, at in (before, after)]
    if bool(vetoes[0]) != bool(vetoes[1]):
        return Cause("veto", vetoes[0] or vetoes[1])
    if NONE in levels:
        sign = 1 if levels[1] == NONE else -1
        return Cause("evidence", _most(before, after, ids, sign, of_pending=True).criterion)
    (worse, at), better = (before, after) if levels[0] > levels[1] else (after, before)
    if worse.caps[at] and worse.caps[at] != better[0].caps[better[1]]:
        return Cause("cap", worse.caps[at])
    if not _another_band(before, after):
        return Cause("limits")
    return _most(before, after, ids, 1 if levels[1] < levels[0] else -1, of_pending=False)


def _another_band(before: Place, after: Place) -> bool:
    """Does the score after lie in another band than the one before, by the floors before?"""
    floors = before[0].floors[:, before[1]]
    first, second = ((floors > grounds.score[at]).sum() for grounds, at in (before, after))
    return bool(first != second)


def _most(
    before: Place, after: Place, ids: Sequence[str], sign: int, *, of_pending: bool
) -> Cause:  # fmt: skip
    """The criterion that changes most the way the grade goes."""
    rows = [(g.pending if of_pending else g.points)[:, at] for g, at in (before, after)]
    change = np.rint(sign * (rows[1] - rows[0]) * SCALE).astype(np.int64)
    most = int(change.argmax())
    if change[most] <= 0:
        return Cause("limits")
    return Cause("points", ids[most], sign * int(change[most]))


def _adjust(
    points: Floats, place: dict[str, int], ruleset: RuleSet, board: Board, typed: Typed
) -> None:
    """Adds what the steps after the points add or deduct, before their limits."""
    won = {c.id: found.won for c, found in zip(board.criteria, board.findings, strict=True)}
    off = {c.id: flags for c, flags in zip(board.criteria, board.waived, strict=True)}
    for step in ruleset.adjustments:
        if step.points is not None and step.criterion in won:
            worth = typed.spread(step.points) * won[step.criterion] * ~off[step.criterion]
            points[place[step.criterion]] += worth


def _vetoes(board: Board) -> list[str]:
    names = [""] * len(board.roster.frame)
    for criterion, found in zip(board.criteria, board.findings, strict=True):
        if criterion.effect == "veto":
            for at in np.flatnonzero(found.finding == NOT_MET).tolist():
                names[at] = names[at] or criterion.id
    return names


def _caps(ruleset: RuleSet, board: Board) -> list[str]:
    """The cap that leaves least, where one holds a grade down."""
    if not ruleset.caps:
        return [""] * len(board.roster.frame)
    lowest = board.highest.argmax(axis=0)
    holds = (board.highest.max(axis=0) > board.grades.uncapped) & (board.grades.uncapped != NONE)
    return [
        ruleset.caps[cap].criterion if held else ""
        for cap, held in zip(lowest.tolist(), holds.tolist(), strict=True)
    ]
