"""Does the comparison that is timed change grades, and judge by the same boards?"""

from bench.compared import compare, stricter
from bench.judged import made_up
from rules.differences import differences


def test_the_stricter_set_differs_in_every_full_mark_and_lowers_grades() -> None:
    case = made_up(240)
    harder = stricter(case)
    found = differences(case.rules, harder.rules)
    assert {row.key for row in found} == {"compare.full"}
    assert len(found) == len(case.criteria)
    changed = compare(case, harder)()
    before, after = case.judge().grades.level, harder.judge().grades.level
    assert len(changed) == (before != after).sum() > 0
    assert set(changed["how"]) == {"points"}
    assert (changed["moved"] < 0).all()
