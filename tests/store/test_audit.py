"""Does the chain hold every act once, and show what was altered?"""

import threading

import pytest

from store import audit
from store.audit import Anchor
from store.engine import writing, writing_to
from store.home import Home
from store.scope import PROVINCE


def act(home: Home, what: str) -> None:
    with writing(home) as connection:
        audit.record(PROVINCE, connection, at=1, actor="tester", action="test", object=what,
                     content=f"sha256:{what}")  # fmt: skip


def alter(home: Home, statement: str) -> None:
    with writing_to(home.audit_url) as connection:
        connection.exec_driver_sql(statement)


def test_acts_are_carried_once_and_in_order(home: Home) -> None:
    for what in "abc":
        act(home, what)
    assert audit.carry(PROVINCE, home) == 3
    assert audit.carry(PROVINCE, home) == 0
    act(home, "d")
    verdict = audit.verify(PROVINCE, home)
    assert (verdict.sound, verdict.links, verdict.head.sequence) == (True, 4, 4)


def test_an_act_that_failed_leaves_no_row(home: Home) -> None:
    def fail() -> None:
        with writing(home) as connection:
            audit.record(PROVINCE, connection, at=1, actor="t", action="t", object="o", content="c")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert audit.verify(PROVINCE, home).links == 0


def test_two_who_carry_at_once_make_one_chain(home: Home) -> None:
    for what in "abcdef":
        act(home, what)
    threads = [threading.Thread(target=audit.carry, args=(PROVINCE, home)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdict = audit.verify(PROVINCE, home)
    assert (verdict.links, verdict.problems) == (6, ())


@pytest.mark.parametrize(
    ("statement", "problems"),
    [
        ("UPDATE chain SET actor = 'other' WHERE sequence = 2", ("broken:2", "differs:2")),
        ("DELETE FROM chain WHERE sequence = 2", ("broken:3",)),
        ("UPDATE chain SET hash = 'sha256:0' WHERE sequence = 3", ("broken:3",)),
    ],
)
def test_an_altered_link_is_shown(home: Home, statement: str, problems: tuple[str, ...]) -> None:
    for what in "abc":
        act(home, what)
    audit.carry(PROVINCE, home)
    alter(home, statement)
    assert set(problems) <= set(audit.verify(PROVINCE, home).problems)


def test_an_act_altered_or_removed_in_the_state_is_shown(home: Home) -> None:
    for what in "abc":
        act(home, what)
    audit.carry(PROVINCE, home)
    with writing(home) as connection:
        connection.exec_driver_sql("UPDATE outbox SET actor = 'other' WHERE outbox_id = 1")
        connection.exec_driver_sql("DELETE FROM outbox WHERE outbox_id = 2")
    assert audit.verify(PROVINCE, home).problems == ("differs:1", "missing:2")


def test_a_chain_written_anew_is_shown_only_by_an_anchor_kept_elsewhere(home: Home) -> None:
    for what in "abc":
        act(home, what)
    kept = audit.verify(PROVINCE, home).head
    assert audit.verify(PROVINCE, home, kept).sound
    with writing(home) as connection:
        connection.exec_driver_sql("UPDATE outbox SET actor = 'other' WHERE outbox_id = 1")
    alter(home, "DELETE FROM chain")
    assert audit.verify(PROVINCE, home).sound, "consistent in itself"
    assert audit.verify(PROVINCE, home, kept).problems == ("anchor:3",)


def test_an_anchor_stays_good_when_the_chain_grows(home: Home) -> None:
    act(home, "a")
    kept = audit.verify(PROVINCE, home).head
    act(home, "b")
    assert audit.verify(PROVINCE, home, kept).sound
    assert not audit.verify(PROVINCE, home, Anchor(9, kept.hash)).sound
