"""Is every code list there, and are the divisions those of Jiangsu?"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.codes import code_list, code_list_names, divisions
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS

COLUMNS = [column for ledger in LEDGERS.values() for column in ledger.columns]
COLUMNS += [column for register in REGISTERS.values() for column in register.columns]
JUDGED = {"size_band", "unit_type"}
"""Lists of what an evaluation says of its subjects, not of what a sheet holds."""
USED = sorted({column.codes for column in COLUMNS if column.codes} | JUDGED)
COUNTIES = Path(__file__).resolve().parents[2] / "dashboard/static/jiangsu_counties.geojson"


@pytest.mark.parametrize("name", USED)
def test_every_list_a_sheet_names_is_there_in_both_languages(name: str) -> None:
    codes = code_list(name)
    assert len(codes.codes) >= 2
    assert codes.source
    for code in codes.codes:
        assert code.title.zh
        assert code.title.en.isascii()


def test_no_list_lies_about_unused() -> None:
    assert set(code_list_names()) == set(USED)


@pytest.mark.parametrize("name", USED)
def test_a_code_is_found_by_itself_and_by_either_title(name: str) -> None:
    codes = code_list(name)
    for code in codes.codes:
        assert codes.get(code.code) is code
        for text in (code.code, code.title.zh, code.title.en, f" {code.title.en.upper()} "):
            assert codes.find(text) == code.code


@given(text=st.text(max_size=12))
def test_what_is_no_code_is_not_found(text: str) -> None:
    found = code_list("service_kind").find(text)
    assert found is None or code_list("service_kind").get(found)


def test_full_width_digits_and_capitals_mean_the_same_code() -> None:
    assert code_list("sex").find("１") == "1"
    assert code_list("industry").find("c") == "C"
    assert code_list("sex").find("男") is None


def test_the_standards_have_their_own_codes() -> None:
    assert [code.code for code in code_list("sex").codes] == ["0", "1", "2", "9"]
    assert "".join(c.code for c in code_list("industry").codes) == "ABCDEFGHIJKLMNOPQRST"
    assert {code.code for code in code_list("ledger").codes} == set(LEDGERS)


def test_the_province_has_13_cities_and_95_counties_of_three_kinds() -> None:
    tree = divisions()
    assert (len(tree.cities), len(tree.counties)) == (13, 95)
    kinds = [tree.entries[code].kind for code in tree.counties]
    assert [kinds.count(kind) for kind in ("district", "county_city", "county")] == [55, 21, 19]


def test_every_county_lies_in_the_city_its_code_begins_with() -> None:
    tree = divisions()
    for code in tree.counties:
        assert tree.parent(code) == tree.city_of(code) == f"{code[:4]}00"
        assert code in tree.children(tree.parent(code))
    assert [tree.parent(code) for code in tree.cities] == ["320000"] * 13
    assert tree.children(tree.province) == tree.cities


def test_names_don_t_tell_divisions_apart_but_codes_do() -> None:
    tree = divisions()
    namesakes = [code for code in tree.counties if tree.name(code, "zh") == "鼓楼区"]
    assert namesakes == ["320106", "320302"]
    assert tree.name("320583", "en") == "Kunshan"
    assert tree.name("320722", "en") == "Donghai County"


def test_three_counties_report_on_their_own_and_stay_in_their_city() -> None:
    tree = divisions()
    assert len(tree.reporting_units) == 16
    direct = ["320583", "321283", "321322"]
    assert [tree.name(code, "zh") for code in direct] == ["昆山市", "泰兴市", "沭阳县"]
    for code in tree.counties:
        expected = code if code in direct else tree.city_of(code)
        assert tree.reporting_unit_of(code) == expected
    assert [tree.city_of(code) for code in direct] == ["320500", "321200", "321300"]


def test_a_unit_is_a_city_or_a_county_and_reports_for_itself_or_not() -> None:
    tree = divisions()
    assert tree.units == tuple(sorted((*tree.cities, *tree.counties)))
    levels = {unit: tree.unit_type(unit) for unit in tree.units}
    assert set(levels.values()) == {code.code for code in code_list("unit_type").codes}
    assert (levels["320500"], levels["320583"], levels["320505"]) == ("city", "direct", "county")


def test_a_market_s_code_stands_for_its_county() -> None:
    tree = divisions()
    assert tree.name("320583004", "zh") == "昆山市"
    assert tree.city_of("320583004") == "320500"
    assert tree.reporting_unit_of("320583004") == "320583"


def test_a_zone_is_no_county_and_is_labelled_at_its_city() -> None:
    tree = divisions()
    assert not set(tree.zones) & set(tree.counties)
    for zone in tree.zones:
        assert tree.city_of(zone) in tree.cities
        assert tree.center(zone) == tree.center(tree.city_of(zone))


def test_a_code_that_is_not_listed_is_an_error_and_not_a_guess() -> None:
    tree = divisions()
    assert tree.get("320199") is None
    for ask in (tree.parent, tree.city_of, tree.center, tree.reporting_unit_of):
        with pytest.raises(KeyError):
            ask("320199")
    with pytest.raises(KeyError):
        tree.city_of("320000")


def test_the_map_has_the_same_counties_and_labels() -> None:
    tree = divisions()
    shapes = json.loads(COUNTIES.read_text("utf-8"))["features"]
    named = {shape["properties"]["adcode"]: shape["properties"] for shape in shapes}
    assert {str(code) for code in named} == set(tree.counties)
    for code, shape in named.items():
        assert shape["name"] == tree.name(str(code), "zh")
        assert tree.center(str(code)) == pytest.approx(shape["center"], abs=0.001)
