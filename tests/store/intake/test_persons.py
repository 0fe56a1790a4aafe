"""Numbers of persons are recognised, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.intake.persons import is_id, person_in, person_key, without_persons

ID = "11010519491231002X"  # the example of GB 11643
KEY = b"the province's key"


@pytest.mark.parametrize(
    "text",
    [ID, ID.lower(), f"身份证{ID}", f"张某，{ID}。", "１１０１０５１９４９１２３１００２Ｘ",
     "110105 19491231 002X", "110105-19491231-002X", f" {ID} "],
)  # fmt: skip
def test_an_id_is_found_however_it_is_written(text: str) -> None:
    assert person_in(text) == "person_id"


@pytest.mark.parametrize(
    "text",
    ["13912345678", "139 1234 5678", "139-1234-5678", "+8613912345678", "电话13912345678",
     "+86 139 1234 5678", "１３９１２３４５６７８"],
)  # fmt: skip
def test_a_mobile_number_is_found_however_it_is_written(text: str) -> None:
    assert person_in(text) == "person_phone"


@pytest.mark.parametrize(
    "text",
    ["", "320102001", "FW202610050001", "025-83300000", "12345", "110105194912310021",
     "110105194913310028", "2026-10-05 09:30:00", "A13912345678", "139123456789",
     "91320100MA1XXXXX0X", "20261005093000123"],
)  # fmt: skip
def test_other_numbers_are_left_alone(text: str) -> None:
    assert person_in(text) is None


@given(st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True))
def test_a_changed_check_digit_is_never_an_id(number: str) -> None:
    others = [number[:17] + check for check in "0123456789X" if is_id(number[:17] + check)]
    assert len(others) <= 1


def test_the_same_person_has_the_same_key_under_one_key_only() -> None:
    assert person_key(ID, KEY) == person_key(ID.lower(), KEY)
    assert person_key(ID, KEY) != person_key(ID, b"another province's")
    assert ID[6:14] not in person_key(ID, KEY)


def test_of_a_text_only_the_persons_go() -> None:
    text = f"张某 {ID} 电话 13912345678 单号 12345"
    assert without_persons(text, KEY) == f"张某 {person_key(ID, KEY)} 电话  单号 12345"
    assert without_persons("单号 12345，甲", KEY) == "单号 12345，甲"
    assert person_in(without_persons("110105 19491231 002X", KEY)) is None
