"""May this market be put up for exit, and on which ground?

M-65 §4.3f: entrusted markets graded 不合格, or found not to be of public-interest character,
are to leave in good time; the document names no other mode, so every other mode is refused.
"""

import json
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from casework.procedure import Procedure, procedure
from metrics.judge_incident import proved
from rules.calendar import month_end_day
from rules.model import RuleSet
from store import evaluations, registers
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

CLAUSE = "M-65 §4.3f"
Ground = Literal["unqualified", "public_interest"]
RefusalCode = Literal["no_evaluation", "not_judged", "mode", "provisional", "no_ground"]


@dataclass(frozen=True)
class Grounds:
    """An exit may be prepared: the evaluation it rests on, the result row, each ground, the
    procedure to follow, and the confirmed incidents (one row per incident) when the breach is
    one of them."""

    header: Header
    result: pd.Series
    grounds: tuple[Ground, ...]
    procedure: Procedure
    incidents: pd.DataFrame


@dataclass(frozen=True)
class Refusal:
    """No exit can be prepared; `code` says why, 整改 is the way for the rest."""

    code: RefusalCode
    mode: str = ""


def exit_grounds(
    scope: Scope, home: Home, ruleset: RuleSet, market: str, period: str
) -> Grounds | Refusal:
    """The grounds for exit of `market` from the published evaluation of `period`.

    Only a kind whose `starts` names `exit` can carry one; monthly monitoring never does.
    """
    header = _evaluation_that_may_start(scope, home, ruleset, period)
    if header is None:
        return Refusal("no_evaluation")
    found = evaluations.results(scope, home, header.evaluation_id)
    found = found[found["subject"] == market]
    if found.empty:
        return Refusal("not_judged")
    result = found.iloc[0]
    rule = procedure(ruleset, "exit", month_end_day(header.last_month))
    if result["mode"] not in rule.modes:
        return Refusal("mode", str(result["mode"]))
    return _grounds_of(scope, home, rule, header, result)


def _evaluation_that_may_start(
    scope: Scope, home: Home, ruleset: RuleSet, period: str
) -> Header | None:
    """Of the kinds that may start an exit the one with the longest window."""
    kinds = [(kind.window, code) for code, kind in ruleset.kinds.items() if "exit" in kind.starts]
    found = (
        evaluations.latest(scope, home, code, period, ruleset=ruleset.id)
        for _, code in sorted(kinds, reverse=True)
    )
    return next((header for header in found if header is not None), None)


def _grounds_of(
    scope: Scope, home: Home, rule: Procedure, header: Header, result: pd.Series
) -> Grounds | Refusal:
    breaches = _breaches(scope, home, rule, header, str(result["subject"]))
    grounds: list[Ground] = []
    if result["grade"] == "unqualified" and not result["provisional"]:
        grounds.append("unqualified")
    if not breaches.empty:
        grounds.append("public_interest")
    grounds = [ground for ground in grounds if ground in rule.grounds]
    if not grounds:
        return Refusal("provisional" if result["provisional"] else "no_ground")
    return Grounds(header, result, tuple(grounds), rule, breaches)


def _breaches(
    scope: Scope, home: Home, rule: Procedure, header: Header, market: str
) -> pd.DataFrame:
    """One row per confirmed incident behind the failed public-interest veto (M-65 §1.2), as the
    evaluation saw it."""
    findings = evaluations.findings(scope, home, header.evaluation_id, market, rule.public_interest)
    failed = findings[findings["finding"].eq("not_met")]
    numbers = {
        number for text in failed["detail"] for number in json.loads(text).get("incidents", [])
    }
    known = header.as_of if header.as_of is not None else header.created_at
    rows = registers.rows(scope, home, "incident", known)
    rows = rows.drop_duplicates("incident_no", keep="last")
    return rows[rows["incident_no"].isin(numbers) & proved(rows)].reset_index(drop=True)
