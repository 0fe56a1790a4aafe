"""Is every value nobody has confirmed listed? Counted again from the files themselves."""

from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.defaults import default_values
from rules.load import read_yaml
from rules.model import RuleSet
from rules.sets import available, load_ruleset

DAY = date(2026, 10, 31)


def unconfirmed(written: object) -> Iterator[object]:
    """Every dated value in force, and every ground without one, that a file calls a default."""
    if isinstance(written, list):
        dated = [one for one in written if isinstance(one, dict) and "from" in one]
        held = [one for one in dated if str(one["from"]) <= DAY.isoformat()]
        if held and held[-1]["status"] == "default":
            yield held[-1]
        for one in (one for one in written if one not in dated):
            yield from unconfirmed(one)
    if isinstance(written, dict):
        if written.get("status") == "default":
            yield written
        for one in written.values():
            yield from unconfirmed(one)


def in_files(ruleset: RuleSet) -> int:
    apart = {"cases", "sources"}
    inside = [path for path in ruleset.folder.rglob("*.yaml") if apart.isdisjoint(path.parts)]
    return sum(1 for path in inside for _ in unconfirmed(read_yaml(path).plain()))


@pytest.mark.parametrize("name", available())
def test_every_default_of_the_files_is_listed_once(name: str) -> None:
    ruleset = load_ruleset(name)
    assert len(default_values(ruleset, DAY, "zh")) == in_files(ruleset)


def test_a_line_says_whose_it_is_where_it_stands_and_what_is_written() -> None:
    rows = default_values(load_ruleset("jiangsu-2024"), DAY, "zh").set_index("number")
    assert tuple(rows.loc["function.time_limit.params.limit"]) == ("限时办结", "2h")
    assert rows.loc["bands.good", "criterion"].startswith("江苏省")
    assert rows.loc["kinds.selection.cut_off_month", "value"] == "10"
    assert rows.loc["function.safety.basis", "value"] == "veto"
    assert rows.loc["caps.premises.area", "value"] == "qualified"


def test_before_a_number_begins_it_is_no_default() -> None:
    assert default_values(load_ruleset("jiangsu-2024"), date(2020, 1, 1), "zh").empty
