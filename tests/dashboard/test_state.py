"""Does the URL give only what is offered, and say so when it doesn't?"""

from hypothesis import given
from hypothesis import strategies as st

from dashboard import state
from rules.codes import divisions

OFFERED = ["202610", "202609"]


def test_a_known_value_is_taken_and_an_absent_one_is_the_default() -> None:
    assert state.asked({"period": "202609"}, "period", OFFERED, "202610") == state.Asked("202609")
    assert state.asked({}, "period", OFFERED, "202610") == state.Asked("202610")


@given(st.text())
def test_whatever_stands_in_the_url_the_value_is_offered(text: str) -> None:
    found = state.asked({"period": text}, "period", OFFERED, "202610")
    assert found.value in OFFERED
    assert found.refused == (text not in OFFERED)


def test_a_choice_of_an_earlier_page_holds_until_the_url_says_otherwise() -> None:
    memory = {"period": "202609"}
    assert state.remembered({}, memory, "period", OFFERED, "202610").value == "202609"
    asked = {"period": "202610"}
    assert state.remembered(asked, memory, "period", OFFERED, "202610").value == "202610"
    gone = {"period": "202501"}
    assert state.remembered({}, gone, "period", OFFERED, "202610").value == "202610"


def test_the_default_leaves_no_parameter_and_the_others_stay() -> None:
    held = {"period": "202609", "type": "station"}
    assert state.with_choice(held, "period", "202610", "202610") == {"type": "station"}
    assert state.with_choice(held, "area", "320700", "320000") == {**held, "area": "320700"}


def test_a_link_keeps_the_shared_filters_and_drops_the_others() -> None:
    params = {"period": "202609", "measure": "ratio", "area": "320700"}
    expected = {"period": "202609", "area": "320700", "code": "320703001"}
    assert state.link(params, code="320703001", criterion=None) == expected


def test_a_viewer_is_offered_only_areas_inside_the_scope() -> None:
    tree = divisions()
    every = (tree.province, tree.cities, tree.counties)
    assert len(state.areas_in(("32",), *every)) == 1 + 13 + 95
    city = state.areas_in(("3201",), *every)
    assert city[0] == "320100"
    assert len(city) == 12
    assert state.areas_in(("320583",), *every) == ["320583"]


def test_the_prefix_of_an_area_is_what_its_codes_share() -> None:
    assert [state.prefix(area) for area in ("320000", "320100", "320102")] == [
        "32", "3201", "320102",
    ]  # fmt: skip
