"""Does a folder of YAML become the rule set that it says?"""

import shutil
import time
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from rules.calendar import load_calendar
from rules.sets import FOLDER, available, load_ruleset
from rules.value import RuleError

DAY = date(2026, 10, 31)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_tiny_set_is_read_whole(tiny: Path) -> None:
    ruleset = load_ruleset(tiny)
    assert (ruleset.id, ruleset.since) == ("tiny", date(2024, 4, 11))
    assert [group.id for group in ruleset.groups] == ["function", "highlights"]
    assert [group.optional for group in ruleset.groups] == [False, True]
    assert ruleset.group_of("function.fast").id == "function"
    assert ruleset.groups[0].weight.on(DAY).value("station") == 55
    assert ruleset.kinds["monitoring"].window == 3
    assert ruleset.kinds["monitoring"].minimum_assessed.on(DAY).value() == Fraction(4, 5)
    assert [band.on(DAY).value() for band in ruleset.bands.values()] == [90, 80, 60, 0]
    assert ruleset.caps[0].highest == "qualified"
    assert ruleset.numbers["answer"].on(DAY).value() == 5
    assert ruleset.authority["submit"]["inspection"] == ("above",)
    assert ruleset.authority["direct_units"] == {"320583": ("city",)}
    assert ruleset.procedure["exit"] == {
        "modes": ["entrusted"],
        "limits": {
            "statement": [
                {"from": "2024-04-11", "value": "5d", "status": "default", "source": "default"}
            ]
        },
    }


def test_a_computed_criterion_is_read_whole(tiny: Path) -> None:
    criterion = load_ruleset(tiny).criteria["function.time_limit"]
    assert criterion.title.en == "Closed within the time limit"
    assert criterion.clauses == ("M-65 §6.2",)
    assert (criterion.judged_by, criterion.metric) == ("computation", "service.time_limit")
    limit = criterion.params["limit"]
    assert limit.on(date(2025, 12, 31)).value() == 7200
    assert limit.on(date(2026, 1, 1)).value() == 5400
    assert criterion.compare.form == "linear"
    assert criterion.compare.numbers["full"].on(DAY).value("general") == Fraction(191, 200)
    assert criterion.compare.numbers["full"].on(DAY).written() == "95.5%"
    assert criterion.min_n
    assert criterion.min_n.on(DAY).value() == 10
    assert criterion.subject == "market"
    assert criterion.applies("station", "ppp")


def test_a_criterion_applies_only_where_it_says(tiny: Path) -> None:
    criterion = load_ruleset(tiny).criteria["function.staff"]
    assert criterion.types == {"general", "station"}
    assert criterion.modes == {"self", "entrusted"}
    assert criterion.applies("general", "self")
    assert not criterion.applies("sector", "self")
    assert not criterion.applies("general", "ppp")


def test_steps_are_numbered_in_the_order_of_the_file(tiny: Path) -> None:
    numbers = load_ruleset(tiny).criteria["function.training"].compare.numbers
    assert {role: series.on(DAY).value() for role, series in numbers.items()} == {
        "at_1": 1, "share_1": Fraction(1, 2), "at_2": 4, "share_2": 1,
    }  # fmt: skip


def test_the_hash_doesn_t_mind_layout_order_of_keys_or_place(tiny: Path, tmp_path: Path) -> None:
    before = load_ruleset(tiny).hash
    shutil.copytree(tiny, tmp_path / "elsewhere/tiny")
    assert load_ruleset(tmp_path / "elsewhere/tiny").hash == before
    path = tiny / "criteria/function/process.yaml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("# 顺序变了\n" + "\n\n".join(reversed(lines)) + "\n", "utf-8")
    assert load_ruleset(tiny).hash == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ruleset.yaml", "value: 90,", "value: 91,"),
        ("ruleset.yaml", "station: 55", "station: 56"),
        ("authority.yaml", "[county, city, province]", "[county, city]"),
        ("procedure.yaml", "value: 5d", "value: 6d"),
        ("criteria/function/time_limit.yaml", "95.5%", "95.6%"),
        ("criteria/function/time_limit.yaml", "2026-01-01", "2026-01-02"),
        ("criteria/function/fast.yaml", ", walk_in_start", ""),
    ],
)
def test_the_hash_follows_every_number_and_is_read_anew(
    name: str, old: str, new: str, tiny: Path
) -> None:
    before = load_ruleset(tiny)
    replace(tiny / name, old, new)
    after = load_ruleset(tiny)
    assert after.hash != before.hash
    assert after is not before


def test_the_hash_follows_the_calendar(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import rules.files

    before = load_ruleset(tiny).hash
    other = type("Other", (), {"hash": "sha256:0"})
    monkeypatch.setattr(rules.files, "load_calendar", lambda: other)
    (tiny / "procedure.yaml").touch()
    assert load_calendar().hash != "sha256:0"
    assert load_ruleset(tiny).hash != before


def test_an_unchanged_set_is_not_read_again(tiny: Path) -> None:
    assert load_ruleset(tiny) is load_ruleset(str(tiny))


def test_every_set_of_the_project_loads_fast_by_its_id() -> None:
    assert available()
    for name in available():
        started = time.perf_counter()
        ruleset = load_ruleset(FOLDER / name)
        assert time.perf_counter() - started < 1
        assert ruleset.id == name
        assert load_ruleset(name) is ruleset


@pytest.mark.parametrize("name", ["", "nowhere", "../sets", "x" * 5000, "a\0b"])
def test_a_set_that_isn_t_there_is_told_with_those_that_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"jiangsu-2024"):
        load_ruleset(name or str(tmp_path))
