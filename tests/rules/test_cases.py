"""Are rule cases read as written, and is it told which are missing?"""

import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from rules.case_facts import Checked, Computed, Happened, Recorded, Row
from rules.cases import Case, cases, missing_outcomes
from rules.sets import load_ruleset

FRAMEWORKS = Path(__file__).parent / "frameworks"


def read(tiny: Path) -> list[Case]:
    return cases(load_ruleset(tiny))


def named(tiny: Path, criterion: str) -> list[Case]:
    return [case for case in read(tiny) if case.criterion == criterion]


def missing(tiny: Path, criterion: str) -> list[str]:
    return missing_outcomes(load_ruleset(tiny).criteria[criterion], read(tiny))


def test_a_computed_case_has_its_counts_and_its_share_of_the_points(tiny: Path) -> None:
    third = named(tiny, "function.time_limit")[2]
    assert third.given == Computed(150, 200, undecided=0, months_duty=1, months_filed=1)
    assert (third.expect, third.points, third.on) == (
        "partly",
        Fraction(30, 71),
        date(2025, 12, 31),
    )
    fourth = named(tiny, "function.time_limit")[3]
    assert fourth.given == Computed(191, 200, months_duty=3, months_filed=2)
    assert (fourth.reason, fourth.points, fourth.type) == ("not_filed", None, "")


def test_a_checked_case_has_the_state_of_each_item(tiny: Path) -> None:
    case = named(tiny, "function.fast")[2]
    assert case.given == Checked({"fast_channel": "met", "walk_in_start": "expired"})
    assert case.reason == "inspection_expired"


def test_an_incident_case_has_facts_leads_and_missing_months(tiny: Path) -> None:
    assert named(tiny, "function.interest")[0].given == Happened(1, 0, 0)


def test_a_criterion_with_all_its_cases_misses_none(tiny: Path) -> None:
    assert missing(tiny, "function.time_limit") == []


def test_a_sliding_scale_must_show_both_its_ends(tiny: Path) -> None:
    path = tiny / "cases/function/time_limit.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("numerator: 120,", "numerator: 119,"), "utf-8")
    assert missing(tiny, "function.time_limit") == ["at zero"]


def test_a_change_must_be_shown_the_day_before_and_on_the_day(tiny: Path) -> None:
    path = tiny / "cases/function/time_limit.yaml"
    path.write_text(path.read_text("utf-8").replace("  on: 2025-12-31\n", ""), "utf-8")
    assert missing(tiny, "function.time_limit") == ["before 2026-01-01"]
    path.write_text(path.read_text("utf-8").replace("  on: 2026-01-01\n", ""), "utf-8")
    assert missing(tiny, "function.time_limit") == ["before 2026-01-01", "on 2026-01-01"]


def test_the_threshold_is_compared_in_the_unit_of_the_metric(tiny: Path) -> None:
    criterion = load_ruleset(tiny).criteria["function.staff"]
    case = Case("function.staff", "一", Computed(4, 100), "met", "", None, "general", "", None)
    assert "at low" in missing_outcomes(criterion, [case])
    assert "at low" not in missing_outcomes(criterion, [case], scale=Fraction(100))


def test_a_checklist_and_a_veto_name_what_they_still_must_show(tiny: Path) -> None:
    assert missing(tiny, "function.fast") == ["not_met", "not_applicable"]
    assert missing(tiny, "function.interest") == ["met", "no_data"]
    assert missing(tiny, "function.process") == ["met", "not_met", "no_data", "not_applicable"]


def test_rows_are_kept_as_written_with_how_many_are_alike(tiny: Path) -> None:
    path = tiny / "cases/function/time_limit.yaml"
    row = "{times: 10, used_seconds: 2h, opened_at: 2026-10-12 09:00}"
    path.write_text(
        f"- {{name: 一, given: {{rows: {{service: [{row}, {{kind: nil}}]}}}}, expect: met}}\n",
        "utf-8",
    )
    (case,) = named(tiny, "function.time_limit")
    used = (("used_seconds", "2h"), ("opened_at", "2026-10-12 09:00"))
    assert case.given == Recorded((("service", (Row(10, used), Row(1, (("kind", "nil"),)))),))


def test_a_check_can_name_the_day_it_was_made_on(tiny: Path) -> None:
    path = tiny / "cases/function/process.yaml"
    path.write_text("- {name: 一, given: {made_on: 2025-10-31, items: {unified_process: met}}, "
                    "expect: met}\n", "utf-8")  # fmt: skip
    (case,) = named(tiny, "function.process")
    assert case.given == Checked({"unified_process": "met"}, date(2025, 10, 31))


def test_a_case_of_an_area_class_stands_on_that_classes_threshold() -> None:
    ruleset = load_ruleset("zhejiang-2023")
    area = ruleset.criteria["premises.area"]
    held = Case(area.id, "一", Computed(100, 1), "met", "", None, "", "", None, "island")
    assert held.kind("general") == "general@island"
    assert "at limit" not in missing_outcomes(area, [held])
    assert "at limit" in missing_outcomes(area, [replace(held, area="mountain")])


def test_a_case_of_a_table_is_given_both_values(tmp_path: Path) -> None:
    root = shutil.copytree(FRAMEWORKS / "two-way-table", tmp_path / "two-way-table")
    path = root / "cases/outlook/matrix.yaml"
    path.parent.mkdir(parents=True)
    given = "{numerator: 70, denominator: 1, second: {numerator: 29, denominator: 1}}"
    path.write_text(f"- {{name: 一, given: {given}, expect: met}}\n", "utf-8")
    (case,) = cases(load_ruleset(root))
    assert case.given == Computed(70, 1, second=(29, 1))
