"""Is a dated number exactly what was written, on every day and for every type?"""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.clauses import sources
from rules.load import read_yaml
from rules.numbers import TYPES, Ground, read_number, unit_of
from rules.value import RuleError, Series

GROUND = Ground(sources(), date(2024, 4, 11), {})


def number(path: Path, text: str) -> Series:
    path.write_text(text, encoding="utf-8")
    return read_number(read_yaml(path), GROUND, "it")


def one(value: str, since: str = "2024-04-11") -> str:
    return f"{{from: {since}, value: {value}, status: default, source: default}}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", Fraction(30)), ("1.5", Fraction(3, 2)), ("95%", Fraction(19, 20)),
        ("0.1%", Fraction(1, 1000)), ("-5%", Fraction(-1, 20)), ("0.3", Fraction(3, 10)),
    ],
)  # fmt: skip
def test_a_number_is_held_exactly(text: str, value: Fraction, tmp_path: Path) -> None:
    series = number(tmp_path / "n.yaml", f"[{one(text)}]")
    assert series.on(date(2026, 1, 1)).value() == value
    assert series.on(date(2026, 1, 1)).written() == text


@pytest.mark.parametrize(
    ("clock", "text", "value"),
    [("market_hours", "2h", 7200), ("market_hours", "1.5h", 5400), ("working_days", "5d", 5)],
)
def test_a_time_limit_is_held_in_seconds_or_days(
    clock: str, text: str, value: int, tmp_path: Path
) -> None:
    series = number(tmp_path / "n.yaml", f"{{clock: {clock}, dated: [{one(text)}]}}")
    assert series.on(date(2026, 1, 1)).value() == value
    assert unit_of(series) == text[-1]


@pytest.mark.parametrize(
    "text", ["", "abc", "1,5", "95 %", "5w", "1e3", "0x1", "٣", "+5", "1.", ".5"]
)
def test_what_is_no_number_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"n\.yaml:1: \[0\]\.value"):
        number(tmp_path / "n.yaml", f"[{one(repr(text))}]")


def test_a_value_by_type_answers_for_each(tmp_path: Path) -> None:
    by_type: Mapping[str, int] = {"general": 200, "sector": 150, "station": 20}
    text = ", ".join(f"{kind}: {value}" for kind, value in by_type.items())
    dated = number(tmp_path / "n.yaml", f"[{one(f'{{{text}}}')}]").on(date(2026, 1, 1))
    assert {kind: dated.value(kind) for kind in TYPES} == by_type
    assert dated.written("station") == "20"


@given(gaps=st.lists(st.integers(1, 400), min_size=1, max_size=5), ask=st.integers(0, 2500))
def test_the_value_in_force_is_the_last_that_has_begun(
    gaps: list[int], ask: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    begins = [date(2024, 4, 11)]
    for gap in gaps:
        begins.append(begins[-1] + timedelta(days=gap))
    entries = ", ".join(one(str(n), str(day)) for n, day in enumerate(begins))
    series = number(tmp_path_factory.getbasetemp() / "n.yaml", f"[{entries}]")
    day = begins[0] + timedelta(days=ask)
    assert series.on(day).value() == sum(begun <= day for begun in begins) - 1


def test_a_day_before_the_first_value_is_an_error(tmp_path: Path) -> None:
    series = number(tmp_path / "n.yaml", f"[{one('1')}]")
    with pytest.raises(RuleError, match="2024-04-10"):
        series.on(date(2024, 4, 10))
