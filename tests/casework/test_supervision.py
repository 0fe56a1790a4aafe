"""Which contracted market slips, and what is due about it?"""

from pathlib import Path

import pytest

from casework.supervision import DUE_ORDER, contracts, due
from store import batches, engine
from store.home import Home, create_home
from store.scope import PROVINCE
from tests.exports.town import CHARGED, CO_RUN, GOOD, NEW, POOR, contract, copied
from tests.metrics.small_city import fact, moment
from tests.store.making import submission

QUIET = {
    "days_left": 200, "confirmed": 0, "open_leads": 0, "grade": "good", "late_months": 0,
    "reason": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"days_left": None}, ["no_contract"]),
        ({"days_left": -1}, ["contract_past_end"]),
        ({"days_left": 0}, ["contract_ends_soon"]),
        ({"days_left": 90}, ["contract_ends_soon"]),
        ({"days_left": 91}, []),
        ({"confirmed": 1}, ["breach_confirmed"]),
        ({"open_leads": 2}, ["lead_open"]),
        ({"grade": "unqualified"}, ["unqualified"]),
        ({"late_months": 1}, ["ledger_late"]),
        ({"late_months": None}, []),
        ({"grade": None, "reason": "insufficient"}, ["insufficient"]),
    ],
)
def test_what_is_due_follows_from_the_row(changes: dict[str, object], codes: list[str]) -> None:
    assert due({**QUIET, **changes}, soon=90) == codes


def test_the_most_pressing_thing_is_said_first() -> None:
    worst = {"days_left": -3, "confirmed": 1, "open_leads": 1, "grade": "unqualified",
             "late_months": 2, "reason": "insufficient"}  # fmt: skip
    found = due(worst, soon=90)
    assert found == [code for code in DUE_ORDER if code in found]
    assert found[0] == "contract_past_end"


def test_only_contracted_markets_are_listed_worst_first(town: Home) -> None:
    frame = contracts(PROVINCE, town)
    assert set(frame["mode"]) == {"entrusted", "ppp"}
    assert list(frame["subject"]) == [CO_RUN, CHARGED, POOR, NEW, GOOD]


def test_each_market_stands_beside_its_contract_and_its_record(town: Home) -> None:
    rows = contracts(PROVINCE, town).set_index("subject")
    # 2026-09-30 is 36 days before 2026-11-05, 2026-12-31 is 56 days after it.
    assert rows.loc[CO_RUN, "days_left"] == -36
    assert rows.loc[GOOD, "days_left"] == 56
    assert rows.loc[GOOD, "due"] == ["contract_ends_soon"]
    assert rows.loc[CO_RUN, "contract_no"] == f"HT-{CO_RUN}"
    assert rows.loc[GOOD, "managing_unit"] == "4号管理处"
    # 31 + 30 + 31 records; two of August and two of September are late, while on 1 and 2
    # October, statutory holidays, the clock stands.
    assert tuple(rows.loc[GOOD, ["late_records", "timed_records"]]) == (4, 92)
    assert tuple(rows.loc[CHARGED, ["open_leads", "confirmed"]]) == (0, 1)
    assert tuple(rows.loc[NEW, ["open_leads", "confirmed"]]) == (1, 0)
    assert rows.loc[POOR, "grade_before"] == "unqualified"
    assert rows.loc[GOOD, "late_months"] == 0


def test_an_earlier_month_has_none_before_it(town: Home) -> None:
    frame = contracts(PROVINCE, town, "202609")
    assert frame["grade_before"].isna().all()
    assert frame["score_before"].isna().all()


def test_the_contract_in_force_is_shown_not_the_one_to_come(town: Home, tmp_path: Path) -> None:
    home = copied(town, tmp_path / "copy")
    later = {**contract(GOOD).payload, "contract_no": "HT-next", "starts_on": moment(202701, 1),
             "ends_on": moment(202712, 1), "valid_from": moment(202611, 1)}  # fmt: skip
    facts = [fact("contract", **later)]
    batches.commit(PROVINCE, home, submission(tmp_path, "320100", 202611, {}, *facts))
    rows = contracts(PROVINCE, home).set_index("subject")
    assert rows.loc[GOOD, "contract_no"] == f"HT-{GOOD}"
    engine.close(home)


def test_without_a_published_evaluation_nothing_is_listed(tmp_path: Path) -> None:
    home = create_home(tmp_path / "empty")
    assert contracts(PROVINCE, home).empty
    engine.close(home)
