"""Is a long task's row moved on only while it runs?"""

from store import jobs
from store.home import Home
from store.scope import PROVINCE


def state(home: Home, number: int) -> tuple[str, int, str]:
    held = jobs.find(PROVINCE, home, number)
    assert held is not None
    return held.state, held.done, held.message


def test_a_task_advances_and_ends(home: Home) -> None:
    number = jobs.start(PROVINCE, home, "import", 16)
    assert jobs.advance(PROVINCE, home, number, 3, "320100")
    assert state(home, number) == ("running", 3, "320100")
    jobs.finish(PROVINCE, home, number, "done", "16 files")
    assert state(home, number) == ("done", 3, "16 files")


def test_a_task_told_to_stop_hears_it_at_its_next_part(home: Home) -> None:
    number = jobs.start(PROVINCE, home, "evaluation", 2)
    jobs.stop(PROVINCE, home, number)
    assert not jobs.advance(PROVINCE, home, number, 1)
    jobs.finish(PROVINCE, home, number, "stopped")
    assert state(home, number)[0] == "stopped"


def test_what_has_ended_stays_as_it_is(home: Home) -> None:
    number = jobs.start(PROVINCE, home, "import", 1)
    jobs.finish(PROVINCE, home, number, "failed", "no space")
    jobs.stop(PROVINCE, home, number)
    assert not jobs.advance(PROVINCE, home, number, 1)
    jobs.finish(PROVINCE, home, number, "done")
    assert state(home, number) == ("failed", 0, "no space")


def test_a_task_nobody_started_is_not_found(home: Home) -> None:
    assert jobs.find(PROVINCE, home, 1) is None
    assert not jobs.advance(PROVINCE, home, 1, 1)
