"""Which criteria need a column: the hint beside a wrong cell, read from the metrics themselves."""

from dashboard.submit_used import DAY, DERIVED, used_by
from rules.sets import load_ruleset
from store.ledger import DERIVED as DERIVED_COLUMNS
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS

RULESET = load_ruleset("jiangsu-2024")
USED = used_by(RULESET)
SHEETS = LEDGERS | REGISTERS


def test_every_place_is_a_column_of_the_workbook() -> None:
    for sheet, column in [*USED, *DAY, *(place for held in DERIVED.values() for place in held)]:
        assert column in {held.name for held in SHEETS[sheet].columns}


def test_every_derived_column_names_what_it_comes_from() -> None:
    assert set(DERIVED) == {name for held in DERIVED_COLUMNS.values() for name in held}


def test_a_limit_needs_the_times_it_is_measured_from() -> None:
    for place in (("service", "opened_at"), ("service", "closed_at"), ("step", "at")):
        assert "function.time_limit" in USED[place]
    assert "function.first_responsibility" in USED["service", "first_staff_key"]
    assert "results.satisfaction" in USED["service", "satisfaction"]
    assert "premises.area" in USED["premises", "area_sqm"]


def test_a_column_no_metric_reads_is_needed_by_nobody() -> None:
    assert ("market", "hotline") not in USED


def test_what_is_checked_on_the_spot_needs_its_sheet() -> None:
    assert "facilities.board" in USED["inspection", "item"]
    assert "function.public_interest" in USED["incident", "status"]


def test_every_criterion_needs_something() -> None:
    assert {name for names in USED.values() for name in names} == set(RULESET.criteria)


def test_rows_that_only_have_to_be_there_need_their_whole_sheet() -> None:
    assert all(
        "highlights.awards" in USED["award", column.name] for column in REGISTERS["award"].columns
    )
