"""Are the kept files still what their names say, and is the chain of acts unbroken?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exports.refusals import ExportError
from rules.calendar import months_between, next_month
from rules.value import Text
from store import audit, batches, manifest
from store.files import digest_file, path_of
from store.home import Home
from store.scope import Scope

LONGEST_BATCH = 36
"""A correction may bring months up to this many before the one it is filed for."""


@dataclass(frozen=True)
class Verification:
    """What was checked: files of evidence, files of segments, links of the chain; names of files
    that are missing or altered, and the codes of what is wrong with the chain."""

    evidence: int
    segments: int
    chain: audit.Verdict
    missing: tuple[str, ...]
    altered: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return self.chain.sound and not self.missing and not self.altered


def verification(scope: Scope, home: Home, anchor: Path | None = None) -> Verification:
    """Digest every kept file again and walk the chain. `anchor` is a file with the sequence and
    hash of a link, noted down elsewhere: {"sequence": 12, "hash": "sha256:…"}."""
    evidence = dict(_evidence(scope, home))
    segments = dict(_segments(scope, home))
    missing, altered = [], []
    for path, digest in {**evidence, **segments}.items():
        if not path.is_file():
            missing.append(path.name)
        elif digest_file(path) != digest:
            altered.append(path.name)
    return Verification(
        len(evidence), len(segments), audit.verify(scope, home, _anchor(anchor)),
        tuple(sorted(missing)), tuple(sorted(altered)),
    )  # fmt: skip


def _evidence(scope: Scope, home: Home) -> Iterator[tuple[Path, str]]:
    for digest in batches.history(scope, home)["evidence"]:
        yield path_of(home.evidence, digest), digest


def _segments(scope: Scope, home: Home) -> Iterator[tuple[Path, str]]:
    """Every segment that was ever active, each as its batch brought it: the superseded ones are
    still needed by the evaluations that read them."""
    history = batches.history(scope, home)
    for received, months in history.groupby("received_at")["period"]:
        first = next_month(int(months.min()), -LONGEST_BATCH)
        asked = months_between(first, int(months.max()))
        active = manifest.active_segments(scope, home, asked, int(str(received)))
        for digest, file in zip(active["digest"], active["file"], strict=True):
            yield path_of(home.ledger, digest, ".parquet"), file


def _anchor(path: Path | None) -> audit.Anchor | None:
    if path is None:
        return None
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
        return audit.Anchor(int(noted["sequence"]), str(noted["hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise ExportError(
            Text(
                f'{path.name} 不是锚点文件，应为 {{"sequence": 序号, "hash": "sha256:…"}}。',
                f"{path.name} is no anchor file; it should hold "
                '{"sequence": number, "hash": "sha256:…"}.',
            )
        ) from None
