"""Is every day the kind of day that the State Council's notices make it?"""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    FOLDER,
    date_of,
    day_start,
    load_calendar,
    month_bounds,
    month_end_day,
    month_of,
    months_between,
    next_month,
    now,
    parse_moment,
    read_calendar,
)
from rules.value import RuleError

CALENDAR = load_calendar()
DAYS = st.dates(date(2021, 6, 1), date(2028, 6, 1))
MONTHS = st.builds(lambda y, m: y * 100 + m, st.integers(1990, 2099), st.integers(1, 12))


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize("year", range(2022, 2027))
def test_every_day_agrees_with_the_library(year: int) -> None:
    for day in every_day(date(year, 1, 1), date(year, 12, 31)):
        assert CALENDAR.is_working_day(day) == chinese_calendar.is_workday(day), day
    assert not CALENDAR.projected(year)
    assert "国办发明电" in CALENDAR.notices[year]


def test_what_is_moved_is_a_weekend_worked_or_a_day_off_that_isn_t_statutory() -> None:
    for day, kind in CALENDAR.special.items():
        if kind == "swapped_working":
            assert day.weekday() >= 5
        elif kind == "swapped_rest":
            assert not CALENDAR.is_working_day(day)


def test_statutory_holidays_number_11_and_since_2025_13() -> None:
    for year in range(2022, 2028):
        days = every_day(date(year, 1, 1), date(year, 12, 31))
        statutory = [day for day in days if CALENDAR.kind(day) == "holiday"]
        assert len(statutory) == (11 if year < 2025 else 13), year


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-02-14", "swapped_working"), ("2026-02-15", "swapped_rest"),
        ("2026-02-17", "holiday"), ("2026-02-20", "swapped_rest"), ("2026-02-24", "working"),
        ("2026-10-31", "rest"), ("2026-11-02", "working"), ("2022-12-31", "swapped_rest"),
    ],
)  # fmt: skip
def test_kinds_of_day_by_hand(day: str, kind: str) -> None:
    assert CALENDAR.kind(date.fromisoformat(day)) == kind


def test_a_year_without_a_notice_is_projected() -> None:
    assert CALENDAR.projected(2027)
    assert CALENDAR.projected(2031)
    assert CALENDAR.kind(date(2027, 2, 6)) == "holiday"
    assert CALENDAR.kind(date(2027, 2, 9)) == "working"


@given(day=DAYS, n=st.integers(0, 40))
def test_adding_and_counting_working_days_are_inverse(day: date, n: int) -> None:
    later = CALENDAR.add_working_days(day, n)
    assert CALENDAR.working_days(day, later) == n
    assert n == 0 or CALENDAR.is_working_day(later)


@given(after=DAYS, until=DAYS)
def test_working_days_are_those_after_the_one_day_up_to_the_other(after: date, until: date) -> None:
    counted = [d for d in every_day(after, until)[1:] if CALENDAR.is_working_day(d)]
    assert CALENDAR.working_days(after, until) == len(counted)


@pytest.mark.parametrize(
    ("served", "days", "working", "last"),
    [
        ("2026-09-21", 5, True, "2026-09-29"),  # the 25th and 27th are the Mid-Autumn holiday
        ("2026-09-21", 5, False, "2026-09-28"),  # the 26th, a Saturday of the holiday, moves on
        ("2026-11-02", 30, False, "2026-12-02"),
        ("2026-10-02", 0, False, "2026-10-08"),
        ("2026-02-06", 8, False, "2026-02-14"),  # a Saturday worked in exchange stays
    ],
)
def test_the_last_day_of_a_limit(served: str, days: int, working: bool, last: str) -> None:
    found = CALENDAR.last_day(date.fromisoformat(served), days, working=working)
    assert found == date.fromisoformat(last)


