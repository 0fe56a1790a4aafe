"""Does the command say what was measured, beside what, and whether it is as it should be?"""

import json

import pytest

from bench.measures import LINES, Goal
from bench.province import market_codes
from bench.report import Report
from bench.run import main
from rules.codes import divisions

SMALL = ["--rows", "20000", "--markets", "48", "--months", "2", "--rounds", "1"]
MEDIANS = {name: 10.0 for line in LINES for name in (line.task, line.beside)}


def report(**medians: float) -> Report:
    return Report({"cores": "2"}, {"rows": 20_000}, MEDIANS | medians)


def test_the_command_gives_ratios_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SMALL, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["environment"]["cores"]
    assert found["environment"]["duckdb"]
    units = {divisions().reporting_unit_of(code[:6]) for code in market_codes(48)}
    size = {"rows": 20_000, "markets": 48, "months": 2, "files": 2 * len(units)}
    assert size.items() <= found["size"].items()
    assert len(found["lines"]) == len(LINES)
    for line in found["lines"]:
        assert line["ms"] > 0
        assert line["ratio"] == pytest.approx(line["ms"] / line["baseline_ms"], rel=0.02)
    goals = [(line["goal"]["kind"], line["goal"]["number"]) for line in found["lines"]
             if line["goal"]]  # fmt: skip
    assert goals == [
        ("times", 2.0), ("faster", 12.0), ("faster", 2.0), ("times", 3.0), ("ms", 1000.0),
        ("times", 3.0), ("times", 3.0), ("times", 1.2), ("ms", 50.0),
    ]  # fmt: skip


def test_the_table_says_met_and_missed() -> None:
    rows = report(**{"full pandas": 115.0}).as_table().splitlines()
    assert rows[:2] == ["cores 2", "20,000 rows"]
    scan, pandas = (next(row for row in rows if word in row) for word in ("scan", "pandas"))
    assert scan.split()[-6:] == ["1.00", "×", "≤", "2.0", "×", "met"]
    assert pandas.split()[-8:] == ["11.50", "×", "faster", "≥", "12", "×", "faster", "missed"]


def test_a_sample_is_named_as_one() -> None:
    assert "extrapolated" in report().as_table()


@pytest.mark.parametrize(
    ("goal", "exactly", "just_over"),
    [(Goal("times", 2.0), (20, 10), (20.1, 10)), (Goal("faster", 12.0), (10, 120), (10, 119)),
     (Goal("ms", 50.0), (50, 1), (50.1, 1))],
)  # fmt: skip
def test_a_goal_is_met_up_to_its_number(
    goal: Goal, exactly: tuple[float, float], just_over: tuple[float, float]
) -> None:
    assert goal.met(*exactly)
    assert not goal.met(*just_over)
