"""Which months are on file, of a unit from the covers of the markets in it?"""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.filed import ANYTHING, filed_by, filed_by_units
from rules.codes import divisions
from store.ledger_sheets import LEDGERS

MONTHS = (202609, 202610)
UNITS = list(divisions().units)
HUQIU, WUZHONG, KUNSHAN, SUZHOU = "320505", "320506", "320583", "320500"
COUNTIES = (HUQIU, WUZHONG, KUNSHAN, "320102")


def covers(*lines: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(list(lines), columns=["market", "ledger", "month"]).astype({"market": str})


def of(lines: pd.DataFrame, homes: list[str], duty: list[list[bool]]) -> dict[str, list[bool]]:
    """By unit and month: is anything on file?"""
    owing = np.array(duty, dtype=np.bool_).reshape(len(homes), len(MONTHS))
    held = filed_by_units(lines, homes, owing, UNITS, MONTHS)[ANYTHING]
    return {unit: held[at].tolist() for at, unit in enumerate(UNITS)}


def test_a_ledger_is_filed_by_whom_the_cover_names_and_anything_by_any() -> None:
    held = filed_by(covers(("A", "service", 202610)), ["A", "B", "A"], MONTHS)
    assert held["service"].tolist() == [[False, True], [False, False], [False, True]]
    assert held[ANYTHING].tolist() == held["service"].tolist()
    assert not held["vacancy"].any()


def test_a_county_waits_for_its_market_and_a_bare_one_for_its_reporting_unit() -> None:
    held = of(covers((f"{HUQIU}001", "service", 202610)), [HUQIU], [[True, True]])
    assert held[HUQIU] == [False, True]
    assert held[WUZHONG] == held[SUZHOU] == [False, True]
    assert held[KUNSHAN] == held["320100"] == [False, False]
    waiting = of(covers((f"{HUQIU}001", "service", 202610)), [WUZHONG], [[True, True]])
    assert waiting[WUZHONG] == [False, False]


def test_a_month_no_market_owes_keeps_nobody_waiting() -> None:
    lines = covers((f"{HUQIU}001", "service", 202609), (f"{HUQIU}001", "service", 202610))
    assert of(lines, [WUZHONG], [[False, True]])[WUZHONG] == [True, False]


def test_what_kunshan_files_is_its_own_and_not_its_city_s() -> None:
    held = of(covers((f"{KUNSHAN}001", "service", 202610)), [], [])
    assert held[KUNSHAN] == [False, True]
    assert held[SUZHOU] == held[HUQIU] == [False, False]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([f"{county}00{n}" for county in COUNTIES for n in (1, 2)]),
            st.sampled_from(sorted(LEDGERS)),
            st.sampled_from(MONTHS),
        )
    ),
    st.lists(st.tuples(st.sampled_from(COUNTIES), st.booleans(), st.booleans())),
)
def test_no_county_is_on_file_whose_unit_filed_nothing(
    lines: list[tuple[str, str, int]], owing: list[tuple[str, bool, bool]]
) -> None:
    held = of(covers(*lines), [line[0] for line in owing], [list(line[1:]) for line in owing])
    for unit in UNITS:
        for at, month in enumerate(MONTHS):
            by_unit = {divisions().reporting_unit_of(line[0]) for line in lines if line[2] == month}
            assert not held[unit][at] or divisions().reporting_unit_of(unit) in by_unit
