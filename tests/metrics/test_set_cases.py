"""Is a set case that expects the wrong thing found out, and is it scored as everybody is?"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from metrics.score_table import score_table
from metrics.set_cases import SetBench, failed_set_cases, failures
from metrics.table_rows import Given, Table
from rules.set_cases import SetCase, Standing, State, set_cases
from rules.sets import available, load_ruleset

ROOT = Path(__file__).parents[1] / "rules"
TINY = ROOT / "tiny"
FRAMEWORKS = sorted((ROOT / "frameworks").iterdir())
JIANGSU = load_ruleset("jiangsu-2024")
PLAIN = Standing(State("met", Fraction(1)), {}, {}, Fraction(0), None, 1, ())
HALVES = {"premises.zones": Fraction(1, 2), "results.match_rate": Fraction(1, 2)}


def case(standing: Standing, expect: dict[str, object], **other: object) -> SetCase:
    made = SetCase(
        "一",
        "standing",
        ("performance",),
        "market",
        "general",
        "self",
        "",
        None,
        standing,
        {},
        expect,
    )
    return replace(made, **other)


def fails(made: SetCase, ruleset: object = JIANGSU) -> list[dict[str, object]]:
    return [dict(held.found) for held in failures(ruleset, SetBench(ruleset, [made]))]


@pytest.mark.parametrize("name", [*available(), TINY])
def test_every_set_case_holds(name: str | Path) -> None:
    ruleset = load_ruleset(name)
    assert set_cases(ruleset).cases
    assert failed_set_cases(ruleset) == []


@pytest.mark.parametrize("wrong", [{"score": 1_000_001}, {"grade": "good"}, {"reason": "new"}])
def test_a_case_that_expects_something_else_fails(wrong: dict[str, object]) -> None:
    assert fails(case(PLAIN, {"score": 1_000_000, "grade": "excellent", "reason": "none"})) == []
    assert len(fails(case(PLAIN, wrong))) == 1


def test_each_of_several_criteria_is_tried_by_itself() -> None:
    standing = replace(PLAIN, each=("premises.area", "online.channels_used", "online.upload"))
    found = fails(case(standing, {"grade": "qualified"}))
    assert [held["grade"] for held in found] == ["excellent"]  # no clause requires the second


def test_a_case_scores_as_a_table_of_the_same_values_does() -> None:
    """Two shares won by values that lie half way, everything else by values at the full mark."""
    framework = load_ruleset(ROOT / "frameworks" / "two-way-table")
    given = {("u", "outlook.capacity"): "70", ("u", "outlook.pressure"): "29",
             ("u", "delivery.on_time"): "80%"}  # fmt: skip
    table = Table({key: Given(2, text, None) for key, text in given.items()}, {"u": {}})
    scored = score_table(framework, framework.kinds["area"], table, date(2026, 10, 31))
    halves = replace(PLAIN, findings={"delivery.on_time": State("partly", Fraction(1, 2))})
    expect = {"score": int(scored.board.totals.score[0]), "grade": "good"}
    made = case(halves, expect, kinds=("area",), subject="unit", type="", mode="")
    assert expect["score"] == 800_000
    assert fails(made, framework) == []


def test_a_value_a_cap_asks_for_can_be_given() -> None:
    notches = load_ruleset(ROOT / "frameworks" / "stepwise-notches")
    expect = {"grade": "qualified"}
    base = {"kinds": ("area",), "subject": "unit", "type": "", "mode": ""}
    one = replace(PLAIN, values={"notch.defaults": Fraction(1)})
    assert fails(case(one, expect, **base), notches) == []
    none = replace(PLAIN, values={"notch.defaults": Fraction(0)})
    assert [held["grade"] for held in fails(case(none, expect, **base), notches)] == ["excellent"]


def test_only_cases_that_expect_a_rank_are_ranked_among_themselves() -> None:
    four, five = (replace(PLAIN, alike=number) for number in (4, 5))
    cases = [case(four, {"rank": 0}, name="四"), case(five, {"rank": 1, "peers": 5}, name="五"),
             case(five, {"grade": "excellent"}, name="另")]  # fmt: skip
    assert list(failures(JIANGSU, SetBench(JIANGSU, cases))) == []
