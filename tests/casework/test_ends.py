"""Which market may be put up for exit, and which may not?"""

from dataclasses import replace

import pandas as pd
import pytest

from casework import ends
from casework.ends import Grounds, Refusal, exit_grounds
from rules.model import RuleSet
from store.home import Home
from store.scope import PROVINCE, Scope
from tests.exports.town import (
    CHARGED,
    CO_RUN,
    GOOD,
    LAST,
    NEW,
    POOR,
    RULESET,
    SELF_CHARGED,
    SILENT,
)

PERIOD = str(LAST)


def asked(town: Home, market: str, period: str = PERIOD) -> Grounds | Refusal:
    return exit_grounds(PROVINCE, town, RULESET, market, period)


def test_an_entrusted_market_that_charged_a_worker_has_both_grounds(town: Home) -> None:
    found = asked(town, CHARGED)
    assert isinstance(found, Grounds)
    assert found.grounds == ("unqualified", "public_interest")
    assert found.header.kind == "performance"
    assert list(found.incidents["market"]) == [CHARGED]
    assert list(found.incidents["status"]) == ["confirmed"]


def test_an_entrusted_market_that_fails_by_its_points_has_one(town: Home) -> None:
    found = asked(town, POOR)
    assert isinstance(found, Grounds)
    assert found.grounds == ("unqualified",)
    assert found.incidents.empty


@pytest.mark.parametrize(
    ("market", "refusal"),
    [
        (SELF_CHARGED, Refusal("mode", "self")),
        (SILENT, Refusal("mode", "self")),
        (CO_RUN, Refusal("mode", "ppp")),
        (GOOD, Refusal("no_ground")),
        (NEW, Refusal("no_ground")),
        ("320102999", Refusal("not_judged")),
    ],
)
def test_every_other_market_is_refused_with_the_reason(
    town: Home, market: str, refusal: Refusal
) -> None:
    assert asked(town, market) == refusal


def test_monthly_monitoring_never_starts_an_exit(town: Home) -> None:
    assert asked(town, CHARGED, "202609") == Refusal("no_evaluation")


def test_a_market_outside_the_scope_is_not_found(town: Home) -> None:
    found = exit_grounds(Scope("city", ("3202",)), town, RULESET, CHARGED, PERIOD)
    assert found == Refusal("not_judged")


def test_a_provisional_grade_starts_nothing(town: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    results = ends.evaluations.results

    def provisional(*args: object, **options: object) -> pd.DataFrame:
        return results(PROVINCE, town, args[2]).assign(provisional=1)

    monkeypatch.setattr(ends.evaluations, "results", provisional)
    assert asked(town, POOR) == Refusal("provisional")


def test_the_procedure_says_which_ground_counts(town: Home) -> None:
    exit_rule = {**dict(RULESET.procedure["exit"]), "grounds": ["public_interest"]}
    only: RuleSet = replace(RULESET, procedure={**RULESET.procedure, "exit": exit_rule})
    assert exit_grounds(PROVINCE, town, only, POOR, PERIOD) == Refusal("no_ground")
