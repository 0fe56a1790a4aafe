"""Who would be graded otherwise under other rules, and what does it?"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from metrics.board import Board
from metrics.causes import Grounds, cause, grounds_of
from metrics.grade import NONE
from metrics.rescore import Rescored
from rules.codes import divisions
from rules.model import GRADES, Subject

ABSENT = "not_judged"
NUMBERS = ("score_before", "score_after", "moved")
PEOPLE = ["subject", "name", "division", "type", "city"]
COLUMNS = (
    "subject_kind", "subject", "name", "division", "city", "type", "grade_before", "grade_after",
    "reason_before", "reason_after", "score_before", "score_after", "how", "criterion", "moved",
)  # fmt: skip


def changes(rescored: Rescored) -> pd.DataFrame:
    """One row per subject whose grade differs (also to or from having none), by kind and code:
    grade and score (1/10,000 point, <NA> without one) under each set, the reason where it has no
    grade; `how` it comes (see `metrics.causes`), the `criterion` that does it ("" for none) and
    by how much it `moved` the score (1/10,000 point, <NA> where it isn't by points)."""
    before, after = rescored.before.boards, rescored.after.boards
    rows = [
        row
        for kind in dict.fromkeys([*before, *after])
        for row in _rows(rescored, kind, before.get(kind), after.get(kind))
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return frame.astype(dict.fromkeys(NUMBERS, "Int64"))


def movements(rescored: Rescored, changed: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per value of `by` (city, type): how many markets were `judged` under either set,
    how many went `up`, `down`, or `other` (to or from having no grade)."""
    boards = [side.boards.get("market") for side in (rescored.before, rescored.after)]
    frames = [_people(board) for board in boards if board is not None]
    people = pd.concat([pd.DataFrame(columns=PEOPLE), *frames]).drop_duplicates("subject")
    judged = people.groupby(by).size()
    markets = changed[changed["subject_kind"] == "market"]
    return _moved(markets, by, judged).rename_axis(by).reset_index()


def movers(changed: pd.DataFrame) -> pd.DataFrame:
    """One row per criterion and way (`how`) that changes a market's grade: how many went `up`,
    `down` or `other` by it, those of the most markets first."""
    markets = changed[changed["subject_kind"] == "market"]
    table = _moved(markets, ["how", "criterion"], None).reset_index()
    total = table[["up", "down", "other"]].sum(axis=1)
    order = table.assign(total=-total).sort_values(["total", "how", "criterion"])
    return order.drop(columns="total").reset_index(drop=True)


def way(before: object, after: object) -> str:
    """Up, down, or other where either has no grade."""
    if before not in GRADES or after not in GRADES:
        return "other"
    return "up" if GRADES.index(after) < GRADES.index(before) else "down"


def _moved(
    markets: pd.DataFrame, by: str | list[str], judged: "pd.Series[int] | None"
) -> pd.DataFrame:
    pairs = zip(markets["grade_before"], markets["grade_after"], strict=True)
    ways = pd.Series([way(*pair) for pair in pairs], index=markets.index, dtype="str")
    keys = [markets[name] for name in ([by] if isinstance(by, str) else by)]
    table = pd.DataFrame(
        {name: (ways == name).groupby(keys).sum() for name in ("up", "down", "other")}
    )
    if judged is not None:
        table = table.reindex(judged.index, fill_value=0)
        table.insert(0, "judged", judged)
    return table.fillna(0).astype("int64")


def _rows(
    rescored: Rescored, kind: Subject, before: Board | None, after: Board | None
) -> Iterator[dict[str, object]]:
    boards = before, after
    people = [_people(board) if board else pd.DataFrame(columns=PEOPLE) for board in boards]
    places = [{code: at for at, code in enumerate(frame["subject"].tolist())} for frame in people]
    subjects = sorted({*places[0], *places[1]})
    spots = [[place.get(subject, NONE) for subject in subjects] for place in places]
    levels = [_levels(board, mine) for board, mine in zip(boards, spots, strict=True)]
    differ = np.flatnonzero(np.array(levels[0]) != np.array(levels[1])).tolist()
    if not differ:
        return
    ids = list(dict.fromkeys(c.id for board in boards if board for c in board.criteria))
    sides = (rescored.before, rescored.after)
    grounds = [
        grounds_of(side.ruleset, board, ids, side.months.last_day) if board else None
        for side, board in zip(sides, boards, strict=True)
    ]
    for at in differ:
        one, other = spots[0][at], spots[1][at]
        person = people[1].iloc[other] if other != NONE else people[0].iloc[one]
        found = cause((_at(grounds[0], one), _at(grounds[1], other)), ids)
        yield {
            **dict(zip(PEOPLE, person.tolist(), strict=True)), "subject_kind": kind,
            "how": found.how, "criterion": found.criterion, "moved": found.moved,
            **_graded("before", before, one), **_graded("after", after, other),
        }  # fmt: skip


def _people(board: Board) -> pd.DataFrame:
    """One row per subject of a board, in its order."""
    frame = board.roster.frame[["subject", "name", "division", "type"]]
    cities = {code: divisions().city_of(str(code)) for code in frame["division"].unique()}
    return frame.assign(city=frame["division"].map(cities)).astype(object)


def _levels(board: Board | None, places: Sequence[int]) -> list[int]:
    """The level of each, NONE also for those this set doesn't judge."""
    if board is None:
        return [NONE] * len(places)
    levels = board.grades.level.tolist()
    return [levels[at] if at != NONE else NONE for at in places]


def _at(grounds: Grounds | None, place: int) -> tuple[Grounds, int] | None:
    return None if grounds is None or place == NONE else (grounds, place)


def _graded(side: str, board: Board | None, place: int) -> dict[str, object]:
    if board is None or place == NONE:
        return {f"grade_{side}": None, f"reason_{side}": ABSENT, f"score_{side}": None}
    level, scored = int(board.grades.level[place]), bool(board.grades.scored[place])
    return {
        f"grade_{side}": GRADES[level] if level != NONE else None,
        f"reason_{side}": board.grades.reason[place],
        f"score_{side}": int(board.totals.score[place]) if scored else None,
    }
