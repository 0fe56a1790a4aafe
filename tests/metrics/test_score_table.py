"""Frameworks worked out by hand, scored from a table; and tables nobody can score."""

from datetime import date
from pathlib import Path

import pytest

from metrics.frames import finding_frame, result_frame
from metrics.periods import Window
from metrics.score_table import Scored, score_table
from metrics.table_rows import TableError, read_table
from rules.sets import load_ruleset

DAY = date(2026, 10, 31)
FRAMEWORKS = Path(__file__).parents[1] / "rules" / "frameworks"
JIANGSU = load_ruleset("jiangsu-2024")


def hand_worked(folder: Path) -> list[tuple[str, ...]]:
    """The rows of the table in a README: unit, score, low, high …"""
    lines = (folder / "README.md").read_text("utf-8").splitlines()
    return [tuple(c.strip() for c in line.strip("|").split("|")) for line in lines
            if line.startswith("| 32")]  # fmt: skip


def scored(folder: Path) -> Scored:
    rules = load_ruleset(folder)
    rule = next(iter(rules.kinds.values()))
    return score_table(rules, rule, read_table(folder / "values.csv"), DAY)


@pytest.mark.parametrize("name", ["nested-index", "two-way-table", "stepwise-notches"])
def test_a_framework_of_somebody_elses_comes_to_what_was_worked_out_on_paper(name: str) -> None:
    folder = FRAMEWORKS / name
    rows = result_frame(scored(folder).board, load_ruleset(folder)).set_index("subject")
    expected = hand_worked(folder)
    assert len(expected) == len(rows)
    for unit, *figures in expected:
        for column, figure in zip(("score", "low", "high"), figures, strict=False):
            if figure != "–":
                assert rows.loc[unit, column] == round(float(figure) * 10_000), (unit, column)
        grade = next(f for f in figures if f.isalpha() or f == "–")
        assert (rows.loc[unit, "grade"] or "–") == grade


def one(tmp_path: Path, *lines: str) -> Scored:
    path = tmp_path / "values.csv"
    path.write_text("\n".join(("unit,metric,value,numerator,denominator,type", *lines)), "utf-8")
    return score_table(JIANGSU, JIANGSU.kinds["monitoring"], read_table(path), DAY)


def finding(told: Scored, criterion: str) -> dict[str, object]:
    frame = finding_frame(told.board, JIANGSU, Window("", (202610,)))
    return dict(frame[frame["criterion"] == criterion].iloc[0])


def test_a_bare_value_is_judged_like_its_ratio(tmp_path: Path) -> None:
    told = one(tmp_path, "A,people.staff_load,1500,,,general")
    held = finding(told, "function.staff_load")
    assert (held["finding"], held["numerator"], held["denominator"]) == ("met", 15, 1)


def test_items_and_incidents_are_said_by_their_codes(tmp_path: Path) -> None:
    told = one(tmp_path, "A,fast_channel,met,,,general", "A,walk_in_start,not_met,,,general",
               "A,fee,1,,,general")  # fmt: skip
    assert finding(told, "function.instant")["finding"] == "partly"
    assert finding(told, "function.public_interest")["finding"] == "not_met"


def test_what_has_no_row_is_missing_and_neither_zero_nor_met(tmp_path: Path) -> None:
    told = one(tmp_path, "A,service.told_once,,19,20,general")
    for criterion in ("function.time_limit", "function.instant", "function.safety"):
        assert finding(told, criterion)["finding"] == "no_data", criterion
    assert finding(told, "function.told_once")["finding"] == "met"


def test_the_numbers_are_those_of_the_market_type(tmp_path: Path) -> None:
    told = one(tmp_path, "A,organisation.area,20,,,station", "B,organisation.area,20,,,general")
    frame = finding_frame(told.board, JIANGSU, Window("", (202610,)))
    area = frame[frame["criterion"] == "premises.area"].set_index("subject")["finding"]
    assert area.to_dict() == {"A": "met", "B": "not_met"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["A,no.such,1,,,"], "no.such"),
        (["A,service.told_once,many,,,"], "many"),
        (["A,service.told_once,,1,,"], "分子"),
        (["A,service.told_once,,1,x,"], "分子"),
        (["A,service.told_once,1,,,", "A,service.told_once,1,,,"], "第 2 行"),
        (["A,fast_channel,maybe,,,"], "maybe"),
        (["A,fee,-1,,,"], "-1"),
        (["A,fee,1,,,castle"], "castle"),
        ([",fee,1,,,"], "unit"),
        ([], "没有数据行"),
    ],
)
def test_a_row_that_cannot_be_scored_is_named(
    tmp_path: Path, lines: list[str], said: str
) -> None:  # fmt: skip
    with pytest.raises(TableError, match=said) as caught:
        one(tmp_path, *lines)
    assert " / line " in str(caught.value)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_bytes("单位,指标\n".encode("gb18030"))
    with pytest.raises(TableError, match="UTF-8"):
        read_table(path)
    path.write_text("market,score\nA,1\n", "utf-8")
    with pytest.raises(TableError, match="表头"):
        read_table(path)
