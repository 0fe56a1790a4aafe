"""What is judged when judging itself is measured? A rule set and counts made up in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from bench.province import market_codes
from bench.records import LAST_MONTH, SEED
from metrics.board import Board, board, criteria_of
from metrics.checks import Checks
from metrics.findings import NOT_INSPECTED
from metrics.judge import Facts, judge
from metrics.judge_computed import Counts
from metrics.subjects import Roster
from rules.calendar import month_end_day, months_between, next_month
from rules.codes import code_list
from rules.model import GRADES, Cap, Compare, Criterion, Group, KindRule, RuleSet
from rules.value import Dated, Series, Text

MARKETS, GROUPS, EACH = 3_000, 6, 10
MONTHS = tuple(months_between(next_month(LAST_MONTH, -11), LAST_MONTH))
SINCE = date(2024, 4, 11)
TYPES, MODES = (
    tuple(code.code for code in code_list(name).codes) for name in ("market_type", "market_mode")
)
METRIC = "service.told_once"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A roster, the rules and the counts by which it is judged."""

    rules: RuleSet
    roster: Roster
    facts: Facts

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return criteria_of(self.rules, "market")

    def judge(self) -> Board:
        """Findings, points, caps, grades and ranks of everybody, as an evaluation makes them."""
        nobody = np.zeros(len(self.roster.frame), dtype=np.bool_)
        return board(
            self.rules, self.rules.kinds["performance"], self.roster, self.facts.last_day,
            partial(judge, roster=self.roster, facts=self.facts), lambda _criterion: nobody,
        )  # fmt: skip

    def one_pass(self) -> Callable[[], Floats]:
        """The bare arithmetic on arrays made ready: every value between its two thresholds."""
        counts = [self.facts.counts[criterion.id] for criterion in self.criteria]
        top = np.stack([count.numerator for count in counts])
        values = top / np.maximum(np.stack([count.denominator for count in counts]), 1)
        low, high = (
            np.array([[float(c.compare.numbers[role].dated[0].value())] for c in self.criteria])
            for role in ("zero", "full")
        )
        return lambda: np.clip((values - low) / (high - low), 0.0, 1.0)


def made_up(markets: int = MARKETS) -> Case:
    """`markets` markets under 60 criteria: six groups of ten, the last group only adds, and the
    last criterion of each other group is a veto; all of them compare linearly."""
    dice = np.random.default_rng(SEED)
    roster = _roster(dice, markets)
    rules = _rules()
    skill = dice.uniform(0.55, 1.0, size=markets)
    counts = {name: _counts(dice, roster, skill) for name in rules.criteria}
    nothing = Checks(pd.DataFrame(), NOT_INSPECTED)
    logged = np.zeros(markets, dtype=np.int64)
    facts = Facts(
        counts, nothing, nothing, pd.DataFrame(), month_end_day(LAST_MONTH), logged, logged
    )
    return Case(rules, roster, facts)


def _roster(dice: np.random.Generator, markets: int) -> Roster:
    codes = market_codes(markets)
    places = np.arange(markets)
    frame = pd.DataFrame(
        {
            "subject": codes, "market": codes, "name": codes,
            "division": [code[:6] for code in codes],
            "type": np.array(TYPES, dtype=object)[places % len(TYPES)],
            "mode": np.array(MODES, dtype=object)[places % len(MODES)],
            "first": 0, "after": 0,
        }
    )  # fmt: skip
    frame = frame.assign(kind=frame["type"])
    duty = np.ones((markets, len(MONTHS)), dtype=np.bool_)
    duty[dice.random(markets) < 0.02, :10] = False
    full = duty.sum(axis=1).astype(np.int64)
    return Roster("market", frame, MONTHS, duty, full, np.zeros(markets, dtype=np.bool_), {})


def _counts(dice: np.random.Generator, roster: Roster, skill: Floats) -> Counts:
    """Mostly complete; some months not filed, some rows undecided, some samples too small."""
    number = len(roster.frame)
    duty = roster.duty.sum(axis=1).astype(np.int64)
    rows = dice.integers(200, size=number)
    chance = np.clip(skill + dice.uniform(-0.1, 0.1, size=number), 0.0, 1.0)
    return Counts(
        numerator=dice.binomial(rows, chance),
        denominator=rows,
        undecided=dice.integers(1, 9, size=number) * (dice.random(number) < 0.03),
        months_duty=duty,
        months_filed=duty - (dice.random(number) < 0.05),
        detail=[{}] * number,
    )


def _rules() -> RuleSet:
    groups = tuple(_group(at) for at in range(GROUPS))
    made = [_criterion(group, at) for group in groups for at in range(EACH)]
    kind = KindRule(
        "performance", Text("绩效评价", "Performance"), ("month",), len(MONTHS), ("market",),
        frozenset(MODES), (), _series("0.8"), _series("0.6"), _series("3"),
    )  # fmt: skip
    floors = dict(zip(GRADES, ("90", "80", "60", "0"), strict=True))
    return RuleSet(
        id="made-up", title=Text("测速", "Measuring"), hash="", since=SINCE,
        kinds={"performance": kind}, groups=groups,
        bands={grade: _series(floor) for grade, floor in floors.items()},
        criteria={criterion.id: criterion for criterion in made},
        caps=(Cap("g0.c0", ("not_met",), "qualified", "default", "default"),),
        bonus_limit=_series("5"), numbers={}, authority={}, procedure={},
    )  # fmt: skip


def _group(at: int) -> Group:
    last = at == GROUPS - 1
    names = tuple(f"g{at}.c{number}" for number in range(EACH))
    return Group(f"g{at}", Text("组", "Group"), _series("5" if last else "20"), names, last)


def _criterion(group: Group, at: int) -> Criterion:
    """Every fifth isn't for stations, every fourth only for contracted markets."""
    veto = at == EACH - 1 and not group.optional
    numbers = {
        "zero": "0.4" if veto else f"0.{50 + at}",
        "full": "0.45" if veto else f"0.{85 + at}",
    }
    return Criterion(
        id=group.criteria[at], title=Text("项", "Criterion"), clauses=(), subject="market",
        types=frozenset(TYPES[:2] if at % 5 == 4 else TYPES),
        modes=frozenset(MODES[2:] if at % 4 == 3 else MODES),
        judged_by="computation", metric=METRIC, params={}, items=(), declared=(), incident="",
        leads=(), compare=Compare("linear", {role: _series(n) for role, n in numbers.items()}),
        min_n=_series("10"), valid_months=None,
        effect="veto" if veto else "bonus" if group.optional else "points",
        points=None if veto else _series(str(1 + at % 5)),
    )  # fmt: skip


def _series(value: str) -> Series:
    """One number, in force all along."""
    dated = Dated(SINCE, {"": Fraction(value)}, {"": value}, "default", "default")
    return Series("bench", (dated,))