@given(DAYS, st.integers(0, 90))
def test_a_last_day_is_worked_and_no_working_day_lies_between_it_and_the_nominal_one(
    served: date, days: int
) -> None:
    last = CALENDAR.last_day(served, days, working=False)
    nominal = served + timedelta(days=days)
    assert CALENDAR.is_working_day(last)
    assert last >= nominal
    if last > nominal:
        assert CALENDAR.working_days(nominal - timedelta(days=1), last) == 1


def test_a_year_put_into_the_data_folder_goes_before_ours(tmp_path: Path) -> None:
    text = (
        (FOLDER / "2027.yaml").read_text("utf-8").replace("status: projected", "status: official")
    )
    (tmp_path / "2027.yaml").write_text(text, "utf-8")
    both = read_calendar(FOLDER, tmp_path)
    assert CALENDAR.projected(2027)
    assert not both.projected(2027)
    assert both.hash != CALENDAR.hash
    assert both.kind(date(2026, 2, 17)) == "holiday"
    assert read_calendar(FOLDER, tmp_path / "nowhere").hash == CALENDAR.hash


def test_five_working_days_over_the_spring_festival_of_2026() -> None:
    assert CALENDAR.add_working_days(date(2026, 2, 12), 5) == date(2026, 2, 26)
    assert CALENDAR.working_days(date(2026, 2, 12), date(2026, 3, 1)) == 7
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2026, 2, 12), -1)


@given(month=MONTHS, n=st.integers(-40, 40))
def test_months_add_up(month: int, n: int) -> None:
    assert next_month(next_month(month, n), -n) == month
    assert len(months_between(month, next_month(month, n))) == max(0, n + 1)


@given(month=MONTHS)
def test_a_month_holds_its_days_and_no_other(month: int) -> None:
    start, end = month_bounds(month)
    assert month_of(start) == month_of(end - 1) == month
    assert month_of(start - 1) == next_month(month, -1)
    assert month_of(end) == next_month(month)
    assert day_start(month_end_day(month)) == end - 86400


@given(moment=st.integers(0, 4 * 10**9))
def test_a_moment_lies_in_its_day(moment: int) -> None:
    day = date_of(moment)
    assert day_start(day) <= moment < day_start(day + timedelta(days=1))


def test_months_between_crosses_the_year() -> None:
    assert months_between(202511, 202602) == [202511, 202512, 202601, 202602]
    assert months_between(202602, 202511) == []


def test_the_present_is_the_set_one_then_the_home_s_own_day_then_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BIAOCHI_NOW", raising=False)
    assert now(1_700_000_000) == 1_700_000_000
    clock = datetime.now(UTC).timestamp()
    assert abs(now() - clock) < 60
    monkeypatch.setenv("BIAOCHI_NOW", "2026-11-05")
    assert now(1_700_000_000) == now() == day_start(date(2026, 11, 5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-05", "2026-11-05T00:00:00+08:00"), ("2026-11-05T09:30", "2026-11-05T09:30+08:00"),
        ("2026-11-05T09:30+00:00", "2026-11-05T17:30+08:00"), ("1793808000", None),
    ],
)  # fmt: skip
def test_a_moment_is_a_date_a_time_or_seconds(text: str, expected: str | None) -> None:
    seconds = int(text) if expected is None else datetime.fromisoformat(expected).timestamp()
    assert parse_moment(text) == seconds


@pytest.mark.parametrize(
    "text", ["tomorrow", "2026-13-01", "99999999999999999999", "１７００００００００"]
)
def test_what_is_no_moment_is_refused_in_both_languages(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIAOCHI_NOW", text)
    with pytest.raises(RuleError, match=r"不是日期[\s\S]*is not a date"):
        now()


def test_the_hash_follows_the_days_and_not_the_layout(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "2026.yaml"
    text = path.read_text("utf-8")
    assert read_calendar(tmp_path).hash == CALENDAR.hash
    path.write_text(f"# 注\n{text}\n", "utf-8")
    assert read_calendar(tmp_path).hash == CALENDAR.hash
    path.write_text(text.replace("working: [2026-05-09]", "working: [2026-05-10]"), "utf-8")
    assert read_calendar(tmp_path).hash != CALENDAR.hash
