"""Does the bench load the real files anew, and parse the same ones barely?"""

from bench.compared import stricter
from bench.judged import made_up
from bench.rule_files import check_all, load_all, parse_all, parse_with_cases, try_number
from rules.sets import available


def test_each_round_reads_the_files_again() -> None:
    first, second = load_all(), load_all()
    assert [ruleset.id for ruleset in first] == available()
    assert [one.hash for one in first] == [one.hash for one in second]
    assert all(one is not other for one, other in zip(first, second, strict=True))


def test_the_bare_parse_reads_as_many_files_as_the_loader() -> None:
    held = sum(len(ruleset.criteria) for ruleset in load_all())
    assert held < parse_all() < parse_with_cases()


def test_the_sets_of_the_project_pass_their_cases() -> None:
    assert check_all() == 0


def test_a_trial_counts_by_city_and_type_and_by_what_does_it() -> None:
    case = made_up(60)
    by_city, by_type, movers = try_number(case, stricter(case))()
    assert by_city["judged"].sum() == by_type["judged"].sum() == 60
    assert len(movers)
