"""What counts now, what counted then, and what moves the facts hash?"""

from pathlib import Path

from rules.calendar import load_calendar
from store.home import Home
from store.manifest import active_segments, covers, facts_hash
from store.scope import PROVINCE, Scope
from tests.store.making import at, fact, submit
from tests.store.records import A, B, service, week

UNIT = "320100"
MONTHS = [202608, 202609]
FIRST = [service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00")]
OTHER = [service(A, 2, "2026-09-01T09:00", "2026-09-01T10:00")]


def held(home: Home, as_of: int | None = None) -> list[tuple[int, int]]:
    frame = active_segments(PROVINCE, home, MONTHS, as_of)
    return list(zip(frame["month"], frame["batch_id"], strict=True))


def test_the_latest_batch_of_a_segment_counts_and_as_of_goes_back(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202608, {"service": []}, markets=[A])
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, reason="漏报", received="2026-10-05")
    assert held(home) == [(202608, 1), (202609, 3)]
    assert held(home, at("2026-10-04")) == [(202608, 1), (202609, 2)]
    assert held(home, at("2026-09-30")) == [(202608, 1)]
    assert held(home, at("2026-01-01")) == []


def test_within_one_second_the_batch_number_decides(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, received="2026-10-02T08:00:00")
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, received="2026-10-02T08:00:00",
           reason="漏报")  # fmt: skip
    assert held(home, at("2026-10-02T08:00:00")) == [(202609, 2)]


def test_what_was_received_first_stays_superseded_though_imported_last(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, received="2026-10-05")
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, received="2026-10-02")
    assert held(home) == [(202609, 1)]


def test_a_cover_tells_a_true_zero_and_when_it_first_came(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, markets=[B])
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, markets=[B], reason="漏报",
           received="2026-10-05")  # fmt: skip
    frame = covers(PROVINCE, home, MONTHS)
    assert frame["market"].tolist() == [A, B]
    assert frame["rows"].tolist() == [1, 0]
    assert frame["batch_id"].tolist() == [2, 2]
    assert set(frame["first_received_at"]) == {at("2026-10-02")}


def test_a_market_a_correction_leaves_out_is_no_longer_filed(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, markets=[B])
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, reason="漏报")
    assert covers(PROVINCE, home, MONTHS)["market"].tolist() == [A]


def test_segments_and_covers_are_seen_by_area(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, markets=[B])
    county, elsewhere = Scope("county", ("320106",)), Scope("city", ("3202",))
    assert covers(county, home, MONTHS)["market"].tolist() == [B]
    assert len(active_segments(county, home, MONTHS)) == 1
    assert active_segments(elsewhere, home, MONTHS).empty
    assert covers(elsewhere, home, MONTHS).empty


def test_the_facts_hash_moves_with_what_it_can_see_and_nothing_else(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, *week(A))
    told, text = facts_hash(PROVINCE, home, [202609])
    assert load_calendar().hash in text

    later = at("2026-10-01")
    submit(home, tmp_path, UNIT, 202610, {"service": []}, *week(A, closes="18:00",
           valid_from=later), markets=[A])  # fmt: skip
    assert facts_hash(PROVINCE, home, [202609])[0] == told, "begun after the last day"

    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, *week(B))
    assert facts_hash(PROVINCE, home, [202609])[0] != told, "a register row begun before"
    moment = at("2026-10-01")
    assert facts_hash(PROVINCE, home, [202609], moment)[0] != told, "not yet received"


def test_equal_facts_by_another_road_have_the_same_hash(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    told = facts_hash(PROVINCE, home, [202609])[0]
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, reason="漏报")
    assert facts_hash(PROVINCE, home, [202609])[0] != told
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, reason="撤回更正")
    assert facts_hash(PROVINCE, home, [202609])[0] == told


def test_an_inspection_named_for_the_period_is_seen_though_made_after_it(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    told = facts_hash(PROVINCE, home, [202609])[0]

    def visit(name: str, ordered: int | None) -> None:
        made = fact("inspection", market=A, visit=name, item="signage", result_a="met",
                    visited_at=at("2026-10-08T10:00"), inspector_a="K1", ordered_for=ordered,
                    valid_from=at("2026-10-08"))  # fmt: skip
        submit(home, tmp_path, UNIT, 202610, {}, made)

    visit("V1", None)
    assert facts_hash(PROVINCE, home, [202609])[0] == told
    visit("V2", 202609)
    assert facts_hash(PROVINCE, home, [202609])[0] != told
