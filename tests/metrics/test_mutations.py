"""Does the mutation check find the numbers that no case would miss?"""

import shutil
from pathlib import Path

import pytest

from metrics.mutations import Report, report, surviving
from rules.sets import available, load_ruleset
from tests.metrics.test_set_cases import TINY

STAFF = "cases/function/staff.yaml"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return shutil.copytree(TINY, tmp_path / "tiny")


@pytest.fixture(scope="module", params=available())
def checked(request: pytest.FixtureRequest) -> Report:
    return report(load_ruleset(request.param))


def test_no_number_of_a_set_could_be_wrong_unnoticed(checked: Report) -> None:
    assert checked.tried > 400
    assert [survivor.text.zh for survivor in checked.survivors] == []


def test_every_reason_written_down_is_still_needed(checked: Report) -> None:
    assert checked.stale == ()
    assert len(checked.excused) <= 20


def test_the_check_is_summed_up_in_one_line(tiny: Path) -> None:
    held = report(load_ruleset(tiny))
    noticed = held.tried - len(held.survivors) - len(held.excused)
    assert noticed > 50
    assert held.text.zh.startswith(f"改动 {held.tried} 处：用例发现 {noticed} 处，")
    assert held.text.en.endswith(f"{len(held.survivors)} not noticed")


def moves(tiny: Path, number: str) -> set[tuple[str, str]]:
    held = surviving(load_ruleset(tiny))
    return {(survivor.was, survivor.to) for survivor in held if survivor.number == number}


def test_a_case_on_the_threshold_notices_one_way_and_a_step_below_the_other(tiny: Path) -> None:
    low = "function.staff.compare.low"
    assert moves(tiny, low) == {("4", "3"), ("1", "0"), ("1", "2")}
    with (tiny / STAFF).open("a", encoding="utf-8") as file:
        file.write("- {name: 少一人, type: general, given: {numerator: 3, denominator: 1}, "
                   "expect: not_met}\n")  # fmt: skip
    assert moves(tiny, low) == {("1", "0"), ("1", "2")}


def test_a_limit_inside_a_hit_is_noticed_by_rows(tiny: Path) -> None:
    limit = "function.time_limit.params.limit"
    assert ("1.5h", "1.51h") in moves(tiny, limit)
    row = "times: 10, kind: matching, opened_at: 2026-10-12 09:00, closed_at: 2026-10-12 11:00"
    with (tiny / "cases/function/time_limit.yaml").open("a", encoding="utf-8") as file:
        for used, expect in (("5400s", "met"), ("5401s", "not_met")):
            held = f"[{{{row}, used_seconds: {used}, used_before: 0}}]"
            file.write(f"- {{name: {used}, given: {{rows: {{service: {held}}}}}, "
                       f"expect: {expect}}}\n")  # fmt: skip
    assert not {move for move in moves(tiny, limit) if move[0] == "1.5h"}


def test_a_case_that_fails_already_notices_nothing(tiny: Path) -> None:
    before = len(surviving(load_ruleset(tiny)))
    with (tiny / STAFF).open("a", encoding="utf-8") as file:
        file.write("- {name: 错, type: station, given: {numerator: 9, denominator: 1}, "
                   "expect: met}\n")  # fmt: skip
    path = tiny / "cases/ruleset.yaml"
    wrong = "  - {name: 错, kinds: [monitoring], given: {}, expect: {score: 3}}\nunnoticed:"
    path.write_text(path.read_text("utf-8").replace("unnoticed:", wrong), "utf-8")
    assert len(surviving(load_ruleset(tiny))) == before


def test_a_first_day_moved_is_noticed_by_the_day_before(tiny: Path) -> None:
    assert moves(tiny, "bands.good") == {("80", "79"), ("80", "81")}
    path = tiny / "cases/ruleset.yaml"
    path.write_text(path.read_text("utf-8").replace("on: 2024-04-10", "on: 2024-04-09"), "utf-8")
    assert ("2024-04-11", "2024-04-10") in moves(tiny, "bands.good")


def test_a_reason_that_nothing_needs_is_stale(tiny: Path) -> None:
    assert report(load_ruleset(tiny)).stale == ()
    path = tiny / "cases/ruleset.yaml"
    path.write_text(
        path.read_text("utf-8").replace("number: numbers.answer", "number: numbers.gone")
    )
    after = report(load_ruleset(tiny))
    assert [reason.number for reason in after.stale] == ["numbers.gone"]
    assert "numbers.answer" in {survivor.number for survivor in after.survivors}


def test_a_survivor_says_where_it_stands_and_what_to_do(tiny: Path) -> None:
    found = next(s for s in surviving(load_ruleset(tiny)) if s.number == "bands.good")
    assert (found.key, found.was, found.to) == ("bands.good[0].value", "80", "79")
    line = (tiny / "ruleset.yaml").read_text("utf-8").splitlines()[found.line - 1]
    assert "value: 80" in line
    assert found.file.endswith("tiny/ruleset.yaml")
    assert "80 改成 79，没有用例发现" in found.text.zh
    assert "80 moved to 79, and no case notices" in found.text.en
