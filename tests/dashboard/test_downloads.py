"""Does a link give its file to nobody else, and not for ever?"""

import pytest

from dashboard.downloads import LIFETIME, MOST_PER_VISITOR, Offers


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def offers(clock: Clock) -> Offers:
    return Offers(clock)


def offered(offers: Offers, visitor: str = "a", key: str = "ranking") -> str:
    path = offers.offer(visitor, key, "排名.xlsx", "application/x", lambda: b"rows")
    return path.removeprefix("/download/")


def test_a_link_gives_the_file_to_its_visitor(offers: Offers) -> None:
    offer = offers.taken(offered(offers), "a")
    assert offer is not None
    assert (offer.name, offer.make()) == ("排名.xlsx", b"rows")


def test_a_link_gives_nothing_to_another_visitor_or_to_nobody(offers: Offers) -> None:
    token = offered(offers)
    assert offers.taken(token, "b") is None
    assert offers.taken(token, "") is None
    assert offers.taken("made-up", "a") is None


def test_a_visitor_without_a_cookie_is_never_served(offers: Offers) -> None:
    assert offers.taken(offered(offers, visitor=""), "") is None


def test_a_link_ends(offers: Offers, clock: Clock) -> None:
    token = offered(offers)
    clock.now += LIFETIME
    assert offers.taken(token, "a") is not None
    clock.now += 1
    assert offers.taken(token, "a") is None


def test_a_new_offer_replaces_the_last_of_the_same_key(offers: Offers) -> None:
    first, other = offered(offers), offered(offers, key="market")
    second = offered(offers)
    assert offers.taken(first, "a") is None
    assert offers.taken(second, "a") is not None
    assert offers.taken(other, "a") is not None


def test_one_visitor_can_not_fill_the_memory(offers: Offers) -> None:
    tokens = [offered(offers, key=str(number)) for number in range(MOST_PER_VISITOR + 10)]
    assert sum(offers.taken(token, "a") is not None for token in tokens) == MOST_PER_VISITOR
    assert offers.taken(tokens[-1], "a") is not None
