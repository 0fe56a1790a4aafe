"""Is chance the same for the same seed, even, and harmless to read?"""

import numpy as np
import pytest

from demo.chance import generator, keys, mixed, picked, rate, shares_of
from demo.names import operator_code
from store.intake.persons import person_in


def test_the_same_names_give_the_same_dice_in_any_order() -> None:
    first = generator(7, "320100", "service").random(3)
    generator(7, "320200", "service").random(9)
    assert (generator(7, "320100", "service").random(3) == first).all()
    assert (generator(8, "320100", "service").random(3) != first).all()


def test_keys_are_different_letters_no_number_of_a_person() -> None:
    numbers = mixed(7, 1, np.arange(20_000))
    spelled = keys(numbers)
    assert len(set(spelled.tolist())) == 20_000
    assert all(key.isalpha() and len(key) == 12 for key in spelled.tolist())
    assert not any(person_in(key) for key in spelled[:500].tolist())


def test_shares_are_spread_evenly_and_belong_to_the_number() -> None:
    numbers = mixed(7, 2, np.arange(50_000))
    shares = shares_of(numbers, 5)
    assert shares.min() >= 0
    assert shares.max() < 1
    assert shares.mean() == pytest.approx(0.5, abs=0.01)
    assert (shares_of(numbers, 5) == shares).all()


def test_codes_are_picked_by_their_share() -> None:
    chance = np.linspace(0, 1, 1000, endpoint=False)
    found = picked(chance, {"a": 3, "b": 1})
    assert (found == "a").sum() == 750
    assert picked(np.array([1.0]), {"a": 3, "b": 1}).tolist() == ["b"]


def test_better_markets_have_better_rates() -> None:
    rates = rate(np.array([-1.0, 0.0, 1.0]), 0.9, 0.8)
    assert rates[1] == pytest.approx(0.9)
    assert rates[0] < rates[1] < rates[2] < 1


def test_the_credit_codes_of_operators_are_well_formed_and_no_id() -> None:
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for name in ("江苏禾力人力资源服务有限公司（演示）", "江苏众安人力资源服务有限公司（演示）"):
        code = operator_code(name)
        total = sum(letters.index(c) * 3**n % 31 for n, c in enumerate(code[:17]))
        assert len(code) == 18
        assert (total + letters.index(code[17])) % 31 == 0
        assert person_in(code) is None
