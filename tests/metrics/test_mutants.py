"""Is every number of a rule set moved, each by its smallest step, and nothing else?"""

from pathlib import Path

import pytest

from metrics.mutants import files_of, moved, mutants, mutated, number_named
from rules.load import Node
from rules.sets import load_ruleset
from tests.metrics.test_set_cases import FRAMEWORKS, TINY


@pytest.mark.parametrize(
    ("written", "down", "up"),
    [
        ("95%", "94%", "96%"), ("95.5%", "95.4%", "95.6%"), ("200", "199", "201"),
        ("1.05", "1.04", "1.06"), ("0", "-1", "1"), ("-1", "-2", "0"), ("0.5", "0.4", "0.6"),
        ("2h", "1.99h", "2.01h"), ("1.5h", "1.49h", "1.51h"), ("1.255h", "1.254h", "1.256h"),
        ("5d", "4d", "6d"), ("0.0", "-0.1", "0.1"),
    ],
)  # fmt: skip
def test_a_number_moves_by_one_unit_of_its_last_digit(written: str, down: str, up: str) -> None:
    assert moved(written) == (down, up)


def dated(node: object) -> int:
    """How often `from` is a key, by counting the plain data."""
    if isinstance(node, dict):
        return ("from" in node) + sum(dated(held) for held in node.values())
    return sum(dated(held) for held in node) if isinstance(node, list) else 0


def values(node: object) -> int:
    if isinstance(node, dict):
        own = node.get("value")
        mine = len(own) if isinstance(own, dict) else 1 if "from" in node else 0
        return mine + sum(values(held) for key, held in node.items() if key != "value")
    return sum(values(held) for held in node) if isinstance(node, list) else 0


@pytest.mark.parametrize("name", [TINY, *FRAMEWORKS, "jiangsu-2024", "zhejiang-2023"])
def test_every_date_value_and_cap_is_moved_down_and_up(name: str | Path) -> None:
    ruleset = load_ruleset(name)
    files = files_of(ruleset)
    book = files.parts["ruleset"].plain()
    papers = [*(node.plain() for node in files.criteria.values()), book]
    wanted = sum(2 * dated(paper) + 2 * values(paper) for paper in papers)
    wanted += sum(2 for _ in ruleset.caps)  # every cap of these sets lies between two grades
    found = list(mutants(files))
    assert len(found) == wanted
    assert len({(m.criterion, m.steps, m.to) for m in found}) == wanted


def test_a_move_changes_just_that_number() -> None:
    ruleset = load_ruleset(TINY)
    files = files_of(ruleset)
    move = next(m for m in mutants(files) if m.number == "function.time_limit.compare.full"
                and m.to == "95.6%")  # fmt: skip
    before, after = files.criteria[move.criterion], mutated(files.criteria[move.criterion], move)
    assert before.plain() != after.plain()
    changed = str(after.plain()).replace("95.6%", "95.5%")
    assert changed == str(before.plain())


def test_a_layer_is_moved_by_what_it_comes_to(tmp_path: Path) -> None:
    overlay = tmp_path / "draft.yaml"
    overlay.write_text(
        f"id: draft\ntitle: {{zh: 草稿, en: Draft}}\nbase: {TINY}\nlayer: province\n"
        "changes:\n  - number: bands.good\n"
        "    dated: [{from: 2025-01-01, value: 81, status: default, source: default}]\n",
        "utf-8",
    )
    moves = [m for m in mutants(files_of(load_ruleset(overlay))) if m.number == "bands.good"]
    assert {m.to for m in moves} >= {"80", "82", "2024-12-31", "2025-01-02"}


def test_numbers_are_named_as_overlays_name_them() -> None:
    names = {m.number for name in FRAMEWORKS for m in mutants(files_of(load_ruleset(name)))}
    assert {
        "groups.work.weight", "groups.jobs.weight", "kinds.area.minimum_months", "bonus_limit",
        "outlook.matrix.compare.row_2", "outlook.matrix.compare.column_1",
        "outlook.matrix.compare.share_2_0", "trade.employers.compare.at_2",
        "trade.employers.compare.share_1", "adjustments.notch.debt.points",
        "caps.notch.defaults", "caps.notch.defaults.above",
    } <= names  # fmt: skip


def test_the_list_of_a_time_limit_has_no_name_of_its_own() -> None:
    limit = [m.number for m in mutants(files_of(load_ruleset(TINY))) if "params" in m.steps]
    assert set(limit) == {"function.time_limit.params.limit"}
    root: Node = files_of(load_ruleset(TINY)).criteria["function.time_limit"]
    assert number_named(root, ("params", "limit", "dated", 0)) == "params.limit"
