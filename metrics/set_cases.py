"""Does a whole rule set find what its set cases 总用例 expect? Each put to the real scorer.

Somebody who is found so and so is scored as everybody is (metrics.board); cases of one kind, day
and subject share a board, so that many sets can be put to the same cases quickly.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.board import Board, board
from metrics.case_subjects import Batch, batches
from metrics.checks import counted_on
from metrics.facts import GRACE_DAYS
from metrics.peers import size_bands
from metrics.periods import window
from metrics.rule_cases import LAST_DAY
from metrics.thresholds import number_on
from rules.criteria import numbers_of
from rules.model import GRADES, RuleSet
from rules.set_cases import NONE, Expected, SetCase, set_cases
from rules.value import Series

Found = Mapping[str, Expected | None]


@dataclass(frozen=True)
class SetFailure:
    """A set case that came out otherwise than it expects; what was found by the same keys."""

    case: SetCase
    found: Found


def failed_set_cases(ruleset: RuleSet) -> list[SetFailure]:
    """The set cases that come out otherwise than they expect. RuleError where no value of a
    number is in force on the day of one."""
    return list(failures(ruleset, SetBench(ruleset, set_cases(ruleset).cases)))


class SetBench:
    """The cases of a set made ready, to be put to it and to others with the same criteria."""

    def __init__(self, ruleset: RuleSet, cases: Sequence[SetCase]) -> None:
        self.plain = [case for case in cases if case.standing is None]
        self.batches = batches(ruleset, cases)


def failures(ruleset: RuleSet, bench: SetBench, touched: str = "") -> Iterator[SetFailure]:
    """Those of the bench that come out otherwise under `ruleset`, the quick ones first. `touched`
    names the one criterion whose numbers differ from those the bench was made for."""
    for case in bench.plain:
        found = _PLAIN[case.form](ruleset, case)
        if not agrees(case, found):
            yield SetFailure(case, found)
    for batch in bench.batches:
        if not touched or touched in batch.findings:
            yield from _standing(ruleset, batch)


def agrees(case: SetCase, found: Found) -> bool:
    return all(found[name] == value for name, value in case.expect.items())


def _standing(ruleset: RuleSet, batch: Batch) -> Iterator[SetFailure]:
    judged = board(
        ruleset, ruleset.kinds[batch.kind], batch.roster, batch.day,
        lambda criterion: batch.findings[criterion.id],
        lambda _: np.zeros(len(batch.cases), dtype=np.bool_),
    )  # fmt: skip
    for at, case in enumerate(batch.cases):
        found = _result(judged, at)
        if not agrees(case, found):
            yield SetFailure(case, found)


def _result(judged: Board, at: int) -> Found:
    grades, totals, level = judged.grades, judged.totals, int(judged.grades.level[at])
    return {
        "score": int(totals.score[at]) if grades.scored[at] else None,
        "low": int(totals.low[at]),
        "high": int(totals.high[at]),
        "grade": GRADES[level] if level >= 0 else NONE,
        "provisional": bool(grades.provisional[at]),
        "reason": grades.reason[at] or NONE,
        "rank": int(judged.ranks.rank[at]),
        "peers": int(judged.ranks.peers[at]),
    }


def every_number(ruleset: RuleSet) -> list[Series]:
    """Every dated number of a set: of its criteria, and those of the set as a whole."""
    caps = [series for cap in ruleset.caps for series in (cap.below, cap.above)]
    steps = [n for step in ruleset.adjustments for n in (step.points, step.low, step.high)]
    kinds = [
        series
        for rule in ruleset.kinds.values()
        for series in (rule.minimum_assessed, rule.minimum_applicable, rule.minimum_months,
                       rule.cut_off_month)
    ]  # fmt: skip
    return [
        *(series for criterion in ruleset.criteria.values() for series in numbers_of(criterion)),
        *(group.weight for group in ruleset.groups),
        *(branch.weight for group in ruleset.groups for branch in group.above),
        *ruleset.bands.values(),
        ruleset.bonus_limit,
        *ruleset.numbers.values(),
        *(series for series in (*caps, *steps, *kinds) if series is not None),
    ]


def _in_force(ruleset: RuleSet, case: SetCase) -> Found:
    day = case.on or LAST_DAY
    held = [series.dated[0].since <= day for series in every_number(ruleset)]
    return {"in_force": "all" if all(held) else "some" if any(held) else NONE}


def _period(ruleset: RuleSet, case: SetCase) -> Found:
    """The months of the first kind whose months are not the ones expected, else of the last."""
    found: dict[str, Expected | None] = {}
    for kind in case.kinds:
        months = window(ruleset.kinds[kind], case.given["period"]).months
        found = {"first_month": months[0], "last_month": months[-1]}
        if not agrees(case, found):
            break
    return found


def _size(ruleset: RuleSet, case: SetCase) -> Found:
    records, months = (
        np.array([int(case.given.get(name, "1"))], dtype=np.int64) for name in ("records", "months")
    )
    return {"size": size_bands(ruleset, case.on or LAST_DAY, records, months)[0]}


def _made(ruleset: RuleSet, case: SetCase) -> Found:
    grace = number_on(ruleset, "inspection_grace_days", case.on or LAST_DAY, GRACE_DAYS)
    made_on = np.array([case.given["made_on"]], dtype="datetime64[D]")
    counted = counted_on(made_on, [int(case.given.get("ordered_for", "0"))], grace)
    return {"counted_on": date.fromisoformat(str(counted[0]))}


_PLAIN: Mapping[str, Callable[[RuleSet, SetCase], Found]] = {
    "": _in_force, "period": _period, "records": _size, "made_on": _made,
}  # fmt: skip
