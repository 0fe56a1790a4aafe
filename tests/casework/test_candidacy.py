"""Who may be recommended, and what bars the others?"""

import json
from pathlib import Path

import pytest

from casework.candidacy import blockers, candidates
from store import engine
from store.home import Home, create_home
from store.scope import PROVINCE, Scope
from tests.exports.town import CHARGED, GOOD, NEW, POOR, SELF_RUN, SILENT

VETO, ENTRY = "function.public_interest", "premises.standard"


def row(**changes: object) -> dict[str, object]:
    plain = {"vetoes": "[]", "entries": "[]", "reason": None, "provisional": 0, "grade": "good"}
    return {**plain, **changes}


def listed(criterion: str, finding: str) -> str:
    return json.dumps([{"criterion": criterion, "finding": finding, "reason": None}])


def test_a_graded_market_without_blemish_is_barred_by_nothing() -> None:
    assert blockers(row()) == []


@pytest.mark.parametrize(
    ("changes", "barred"),
    [
        ({"vetoes": listed(VETO, "not_met"), "grade": "unqualified"}, [("veto", VETO)]),
        ({"vetoes": listed(VETO, "no_data")}, [("veto_pending", VETO)]),
        ({"entries": listed(ENTRY, "not_met")}, [("entry", ENTRY)]),
        ({"entries": listed(ENTRY, "partly")}, [("entry", ENTRY)]),
        ({"entries": listed(ENTRY, "no_data")}, [("entry_pending", ENTRY)]),
        ({"grade": None, "reason": "insufficient"}, [("insufficient", "")]),
        ({"grade": None, "reason": "new"}, [("new", "")]),
        ({"provisional": 1}, [("provisional", "")]),
        ({"grade": "unqualified"}, [("unqualified", "")]),
    ],
)
def test_each_thing_that_bars_is_named(
    changes: dict[str, object], barred: list[tuple[str, str]]
) -> None:
    assert blockers(row(**changes)) == barred


def test_everything_that_bars_is_named_at_once() -> None:
    found = blockers(
        row(vetoes=listed(VETO, "no_data"), entries=listed(ENTRY, "not_met"), provisional=1)
    )
    assert found == [("veto_pending", VETO), ("entry", ENTRY), ("provisional", "")]


def test_the_eligible_come_first_and_the_others_say_why(town: Home) -> None:
    frame = candidates(PROVINCE, town).set_index("subject")
    assert set(frame.index[frame["eligible"]]) == {GOOD, SELF_RUN}
    assert list(frame["eligible"]) == sorted(frame["eligible"], reverse=True)
    assert frame.loc[CHARGED, "blockers"] == [("veto", VETO)]
    assert ("unqualified", "") in frame.loc[POOR, "blockers"]
    assert ("veto_pending", VETO) in frame.loc[SILENT, "blockers"]
    assert ("insufficient", "") in frame.loc[SILENT, "blockers"]
    assert ("new", "") in frame.loc[NEW, "blockers"]


def test_a_city_sees_only_its_own_candidates(town: Home) -> None:
    assert candidates(Scope("city", ("3202",)), town).empty


def test_without_a_published_evaluation_there_is_no_candidate(town: Home, tmp_path: Path) -> None:
    home = create_home(tmp_path / "empty")
    assert candidates(PROVINCE, home).empty
    assert candidates(PROVINCE, town, "209910").empty
    engine.close(home)
