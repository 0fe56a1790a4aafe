"""How does a file leave the dashboard? By a link that works once per visitor, for a while.

An offer holds how to make the file, not the file: it is made when the link is followed, with the
scope captured at the time of the offer. The link is bound to the browser it was made for by a
cookie that scripts of the page can't read, and ends after half an hour.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

LIFETIME = 30 * 60
"""Seconds an offer holds."""
MOST_PER_VISITOR = 40
PATH = "/download"


@dataclass(frozen=True)
class Offer:
    """One file on offer: for whom, until when (seconds of the running clock), its name and type,
    and what makes it."""

    visitor: str
    key: str
    until: float
    name: str
    media_type: str
    make: Callable[[], bytes]


class Offers:
    """The offers of this process. A new offer of the same visitor and key replaces the last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._held: dict[str, Offer] = {}

    def offer(
        self, visitor: str, key: str, name: str, media_type: str, make: Callable[[], bytes]
    ) -> str:
        """The path of a new link for this visitor."""
        token = secrets.token_urlsafe(24)
        until = self._clock() + LIFETIME
        with self._lock:
            self._drop(visitor, key)
            self._held[token] = Offer(visitor, key, until, name, media_type, make)
        return f"{PATH}/{token}"

    def taken(self, token: str, visitor: str) -> Offer | None:
        """The offer behind a token; None when unknown, over, or made for another visitor."""
        with self._lock:
            offer = self._held.get(token)
        if offer is None or not visitor or offer.until < self._clock():
            return None
        return offer if secrets.compare_digest(offer.visitor, visitor) else None

    def _drop(self, visitor: str, key: str) -> None:
        """Forget what is over, what is replaced, and a visitor's oldest beyond the most."""
        now = self._clock()
        kept = {
            token: offer
            for token, offer in self._held.items()
            if offer.until >= now and (offer.visitor, offer.key) != (visitor, key)
        }
        own = [token for token, offer in kept.items() if offer.visitor == visitor]
        for token in own[: max(0, len(own) - MOST_PER_VISITOR + 1)]:
            del kept[token]
        self._held = kept


OFFERS = Offers()
