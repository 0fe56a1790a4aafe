"""Are the tasks timed in turns, and only the work itself?"""

import time
from functools import partial

from bench.timing import Task, medians


def test_each_round_begins_with_another_task_and_prepares_each() -> None:
    done: list[str] = []
    tasks = {
        name: Task(partial(done.append, name), partial(done.append, f"({name})")) for name in "abc"
    }
    medians(tasks, rounds=2)
    assert " ".join(done) == "(a) a (b) b (c) c (b) b (c) c (a) a (c) c (a) a (b) b"


def test_preparing_is_not_timed_and_a_sample_stands_for_the_whole() -> None:
    def rest() -> None:
        time.sleep(0.02)

    found = medians({"work": Task(rest), "prepared": Task(lambda: None, rest),
                     "sample": Task(rest, times=10.0)}, rounds=3)  # fmt: skip
    assert found["work"] >= 20
    assert found["prepared"] < 20
    assert found["sample"] >= 200
