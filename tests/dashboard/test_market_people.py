"""Are people told apart without their keys, and never mixed up?"""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.market_people import SHORTEST, labelled, short_keys, shortened
from exports.evidence import table_of
from exports.words import translator
from metrics.evidence import Evidence
from rules.value import Text

ZH = translator("zh")
KEYS = st.text("abcdefghijklmnop", min_size=12, max_size=12)


def evidence(source: str, **columns: list[object]) -> Evidence:
    size = len(next(iter(columns.values())))
    frame = pd.DataFrame(columns | {"month": [202610] * size, "hit": pd.array([1] * size, "Int64")})
    return Evidence(Text("某表", "rows"), source, frame)


def test_a_member_of_staff_is_a_role_and_four_letters() -> None:
    held = evidence("service", record_id=["R1", "R2"],
                    first_staff_key=["fjkfhiligdlj", None])  # fmt: skip
    (shown,) = labelled([held], ZH)
    assert shown.frame["first_staff_key"].tolist()[0] == "工作人员 fjkf…"
    assert pd.isna(shown.frame["first_staff_key"].tolist()[1])
    assert held.frame["first_staff_key"].tolist()[0] == "fjkfhiligdlj"


def test_both_inspectors_of_a_visit_are_labelled_alike() -> None:
    held = evidence("register:inspection", visit=["JC-01"], inspector_a=["fmijmbphjdpp"],
                    inspector_b=["jeemnfbelpaf"])  # fmt: skip
    (shown,) = labelled([held], ZH)
    assert shown.frame[["inspector_a", "inspector_b"]].iloc[0].tolist() == [
        "检查员 fmij…", "检查员 jeem…"
    ]  # fmt: skip


def test_a_sentence_that_says_the_role_gets_the_letters_alone() -> None:
    held = evidence("register:incident", incident_no=["XS-1"], officer_a=["pcalmbphjdpp"])
    assert shortened([held])[0].frame["officer_a"].tolist() == ["pcal…"]


def test_a_short_name_written_by_people_stays() -> None:
    assert short_keys(["王检01", "abcdefghijkl"]) == {"王检01": "王检01", "abcdefghijkl": "abcd…"}


@given(st.lists(KEYS, min_size=1, max_size=30, unique=True))
def test_two_people_never_look_the_same(keys: list[str]) -> None:
    shown = short_keys(keys)
    assert len(set(shown.values())) == len(keys)
    assert all(key.startswith(shown[key].rstrip("…")) for key in keys)
    assert all(len(text.rstrip("…")) >= SHORTEST for text in shown.values())


@given(st.lists(KEYS, min_size=1, max_size=8))
def test_no_whole_key_reaches_the_table(keys: list[str]) -> None:
    held = evidence("service", record_id=[f"R{n}" for n in range(len(keys))],
                    first_staff_key=list(keys))  # fmt: skip
    cells = [cell for row in table_of(labelled([held], ZH)[0], ZH, 99).rows for cell in row]
    assert not set(keys) & set(cells)


def test_what_holds_no_people_is_left_as_it_is() -> None:
    held = evidence("register:facility", capacity=[82])
    assert labelled([held], ZH)[0].frame.equals(held.frame)
