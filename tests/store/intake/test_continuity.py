"""A record runs open … open, ended; anything else is refused, whatever order months come in."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendar import month_bounds
from store.home import Home
from store.intake.continuity import Ids, clashes
from tests.store.intake.month_files import A, Month, codes, market_row, service_row, submit_path

MONTHS = [202605, 202606, 202607, 202608]
State = str
"""Of one record in one month's file: "o" open, "e" ended, "-" not in the file."""


def runs_well(states: list[State]) -> bool:
    """The rule by itself: not yet there, then open any number of months, then ended, then gone."""
    word = "".join(states).lstrip("-").rstrip("-")
    if not word:
        return True
    last_filed = "".join(states)[-1] != "-"
    return set(word[:-1]) <= {"o"} and (word[-1] == "e" or last_filed)


def ids(state: State) -> Ids:
    here = frozenset({"x"})
    nobody: frozenset[str] = frozenset()
    return Ids(here if state == "o" else nobody, here if state == "e" else nobody)


@given(st.lists(st.sampled_from("oe-"), min_size=1, max_size=4), st.randoms())
def test_files_in_any_order_are_all_accepted_only_if_the_record_runs_well(
    states: list[State], random: object
) -> None:
    """Months are filed one by one, in any order; the last one filed decides with the rest known."""
    order = list(range(len(states)))
    random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis types it as an object
    filed: dict[int, Ids] = {}
    accepted = True
    for place in order:
        accepted &= not [*clashes(ids(states[place]), filed, MONTHS[place])]
        filed[MONTHS[place]] = ids(states[place])
    in_order = list(range(len(states))) == order
    if runs_well(states) and in_order:
        assert accepted
    if not runs_well(states):
        assert not accepted


@settings(max_examples=100)
@given(st.lists(st.sampled_from("oe-"), min_size=2, max_size=4))
def test_filed_in_order_exactly_the_sound_histories_pass(states: list[State]) -> None:
    filed: dict[int, Ids] = {}
    accepted = True
    for month, state in zip(MONTHS, states, strict=False):
        accepted &= not [*clashes(ids(state), filed, month)]
        filed[month] = ids(state)
    assert accepted == runs_well(states)


def month(period: int, *rows: dict[str, object]) -> Month:
    filed = Month(period=period).add("market", market_row()).add("service", *rows)
    filed.cover["rows"] = {(A, "service"): len(rows)}
    return filed


def test_an_end_in_a_month_with_no_other_file_is_the_carry_over(home: Home, tmp_path: Path) -> None:
    old = service_row("old", month_bounds(202604)[0], closed_at=month_bounds(202606)[0])
    assert submit_path(home, month(202606, old).write(tmp_path / "a.xlsx")).accepted


def test_the_next_month_filed_may_be_months_later(home: Home, tmp_path: Path) -> None:
    begun = month_bounds(202605)[0]
    open_row = service_row("x", begun, open=1, closed_at=None)
    assert submit_path(home, month(202605, open_row).write(tmp_path / "5.xlsx")).accepted
    gone = submit_path(home, month(202608).write(tmp_path / "8.xlsx"))
    assert codes(gone.problems) == ["open_record_missing"]
    assert "202605" in gone.problems[0].text.zh
    ended = service_row("x", begun, closed_at=month_bounds(202608)[0])
    assert submit_path(home, month(202608, ended).write(tmp_path / "8b.xlsx")).accepted


def test_the_same_id_in_another_market_is_another_record(home: Home, tmp_path: Path) -> None:
    first = month(202605, service_row("x", month_bounds(202605)[0]))
    assert submit_path(home, first.write(tmp_path / "5.xlsx")).accepted
    second = Month(period=202606).add("market", market_row("320102002"))
    second.add("service", service_row("x", second.start, market="320102002"))
    assert submit_path(home, second.write(tmp_path / "6.xlsx")).accepted
