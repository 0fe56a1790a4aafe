"""Does a draft move just the numbers it names, and read again as the file it is kept as?"""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from rules.differences import differences
from rules.draft import Move, draft_text, drafted, movable, read_move, tried
from rules.sets import available, load_ruleset
from rules.value import RuleError

BEGINS, BEFORE = date(2026, 12, 1), date(2026, 10, 31)
FULL = "function.time_limit.compare.full"


@pytest.mark.parametrize("name", available())
def test_every_number_of_a_set_can_be_moved(name: str) -> None:
    ruleset = load_ruleset(name)
    moves = tuple(
        Move(key, "", next(iter(series.dated[-1].shown.values())))
        for key, series in movable(ruleset).items()
    )
    again = drafted(ruleset, moves, BEGINS)
    assert set(movable(again)) == set(movable(ruleset))
    assert all(movable(again)[key].dated[-1].since == BEGINS for key in movable(again))


def test_one_move_is_one_difference_from_its_day_on(tiny: Path) -> None:
    base = load_ruleset(tiny)
    new = drafted(base, (read_move(f"{FULL}=97%"),), BEGINS)
    (only,) = differences(base, new)
    assert (only.id, only.key) == ("function.time_limit", "compare.full")
    full = movable(new)[FULL]
    assert (full.on(BEFORE).written(), full.on(BEGINS).written()) == ("95.5%", "97%")


def test_a_value_of_one_type_leaves_the_others(tiny: Path) -> None:
    base = load_ruleset(tiny)
    new = drafted(base, (read_move("groups.function.weight[station] = 60"),), BEGINS)
    weight = movable(new)["groups.function.weight"].on(BEGINS)
    assert [weight.value(kind) for kind in ("general", "sector", "station")] == [24, 24, 60]


def test_two_moves_of_one_number_both_hold(tiny: Path) -> None:
    texts = ("function.staff.compare.low[general]=5", "function.staff.compare.low[station]=2")
    new = drafted(load_ruleset(tiny), tuple(read_move(text) for text in texts), BEGINS)
    low = movable(new)["function.staff.compare.low"].on(BEGINS)
    assert low.values == {"general": Fraction(5), "station": Fraction(2)}


def test_what_is_tried_holds_on_every_day(tiny: Path) -> None:
    new = tried(load_ruleset(tiny), (read_move(f"{FULL}=97%"),), BEGINS)
    assert movable(new)[FULL].on(BEFORE).value() == Fraction(97, 100)


def test_a_move_that_makes_no_sense_is_refused_like_a_file(tiny: Path) -> None:
    with pytest.raises(RuleError, match="bands"):
        drafted(load_ruleset(tiny), (read_move("bands.good=95"),), BEGINS)


def test_the_kept_file_is_the_draft(tmp_path: Path) -> None:
    base = load_ruleset("jiangsu-2024")
    moves = (read_move("bands.good=85"), read_move("groups.premises.weight[station]=10"))
    path = tmp_path / "stricter.yaml"
    path.write_text(draft_text(base, moves, BEGINS, "stricter"), "utf-8")
    kept = load_ruleset(path)
    assert movable(kept) == movable(drafted(base, moves, BEGINS))
    assert (kept.id, kept.layer.base, kept.layer.base_hash) == ("stricter", base.id, base.hash)
