from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.market_rows import (
    finding_words,
    gate_counts,
    in_set_order,
    lines,
    losses,
    lost_words,
    pills,
    with_points,
)
from exports.words import translator
from tests.dashboard.judged_rows import POINT, RULESET, finding_row, findings

ZH = translator("zh")
TENTH = POINT // 10
SCORED = [
    criterion.id for criterion in RULESET.criteria.values()
    if criterion.effect == "points" and criterion.subject == "market"
]  # fmt: skip


def scored(parts: Sequence[tuple[int, int, int]]) -> list[dict[str, object]]:
    """Findings with (won, pending, lost) points in 1/10,000."""
    return [
        finding_row(name, "partly", points_low=won, points_high=won + pending,
                    points_maximum=won + pending + lost)
        for name, (won, pending, lost) in zip(SCORED, parts, strict=False)
    ]  # fmt: skip


POINTS = st.integers(0, 9 * POINT)


@given(st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=1, max_size=30))
def test_shown_losses_add_up_to_the_shown_total(parts: list[tuple[int, int, int]]) -> None:
    shown = with_points(findings(*scored(parts)))
    for name, place in (("lost", 2), ("pending", 1)):
        total = sum(part[place] for part in parts)
        assert shown[name].sum() == (total + TENTH // 2) // TENTH * TENTH
        assert (shown[name] % TENTH == 0).all()


@given(st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=1, max_size=30))
def test_nobody_is_shown_to_lose_more_than_there_was(parts: list[tuple[int, int, int]]) -> None:
    shown = with_points(findings(*scored(parts)))
    assert (shown["lost"] + shown["pending"] <= shown["most"]).all()
    nothing_won = shown["points_low"] == 0
    assert (shown["most"] == shown["lost"] + shown["pending"])[nothing_won].all()


def test_failed_gates_come_first_then_the_greatest_loss_then_what_waits() -> None:
    rows = with_points(findings(
        *scored([(0, 2 * POINT, 0), (POINT, 0, POINT), (0, 0, 4 * POINT), (POINT, 0, 0)]),
        finding_row("function.public_interest", "not_met"),
    ))  # fmt: skip
    assert list(losses(rows)["criterion"]) == [
        "function.public_interest", SCORED[2], SCORED[1], SCORED[0]
    ]  # fmt: skip


def test_a_met_veto_and_a_bonus_not_won_are_no_losses() -> None:
    rows = with_points(findings(
        finding_row("function.public_interest"),
        finding_row("highlights.awards", "not_met", points_maximum=POINT),
    ))  # fmt: skip
    assert losses(rows).empty
    assert rows[["lost", "pending"]].sum().sum() == 0


@pytest.mark.parametrize(
    ("won", "pending", "lost", "said"),
    [(55_000, 0, 25_000, "−2.5 / 8"), (0, 14_000, 0, "待核 1.4 / 1.4"),
     (20_000, 10_000, 10_000, "−1.0 / 4 ？1.0")],
)  # fmt: skip
def test_lost_and_pending_points_are_told_apart(
    won: int, pending: int, lost: int, said: str
) -> None:
    row = with_points(findings(*scored([(won, pending, lost)]))).iloc[0].to_dict()
    assert lost_words(row, ZH) == said


def test_a_line_says_finding_value_requirement_counts_and_clause() -> None:
    threshold = '[{"role":"full","since":"2024-04-11","source":"default","status":"default",' \
        '"value":"45%","was":null},{"role":"zero","since":"2024-04-11","source":"default",' \
        '"status":"default","value":"10%","was":null}]'  # fmt: skip
    row = finding_row(
        "results.match_rate", "partly", numerator=412, denominator=1_321, threshold=threshold,
        points_low=55_000, points_high=55_000, points_maximum=80_000,
    )  # fmt: skip
    line = lines(with_points(findings(row)), RULESET, ZH).iloc[0].to_dict()
    assert line == {
        "group": "成效", "criterion": "匹配率", "finding": ["△ 部分达标"], "points": "−2.5 / 8",
        "value": "31.2%", "required": "≥ 45% ※", "parts": "412 / 1,321",
        "clauses": RULESET.criteria["results.match_rate"].clauses[0],
    }  # fmt: skip


def test_what_could_not_be_measured_says_why() -> None:
    row = finding_row("facilities.equipment", "no_data", reason="not_inspected")
    assert lines(with_points(findings(row)), RULESET, ZH)["value"].iloc[0] == "待检查"


def test_every_pill_a_finding_can_have_has_a_colour() -> None:
    known = pills(ZH)
    for effect in ("points", "veto", "entry", "bonus"):
        for state in ("met", "partly", "not_met", "no_data", "not_applicable"):
            if (effect, state) != ("veto", "partly"):
                row = {"waived": 0, "finding": state, "effect": effect}
                assert finding_words(row, ZH) in known
    assert finding_words({"waived": 1}, ZH) in known


def test_the_whole_list_follows_the_order_of_the_rule_set() -> None:
    listed = [name for group in RULESET.groups for name in group.criteria]
    rows = findings(*(finding_row(name) for name in sorted(listed)))
    assert list(in_set_order(rows, RULESET)["criterion"]) == listed


def test_vetoes_are_counted_among_those_that_apply() -> None:
    vetoes = [c.id for c in RULESET.criteria.values() if c.effect == "veto"][:4]
    states = ("met", "not_met", "no_data", "not_applicable")
    rows = findings(*(finding_row(n, s) for n, s in zip(vetoes, states, strict=True)))
    assert gate_counts(rows, "veto") == {"all": 3, "met": 1, "not_met": 1, "no_data": 1}
