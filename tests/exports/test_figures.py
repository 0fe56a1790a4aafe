"""Are numbers, dates and missing values written the one way?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import figures
from exports.words import translator
from tests.store.making import at

EN = translator("en")


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1321, 0, "1,321"), (0, 0, "0"), (Fraction(5, 2), 0, "3"), (Fraction(-5, 2), 0, "−3"),
        (Fraction(1, 3), 2, "0.33"), (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(5, 1000), 2, "0.01"),
        (1234567, 1, "1,234,567.0"),
    ],
)  # fmt: skip
def test_a_number_is_rounded_half_away_from_zero_with_the_true_minus(
    value: Fraction | int, places: int, text: str
) -> None:
    assert figures.fixed(value, places) == text


@given(st.fractions(), st.integers(0, 4))
def test_a_written_number_is_never_further_than_half_a_unit_away(
    value: Fraction, places: int
) -> None:
    read = Fraction(figures.fixed(value, places).replace(",", "").replace("−", "-"))
    assert abs(read - value) <= Fraction(1, 2 * 10**places)


@given(st.integers(-(10**12), 10**12))
def test_a_count_reads_back_as_itself(number: int) -> None:
    assert int(figures.count(number).replace(",", "").replace("−", "-")) == number


def test_missing_is_a_dash_and_zero_is_zero() -> None:
    assert [figures.count(None), figures.count(0)] == ["—", "0"]
    assert [figures.ratio(7, 0), figures.ratio(0, 7), figures.ratio(None, 7)] == ["—", "0.00", "—"]
    assert [figures.score(None), figures.score(0)] == ["—", "0.0"]
    assert [figures.pay_number(None, 4), figures.hourly_pay(100, 0)] == ["—", "—"]
    assert [figures.money(None), figures.full_money(None), figures.lost(None, 1)] == ["—"] * 3
    assert [figures.month(None), figures.day(None), figures.minute(None)] == ["—"] * 3
    assert [figures.interval(None, 1), figures.rank(None, 9), figures.change(None, 1)] == ["—"] * 3
    assert [figures.short_day(None), figures.share(None, 3), figures.percent(3, 0)] == ["—"] * 3


def test_a_share_says_of_how_many() -> None:
    assert figures.share(412, 1321) == "31.2%（412 / 1,321）"
    assert figures.share(412, 1321, EN) == "31.2% (412 / 1,321)"
    assert figures.share(3, 29) == "10.3%（3 / 29，小样本）"
    assert figures.share(3, 30) == "10.0%（3 / 30）"
    assert figures.whole_share(8390) == "83.9%"


def test_fewer_than_five_are_not_published() -> None:
    assert figures.published_share(2, 4) == "—（不足 5）"
    assert figures.published_share(2, 5) == "40.0%（2 / 5，小样本）"
    assert figures.published_share(None, None) == "—"


def test_scores_losses_intervals_and_ranks() -> None:
    assert figures.score(839_000) == "83.9"
    assert figures.score(839_500) == "84.0"
    assert figures.lost(55_000, 80_000) == "−2.5 / 8"
    assert figures.lost(75_000, 75_000) == "0.0 / 7.5"
    assert figures.interval(755_000, 855_000) == "75.5–85.5"
    assert figures.interval(755_000, 755_000) == "75.5"
    assert figures.rank(31, 88, 22, 43) == "31 / 88（22–43）"
    assert figures.rank(1, 88, 1, 1, EN) == "1 / 88 (1)"
    assert figures.rank(31, 88) == "31 / 88"


def test_pay_and_money() -> None:
    assert figures.hourly_pay(238_000, 100) == "23.8 元/小时"
    assert figures.hourly_pay(238_000, 100, EN) == "23.8 yuan/hour"
    assert figures.money(12_500_000) == "12.50 万元"
    assert figures.money(12_500_000, EN) == "125,000.00 yuan"
    assert figures.full_money(12_500_000) == "125,000.00 元"


def test_a_movement_carries_its_sign() -> None:
    assert figures.change(Fraction(6, 100), 2) == "+0.06"
    assert figures.change(Fraction(-1, 5), 1) == "−0.2"
    assert figures.change(Fraction(1, 1000), 2) == "0.00"
    assert figures.change(1000, 0) == "+1,000"


def test_months_periods_and_days() -> None:
    assert [figures.month(202610), figures.month(202610, EN)] == ["2026年10月", "Oct 2026"]
    assert [figures.short_month(202601), figures.short_month(202601, EN)] == ["1 月", "Jan"]
    said = [figures.period(text) for text in ("202610", "2026Q3", "2026H1", "2026H2", "2026")]
    assert said == ["2026年10月", "2026年第三季度", "2026年上半年", "2026年下半年", "2026年"]
    assert figures.period("2026Q3", EN) == "2026 Q3"
    assert figures.period("2026", EN) == "2026"


def test_moments_are_said_in_shanghai() -> None:
    moment = at("2026-11-05T00:05")
    assert figures.day(moment) == "2026-11-05"
    assert figures.short_day(moment) == "11-05"
    assert figures.minute(moment) == "2026-11-05 00:05"


def test_time_limits_say_how_far() -> None:
    assert [figures.days_left(days) for days in (2, 0, -3)] == ["剩 2 天", "今天到期", "逾期 3 天"]
    assert figures.days_left(1, EN) == "1 day left"


def test_a_digest_is_shown_by_its_first_eight_signs() -> None:
    assert figures.short_digest("sha256:a41f9c2e" + "0" * 56) == "a41f9c2e"
