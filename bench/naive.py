"""How would one judge without arrays? Market by market, criterion by criterion, in plain floats.

Written from docs/scoring.md; without vetoes, caps and ranks, which cost next to nothing here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.judged import Case
from rules.model import Criterion, Group
from rules.value import Series

Won = tuple[float, float]
"""The shares of a criterion's points that are won and pending."""


@dataclass(frozen=True)
class Line:
    """A criterion as plain numbers, and its five counts by market: counted, rows, undecided,
    months of duty, months filed."""

    criterion: Criterion
    zero: float
    full: float
    least: int
    points: float
    counts: list[tuple[int, ...]]


@dataclass(frozen=True)
class Sheet:
    """A weight group with its lines."""

    weight: float
    optional: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Loop:
    """Everything a loop needs, read once."""

    sheets: tuple[Sheet, ...]
    limit: float
    markets: list[tuple[str, str]]

    def scores(self, places: Iterable[int]) -> list[float]:
        """The score of each of these markets, in points."""
        return [self._score(at) for at in places]

    def _score(self, at: int) -> float:
        low, assessed, weight = self._added(at, optional=False)
        extra, _, _ = self._added(at, optional=True)
        scale = 100 / weight if weight else 0.0
        own = 100 * (scale * low) / (scale * assessed) if assessed else 0.0
        return min(own + min(extra, self.limit), 100.0)

    def _added(self, at: int, *, optional: bool) -> tuple[float, float, float]:
        """Points won, points assessed, and the weight of the groups in which anything applies."""
        low = assessed = weight = 0.0
        for sheet in self.sheets:
            if sheet.optional == optional:
                judged = _judged_lines(sheet.lines, at, *self.markets[at])
                whole = sum(line.points for line, _ in judged)
                weight += sheet.weight if whole else 0.0
                for line, (won, pending) in judged if whole else ():
                    low += sheet.weight * line.points / whole * won
                    assessed += sheet.weight * line.points / whole * (1 - pending)
        return low, assessed, weight


def loop_over(case: Case) -> Loop:
    """The loop over a case's markets."""
    frame = case.roster.frame
    return Loop(
        tuple(_sheet(case, group) for group in case.rules.groups),
        _number(case.rules.bonus_limit),
        list(zip(frame["type"].tolist(), frame["mode"].tolist(), strict=True)),
    )


def _judged_lines(lines: Sequence[Line], at: int, kind: str, mode: str) -> list[tuple[Line, Won]]:
    """The lines that are applicable to a market."""
    judged = []
    for line in lines:
        if line.criterion.applies(kind, mode):
            won = _judged(line, *line.counts[at])
            if won is not None:
                judged.append((line, won))
    return judged


def _judged(line: Line, top: int, rows: int, undecided: int, duty: int, filed: int) -> Won | None:
    """None where the sample is too small."""
    if rows < line.least:
        small = filed >= duty and rows + undecided < line.least
        return None if small else (0.0, 1.0)
    known = filed / duty * rows / (rows + undecided)
    share = (top / rows - line.zero) / (line.full - line.zero)
    return known * min(max(share, 0.0), 1.0), 1 - known


def _sheet(case: Case, group: Group) -> Sheet:
    lines = tuple(_line(case, case.rules.criteria[name]) for name in group.criteria)
    return Sheet(_number(group.weight), group.optional, lines)


def _line(case: Case, criterion: Criterion) -> Line:
    held = case.facts.counts[criterion.id]
    numbers = criterion.compare.numbers
    counts = (
        held.numerator, held.denominator, held.undecided, held.months_duty, held.months_filed,
    )  # fmt: skip
    return Line(
        criterion, _number(numbers["zero"]), _number(numbers["full"]),
        int(_number(criterion.min_n)), _number(criterion.points),
        list(zip(*(each.tolist() for each in counts), strict=True)),
    )  # fmt: skip


def _number(series: Series | None) -> float:
    return float(series.dated[0].value()) if series else 0.0
