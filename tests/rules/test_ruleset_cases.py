"""Are the cases of a whole rule set read as written?"""

from datetime import date
from fractions import Fraction
from pathlib import Path

from rules.set_cases import SetCase, SetCases, Standing, State, set_cases
from rules.sets import load_ruleset


def read(tiny: Path, text: str) -> SetCase:
    (tiny / "cases/ruleset.yaml").write_text(f"cases:\n  - {text}\n", "utf-8")
    return set_cases(load_ruleset(tiny)).cases[0]


def standing(tiny: Path, given: str) -> Standing:
    case = read(tiny, f"{{name: 一, kinds: [monitoring], given: {given}, expect: {{grade: good}}}}")
    assert case.standing is not None
    return case.standing


def test_a_case_that_is_given_nothing_asks_what_is_in_force(tiny: Path) -> None:
    first = set_cases(load_ruleset(tiny)).cases[0]
    assert (first.form, first.on) == ("", date(2024, 4, 10))
    assert first.expect == {"in_force": "none"}


def test_points_are_read_as_the_integers_results_hold(tiny: Path) -> None:
    second = set_cases(load_ruleset(tiny)).cases[1]
    assert second.expect == {"score": 777778, "grade": "qualified"}
    assert (second.type, second.mode, second.kinds) == ("general", "self", ("monitoring",))


def test_the_other_forms_are_told_by_what_they_are_given(tiny: Path) -> None:
    size = read(tiny, "{name: 一, given: {records: 60, months: 1}, expect: {size: medium}}")
    assert (size.form, dict(size.given)) == ("records", {"records": "60", "months": "1"})
    made = read(tiny, "{name: 一, given: {made_on: 2026-12-15, ordered_for: 202610}, "
                      "expect: {counted_on: 2026-10-31}}")  # fmt: skip
    assert (made.form, made.expect) == ("made_on", {"counted_on": date(2026, 10, 31)})
    assert set_cases(load_ruleset(tiny)).cases == (made,)


def test_what_is_not_named_is_met_and_long_in_operation(tiny: Path) -> None:
    assert standing(tiny, "{}") == Standing(
        State("met", Fraction(1)), {}, {}, Fraction(0), None, 1, ()
    )


def test_a_finding_is_named_or_a_share_of_the_points(tiny: Path) -> None:
    held = standing(
        tiny, "{otherwise: 9/10, findings: {function: no_data, function.fast: not_met}, "
              "values: {function.staff: 3}, pending: 1/5, months: 2, alike: 4}",
    )  # fmt: skip
    assert held.otherwise == State("partly", Fraction(9, 10))
    assert held.findings == {"function": State("no_data"), "function.fast": State("not_met")}
    assert (held.values, held.pending) == ({"function.staff": 3}, Fraction(1, 5))
    assert (held.months, held.alike) == (2, 4)


def test_a_case_can_hold_for_each_of_several_criteria(tiny: Path) -> None:
    assert standing(tiny, "{each: [function.fast, function.process]}").each == (
        "function.fast", "function.process",
    )  # fmt: skip


def test_a_reason_excuses_one_move_or_all_of_a_number(tiny: Path) -> None:
    (only,) = set_cases(load_ruleset(tiny)).unnoticed
    assert (only.number, only.to, only.why.en) == ("numbers.answer", "", "It only reminds")


def test_a_set_without_such_a_file_has_no_such_cases(tiny: Path) -> None:
    (tiny / "cases/ruleset.yaml").unlink()
    assert set_cases(load_ruleset(tiny)) == SetCases()
