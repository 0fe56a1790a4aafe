"""Who did what, in which order, and has the record been altered since?

An act writes its row into the outbox inside its own transaction; afterwards the row is carried
into the chain, a database of its own with one writer. Each link's hash covers the one before
it. The chain shows an alteration only against an anchor (sequence, hash) kept elsewhere.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    Row,
    Table,
    insert,
    inspect,
    select,
)

from store.engine import reading, writing_to
from store.files import digest_bytes
from store.folder import Home
from store.prepared import canonical_json
from store.scope import Scope
from store.sql_types import text
from store.tables import outbox

GENESIS = digest_bytes(b"biaochi-chain/1")
_ACT = ("outbox_id", "at", "actor", "scope", "action", "object", "content", "note")

chain_metadata = MetaData()
chain = Table(
    "chain", chain_metadata,
    Column("sequence", Integer, primary_key=True),
    Column("outbox_id", Integer, nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
    Column("actor", text(60), nullable=False),
    Column("scope", text(200), nullable=False),
    Column("action", text(40), nullable=False),
    Column("object", text(200), nullable=False),
    Column("content", text(80), nullable=False),
    Column("note", text(), nullable=False),
    Column("previous", text(80), nullable=False),
    Column("hash", text(80), nullable=False),
    comment="one act, linked to the one before it",
)  # fmt: skip


@dataclass(frozen=True)
class Anchor:
    """A link of the chain as noted down elsewhere."""

    sequence: int
    hash: str


@dataclass(frozen=True)
class Verdict:
    """What a check of the chain found: its links, its head, and the codes of what is wrong:
    `broken:<sequence>`, `differs:<outbox_id>`, `missing:<outbox_id>`, `anchor:<sequence>`."""

    links: int
    head: Anchor
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.problems


def record(
    scope: Scope, connection: Connection, *, at: int, actor: str, action: str, object: str,
    content: str, note: str = "",
) -> None:  # fmt: skip
    """Write the outbox row of an act inside the act's own transaction. `content` is the digest
    of what was done, `note` free text or canonical JSON."""
    connection.execute(
        insert(outbox),
        {"at": at, "actor": actor, "scope": f"{scope.role}:{','.join(scope.prefixes)}",
         "action": action, "object": object, "content": content, "note": note},
    )  # fmt: skip


def carry(scope: Scope, home: Home) -> int:
    """Append to the chain every outbox row it doesn't hold yet; how many. Safe to repeat."""
    with _chain(home) as writer:
        last = writer.execute(
            select(chain.c.sequence, chain.c.outbox_id, chain.c.hash)
            .order_by(chain.c.sequence.desc()).limit(1)
        ).first()  # fmt: skip
        sequence, after, head = last or (0, 0, GENESIS)
        acts = _acts(home, after)
        for act in acts:
            sequence += 1
            link = {"sequence": sequence, **act._mapping, "previous": head}
            link["hash"] = head = _hash(link)
            writer.execute(insert(chain), link)
    return len(acts)


def verify(scope: Scope, home: Home, anchor: Anchor | None = None) -> Verdict:
    """Walk the chain, compare it with the acts in the state and with an anchor kept elsewhere.

    Acts not yet carried are carried first, as they would be by the next act.
    """
    carry(scope, home)
    with _chain(home) as reader:
        links = reader.execute(select(chain).order_by(chain.c.sequence)).all()
    problems = [*_broken(links), *_against_acts(links, _acts(home, 0))]
    if anchor is not None and not any(
        (link.sequence, link.hash) == (anchor.sequence, anchor.hash) for link in links
    ):
        problems.append(f"anchor:{anchor.sequence}")
    head = Anchor(links[-1].sequence, links[-1].hash) if links else Anchor(0, GENESIS)
    return Verdict(len(links), head, tuple(problems))


def _broken(links: Sequence[Row[Any]]) -> Iterator[str]:
    head = GENESIS
    for place, link in enumerate(links, start=1):
        values = dict(link._mapping)
        found = values.pop("hash")
        if (link.sequence, link.previous, found) != (place, head, _hash(values)):
            yield f"broken:{link.sequence}"
        head = found


def _against_acts(links: Sequence[Row[Any]], acts: Sequence[Row[Any]]) -> Iterator[str]:
    known = {link.outbox_id: tuple(link._mapping[name] for name in _ACT) for link in links}
    for act in acts:
        if known.pop(act.outbox_id, tuple(act)) != tuple(act):
            yield f"differs:{act.outbox_id}"
    yield from (f"missing:{outbox_id}" for outbox_id in known)


def _acts(home: Home, after: int) -> Sequence[Row[Any]]:
    with reading(home) as connection:
        columns = [outbox.c[name] for name in _ACT]
        rows = connection.execute(
            select(*columns).where(outbox.c.outbox_id > after).order_by(outbox.c.outbox_id)
        )
        return rows.all()


def _hash(link: dict[str, object]) -> str:
    return digest_bytes(canonical_json(link).encode())


@contextmanager
def _chain(home: Home) -> Iterator[Connection]:
    with writing_to(home.audit_url) as connection:
        if not inspect(connection).has_table(chain.name):
            chain_metadata.create_all(connection)
        yield connection
