"""Does a layer change what it says, only that, and only towards asking for more?"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.differences import differences
from rules.reasons import RuleFileError
from rules.sets import kept_ruleset, load_ruleset
from rules.tighter import AT, LEFT, RIGHT, share_of

BEFORE, FROM = date(2025, 12, 31), date(2026, 3, 1)
BONUS = """title: {zh: 加分, en: Extra}
clauses: [JS-154 §5.5]
judged_by: declaration
declared: [local_app]
compare: {form: items}
effect: %s
%s
"""


def dated(value: str, day: str = "2026-01-01") -> str:
    return f"[{{from: {day}, value: {value}, status: default, source: default}}]"


def change(number: str, value: str, day: str = "2026-01-01") -> str:
    return f"  - number: {number}\n    dated: {dated(value, day)}\n"


@pytest.fixture
def lay(tiny: Path) -> Callable[..., Path]:
    """Writes an overlay on the tiny set; its folder."""

    def write(
        *changes: str, layer: str = "city", base: str = "..", name: str = "own", more: str = ""
    ) -> Path:
        folder = tiny / name
        folder.mkdir(exist_ok=True)
        whom = {"city": "for: '320100'\n", "contract": "for: [HT-1]\n", "province": ""}[layer]
        text = (
            f"id: {name}\ntitle: {{zh: 本级, en: Ours}}\nbase: {base}\nlayer: {layer}\n{whom}{more}"
        )
        text += "changes:\n" + "".join(changes) if changes else "changes: []\n"
        (folder / "overlay.yaml").write_text(text, "utf-8")
        return folder

    return write


def refusal(folder: Path) -> RuleFileError:
    with pytest.raises(RuleFileError) as caught:
        load_ruleset(folder)
    return caught.value


def test_a_layer_changes_one_number_from_its_day_on(tiny: Path, lay: Callable[..., Path]) -> None:
    base = load_ruleset(tiny)
    own = load_ruleset(lay(change("function.time_limit.compare.full", "97%")))
    full = own.criteria["function.time_limit"].compare.numbers["full"]
    assert full.on(BEFORE).written() == "95.5%"
    assert full.on(FROM).written() == "97%"
    found = [d for d in differences(base, own) if (d.part, d.key) != ("set", "title")]
    assert [(d.id, d.key) for d in found] == [("function.time_limit", "compare.full")]
    assert (own.layer.name, own.layer.of, own.layer.base) == ("city", ("320100",), "..")
    assert own.layer.base_hash == base.hash != own.hash


def test_a_layer_follows_a_change_of_what_it_rests_on(tiny: Path, lay: Callable[..., Path]) -> None:
    folder = lay(change("function.time_limit.compare.full", "97%"))
    first = load_ruleset(folder)
    file = tiny / "criteria/function/staff.yaml"
    file.write_text(file.read_text("utf-8").replace("general: 4,", "general: 5,"), "utf-8")
    again = load_ruleset(folder)
    assert again.hash != first.hash
    assert again.criteria["function.staff"].compare.numbers["low"].on(FROM).value("general") == 5


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("function.time_limit.compare.zero", "65%"),
        ("function.time_limit.params.limit", "1h"),
        ("function.training.compare.at_1", "2"),
        ("function.training.compare.share_1", "40%"),
        ("function.fast.valid_months", "6"),
        ("function.staff.compare.low", "{general: 5, station: 2}"),
    ],
)
def test_a_lower_layer_may_ask_for_more(number: str, value: str, lay: Callable[..., Path]) -> None:
    assert load_ruleset(lay(change(number, value))).layer.name == "city"


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("function.time_limit.compare.zero", "59.9%"),
        ("function.time_limit.params.limit", "1.75h"),
        ("function.training.compare.at_2", "3"),
        ("function.training.compare.share_1", "60%"),
        ("function.fast.valid_months", "13"),
        ("function.staff.compare.low", "{general: 5, station: 0}"),
        ("function.staff.compare.high", "{general: 41, station: 4}"),
    ],
)
def test_a_loosening_is_refused_with_both_values_and_what_they_rest_on(
    number: str, value: str, lay: Callable[..., Path]
) -> None:
    error = refusal(lay(change(number, value)))
    assert (error.reason, error.key) == ("layer_loosens", "changes[0].number")
    was, now = str(error.details["was"]), str(error.details["now"])
    assert was != now
    assert was.count("(default)") == now.count("(default)") > 0


def test_a_layer_that_tightens_and_later_loosens_is_refused(lay: Callable[..., Path]) -> None:
    entries = (
        "[{from: 2026-01-01, value: 97%, status: default, source: default}, "
        "{from: 2026-06-01, value: 95%, status: default, source: default}]"
    )
    error = refusal(lay(f"  - number: function.time_limit.compare.full\n    dated: {entries}\n"))
    assert (error.reason, error.details["day"]) == ("layer_loosens", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("groups.function.weight", "30"),
        ("function.time_limit.points", "5"),
        ("function.time_limit.min_n", "5"),
        ("bonus_limit", "4"),
        ("kinds.monitoring.minimum_assessed", "90%"),
    ],
)
def test_a_lower_layer_may_not_touch_weights_bands_and_samples(
    number: str, value: str, lay: Callable[..., Path]
) -> None:
    assert refusal(lay(change(number, value))).reason == "layer_may_not"
    drafted = load_ruleset(lay(change(number, value), layer="province"))
    assert drafted.layer.name == "province"


def test_a_layer_may_add_a_veto_but_no_bonus(lay: Callable[..., Path]) -> None:
    listed = "criteria: [{id: function.local, group: function}]\n"
    folder = lay(more=listed, name="mine")
    file = folder / "criteria/function/local.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(BONUS % ("veto", "basis: {status: default, source: default}"), "utf-8")
    own = load_ruleset(folder)
    assert own.group_of("function.local").criteria[-1] == "function.local"
    file.write_text(BONUS % ("bonus", f"points: {dated('1', '2024-04-11')}"), "utf-8")
    lay(more=listed.replace("group: function", "group: highlights"), name="mine")
    assert refusal(folder).reason == "layer_adds"


def test_a_contract_rests_on_a_city_and_never_the_other_way(lay: Callable[..., Path]) -> None:
    lay(change("function.time_limit.compare.full", "97%"))
    contract = lay(
        change("function.time_limit.compare.full", "98%"),
        layer="contract",
        base="../own",
        name="deal",
    )
    assert load_ruleset(contract).layer.of == ("HT-1",)
    loose = lay(
        change("function.time_limit.compare.full", "96%"),
        layer="contract",
        base="../own",
        name="deal2",
    )
    assert refusal(loose).reason == "layer_loosens"
    assert refusal(lay(layer="city", base="../deal", name="other")).reason == "layer_order"


def test_each_layer_may_rest_on_references_of_its_own(lay: Callable[..., Path]) -> None:
    def reference(folder: Path, name: str) -> None:
        (folder / "sources").mkdir()
        (folder / "sources/references.yaml").write_text(
            f"references: [{{id: {name}, title: 某, number: 一, seen: 数, confidence: seen, "
            "address: 某处}]\n",
            "utf-8",
        )

    def rests(value: str, source: str) -> str:
        written = f"[{{from: 2026-01-01, value: {value}, status: reference, source: {source}}}]"
        return f"  - number: function.time_limit.compare.full\n    dated: {written}\n"

    reference(lay(rests("97%", "REF-A")), "REF-A")
    deal = lay(rests("98%", "REF-B"), layer="contract", base="../own", name="deal")
    reference(deal, "REF-B")
    read = load_ruleset(deal)
    assert {"REF-A", "REF-B"} <= read.sources.references.keys()
    assert kept_ruleset(read.content, Path("kept.json")).sources == read.sources


def test_an_old_set_can_be_read_again_from_its_kept_content(lay: Callable[..., Path]) -> None:
    own = load_ruleset(lay(change("function.time_limit.compare.full", "97%")))
    again = kept_ruleset(own.content, Path("kept.json"))
    assert (again.hash, again.layer, again.criteria) == (own.hash, own.layer, own.criteria)
    for broken in ("", "[]", "{}", own.content[:-1]):
        with pytest.raises(RuleFileError):
            kept_ruleset(broken, Path("kept.json"))


@given(
    form=st.sampled_from(["at_least", "at_most", "linear", "between"]),
    numbers=st.tuples(*[st.integers(-6, 6)] * 2),
    x=st.integers(-8, 8),
)
def test_a_share_has_the_limits_its_neighbours_say(
    form: str, numbers: tuple[int, int], x: int
) -> None:
    """The oracle: a value a hair to either side."""
    low, high = Fraction(min(numbers)), Fraction(max(numbers))
    value = {
        "at_least": {"limit": low}, "at_most": {"limit": low},
        "between": {"low": low, "high": high}, "linear": {"zero": low, "full": high + 1},
    }[form]  # fmt: skip
    hair = Fraction(1, 10**9)
    for side in (LEFT, RIGHT):
        near = share_of(form, value, x + side * hair, AT)
        assert abs(share_of(form, value, Fraction(x), side) - near) <= hair
