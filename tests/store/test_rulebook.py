"""Is a rule set kept whole, and in force only when two people have approved it?"""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select, update

from rules.calendar import day_start
from store import audit, rulebook
from store.engine import reading, writing
from store.folder import Home
from store.rulebook import Proposal
from store.scope import PROVINCE
from store.tables import outbox, ruleset

SECOND, THIRD = "2026-02-01", "2026-03-01"


def released(home: Home, content: str, day: str, *by: str, **more: Any) -> int:
    digest = rulebook.keep(PROVINCE, home, "set", content)
    proposal = replace(Proposal(digest, "set", "province", (), moment(day), "试行"), **more)
    number = rulebook.propose(PROVINCE, home, proposal, "甲")
    for name in by:
        rulebook.take_step(PROVINCE, home, number, "approve", name, "")
    return number


def moment(day: str) -> int:
    return day_start(date.fromisoformat(day))


def test_what_is_kept_comes_back_as_it_was_and_is_kept_once(home: Home) -> None:
    digest = rulebook.keep(PROVINCE, home, "set", "内容")
    assert rulebook.keep(PROVINCE, home, "set", "内容") == digest
    assert rulebook.kept(PROVINCE, home, digest) == "内容"
    assert rulebook.kept(PROVINCE, home, "sha256:0") is None


def test_what_was_altered_is_no_longer_what_its_hash_names(home: Home) -> None:
    digest = rulebook.keep(PROVINCE, home, "set", "内容")
    with writing(home) as connection:
        connection.execute(update(ruleset).values(content="别的"))
    assert rulebook.kept(PROVINCE, home, digest) is None


def test_nothing_is_in_force_before_a_second_person_has_approved(home: Home) -> None:
    released(home, "一", SECOND, "乙")
    assert rulebook.in_force(PROVINCE, home, moment(THIRD)) is None
    number = released(home, "二", SECOND, "乙", "丙")
    last, first = rulebook.releases(PROVINCE, home)
    assert (last.release_id, [step.by for step in last.approvals]) == (number, ["乙", "丙"])
    assert first.approved_at is None
    assert rulebook.in_force(PROVINCE, home, moment(THIRD)) == last.proposal.ruleset_hash


def test_the_one_that_began_last_is_in_force_and_the_old_one_on_its_own_days(home: Home) -> None:
    released(home, "一", SECOND, "乙", "丙")
    released(home, "二", THIRD, "乙", "丙")
    first, second = (rulebook.keep(PROVINCE, home, "set", text) for text in ("一", "二"))
    assert rulebook.in_force(PROVINCE, home, moment(SECOND) - 86_400) is None
    assert rulebook.in_force(PROVINCE, home, moment(SECOND)) == first
    assert rulebook.in_force(PROVINCE, home, moment(THIRD) - 86_400) == first
    assert rulebook.in_force(PROVINCE, home, moment(THIRD)) == second


def test_a_city_s_set_is_in_force_in_that_city_only(home: Home) -> None:
    released(home, "一", SECOND, "乙", "丙", layer="city", whom=("320100",))
    asked = PROVINCE, home, moment(THIRD)
    assert rulebook.in_force(*asked, "city", ["320100"]) is not None
    assert rulebook.in_force(*asked, "city", ["320200"]) is None
    assert rulebook.in_force(*asked) is None


def test_a_withdrawn_release_is_never_in_force(home: Home) -> None:
    number = released(home, "一", SECOND, "乙", "丙")
    rulebook.take_step(PROVINCE, home, number, "withdraw", "甲", "有误")
    assert rulebook.in_force(PROVINCE, home, moment(THIRD)) is None
    (held,) = rulebook.releases(PROVINCE, home)
    assert [step.name for step in held.steps] == ["approve", "approve", "withdraw"]


def test_every_step_is_an_act_of_the_audit_chain(home: Home) -> None:
    number = released(home, "一", SECOND, "乙", "丙")
    query = select(outbox.c.action, outbox.c.actor).where(outbox.c.object == f"release:{number}")
    with reading(home) as connection:
        acts = [tuple(row) for row in connection.execute(query)]
    assert acts == [("propose_rules", "甲"), ("approve_rules", "乙"), ("approve_rules", "丙")]
    assert audit.verify(PROVINCE, home).sound
